"""Which themes may say the same: the nearest of one that was heard from one person, and quotes to compare.

Two thirds of what looks alone is a paraphrase that was not merged; the seeker decides, with one key.
"""

from dataclasses import dataclass
from typing import Any

from askaround.meaning.embedding import hash_of, known_vectors
from askaround.notes.models import Note

from .grouping.pairs import Noted, chances
from .models import Theme, ThemeNote

NEAREST = 3
# Notes of each theme that are held against each other: the first ones say what it is about.
OF_EACH = 6
MOST_THEMES = 400


@dataclass(frozen=True)
class Near:
    """A theme that may say the same, with a note of it, and its key."""

    theme: Theme
    note: Note
    number: int


def is_alone(theme: Theme) -> bool:
    """Whether one person only speaks of it."""
    rows = _rows(theme.notebook_id).filter(theme=theme)
    return bool(rows.order_by().values("note__contact").distinct().count() == 1)


def nearest(theme: Theme) -> list[Near]:
    """The three themes of the campaign that are most like it, the likeliest first, by the vectors that are kept."""
    rows = _rows(theme.notebook_id).filter(theme__campaign=theme.campaign_id)
    kept: dict[Any, list[ThemeNote]] = {}
    for row in rows.select_related("theme", "note").order_by("created_at", "id"):
        if row.theme_id == theme.pk or len(kept) < MOST_THEMES:
            of_theme = kept.setdefault(row.theme_id, [])
            of_theme += [row] if len(of_theme) < OF_EACH else []
    own = kept.pop(theme.pk, [])
    others = [row for each in kept.values() for row in each]
    if not own or not others:
        return []
    return _near(own, others, theme)


def _near(own: list[ThemeNote], others: list[ThemeNote], theme: Theme) -> list[Near]:
    notes = [row.note for row in (*own, *others)]
    vectors = _kept_vectors(theme, [note.text for note in notes])
    noted = [Noted(note.text, note.kind, str(note.interview_id)) for note in notes]
    sure = chances(noted, vectors)[: len(own), len(own) :]
    found: dict[Any, tuple[float, ThemeNote]] = {}
    for place, row in enumerate(others):
        chance = float(sure[:, place].max())
        if chance > found.get(row.theme_id, (0.0, row))[0]:
            found[row.theme_id] = (chance, row)
    best = sorted(found.values(), key=lambda pair: (-pair[0], str(pair[1].pk)))[:NEAREST]
    return [Near(row.theme, row.note, number) for number, (_, row) in enumerate(best, start=1)]


def _kept_vectors(theme: Theme, texts: list[str]) -> Any | None:
    """The vectors that a run made; None, so that letters decide, while one is missing: no page waits for the model."""
    import numpy as np

    known = known_vectors(theme.notebook_id, texts)
    found = [known[key] for text in texts if (key := hash_of(text)) in known]
    return np.vstack(found) if len(found) == len(texts) else None


def _rows(notebook: Any) -> Any:
    return ThemeNote.objects.within(notebook).filter(note__trashed_at=None, note__archived_at=None)
