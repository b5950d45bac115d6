"""Lessons: the practice in one line where it is needed, with its why and its source, until the seeker knows it.

Each chapter brings its own in `data/lessons.json`. What somebody knows stands in their preferences.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.http import Http404

from askaround.accounts.models import User

KNOWN = "lessons_known"


@dataclass(frozen=True)
class Lesson:
    """One rule of the practice. `chapter` is whose pages teach it."""

    key: str
    line: str
    why: str
    source: str
    chapter: str = ""


@cache
def lessons() -> dict[str, Lesson]:
    """Every lesson by its key, chapter by chapter, lowest first. Two of one key are an error."""
    found: dict[str, Lesson] = {}
    for chapter in reversed(list(apps.get_app_configs())):
        if not chapter.name.startswith("askaround."):
            continue
        for row in _rows(Path(chapter.path) / "data" / "lessons.json"):
            if row["key"] in found:
                raise ValueError(f"two lessons are called {row['key']}")
            found[row["key"]] = Lesson(**row, chapter=chapter.label)
    return found


def known_to(user: User) -> frozenset[str]:
    """The keys of the lessons that this user has switched off."""
    return frozenset(user.preferences.get(KNOWN, ()))


def learn(user: User, key: str) -> Lesson:
    """Switch a lesson off for this user. `Http404` when there is none of this key."""
    if key not in lessons():
        raise Http404(key)
    _keep(user, {*known_to(user), key})
    return lessons()[key]


def teach_again(user: User, key: str = "") -> None:
    """Switch a lesson on again, or all of them."""
    _keep(user, known_to(user) - {key} if key else ())


def _rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return rows


def _keep(user: User, known: Iterable[str]) -> None:
    user.preferences = {**user.preferences, KNOWN: sorted(known)}
    user.save(update_fields=["preferences"])
