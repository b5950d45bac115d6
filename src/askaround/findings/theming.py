"""Sorting notes into themes: make, assign, rename, merge, remove. What the seeker says stands."""

from collections.abc import Iterable
from datetime import datetime
from itertools import combinations

from django.db import transaction

from askaround.history import recording
from askaround.history.models import Batch
from askaround.notes.models import Note
from askaround.plain.refusal import RefusalError
from askaround.plain.text import clean, cut
from askaround.purpose.models import Campaign

from .models import Apart, Theme, ThemeNote

# A note is put apart from so many of a theme; the rest follow these.
MOST_PUT_APART = 12


class ThemeError(RefusalError):
    """It cannot be done; `sentence` says why and what to do."""


def make_theme(
    campaign: Campaign, name: str, *, at: datetime, notes: Iterable[Note] = (), batch: Batch | None = None
) -> Theme:
    """A theme of that name, with these notes. One that stands already takes them in."""
    name = _name(name)
    with transaction.atomic():
        theme = _named(campaign, name)
        if theme is None:
            theme = Theme(notebook_id=campaign.notebook_id, campaign=campaign, name=name, created_at=at)
            recording.create(theme, at=at, batch=batch)
        for note in notes:
            assign(theme, note, at=at, batch=batch)
    return theme


def assign(theme: Theme, note: Note, *, at: datetime, against: bool = False, batch: Batch | None = None) -> ThemeNote:
    """This note belongs to the theme; `against` where it says the contrary. Said again, only the side changes."""
    found: ThemeNote | None = ThemeNote.objects.within(theme.notebook_id).filter(theme=theme, note=note).first()
    if found is None:
        found = ThemeNote(notebook_id=theme.notebook_id, theme=theme, note=note, against=against, created_at=at)
        recording.create(found, at=at, verb="sorted", batch=batch)
    else:
        recording.change(found, at=at, verb="sorted", against=against, proposed=False, batch=batch)
    return found


def sort(
    campaign: Campaign,
    notes: Iterable[Note],
    *,
    at: datetime,
    theme: Theme | None,
    name: str = "",
    against: bool = False,
) -> tuple[Theme, Batch]:
    """Sort several notes at once, into a theme that stands or a new one; the batch takes it back."""
    chosen = list(notes)
    if not chosen:
        raise ThemeError("Tick at least one note.")
    if theme is None and not clean(name):
        raise ThemeError("Choose a theme, or name a new one.")
    with transaction.atomic():
        batch = _batch(campaign, "sorted", at)
        theme = theme or make_theme(campaign, name, at=at, batch=batch)
        for note in chosen:
            assign(theme, note, at=at, against=against, batch=batch)
    return theme, batch


def rename(theme: Theme, name: str, *, at: datetime) -> bool:
    """Another name. One that another theme has is refused: merge them instead."""
    name = _name(name)
    other = _named(theme.campaign, name)
    if other is not None and other.pk != theme.pk:
        raise ThemeError(f"There is a theme “{other.name}” already. Merge the two instead.")
    return recording.change(theme, at=at, verb="renamed", name=name)


def merge(theme: Theme, other: Theme, *, at: datetime) -> Batch:
    """All that was sorted into `other` belongs to `theme` now, and `other` is gone."""
    if theme.pk == other.pk:
        raise ThemeError("Choose another theme to merge with.")
    with transaction.atomic():
        batch = _batch(theme.campaign, "merged", at)
        have = set(theme.theme_notes.values_list("note_id", flat=True))
        for row in other.theme_notes.all():
            if row.note_id in have:
                recording.remove(row, at=at, verb="merged", batch=batch)
            else:
                recording.change(row, at=at, verb="merged", theme=theme, proposed=False, batch=batch)
        keep(theme, at=at, batch=batch)
        recording.remove(other, at=at, verb="merged", batch=batch)
    return batch


def remove_theme(theme: Theme, *, at: datetime) -> Batch:
    """Take the theme away; its notes wait to be sorted again. The batch brings both back.

    What was only proposed to belong together is not proposed again.
    """
    with transaction.atomic():
        batch = _batch(theme.campaign, "removed", at)
        rows = list(theme.theme_notes.all())
        for one, other in combinations([row for row in rows if row.proposed][:MOST_PUT_APART], 2):
            _put_apart(one, other, at=at, batch=batch)
        for row in rows:
            recording.remove(row, at=at, batch=batch)
        recording.remove(theme, at=at, batch=batch)
    return batch


def take_out(row: ThemeNote, *, at: datetime) -> Batch:
    """This note does not belong to the theme after all, and no proposal brings it back to these notes."""
    with transaction.atomic():
        batch = _batch(row.theme.campaign, "taken out", at)
        for other in row.theme.theme_notes.exclude(pk=row.pk).order_by("proposed", "created_at")[:MOST_PUT_APART]:
            _put_apart(row, other, at=at, batch=batch)
        recording.remove(row, at=at, verb="taken out", batch=batch)
    return batch


def move(
    theme: Theme, rows: Iterable[ThemeNote], *, at: datetime, into: Theme | None, name: str = ""
) -> tuple[Theme, Batch]:
    """Some notes of a theme belong to another, or are a theme of their own by `name`; the batch takes it back.

    A theme that loses its last note stays, with its name: the seeker made it or may fill it. No later run moves them.
    """
    chosen = list(rows)
    if not chosen:
        raise ThemeError("Tick at least one note.")
    if into is None and not clean(name):
        raise ThemeError("Choose a theme, or name a new one.")
    if into is not None and into.pk == theme.pk:
        raise ThemeError("They are in this theme already. Choose another.")
    with transaction.atomic():
        batch = _batch(theme.campaign, "moved", at)
        into = into or make_theme(theme.campaign, name, at=at, batch=batch)
        for row in chosen:
            assign(into, row.note, at=at, against=row.against, batch=batch)
            recording.remove(row, at=at, verb="moved", batch=batch)
    return into, batch


def keep(theme: Theme, *, at: datetime, batch: Batch | None = None) -> Batch:
    """What was proposed for this theme belongs to it: the seeker has looked."""
    with transaction.atomic():
        batch = batch or _batch(theme.campaign, "kept", at)
        for row in theme.theme_notes.filter(proposed=True):
            recording.change(row, at=at, verb="kept", proposed=False, batch=batch)
    return batch


def turn(row: ThemeNote, *, at: datetime) -> None:
    """The note says the contrary of what was thought. Who says so has looked at it."""
    recording.change(row, at=at, verb="turned", against=not row.against, proposed=False)


def _put_apart(row: ThemeNote, other: ThemeNote, *, at: datetime, batch: Batch) -> None:
    first, second = sorted((row.note_id, other.note_id))
    if not Apart.objects.within(row.notebook_id).filter(note=first, other=second).exists():
        recording.create(
            Apart(notebook_id=row.notebook_id, note_id=first, other_id=second, created_at=at),
            at=at, verb="put apart", batch=batch,
        )  # fmt: skip


def _name(name: str) -> str:
    kept = cut(clean(name), 200)
    if not kept:
        raise ThemeError("Give the theme a name: what several people say, in your words.")
    return kept


def _named(campaign: Campaign, name: str) -> Theme | None:
    found: Theme | None = (
        Theme.objects.within(campaign.notebook_id).filter(campaign=campaign, name__iexact=name).first()
    )
    return found


def _batch(campaign: Campaign, verb: str, at: datetime) -> Batch:
    batch = Batch(notebook_id=campaign.notebook_id, verb=verb, created_at=at)
    batch.save(force_insert=True)
    return batch
