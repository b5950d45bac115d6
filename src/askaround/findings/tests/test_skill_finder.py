from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.findings.skills.finder import mentions
from askaround.findings.skills.listing import Entry, shipped


def found(text, **more):
    return [(mention.text, mention.id) for mention in mentions(text, **more) if not mention.candidate]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Learn SQL and Power BI.", [("SQL", "sql"), ("Power BI", "power-bi")]),
        ("Nobody will teach you Excel.", [("Excel", "microsoft-excel")]),
        ("You will excel at it, and have access to teams.", []),
        ("No project was ever finished in the office.", []),
        ("The word of mouth is what counts.", []),
        ("Civil 3D, then AutoCAD", [("Civil 3D", "civil-3d"), ("AutoCAD", "autocad")]),
        ("We write C++ and C#.", [("C++", "c++"), ("C#", "c#")]),
        ("We go for a spring walk.", []),
        ("Hannah from SAP will call.", []),
        ("Get the PMP first.", [("PMP", "pmp")]),
    ],
)
def test_the_list_is_found_where_it_is_meant(said, named):
    assert [text for text, _ in found(said)] == [text for text, _ in named]


def test_a_name_that_no_list_has_is_asked_about():
    told = mentions("Everything runs in Qlorix these days, and LabVantage9 is certified.")
    assert [(each.text, each.candidate) for each in told] == [("Qlorix", True), ("LabVantage9", True)]
    assert mentions("We met at Qlorix in Ghent on Monday with Tom.", known=["Tom"]) == []


def test_ones_own_skills_come_first():
    own = [Entry("mine", "Kiln firing", "tool", names=("firing a kiln",))]
    assert found("She taught kiln firing, firing a kiln at night.", own=own) == [
        ("kiln firing", "mine"), ("firing a kiln", "mine"),
    ]  # fmt: skip


@given(st.text(max_size=200))
def test_places_are_those_of_the_text(text):
    told = mentions(text)
    assert all(text[each.start : each.end] == each.text for each in told)
    assert all(one.end <= other.start for one, other in pairwise(told))


def test_every_skill_of_the_list_is_found_by_its_name():
    lost = []
    for entry in shipped().values():
        told = mentions(f"You need to learn basic {entry.name} and use it")
        if not any(entry.name.startswith(each.text[:3]) or each.id == entry.id for each in told):
            lost.append(entry.name)
    assert len(lost) <= 0.02 * len(shipped()), lost[:40]
