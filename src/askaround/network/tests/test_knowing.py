"""Two who were at one place at one time: it is a guess, and says less the larger the place is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.network.knowing import BEST, CROWD, LEAST, Stay, guesses, schools, together

THIS = "2026-11"
dates = st.one_of(st.just(""), st.integers(1990, 2026).map(str), st.dates().map(lambda day: f"{day:%Y-%m}"))
stays = st.builds(
    Stay, person=st.integers(0, 8), place=st.integers(0, 3), name=st.just("Northwind"), began=dates, ended=dates,
    current=st.booleans(), function=st.sampled_from(["", "data"]), town=st.sampled_from(["", "Berlin"]),
)  # fmt: skip


def at(person, began="", ended="", *, current=False, **more):
    return Stay(person, "northwind", "Northwind", began, ended, current, **more)


def guess(one, other, people):
    found = guesses([one, other], {"northwind": people}, about={one.person}, this=THIS)
    return found[0] if found else None


def test_the_sentence_says_where_when_how_many_and_that_it_is_a_guess():
    said = guess(at("tom", "2019", "2021"), at("lena", "2021", "2023"), 12).sentence
    assert said == "Both were at Northwind in 2021; you know 12 people there: probably."
    said = guess(at("tom", current=True, town="Berlin"), at("lena", "2020", current=True, town="berlin"), 40).sentence
    assert said == "Both are at Northwind, in one town; you know 40 people there: perhaps."


@pytest.mark.parametrize(
    ("one", "other", "when"),
    [
        (("2019", "2021"), ("2020", "2024"), "from 2020 to 2021"),
        (("2019-01", "2019-06"), ("2019-06", "2022"), "in 2019"),
        (("2019-01", "2019-05"), ("2019-06", "2022"), None),
        (("", "2021"), ("2021", ""), "in 2021"),
        (("", ""), ("2019", "2021"), None),
        (("2019", "2018"), ("2019", "2021"), None),
    ],
)
def test_they_were_together_only_when_both_were_surely_there(one, other, when):
    found = together(at("tom", *one), at("lena", *other), this=THIS)
    assert (found and found[0]) == when


def test_in_a_crowd_an_overlap_says_nothing_and_in_a_department_something():
    tom, lena = at("tom", "2019", current=True), at("lena", "2019", current=True)
    assert guess(tom, lena, 6).chance > guess(tom, lena, 40).chance
    assert guess(tom, lena, 80) is None
    tom, lena = at("tom", current=True, function="data"), at("lena", current=True, function="data")
    assert guess(tom, lena, 80) is not None
    assert guess(tom, lena, CROWD + 1) is None


def test_a_note_about_a_school_says_where_and_when():
    (stay,) = schools("tom", "BSc Economics, Elbe University, 2014–2017")
    assert (stay.name, stay.began, stay.ended, stay.school) == ("Elbe University", "2014", "2017", True)
    assert not list(schools("tom", "Studied at Elbe University"))
    assert not list(schools("tom", "Ran the bakery, 2014 to 2017"))


@given(st.lists(stays, max_size=30), st.sets(st.integers(0, 8)), st.integers(0, 200))
def test_a_guess_is_between_two_about_one_and_never_sure(found, about, people):
    sizes = dict.fromkeys(range(4), people)
    told = guesses(found, sizes, about=about, this=THIS)
    pairs = [frozenset((one.one, one.other)) for one in told]
    assert len(set(pairs)) == len(pairs)
    for each in told:
        assert each.one != each.other
        assert {each.one, each.other} & about
        assert LEAST <= each.chance <= BEST
    assert [one.chance for one in told] == sorted((one.chance for one in told), reverse=True)


@given(stays, stays)
def test_being_together_does_not_depend_on_who_is_named_first(one, other):
    assert together(one, other, this=THIS) == together(other, one, this=THIS)


@given(st.text(), st.text())
def test_any_text_is_no_crash(fact, date):
    list(schools(1, fact))
    together(at("tom", date, date), at("lena", "2019", "2020"), this=THIS)
