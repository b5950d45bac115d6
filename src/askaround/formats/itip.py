"""Invitations by mail and the answers to them: iTIP (RFC 5546) in the form of iMIP (RFC 6047).

What goes out is one mail that every program understands: a plain text, the same as text/calendar with its METHOD twice
(in the calendar and in the part's head), and the .ics attached. What comes in is read from whatever was made of that:
the calendar in an alternative or attached only, in base64 or quoted-printable, METHOD missing at one level or at both.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from askaround.plain.text import clean

from . import FormatError
from .calendar import Event, Person, write
from .calendar_reading import Attendee, ReadCalendar, ReadEvent, Span, When, read_calendar, utc
from .mail import Mail, Part

REQUEST, CANCEL = "REQUEST", "CANCEL"
ACCEPTED, DECLINED, TENTATIVE = "ACCEPTED", "DECLINED", "TENTATIVE"
DELEGATED, COUNTER, DECLINECOUNTER = "DELEGATED", "COUNTER", "DECLINECOUNTER"

_CALENDAR_KINDS = {"text/calendar", "application/ics", "text/x-vcalendar", "application/calendar", "text/ics"}
_ANSWERS = (ACCEPTED, DECLINED, TENTATIVE, DELEGATED)
_MOST_CALENDARS = 20
_ADDRESS = re.compile(r"""([^\s<>@,;:"()\[\]\\]{1,64})@([^\s<>@,;:"'()\[\]\\]{1,255})""")
NOT_INVITED = "An invitation names who invites and at least one other: give the event an organizer and attendees."


@dataclass(frozen=True, slots=True)
class Letter:
    """The mail around an invitation. `text` is what is read where no calendar program is; it should name the time.

    `at` (with a zone) is its date, `message_id` its own with `<>`, `answers` the thread's Message-IDs, oldest first.
    """

    subject: str
    text: str
    at: datetime
    message_id: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItipReply:
    """An answer to an invitation: by whom, to which version of which event, and what else they say.

    `answer` is ACCEPTED, DECLINED, TENTATIVE, DELEGATED, COUNTER or DECLINECOUNTER; `proposed` are a COUNTER's times.
    `sent_by` is the address of the mail: trust the answer only when it is, or is known as, that of `by`.
    """

    answer: str
    uid: str
    sequence: int
    by: Attendee
    sent_by: str
    comment: str = ""
    proposed: tuple[Span, ...] = ()
    recurrence_id: When | None = None
    at: datetime | None = None


def method_of(event: Event) -> str:
    """CANCEL for what was called off, REQUEST for an invitation and for every change of it."""
    return CANCEL if event.cancelled else REQUEST


def revised(before: Event, after: Event) -> Event:
    """The next version of an event: what `after` says, with the UID of `before` and its SEQUENCE raised."""
    return replace(after, uid=before.uid, sequence=before.sequence + 1)


def called_off(event: Event, *, at: datetime) -> Event:
    """The version of an event that calls it off."""
    return replace(event, cancelled=True, sequence=event.sequence + 1, stamp=at)


def calendar_of(event: Event) -> bytes:
    """The text/calendar of an invitation, an update or a cancellation. FormatError without organizer or attendees."""
    if event.organizer is None or not event.attendees:
        raise FormatError(NOT_INVITED)
    for person in (event.organizer, *event.attendees):
        _address(person)
    return write([event], method=method_of(event))


def mail_of(event: Event, letter: Letter) -> bytes:
    """The whole mail from the organizer to the attendees, the same bytes for the same facts.

    FormatError when an address is none that mail can go to, or nobody is invited.
    """
    calendar, method = calendar_of(event), method_of(event)
    made = EmailMessage(policy=SMTP if _ascii(event) else SMTPUTF8)
    _head(made, event, letter)
    made.set_content(_lines(letter.text), charset="utf-8", cte="quoted-printable")
    made.add_alternative(
        calendar.decode(), subtype="calendar", charset="utf-8", cte="base64", params={"method": method}
    )
    made.add_attachment(
        calendar, maintype="application", subtype="ics", filename="cancel.ics" if event.cancelled else "invite.ics"
    )
    for number, part in enumerate(each for each in made.walk() if each.is_multipart()):
        token = hashlib.sha256(f"{letter.message_id} {number}".encode()).hexdigest()[:24]
        part.set_boundary(f"=_{token}")
    return made.as_bytes()


def calendars_in(mail: Mail) -> list[ReadCalendar]:
    """Every calendar in a mail that can be read, those meant for calendar programs before those attached."""
    parts = sorted(filter(_is_calendar, mail.parts), key=lambda part: part.kind != "text/calendar")
    found = []
    for part in parts[:_MOST_CALENDARS]:
        try:
            found.append(read_calendar(part.data, method=part.method, charset=part.charset))
        except FormatError:
            continue
    return found


def reply_of(mail: Mail) -> ItipReply | None:
    """The answer to an invitation that a mail carries; None when it carries none. Never raises."""
    calendars = calendars_in(mail)
    # A second part can name the method that the first one left out.
    spare = next((each.method for each in calendars if each.method), "")
    declared = next((part.method.upper() for part in mail.parts if part.method), "")
    for calendar in calendars:
        for event in calendar.events:
            if event.uid and (found := _reply(mail, event, {calendar.method or spare, declared})):
                return found
    return None


def _ascii(event: Event) -> bool:
    people = (event.organizer, *event.attendees)
    return all(each.email.isascii() for each in people if each)


def _head(made: EmailMessage, event: Event, letter: Letter) -> None:
    if event.organizer:
        made["From"] = _address(event.organizer)
    made["To"] = tuple(map(_address, event.attendees))
    made["Subject"] = clean(letter.subject)
    made["Date"] = format_datetime(letter.at)
    made["Message-ID"] = clean(letter.message_id)
    if letter.answers:
        made["In-Reply-To"] = clean(letter.answers[-1])
        made["References"] = " ".join(map(clean, letter.answers))


def _address(person: Person) -> Address:
    found = _ADDRESS.fullmatch(person.email)
    if not found:
        raise FormatError(f"{clean(person.email) or 'Nothing'} is no address that mail can go to.")
    return Address(clean(person.name), username=found[1], domain=found[2])


def _lines(text: str) -> str:
    """A text with one kind of line end, without what no mail may hold."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return plain.replace("\0", "").rstrip("\n") + "\n"


def _is_calendar(part: Part) -> bool:
    named = part.name.lower().endswith((".ics", ".ical", ".vcs", ".ifb"))
    begins = part.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].upper() == b"BEGIN:VCALENDAR"
    return part.kind in _CALENDAR_KINDS or named or begins


def _reply(mail: Mail, event: ReadEvent, methods: set[str]) -> ItipReply | None:
    """The answer in one event, by the methods that the calendar and the mail name; "" stands for none."""
    by = _answering(mail, event)
    if COUNTER in methods:
        answer = COUNTER
    elif DECLINECOUNTER in methods:
        answer = DECLINECOUNTER
        by = event.organizer or Attendee(mail.sender.email, mail.sender.name)
    elif by.status in _ANSWERS and ("REPLY" in methods or _is_bare_answer(event, by, methods)):
        answer = by.status
    else:
        return None
    return ItipReply(
        answer, event.uid, event.sequence, by, mail.sender.email,
        comment="\n".join(dict.fromkeys(filter(None, (event.comment, by.comment)))),
        proposed=_proposed(event) if answer == COUNTER else (),
        recurrence_id=event.recurrence_id, at=event.stamp or mail.at,
    )  # fmt: skip


def _answering(mail: Mail, event: ReadEvent) -> Attendee:
    """Who answers: the only attendee, else the one who sent the mail, else the only one who has an answer."""
    everyone = event.attendees
    if len(everyone) == 1:
        one = everyone[0]
        return replace(one, email=one.email or mail.sender.email, name=one.name or mail.sender.name)
    sender = [each for each in everyone if each.email and each.email == mail.sender.email]
    answered = [each for each in everyone if each.status in _ANSWERS]
    if sender:
        return sender[0]
    return answered[0] if len(answered) == 1 else Attendee(mail.sender.email, mail.sender.name)


def _is_bare_answer(event: ReadEvent, by: Attendee, methods: set[str]) -> bool:
    """Without any method: an event that is on, with one attendee, whose answer it can only be."""
    return not methods - {"", "PUBLISH"} and len(event.attendees) == 1 and not event.cancelled and bool(by.email)


def _proposed(event: ReadEvent) -> tuple[Span, ...]:
    if event.start is None or event.all_day:
        return ()
    return ((utc(event.start), utc(event.end or event.start)),)
