"""How a target fits: which dream, job or aim it serves, in a sentence or two, from facts alone."""

from collections.abc import Iterable, Sequence
from typing import Any

from askaround.plain.text import fold

from .known import KnownAt, words_of
from .models import Target

# Words that any two sentences may share.
SMALL = 5
COMMON = frozenset(
    [
        "about",
        "their",
        "there",
        "which",
        "would",
        "people",
        "where",
        "after",
        "before",
        "every",
        "could",
        "should",
        "really",
        "other",
        "these",
    ]
)


def fit(
    target: Target, known: KnownAt, *, occupation: str, aims: Sequence[str], others: Iterable[Target],
    found: Sequence[Any] = (),
) -> str:  # fmt: skip
    """Which dream the target serves, whom you know there, and what you found out that touches an aim."""
    told = [*_dream(target, occupation, list(others)), *_work(target, known, occupation), *_aim(target, aims, found)]
    if not told:
        return "Nothing says yet how it fits. Say why it is on your list, or find something out about it."
    return " ".join(told)


def touches(aims: Sequence[str], texts: Iterable[str]) -> str:
    """The aim that shares the most telling words with what was written; nothing when none shares any."""
    said = {word for text in texts for word in _telling(text)}
    shared = [(len(said & _telling(aim)), -place, aim) for place, aim in enumerate(aims)]
    best = max(shared, default=(0, 0, ""))
    return best[2] if best[0] else ""


def _dream(target: Target, occupation: str, others: list[Target]) -> list[str]:
    if target.kind == "organization":
        industry = target.organization.industry_id if target.organization else None
        places = [other for other in others if other.kind == "industry" and other.industry_id == industry and industry]
        return [f"It is in {other.name}, number {_place(other, others)} of your industries." for other in places]
    if target.kind == "industry":
        names = [
            other.name
            for other in others
            if other.kind == "organization"
            and other.organization
            and other.organization.industry_id == target.industry_id
        ]
        return [f"{_and(names)} on your list {'is' if len(names) == 1 else 'are'} in it."] if names else []
    if not words_of(occupation):
        return []
    if words_of(target.occupation) == words_of(occupation):
        return ["It is the job that you look into."]
    near = words_of(target.occupation) & words_of(occupation)
    return [f"It is near the job that you look into, {occupation.lower()}."] if near else []


def _work(target: Target, known: KnownAt, occupation: str) -> list[str]:
    """Who does the very job there, of those whom you know."""
    wanted = words_of(occupation)
    if target.kind == "occupation" or not wanted:
        return []
    people = [one for one in known.strong + known.weak if wanted <= words_of(one.role.title)]
    if not people:
        return []
    if len(people) == 1:
        return [f"{people[0].contact.first_name} there does the job that you look into."]
    return [f"{len(people)} people you know there do the job that you look into."]


def _aim(target: Target, aims: Sequence[str], found: Sequence[Any]) -> list[str]:
    aim = touches(aims, [note.fact for note in found])
    if aim:
        return [f"What you found out touches on an aim of yours: “{aim.rstrip('.')}”."]
    aim = touches(aims, [target.why])
    return [f"Why you chose it touches on an aim of yours: “{aim.rstrip('.')}”."] if aim else []


def _telling(text: str) -> set[str]:
    words = "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()
    return {word for word in words if len(word) >= SMALL} - COMMON


def _place(one: Target, others: list[Target]) -> int:
    return [other.pk for other in others if other.kind == one.kind].index(one.pk) + 1


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
