"""The practical checklist before a talk, by its format. Data and one plain function."""

from collections.abc import Mapping
from dataclasses import dataclass

ALL = ("face to face", "video", "phone", "email")
LIVE = ("face to face", "video", "phone")


@dataclass(frozen=True)
class Line:
    """One thing to have done. `done` is when it was ticked, `note` what the seeker wrote down for it."""

    key: str
    text: str
    done: str = ""
    note: str = ""


_LINES = (
    ("confirm", LIVE, "Confirm time, place and time zone the day before."),
    ("search", ALL, "Look up what a search can answer, so that you need not ask it."),
    ("route", ("face to face",), "Know the route. Be there 10 minutes early."),
    ("dress", ("face to face", "video"), "Dress business casual, slightly dressier."),
    ("coffee", ("face to face",), "In a café, offer to pay for theirs."),
    ("link", ("video",), "Try the link, camera and microphone."),
    ("light", ("video",), "Sit facing the light, in a room with a door."),
    ("quiet", ("phone",), "A quiet place, a charged phone, and clear who calls whom."),
    ("card", ("face to face",), "A card, or your name and address on paper."),
    ("notebook", LIVE, "Notebook, pen, this page."),
    ("phone", ("face to face", "video"), "Phone silent, and out of sight unless you take notes on it."),
    ("pitch", LIVE, "Say your half minute aloud, once."),
    ("few", ("email",), "Send five questions at most, numbered."),
    ("when", ("email",), "Say by when an answer would help, and that it may be short."),
)
KEYS = frozenset(key for key, _, _ in _LINES)
# Lines that the seeker can write something down for.
NOTED = ("route", "dress", "coffee", "card")


def lines(format_: str, checked: Mapping[str, str], noted: Mapping[str, str] | None = None) -> list[Line]:
    """What is to be done before a talk of this format, ticked or not; also what something is noted for."""
    told = noted or {}
    return [
        Line(key, text, str(checked.get(key, "")), told.get(key, ""))
        for key, formats, text in _LINES
        if format_ in formats or told.get(key)
    ]


def noted_for(format_: str) -> tuple[str, ...]:
    """For which lines something can be written down before a talk of this format."""
    return tuple(key for key, formats, _ in _LINES if key in NOTED and format_ in formats)
