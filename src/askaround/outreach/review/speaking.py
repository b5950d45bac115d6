"""What is said on the phone: a voicemail is half a minute at an easy pace."""

from collections.abc import Iterable

from .reading import Reading
from .rule import EVERY, SHOULD, Finding, Rule, Sample

WORDS_A_MINUTE = 150
SECONDS = 30
MARK = "voicemail:"


def seconds(words: int) -> int:
    """How long so many words take, at an easy pace."""
    return round(words * 60 / WORDS_A_MINUTE)


def _long(reading: Reading) -> Iterable[Finding]:
    at = reading.plain.rfind(MARK)
    left = [word for word in reading.words if word.start >= at + len(MARK)] if at >= 0 else []
    took, fit = seconds(len(left)), SECONDS * WORDS_A_MINUTE // 60
    if took > SECONDS:
        message = f"The voicemail takes {took} seconds; {SECONDS} is the most. {len(left) - fit} words to cut."
        yield Finding(left[fit].start, left[-1].end, message)


RULES = (
    Rule(
        id="voicemail-over-30-seconds", level=SHOULD, find=_long, kinds=EVERY, channels=("phone",), english=False,
        why="A machine is hung up on. Who you are, what links you, what you ask for, your number, thanks.",
        source="capd.mit.edu: a pitch of 30 seconds", title="a long voicemail",
        good=Sample("Voicemail:\nHello Priya, this is Alice. May I ask for 20 minutes? My number is 1. Thank you."),
        bad=Sample("Voicemail:\n" + "word " * 90),
    ),
)  # fmt: skip
