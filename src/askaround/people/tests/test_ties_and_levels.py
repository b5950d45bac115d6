"""The strength of a tie says why; a level guessed from a title is the one a reader would guess."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.history.models import Entry
from askaround.history.undoing import undo
from askaround.people.introducing import offer
from askaround.people.levels import guess_function, guess_level
from askaround.people.models import Introduction, TieKind
from askaround.people.ties import strength
from conftest import NOW


@pytest.mark.parametrize(
    ("kinds", "facts", "level"),
    [
        (["friend"], {}, "strong"),
        (["alumni"], {}, "weak"),
        (["stranger"], {}, "none"),
        (["stranger"], {"received": 1}, "weak"),
        (["alumni"], {"met": 2, "last_contact_at": NOW - timedelta(days=30)}, "strong"),
        (["alumni"], {"met": 2, "last_contact_at": NOW - timedelta(days=800)}, "weak"),
    ],
)
def test_a_tie_is_as_strong_as_its_facts(kinds, facts, level):
    assert strength(kinds, now=NOW, **facts).level == level


@given(
    st.lists(st.sampled_from(TieKind.values), max_size=4),
    st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 4000) | st.none(),
)  # fmt: skip
def test_every_strength_has_one_whole_sentence(kinds, met, sent, received, days):
    last = None if days is None else NOW - timedelta(days=days)
    found = strength(kinds, now=NOW, met=met, sent=sent, received=received, last_contact_at=last)
    assert found.sentence.endswith(".")
    assert found.sentence[0].isupper()
    assert found.level in {"strong", "weak", "none"}


def test_the_sentence_says_how_often_and_when():
    last = NOW.replace(month=3)
    assert strength([], now=NOW, met=2, last_contact_at=last).sentence == "You met twice, last in March."


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Co-founder and CEO", "founder"),
        ("Chief Data Officer", "executive"),
        ("Head of analytics", "director"),
        ("Vice President, Sales", "director"),
        ("Data platform manager", "manager"),
        ("Principal engineer", "lead"),
        ("Junior analyst", "entry"),
        ("Data engineer", "experienced"),
        ("", ""),
    ],
)
def test_a_level_is_guessed_from_the_title(title, level):
    assert guess_level(title) == level


def test_a_recruiter_is_a_function_whatever_the_field():
    assert guess_function("Recruiter for data teams") == "recruiting"


def test_each_stage_is_reached_once_and_undone(alice, priya, lena):
    introduction = offer(priya, lena, at=NOW)
    introduction.reach("met", at=NOW)
    introduction.reach("met", at=NOW + timedelta(days=1))
    assert Introduction.objects.get().met_at == NOW
    undo(Entry.objects.latest("number"), at=NOW)
    assert Introduction.objects.get().met_at is None


def test_the_same_offer_twice_stands_once(alice, priya, lena):
    assert offer(priya, lena, at=NOW).pk == offer(priya, lena, at=NOW).pk
    assert lena.ties.filter(kind="referred").count() == 1
