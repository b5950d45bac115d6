"""Notes read across people: the answers to a question side by side, a theme's quotes, what the work is like."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Prefetch, Q

from askaround.notes.models import DebriefAnswer, Note
from askaround.purpose.models import Campaign

from .answered import answered_in, keys_of
from .models import Theme, ThemeNote

QUESTIONS_A_PAGE = 6
MOST_ANSWERS = 12
# The debrief's keys that tell of the work, each with the heading and what to do while it is empty.
WORK = (
    ("environment", "What it is like there"),
    ("surprise", "What surprised you"),
    ("paths", "Jobs and paths you had not known"),
    ("opening", "Openings they raised"),
)


@dataclass(frozen=True)
class Answered:
    """A question, the people who answered it, and their answers."""

    text: str
    people: int
    notes: list[Note]
    more: int
    state: str = ""
    told: str = ""


def questions(campaign: Campaign) -> Any:
    """The questions that were answered, most people first, as rows of text and counts."""
    return (
        _notes(campaign).exclude(question=None).order_by().values("question__text")
        .annotate(people=Count("contact", distinct=True), answers=Count("id"))
        .order_by("-people", "question__text")
    )  # fmt: skip


def answers(campaign: Campaign, rows: Iterable[dict[str, Any]]) -> list[Answered]:
    """The answers to these questions, side by side, and how they stand; four queries."""
    rows = list(rows)
    state = _states(campaign, [row["question__text"] for row in rows])
    notes = (
        _notes(campaign).filter(question__text__in=[row["question__text"] for row in rows])
        .select_related("contact", "question", "interview").order_by("question__text", "interview__starts_at", "second")
    )  # fmt: skip
    said = {text: list(found) for text, found in groupby(notes, key=lambda note: note.question.text)}
    return [
        Answered(text, row["people"], said[text][:MOST_ANSWERS], max(0, len(said[text]) - MOST_ANSWERS), *state(text))
        for row in rows
        if (text := row["question__text"]) in said
    ]


def _states(campaign: Campaign, texts: list[str]) -> Callable[[str], tuple[str, str]]:
    """Of each question: settled, contested or one voice, and the theme that says what; nothing where it is neither."""
    heard, keys = answered_in(campaign), keys_of(campaign, texts)
    states = {"settled": heard.settled, "contested": heard.contested, "one voice": heard.alone}

    def state(text: str) -> tuple[str, str]:
        key = keys.get(text, "")
        return next(((name, found[key]) for name, found in states.items() if key and key in found), ("", ""))

    return state


def quotes(theme: Theme) -> Any:
    """What was sorted into a theme, by person, those who say so first."""
    return (
        ThemeNote.objects.within(theme.notebook_id).filter(theme=theme, note__trashed_at=None, note__archived_at=None)
        .select_related("note__contact", "note__interview")
        .order_by("against", "note__interview__starts_at", "note__second")
    )  # fmt: skip


def waiting(campaign: Campaign) -> Any:
    """Themes with notes that were proposed and not looked at, as `new`; those that most people share first."""
    new = ThemeNote.objects.within(campaign.notebook_id).filter(proposed=True).select_related("note__contact")
    people = Count("theme_notes__note__contact", distinct=True)
    return (
        Theme.objects.within(campaign.notebook_id).filter(campaign=campaign)
        .annotate(people=people, waiting=Count("theme_notes", filter=Q(theme_notes__proposed=True), distinct=True))
        .filter(waiting__gt=0).order_by("-people", "created_at", "id")
        .prefetch_related(Prefetch("theme_notes", queryset=new.order_by("created_at", "id"), to_attr="new"))
    )  # fmt: skip


def strongest_quote(campaign: Campaign, theme: str) -> ThemeNote | None:
    """One thing said for the theme: of the last six sorted into it, one with words marked as a quote first."""
    rows = ThemeNote.objects.within(campaign.notebook_id).filter(
        theme=theme, against=False, note__trashed_at=None, note__archived_at=None
    )
    found = list(rows.select_related("note__contact", "note__interview").order_by("-created_at", "-id")[:6])
    return min(found, key=lambda row: not any(m["kind"] == "quote" for m in row.note.marks), default=None)


def work(campaign: Campaign) -> list[tuple[str, list[DebriefAnswer]]]:
    """What the debriefs tell of the work, by heading; one query and the people."""
    rows = (
        DebriefAnswer.objects.within(campaign.notebook_id)
        .filter(interview__campaign=campaign, key__in=[key for key, _ in WORK]).exclude(text="")
        .select_related("interview").prefetch_related("interview__people__contact").order_by("-interview__starts_at")
    )  # fmt: skip
    found = list(rows)
    return [(heading, [row for row in found if row.key == key]) for key, heading in WORK]


def _notes(campaign: Campaign) -> Any:
    return Note.objects.within(campaign.notebook_id).current().filter(interview__campaign=campaign)
