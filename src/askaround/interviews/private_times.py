"""What the private page of an offer may show: the name the seeker chose, times, minutes and format. Nothing else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from askaround.outreach.models import Offer

from . import offer_words
from .models import Interview
from .taking import talk_of
from .zones import place_of

# How long after the talk its page still says when it was.
AFTERWARDS = timedelta(days=1)


@dataclass(frozen=True)
class Choice:
    """One time as a button."""

    number: int
    start: datetime
    end: datetime
    words: str
    passed: bool


@dataclass(frozen=True)
class PrivateTimes:
    """The page as the other side sees it."""

    state: str
    heading: str
    name: str
    how: str
    place: str
    choices: tuple[Choice, ...] = ()
    agreed: Choice | None = None
    said: str = ""
    said_link: str = ""

    @classmethod
    def of(cls, offer: Offer, now: datetime) -> "PrivateTimes":
        """What stands now, for whoever holds the link."""
        name, place = offer.signed or "They", place_of(offer.their_zone)
        how = offer_words.how(offer)
        how = how[:1].upper() + how[1:]
        talk = talk_of(offer)
        if offer.taken_at is not None:
            return cls._of_talk(talk, name, how, now)
        over = talk.is_held if talk is not None else offer.ask is None or not offer.ask.is_open
        if over or not offer.is_open(now):
            return cls("over", "These times are no longer open.", name, how, place)
        verb = "offers" if offer.signed else "offer"
        return cls(
            "open", f"{name} {verb} you {_number(offer, now)} to talk.", name, how, place,
            choices=tuple(_choices(offer, now)), said=offer.their_words, said_link=offer.their_link,
        )  # fmt: skip

    @classmethod
    def _of_talk(cls, talk: Interview | None, name: str, how: str, now: datetime) -> "PrivateTimes":
        """After the click: what was agreed, as it stands now."""
        if talk is None or talk.is_held or now > talk.ends_at + AFTERWARDS:
            return cls("over", "This page has done its work.", name, how, "")
        place = place_of(talk.their_zone)
        if not talk.is_agreed:
            return cls("over", "This talk was called off.", name, how, place)
        agreed = _choice(0, talk.starts_at, talk.minutes, talk.their_zone, now)
        how = f"{talk.minutes} minutes, {offer_words.way(talk.format)}"
        return cls("agreed", f"Agreed: {agreed.words}.", name, how, place, agreed=agreed)


def _choices(offer: Offer, now: datetime) -> list[Choice]:
    every = enumerate(offer.starts, start=1)
    return [_choice(number, start, offer.minutes, offer.their_zone, now) for number, start in every]


def _choice(number: int, start: datetime, minutes: int, zone: str, now: datetime) -> Choice:
    words = offer_words.until(start.astimezone(ZoneInfo(zone)), minutes)
    return Choice(number, start, start + timedelta(minutes=minutes), words, start <= now)


def _number(offer: Offer, now: datetime) -> str:
    return ("no time", "one time", "two times", "three times")[len(offer.free(now))]
