"""Whom a report names, and that no name stays where it names nobody."""

import string

from hypothesis import given
from hypothesis import strategies as st

from askaround.findings.report_naming import ANONYMOUS, INITIALS, NAMED, Known, Names

PRIYA = Known("1", "Priya Raman", "Priya", "Raman", title="Data platform manager", organization="Northwind Ltd",
              level="manager", function="data")  # fmt: skip
TOM = Known("2", "Tom Okafor", "Tom", "Okafor", also=("Tommy",), organization="Acme GmbH", level="experienced",
            function="data")  # fmt: skip
LENA = Known("3", "Lena Fischer", "Lena", "Fischer", level="manager", function="data")
DANA = Known("4", "Dana O’Neill", "Dana", "O’Neill", met=False, organization="Globex")
ALL = (PRIYA, TOM, LENA, DANA)


def hidden(text, naming=ANONYMOUS, people=ALL):
    return Names(people, naming).masked(text)


def test_named_people_stand_with_title_and_employer():
    names = Names(ALL, NAMED)
    assert names.full("1") == "Priya Raman, Data platform manager, Northwind Ltd"
    assert names.short("1") == "Priya"
    assert names.masked("Priya said so") == "Priya said so"


def test_initials_come_without_the_employer():
    names = Names(ALL, INITIALS)
    assert names.full("1") == "P. R., a manager in data"
    assert "Northwind" not in names.masked("Priya of Northwind") + names.full("1")


def test_anonymous_people_are_told_apart_by_what_they_do():
    names = Names(ALL, ANONYMOUS)
    assert [names.short(key) for key in "123"] == [
        "a manager in data",
        "an experienced hand in data",
        "another manager in data",
    ]
    assert names.full("3") == "Another manager in data"


def test_nobody_known_is_somebody():
    names = Names((Known("1", "A B"), Known("2", "C D"), Known("3", "E F")), ANONYMOUS)
    assert [names.short(key) for key in "123"] == ["somebody", "somebody else", "somebody (3)"]
    assert names.short("9") == "somebody"


def test_names_employers_and_addresses_leave_a_text():
    said = (
        "Ask Dana O'Neill at Globex. PRIYA’s team (Northwind) and tommy@acme.example agree, see https://acme.example/x"
    )
    assert hidden(said) == (
        "Ask [somebody] at [their employer]. [a manager in data]’s team ([their employer]) and [address] agree, "
        "see [address]"
    )


def test_a_name_that_is_a_word_is_hidden_only_when_written_as_a_name():
    will = Known("1", "Will Park", "Will", "Park", organization="Target")
    assert hidden("It will target the park", people=(will,)) == "It will target the park"
    assert hidden("Will said that Target hires", people=(will,)) == "[somebody] said that [their employer] hires"


def test_a_first_name_of_two_is_nobodys():
    other = Known("5", "Tom Berg", "Tom", "Berg", level="lead", function="data")
    assert hidden("Tom says so", people=(TOM, other)) == "[somebody] says so"
    assert hidden("Tom Berg says so", people=(TOM, other)) == "[a lead in data] says so"


def test_a_name_without_spaces_is_found_inside_a_sentence():
    li = Known("1", "李明", "明", "李", level="lead")
    assert hidden("昨天李明说", people=(li,)) == "昨天[a lead]说"


def test_accents_and_case_do_not_hide_a_name():
    jose = Known("1", "José Müller", "José", "Müller", level="lead")
    assert hidden("JOSE and muller", people=(jose,)) == "[a lead] and [a lead]"


WORD = st.text(string.ascii_letters + "éßøĲ", min_size=3, max_size=8)


@given(WORD, WORD, st.text(max_size=40), st.sampled_from([" ", "-", "’"]))
def test_a_whole_name_never_stays(given_name, family, around, joint):
    one = Known("1", f"{given_name} {family}", given_name, family)
    for text in (f"{around} {given_name}{joint}{family} {around}", f"{given_name.title()} {around}"):
        masked = Names((one,), ANONYMOUS).masked(text)
        assert f"{given_name}{joint}{family}" not in masked


@given(st.text(max_size=200))
def test_where_nobody_is_known_only_addresses_are_hidden(text):
    masked = Names((), ANONYMOUS).masked(text)
    assert masked == text or "[address]" in masked
