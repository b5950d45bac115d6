"""Proposing themes for a campaign's notes. What the seeker has sorted, merged or put apart is never changed.

A run reads and groups without a transaction, then writes in one short one: so a page never waits for it, and a killed
worker leaves nothing half done. Everything of a run is one batch, which takes it back.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import combinations, pairwise
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from askaround.history import recording
from askaround.history.models import Batch
from askaround.meaning.embedding import embed
from askaround.notes.models import Note
from askaround.purpose.models import Campaign, Seeks
from askaround.tasks.models import Task
from askaround.tasks.once import once
from askaround.tasks.progress import Progress, progress, progress_now

from .grouping.pairs import Noted
from .grouping.themes import group
from .models import Apart, Theme, ThemeNote

_TASK = "askaround.findings.proposing.propose"
_LONGEST = 190
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Proposed:
    """Which notes belong together, under which theme or name; `sentence` says when that was told by letters alone."""

    groups: list[tuple[list[UUID], UUID | None, str]]
    sentence: str = ""


def propose_later(campaign: Campaign) -> None:
    """Have the worker do it, unless it is at it."""
    found = standing_of(campaign)
    if found is None or found.finished or found.failed:
        propose.enqueue(str(campaign.pk), notebook=str(campaign.notebook_id))


def standing_of(campaign: Campaign) -> Progress | None:
    """How far the last run is."""
    rows = Task.objects.filter(notebook=campaign.notebook_id, function=_TASK, args=[str(campaign.pk)])
    row = rows.order_by("enqueued_at").last()
    return progress_now(row) if row else None


@task(takes_context=True)
def propose(context: TaskContext, campaign: str, *, notebook: str) -> None:
    """The worker's side of `propose_later`. Safe to run twice: the second finds everything in its place."""
    found = Campaign.objects.within(notebook).filter(pk=campaign, trashed_at=None).first()
    if found is None:
        return
    drawn = draw(found, at=timezone.now(), tell=partial(progress, context.task_result.id))
    with once(context, {"sentence": drawn.sentence}):
        put(found, drawn, at=timezone.now())


@task
def place_new() -> int:
    """New notes of campaigns whose themes were proposed before find their theme. Returns how many campaigns."""
    waiting = Note.objects.filter(
        interview__campaign=OuterRef("pk"), theme_notes=None, trashed_at=None, archived_at=None,
        interview__ended_at__isnull=False,
    ).exclude(kind=Seeks.REFERRAL)  # fmt: skip
    before = ThemeNote.objects.filter(theme__campaign=OuterRef("pk"), proposed=True)
    campaigns = list(Campaign.objects.filter(Exists(waiting), Exists(before), trashed_at=None)[:20])
    for campaign in campaigns:
        now = timezone.now()
        with transaction.atomic():
            put(campaign, draw(campaign, at=now, settled=True), at=now)
    return len(campaigns)


def draw(campaign: Campaign, *, at: datetime, settled: bool = False, tell: Told | None = None) -> Proposed:
    """Group the campaign's notes. With `settled`, what was proposed before stays, and only new notes find a place."""
    notes = list(_notes(campaign))
    meant = embed(campaign.notebook_id, [note.text for note in notes], at=at, progress=tell)
    rows = list(ThemeNote.objects.within(campaign.notebook_id).filter(theme__campaign=campaign).order_by("created_at"))
    own = _first_theme([row for row in rows if settled or not row.proposed])
    place = {note.pk: number for number, note in enumerate(notes)}
    noted = [Noted(note.text, note.kind, str(note.interview_id)) for note in notes]
    found = group(noted, meant.vectors, must=_together(own, place), cannot=_apart(campaign, own, place))
    members = [[notes[row].pk for row in each.rows] for each in found.groups]
    themes = _themes_of(members, own, _first_theme(rows))
    names = [each.name for each in found.groups]
    return Proposed(list(zip(members, themes, names, strict=True)), meant.sentence)


def put(campaign: Campaign, proposed: Proposed, *, at: datetime) -> Batch | None:
    """Write what was drawn, but for notes that the seeker has sorted meanwhile. None where nothing changes."""
    with transaction.atomic():
        batch = Batch(notebook_id=campaign.notebook_id, verb="proposed", created_at=at)
        batch.save(force_insert=True)
        changes = sum(_write(campaign, proposed, at, batch))
        if not changes:
            batch.delete()
            return None
        _drop_empty(campaign, at, batch)
    return batch


