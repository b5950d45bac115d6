"""Lessons: one line where it is needed, why and by whom on a click, and away once known."""

import re
from pathlib import Path

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils.html import escape

from askaround.purpose import lessons as teaching
from askaround.purpose.lessons import lessons
from conftest import Seat

SOURCE = Path(teaching.__file__).parents[1]
LINE = "Know what you want to learn before you write to anybody."


def test_every_lesson_is_a_line_with_its_why_and_its_source() -> None:
    for row in lessons().values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", row.key)
        assert len(row.line) <= 90, row.line
        assert row.line.endswith((".", "?"))
        assert row.why.endswith((".", "?"))
        assert row.source, row.key


def test_every_lesson_is_taught_on_a_page_of_its_chapter_or_above_and_every_tag_names_one() -> None:
    named = {
        key
        for path in SOURCE.rglob("templates/**/*.html")
        for key in re.findall(r'{% lesson "([^"]+)" %}', path.read_text(encoding="utf-8"))
    }
    assert named == set(lessons())


def test_no_lesson_states_a_rate_of_answers() -> None:
    assert not [row.key for row in lessons().values() if "%" in row.line + row.why]


def test_i_know_this_sends_a_lesson_away_and_leaves_the_other_preferences(alice: Seat, campaign: object) -> None:
    alice.user.preferences = {"keys": False}
    alice.user.save()
    assert LINE in alice.get(reverse("purpose")).content.decode()
    here = "http://127.0.0.1" + reverse("purpose")
    answer = alice.client.post(reverse("lesson-knowledge"), {"key": "purpose-first"}, headers={"referer": here})
    assert answer["Location"] == here
    assert LINE not in alice.get(reverse("purpose")).content.decode()
    alice.user.refresh_from_db()
    assert alice.user.preferences == {"keys": False, "lessons_known": ["purpose-first"]}


def test_what_is_known_is_shown_again_one_by_one_or_all_at_once(alice: Seat) -> None:
    for key in ("purpose-first", "how-many", "not-a-ploy"):
        alice.post(reverse("lesson-knowledge"), {"key": key})
    assert f"You know 3 of {len(lessons())} lessons." in alice.get(reverse("lessons")).content.decode()
    alice.post(reverse("lesson-return"), {"key": "how-many"})
    alice.user.refresh_from_db()
    assert teaching.known_to(alice.user) == {"purpose-first", "not-a-ploy"}
    alice.post(reverse("lesson-return"))
    text = alice.get(reverse("lessons")).content.decode()
    assert f"All {len(lessons())} lessons are on." in text
    assert all(escape(row.line) in text for row in lessons().values())


def test_what_is_known_to_alice_is_still_taught_to_bob(alice: Seat, bob: Seat) -> None:
    teaching.learn(alice.user, "purpose-first")
    assert teaching.known_to(bob.user) == frozenset()


def test_a_lesson_that_is_none_is_refused(alice: Seat) -> None:
    assert alice.post(reverse("lesson-knowledge"), {"key": "nonsense"}).status_code == 404
    with pytest.raises(Http404):
        teaching.learn(alice.user, "")
