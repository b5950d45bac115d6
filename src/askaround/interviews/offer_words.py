"""The times of an offer in words: on their clock first, the seeker's own beside it. Plain functions."""

from datetime import UTC, datetime, timedelta

from askaround.outreach.models import Offer

from .models import Format
from .zones import place_of

_HOW = {
    Format.FACE_TO_FACE: "face to face",
    Format.VIDEO: "by video",
    Format.PHONE: "by phone",
    Format.EMAIL: "by email",
}


def long(wall: datetime) -> str:
    """ "Friday 27 November, 10:00"."""
    return f"{wall:%A} {wall.day} {wall:%B}, {wall:%H:%M}"


def until(wall: datetime, minutes: int) -> str:
    """ "Friday 27 November, 10:00 to 10:30". Minutes are added on the time line, not on the clock's face."""
    end = (wall.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(wall.tzinfo)
    return f"{long(wall)} to {end:%H:%M}"


def how(offer: Offer) -> str:
    """ "30 minutes, by video"."""
    return f"{offer.minutes} minutes, {way(offer.format)}"


def way(format_: str) -> str:
    """ "by video", in a sentence."""
    return _HOW[Format(format_)]


def one_clock(offer: Offer, start: datetime) -> bool:
    """True when both clocks show the same."""
    return offer.theirs(start).replace(tzinfo=None) == offer.mine(start).replace(tzinfo=None)


def line(offer: Offer, start: datetime) -> str:
    """One time on both clocks: "Friday 27 November, 10:00 to 10:30 (16:00 in Berlin)"."""
    theirs, mine = offer.theirs(start), offer.mine(start)
    told = until(theirs, offer.minutes)
    if one_clock(offer, start):
        return told
    there = f"{mine:%H:%M}" if mine.date() == theirs.date() else f"{mine:%A}, {mine:%H:%M}"
    return f"{told} ({there} in {place_of(offer.my_zone)})"


def lines(offer: Offer, link: str = "") -> str:
    """The times as they stand in a letter, numbered so that "the second" is an answer."""
    numbered = [f"{number}. {line(offer, start)}" for number, start in enumerate(offer.starts, start=1)]
    differ = not all(one_clock(offer, start) for start in offer.starts)
    clock = f"All times are yours, on the clock of {place_of(offer.their_zone)}. " if differ else ""
    click = f"\n\nOne click takes one: {link}" if link else ""
    ending = "If none of them fits, tell me what does, or send me your own booking link."
    return "\n".join(numbered) + f"\n\n{clock}{how(offer)[:1].upper()}{how(offer)[1:]}. {ending}{click}"


def letter(offer: Offer, *, moving: bool, signature: str, link: str = "") -> tuple[str, str]:
    """Subject and body of the letter that carries the times."""
    minutes = f"{offer.minutes} minutes"
    if moving:
        subject, first = (
            "Another time for our talk",
            "could we find another time for our talk? Would one of these suit you?",
        )
    else:
        subject, first = f"Times for our {minutes}", "thank you for making time. Would one of these suit you?"
    body = f"Hi {offer.contact.first_name},\n\n{first[:1].upper()}{first[1:]}\n\n{lines(offer, link)}"
    return subject, f"{body}\n\n{signature}".rstrip() + "\n"
