"""The seeker's own profile, the pitch against the clock, and the evidence they can show."""

import re
from dataclasses import dataclass
from datetime import datetime

from askaround.accounts.models import Notebook
from askaround.history import recording

from .models import Evidence, Profile

WORDS_PER_MINUTE = 150
# Seed 004: rehearse it. Half a minute, and never longer than one before they speak again.
PITCH_SECONDS = 30
PITCH_LIMIT = 60


def profile_of(notebook: Notebook, *, at: datetime) -> Profile:
    """The one profile of a notebook; made empty on first need."""
    found: tuple[Profile, bool] = Profile.objects.within(notebook).get_or_create(
        notebook=notebook, defaults={"notebook": notebook, "created_at": at}
    )
    return found[0]


def add_evidence(
    notebook: Notebook,
    *,
    kind: str,
    text: str,
    at: datetime,
    detail: str = "",
    began: str = "",
    ended: str = "",
    source: str = "by hand",
) -> Evidence:
    """Something that the seeker can show: a skill, a position, a degree, a project."""
    evidence = Evidence(
        notebook=notebook, kind=kind, text=text, detail=detail, began=began, ended=ended, source=source, created_at=at
    )
    recording.create(evidence, at=at)
    return evidence


@dataclass(frozen=True)
class Spoken:
    """How long a text takes to say."""

    words: int
    seconds: int
    remark: str


def spoken(text: str) -> Spoken:
    """The words of a pitch, and the seconds it takes at 150 words a minute."""
    words = len(re.findall(r"\S*\w\S*", text))
    seconds = round(words * 60 / WORDS_PER_MINUTE)
    if not words:
        remark = "Nothing written yet. Four sentences are enough: who I am, what I did, why this field, what I ask."
    elif seconds <= PITCH_SECONDS + 5:
        remark = "Short enough to say before they speak again."
    elif seconds <= PITCH_LIMIT:
        remark = "A little long. Half a minute is about 75 words."
    else:
        remark = "Longer than a minute. Say half of it, and let them ask for the rest."
    return Spoken(words, seconds, remark)
