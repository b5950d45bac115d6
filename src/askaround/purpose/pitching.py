"""The pitch in three lengths: who I am, why this field, why you. How long it takes to say, and whether that fits."""

import re
from dataclasses import dataclass
from datetime import datetime

from askaround.history import recording
from askaround.plain.text import clean_lines, cut

from .models import Campaign, Pitch, Profile
from .profile import WORDS_PER_MINUTE

# Half a minute, as the practice says; a minute and a minute and a half for who asks to hear more.
SHORTEST = 30
LENGTHS = (SHORTEST, 60, 90)
LONGEST = 5000
# So much beyond its length, as a share, is still in time.
SLACK = 0.15
PARTS = (
    ("background", "Where you come from", "What you do or study, in one sentence that a stranger understands."),
    ("field", "Why this field", "One thing you saw, did or read that drew you."),
    ("you", "Why them", "What in their path fits your question. Write [why you]: each brief fills it in."),
)
_WORD = re.compile(r"\S*\w\S*")


@dataclass(frozen=True)
class Aloud:
    """A text said aloud: its words, its seconds at so many words a minute, and whether that fits."""

    words: int
    seconds: int
    aimed: int
    rate: int

    @property
    def fits(self) -> bool:
        """Within its length, give or take."""
        return self.seconds <= self.aimed * (1 + SLACK)

    @property
    def room(self) -> int:
        """How many words that length holds."""
        return round(self.aimed * self.rate / 60)

    @property
    def remark(self) -> str:
        """What to do about it, in a sentence."""
        if not self.words:
            return f"About {self.room} words fit."
        if self.fits:
            return f"It fits into {self.aimed} seconds."
        return f"Take out about {self.words - self.room} words: {self.aimed} seconds hold {self.room}."


def aloud(text: str, aimed: int, *, rate: int = WORDS_PER_MINUTE) -> Aloud:
    """How long a text takes, in seconds, at `rate` words a minute.

    150 words a minute is what we assume of somebody who speaks calmly; once a run was measured, one's own pace counts.
    """
    words = len(_WORD.findall(text))
    return Aloud(words, round(words * 60 / rate), aimed, rate)


def pitches_of(campaign: Campaign) -> dict[int, Pitch]:
    """The pitches that are written, by their seconds."""
    return {row.seconds: row for row in Pitch.objects.within(campaign.notebook_id).filter(campaign=campaign)}


def first_words(campaign: Campaign, seconds: int) -> str:
    """What a pitch of this length begins with: the next shorter one, else what the profile says."""
    written = pitches_of(campaign)
    for shorter in sorted(written, reverse=True):
        if shorter <= seconds and written[shorter].text:
            return written[shorter].text
    profile = Profile.objects.within(campaign.notebook_id).first()
    return profile.pitch if profile else ""


def with_why(text: str, why: str) -> str:
    """The pitch as it is said to somebody: `[why you]` gives way to the reason; without one it stays, to be seen."""
    reason = " ".join(why.split()).rstrip(".")
    return text.replace("[why you].", f"{reason}.").replace("[why you]", reason) if reason else text


def write_pitch(campaign: Campaign, seconds: int, text: str, *, at: datetime) -> Pitch:
    """Keep the words of one length. Raises ValueError for a length that is none of the three."""
    if seconds not in LENGTHS:
        raise ValueError(seconds)
    words = cut(clean_lines(text), LONGEST)
    found: Pitch | None = pitches_of(campaign).get(seconds)
    if found is not None:
        recording.change(found, at=at, verb="rewritten", text=words)
        return found
    made = Pitch(notebook_id=campaign.notebook_id, campaign=campaign, seconds=seconds, text=words, created_at=at)
    recording.create(made, at=at, verb="written")
    return made
