"""What happened to one ask, in order, from its own facts."""

from dataclasses import dataclass
from datetime import datetime

from .models import Ask, Channel, Letter


@dataclass(frozen=True)
class Told:
    """One thing that happened."""

    at: datetime
    what: str
    text: str = ""
    letter: Letter | None = None


def by(channel: str) -> str:
    """The channel inside a sentence."""
    return {"email": "email", "phone": "phone", "paper": "post"}.get(channel, Channel(channel).label)


def as_what(channel: str) -> str:
    """What a letter by that channel is: “an email”, “a LinkedIn note”."""
    plain = {"email": "an email", "phone": "a phone script", "paper": "a letter on paper", "inmail": "an InMail"}
    return plain.get(channel) or f"a {Channel(channel).label}"


def timeline(ask: Ask) -> list[Told]:
    """Letters, answers and turns, latest first; drafts on top."""
    name = ask.contact.first_name
    told = [Told(ask.created_at, f"You began to ask {name}", ask.reason)]
    for letter in ask.letters.all():
        kind, channel = letter.get_kind_display().lower(), by(letter.channel)
        what = f"You sent the {kind} by {channel}" if letter.sent_at else f"The {kind} is drafted"
        told.append(Told(letter.sent_at or letter.created_at, what, letter.subject, letter))
    told += [Told(reply.at, f"{name} answered by {by(reply.channel)}", reply.text) for reply in ask.replies.all()]
    for at, what in (
        (ask.accepted_at, f"{name} said yes"),
        (ask.declined_at, f"{name} said no"),
        (None if ask.declined_at else ask.closed_at, "You closed it"),
    ):
        if at:
            told.append(Told(at, what))
    return sorted(told, key=lambda one: one.at, reverse=True)
