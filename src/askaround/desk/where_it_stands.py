"""The finding that heads a contact's page: where things stand with them, in one sentence. Plain functions."""

from dataclasses import dataclass
from datetime import date, datetime

from askaround.outreach.pacing import Standing, State

from .steps.step import at_clock, on_day


@dataclass(frozen=True)
class Between:
    """What is between the seeker and a contact, as far as the heading needs it."""

    first: str
    left_alone: bool = False
    running: bool = False
    next_talk: datetime | None = None
    last_talk: datetime | None = None
    thanks_owed: bool = False
    ask: Standing | None = None
    asked_on: date | None = None
    waited: int = 0
    offered_by: str = ""


def where_it_stands(it: Between, now: datetime) -> str:
    """One sentence, the most telling fact first; `now` is in the seeker's zone."""
    if it.left_alone:
        return f"{it.first} is to be left alone."
    return _talk(it, now) or _ask(it, now) or _before(it, now)


def _talk(it: Between, now: datetime) -> str:
    if it.running:
        return f"You are talking with {it.first}."
    if it.next_talk:
        return f"You meet {it.first} {_at(it.next_talk, now)}."
    if it.last_talk and it.thanks_owed:
        return f"You talked with {it.first} {_day(it.last_talk, now)}; thanks are due."
    return ""


def _ask(it: Between, now: datetime) -> str:
    if it.ask is None or (it.last_talk and it.ask.state in {State.YES, State.CLOSED}):
        return ""
    if it.ask.state is State.DRAFT:
        return f"Your letter to {it.first} has not gone out yet."
    if it.ask.state in {State.ANSWERED, State.WROTE_BACK}:
        return f"{it.first} answered; whether it is a yes is not noted yet."
    if it.ask.state is State.YES:
        return f"{it.first} answered; a time is not agreed yet."
    if it.ask.state in {State.WAITING, State.LAST_WAIT}:
        return f"You asked {it.first} {on_day(it.asked_on or now.date(), now)}."
    if it.ask.state is State.FOLLOW_UP:
        return f"{it.first} has not answered for {it.waited} working days."
    return it.ask.sentence


def _before(it: Between, now: datetime) -> str:
    if it.last_talk:
        return f"You talked with {it.first} {_day(it.last_talk, now)}."
    if it.offered_by:
        return f"{it.offered_by} offered to introduce you to {it.first}."
    return f"You have not asked {it.first} yet."


def _at(moment: datetime, now: datetime) -> str:
    words = at_clock(moment, now)
    return words if "at" in words else f"at {words}"


def _day(moment: datetime, now: datetime) -> str:
    day = moment.astimezone(now.tzinfo).date()
    words = on_day(day, now)
    return words if (now.date() - day).days <= 1 else f"on {words}"
