"""Shared ground is found from what is written on both sides, says where, and is never invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.people import sharing
from askaround.people.adding import add_research, organization_named
from askaround.people.models import ResearchNote
from askaround.people.shared_ground import Own, Stay, Theirs, own_ground, shared
from askaround.purpose.models import Profile
from askaround.purpose.profile import add_evidence
from conftest import NOW, contact_of


def theirs(**facts):
    return Theirs("Priya", **facts)


def at(name, began="", ended="", current=False):
    return Stay(name, began, ended, current, f"the role at {name}")


def facts(own, other):
    return [ground.fact for ground in shared(own, other)]


def test_two_at_one_employer_are_told_with_their_years():
    own = own_ground([("position", "Analyst, Northwind Inc.", "", "2019", "2021")])
    assert facts(own, theirs(roles=(at("Northwind", "2020", "2022"),))) == [
        "You both were at Northwind, you 2019 to 2021, Priya 2020 to 2022: at the same time."
    ]


@pytest.mark.parametrize(
    ("mine", "other", "together"),
    [
        (("2019", "2021"), ("2020", "2022"), True),
        (("2019", "2020"), ("2020", "2022"), None),
        (("2019", "2020-03"), ("2020-06", "2022"), False),
        (("2015", "2017"), ("2019", ""), False),
        (("2015", ""), ("2019", ""), True),
        (("2019-01", "2019-12"), ("2019-05", "2019-06"), True),
    ],
)
def test_whether_they_overlapped_is_said_only_where_the_dates_say_it(mine, other, together):
    own = own_ground([("position", "Analyst, Northwind", "", *mine)])
    found = shared(own, theirs(roles=(at("Northwind", *other, current=not other[1]),)))
    assert found[0].together is together


@pytest.mark.parametrize(
    ("mine", "other"),
    [("BSc, University of Lund", "Lund University"), ("MA, Elbe University", "Elbe Univ."),
     ("BSc, Universität Bonn", "University of Bonn")],
)  # fmt: skip
def test_one_school_written_in_two_ways_is_one(mine, other):
    assert facts(own_ground([("education", mine, "", "", "")]), theirs(roles=(at(other),)))


@pytest.mark.parametrize(
    ("mine", "other"),
    [("Northwind", "Northwind Trading"), ("University of Leeds", "University of Leers"), ("Acme Bank", "Acme Foods")],
)
def test_names_that_are_only_alike_are_not_one(mine, other):
    assert not facts(own_ground([("position", f"Analyst, {mine}", "", "", "")]), theirs(roles=(at(other),)))


def test_a_job_title_is_not_read_as_an_employer():
    assert not facts(own_ground([("position", "Analyst, Northwind", "", "", "")]), theirs(roles=(at("Analyst"),)))


def test_what_was_found_out_and_the_tie_tell_of_schools_and_skills():
    own = own_ground([("education", "BSc Economics", "Elbe University", "", ""), ("skill", "dbt", "", "", "")])
    other = theirs(said=(("Talk on dbt at scale, after Elbe University", "what you found on 1 May 2026"),))
    assert facts(own, other) == ["You both have to do with Elbe University.", "You both work with dbt."]
    other = theirs(studied=(("MSc at Elbe University, 2015", "what you found on 1 May 2026"),))
    assert facts(own, other) == ["You both studied at Elbe University."]


def test_a_town_is_shared_in_one_country_only():
    assert facts(Own(town="Berlin, Germany", country="DE"), theirs(town="Berlin", country="DE"))
    assert not facts(Own(town="Cambridge", country="GB"), theirs(town="Cambridge", country="US"))
    assert not facts(Own(town="Remote"), theirs(town="Remote"))


texts = st.text(max_size=30)


@given(st.lists(st.tuples(st.sampled_from(["skill", "position", "education", "association"]), texts, texts, texts,
                          texts), max_size=4),
       st.lists(st.builds(at, texts, texts, texts, st.booleans()), max_size=3), texts, texts)  # fmt: skip
def test_whatever_stands_there_each_half_has_a_source(pieces, roles, said, town):
    own = own_ground(pieces, town)
    for ground in shared(own, theirs(roles=tuple(roles), said=((said, "a note"),), town=town)):
        assert ground.yours
        assert ground.theirs
        assert ground.fact.endswith(".")


@pytest.fixture
def own(alice):
    Profile.objects.create(notebook=alice.notebook, town="Berlin", created_at=NOW)
    add_evidence(alice.notebook, kind="position", text="Analyst, Northwind", began="2019", ended="2021", at=NOW)
    return sharing.own_of(alice.notebook)


def test_many_contacts_take_as_many_queries_as_one(alice, own, django_assert_num_queries):
    people = [contact_of(alice, f"Ana {n}", "Northwind", "Analyst", "friend", town="Berlin") for n in range(12)]
    with django_assert_num_queries(3):
        found = sharing.shared_with(people, own)
    assert {len(each) for each in found.values()} == {2}


def test_what_is_shared_is_kept_once_as_a_research_note(alice, own, priya):
    ground = sharing.shared_with([priya], own)[priya.pk][0]
    for _ in range(2):
        sharing.keep(priya, ground, on=NOW.date(), at=NOW)
    note = ResearchNote.objects.get()
    assert (note.kind, note.fact) == ("shared ground", "You both were at Northwind.")
    assert "your position “Analyst, Northwind”" in note.source


def test_a_kept_ground_does_not_prove_another(alice, own, lena):
    add_research(lena, fact="We both like Northwind", kind="shared ground", source="", found_on=NOW.date(), at=NOW)
    organization_named(alice.notebook, "Northwind", at=NOW)
    assert sharing.shared_with([lena], own) == {}