def _write(campaign: Campaign, proposed: Proposed, at: datetime, batch: Batch) -> Iterator[int]:
    """Each note's row; 1 for each that changes."""
    themes = {theme.pk: theme for theme in Theme.objects.within(campaign.notebook_id).filter(campaign=campaign)}
    names = {theme.name.lower() for theme in themes.values()}
    alive = set(_notes(campaign).values_list("pk", flat=True))
    rows: dict[UUID, list[ThemeNote]] = {}
    for row in ThemeNote.objects.within(campaign.notebook_id).filter(theme__campaign=campaign):
        rows.setdefault(row.note_id, []).append(row)
    for members, key, name in proposed.groups:
        open_ones = [pk for pk in members if pk in alive and all(row.proposed for row in rows.get(pk, []))]
        if not open_ones:
            continue
        theme = themes.get(key) if key else None
        if theme is None:
            theme = _new(campaign, name, names, at, batch)
        for pk in open_ones:
            yield _belongs(theme, pk, rows.get(pk, []), at, batch)


def _belongs(theme: Theme, note: UUID, rows: Sequence[ThemeNote], at: datetime, batch: Batch) -> int:
    if not rows:
        row = ThemeNote(notebook_id=theme.notebook_id, theme=theme, note_id=note, proposed=True, created_at=at)
        recording.create(row, at=at, verb="proposed", batch=batch)
        return 1
    return int(recording.change(rows[0], at=at, verb="proposed", theme=theme, batch=batch))


def _new(campaign: Campaign, name: str, names: set[str], at: datetime, batch: Batch) -> Theme:
    """A theme by that name, or by the next that is free."""
    free, number = name[:_LONGEST], 1
    while free.lower() in names:
        number += 1
        free = f"{name[:_LONGEST]} ({number})"
    names.add(free.lower())
    theme = Theme(notebook_id=campaign.notebook_id, campaign=campaign, name=free, created_at=at)
    recording.create(theme, at=at, verb="proposed", batch=batch)
    return theme


def _drop_empty(campaign: Campaign, at: datetime, batch: Batch) -> None:
    """Themes that this run has emptied go; one that the seeker made and has not filled yet stays."""
    left = batch.entries.exclude(before=None).values_list("before", flat=True)
    emptied = {before["theme_id"] for before in left if before.get("theme_id")}
    for theme in Theme.objects.within(campaign.notebook_id).filter(pk__in=emptied, theme_notes=None):
        recording.remove(theme, at=at, verb="proposed", batch=batch)


def _notes(campaign: Campaign) -> Any:
    """What was said of the work, in the order heard; referrals go by person."""
    rows = Note.objects.within(campaign.notebook_id).current().filter(interview__campaign=campaign)
    return rows.exclude(kind=Seeks.REFERRAL).exclude(text="").order_by("interview__starts_at", "second", "id")


def _first_theme(rows: Sequence[ThemeNote]) -> dict[UUID, UUID]:
    """The theme that each note was put into first."""
    found: dict[UUID, UUID] = {}
    for row in rows:
        found.setdefault(row.note_id, row.theme_id)
    return found


def _together(own: dict[UUID, UUID], place: dict[UUID, int]) -> list[tuple[int, int]]:
    """Notes of one theme, each with the next."""
    by_theme: dict[UUID, list[int]] = {}
    for note, theme in own.items():
        if note in place:
            by_theme.setdefault(theme, []).append(place[note])
    return [pair for rows in by_theme.values() for pair in pairwise(rows)]


def _apart(campaign: Campaign, own: dict[UUID, UUID], place: dict[UUID, int]) -> list[tuple[int, int]]:
    """One note of each theme against one of each other, and the notes that were put apart."""
    one_of = {theme: place[note] for note, theme in own.items() if note in place}
    said = Apart.objects.within(campaign.notebook_id).values_list("note_id", "other_id")
    put_apart = [
        (place[note], place[other])
        for note, other in said
        if note in place and other in place and (note not in own or own[note] != own.get(other))
    ]
    return [*combinations(one_of.values(), 2), *put_apart]


def _themes_of(members: Sequence[Sequence[UUID]], own: dict[UUID, UUID], before: dict[UUID, UUID]) -> list[UUID | None]:
    """The theme of each group: the seeker's, else the one that most of its notes were in; each theme once."""
    found: list[UUID | None] = [next((own[note] for note in each if note in own), None) for each in members]
    taken = {*found, *own.values()}
    votes = [
        (-count, number, theme)
        for number, each in enumerate(members)
        if found[number] is None
        for theme, count in Counter(before[note] for note in each if note in before).items()
    ]
    for _, number, theme in sorted(votes, key=lambda vote: (*vote[:2], str(vote[2]))):
        if found[number] is None and theme not in taken:
            found[number] = theme
            taken.add(theme)
    return found
