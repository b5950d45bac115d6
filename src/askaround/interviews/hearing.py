"""What other calendars answer: yes, no, perhaps, another time; and invitations that a contact sends.

Each is heard once, however often it comes. A yes, a no and a perhaps are noted; another time and an invitation are
shown, and the seeker agrees. What answers an earlier time, an unknown event, or comes from somebody who is not in the
talk changes nothing, and why is kept.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from askaround.accounts.models import Notebook
from askaround.formats import FormatError
from askaround.formats.calendar_reading import ReadCalendar, ReadEvent, read_calendar, utc
from askaround.formats.itip import ACCEPTED, COUNTER, DECLINED, TENTATIVE, ItipReply, calendars_in, reply_of
from askaround.formats.mail import Address, Mail, Part, read_mail
from askaround.history import recording
from askaround.outreach.models import Reply
from askaround.people.models import Contact
from askaround.plain.text import clean, cut

from .models import Interview, InterviewPerson, InvitationReply

REQUEST, CANCEL, NOTHING = "REQUEST", "CANCEL", ""
OURS = "@askaround"
NO_ANSWER = "It holds no answer and no invitation."
UNKNOWN = "It answers an event that is not here."
STRANGER = "It came from somebody who is not in this talk."
EARLIER = "It answers an earlier time."
OVERTAKEN = "They answered once more since."
OVER = "The talk is over, or was called off."
PAST = "The time it names has passed."
NO_TIME = "It names no time."
_FACTS = {ACCEPTED: "accepted_at", DECLINED: "declined_at", TENTATIVE: "tentative_at"}
_VERBS = {ACCEPTED: "accepted", DECLINED: "declined the time", TENTATIVE: "may come"}


@task
def hear_all() -> int:
    """Every few minutes: what came with fetched mail and was not heard yet. Returns how much."""
    waiting = Reply.objects.exclude(calendar="").filter(invitation_reply=None)
    found = list(waiting.select_related("contact").order_by("at", "pk")[:500])
    for reply in found:
        hear_reply(reply, at=timezone.now())
    return len(found)


def hear_reply(reply: Reply, *, at: datetime) -> InvitationReply:
    """What a fetched reply carries."""
    part = Part("text/calendar", "", reply.calendar.encode())
    sender = Address(reply.sender or reply.contact.email)
    mail = Mail("", (), (), sender, (), "", reply.at, "", (part,), {}, "text/calendar")
    return _hear(Notebook(pk=reply.notebook_id), mail, reply=reply, at=at)


def hear_file(notebook: Notebook, data: bytes, *, at: datetime) -> InvitationReply:
    """What a file holds that the seeker brought: an .ics, or a whole mail with one in it."""
    begins = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].upper()
    if begins == b"BEGIN:VCALENDAR":
        try:
            sender = _sender_of(read_calendar(data))
        except FormatError:
            sender = ""
        part = Part("text/calendar", "", data)
        mail = Mail("", (), (), Address(sender), (), "", at, "", (part,), {}, "text/calendar")
    else:
        mail = read_mail(data)
    return _hear(notebook, mail, reply=None, at=at)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a calendar says, before it is held against what is known."""

    answer: str
    event: ReadEvent
    sender: str
    comment: str = ""
    said_at: datetime | None = None


def _hear(notebook: Notebook, mail: Mail, *, reply: Reply | None, at: datetime) -> InvitationReply:
    heard = _heard(mail)
    sender = heard.sender if heard else mail.sender.email
    row = InvitationReply(
        notebook=notebook, reply=reply, answer=heard.answer if heard else NOTHING, sender=cut(sender.lower(), 254),
        uid=cut(heard.event.uid, 255) if heard else "", sequence=heard.event.sequence if heard else 0,
        at=(heard.said_at if heard else None) or mail.at or at, created_at=at,
    )  # fmt: skip
    row.contact = reply.contact if reply else _contact_at(notebook, sender)
    with transaction.atomic():
        if heard is None:
            row.ignored = NO_ANSWER
        else:
            _fill(row, heard)
            if reply is None and (before := _same(row)) is not None:
                return before
            _hold(row, heard, at=at)
        recording.create(row, at=at, verb="heard")
        if not row.ignored:
            _follow(row, at=at)
    return row


def _heard(mail: Mail) -> _Heard | None:
    calendars = calendars_in(mail)
    events = [(calendar, event) for calendar in calendars for event in calendar.events if event.uid]
    answer: ItipReply | None = reply_of(mail)
    if answer is not None:
        event = next((each for _, each in events if each.uid == answer.uid), ReadEvent(answer.uid))
        event = replace(event, sequence=answer.sequence)
        return _Heard(answer.answer, event, answer.sent_by or answer.by.email, answer.comment, answer.at)
    for calendar, event in events:
        if event.uid.endswith(OURS):
            continue
        off = calendar.method == CANCEL or event.cancelled
        if off or calendar.method in {REQUEST, "PUBLISH", ""}:
            by = event.organizer.email if event.organizer else ""
            return _Heard(CANCEL if off else REQUEST, event, mail.sender.email or by, event.comment, event.stamp)
    return None


def _fill(row: InvitationReply, heard: _Heard) -> None:
    event = heard.event
    row.comment = cut(clean(heard.comment), 1000)
    row.place = cut(clean(event.location or event.url), 500)
    if event.start is not None and not event.all_day:
        row.starts_at = utc(event.start)
        row.ends_at = max(utc(event.end or event.start), row.starts_at + timedelta(minutes=5))


def _same(row: InvitationReply) -> InvitationReply | None:
    """The same file, brought before."""
    rows = InvitationReply.objects.within(row.notebook_id).filter(uid=row.uid, answer=row.answer, sender=row.sender)
    found: InvitationReply | None = rows.filter(sequence=row.sequence, starts_at=row.starts_at).first()
    return found


def _hold(row: InvitationReply, heard: _Heard, *, at: datetime) -> None:
    """Which talk it is about, and whether anything follows from it."""
    if row.answer in {REQUEST, CANCEL}:
        _hold_invitation(row, at=at)
        return
    row.interview = _interview_of(row)
    if row.interview is None:
        row.ignored = UNKNOWN
        return
    person = _person_of(row)
    if person is None:
        row.ignored = STRANGER
        return
    row.contact = person.contact
    before = InvitationReply.objects.within(row.notebook_id).filter(interview=row.interview, contact=row.contact)
    if row.interview.is_cancelled or row.interview.is_held or row.interview.ends_at <= at:
        row.ignored = OVER
    elif row.sequence < row.interview.sequence and not _means_this_time(row):
        row.ignored = EARLIER
    elif before.filter(ignored="", at__gt=row.at).exists():
        row.ignored = OVERTAKEN
    elif row.answer == COUNTER and row.starts_at is None:
        row.ignored = NO_TIME
    elif row.answer == COUNTER and row.starts_at and row.starts_at <= at:
        row.ignored = PAST


def _means_this_time(row: InvitationReply) -> bool:
    """Some programs leave the SEQUENCE out; the time itself tells which version they saw."""
    interview = row.interview
    assert interview is not None
    return row.answer != COUNTER and row.sequence == 0 and row.starts_at == interview.starts_at


def _hold_invitation(row: InvitationReply, *, at: datetime) -> None:
    before = InvitationReply.objects.within(row.notebook_id).filter(uid=row.uid, answer=REQUEST, ignored="")
    known = before.filter(interview__isnull=False).first()
    row.interview = known.interview if known else None
    if row.contact is None:
        row.ignored = STRANGER
    elif before.filter(sequence__gt=row.sequence).exists() or before.filter(at__gt=row.at).exists():
        row.ignored = OVERTAKEN
    elif row.answer == CANCEL:
        row.ignored = "" if row.interview and row.interview.is_agreed else UNKNOWN
    elif row.starts_at is None:
        row.ignored = NO_TIME
    elif row.starts_at <= at:
        row.ignored = PAST


def _follow(row: InvitationReply, *, at: datetime) -> None:
    """What is noted at once; whatever agrees something waits for the seeker."""
    if row.answer in _FACTS and row.interview is not None:
        person = _person_of(row)
        facts = dict.fromkeys(_FACTS.values(), None) | {_FACTS[row.answer]: row.at}
        if person is not None:
            recording.change(person, at=at, verb=_VERBS[row.answer], contact=person.contact_id, **facts)
    earlier = InvitationReply.objects.within(row.notebook_id).open().exclude(pk=row.pk)
    earlier = earlier.filter(uid=row.uid, contact=row.contact)
    for each in earlier:
        each.answer_it(at=at)
    if row.answer == REQUEST and (found := _agreed_then(row)) is not None:
        recording.change(row, at=at, verb="matched", interview=found, settled_at=at)


def _agreed_then(row: InvitationReply) -> Interview | None:
    """The talk with them that is agreed for this very time already."""
    rows = Interview.objects.within(row.notebook_id).agreed().filter(people__contact=row.contact)
    found: Interview | None = rows.filter(starts_at=row.starts_at).first()
    return found


def _interview_of(row: InvitationReply) -> Interview | None:
    name, _, _ = row.uid.partition(OURS)
    if not row.uid.endswith(OURS) or len(name) != 36:
        return None
    found: Any = Interview.objects.within(row.notebook_id).with_people()
    try:
        known: Interview | None = found.filter(pk=name).first()
    except (ValueError, ValidationError):
        return None
    return known


def _person_of(row: InvitationReply) -> InterviewPerson | None:
    """The one in the talk whose answer it is: the contact it came from, else whoever has that address."""
    people = list(row.interview.people.select_related("contact", "interview")) if row.interview else []
    known = [each for each in people if row.contact is not None and each.contact_id == row.contact.pk]
    by_address = [each for each in people if each.contact.email and each.contact.email.lower() == row.sender]
    found: InterviewPerson | None = next(iter([*known, *by_address]), None)
    return found


def _contact_at(notebook: Notebook, sender: str) -> Contact | None:
    rows = Contact.objects.within(notebook).out_of_trash()
    found: Contact | None = rows.filter(email__iexact=sender).first() if sender else None
    return found


def _sender_of(calendar: ReadCalendar) -> str:
    """Whose calendar it is: who answers, or who invites."""
    for event in calendar.events:
        if calendar.method in {REQUEST, CANCEL} and event.organizer:
            return event.organizer.email
        answered = [each for each in event.attendees if each.status in _FACTS]
        if len(answered or event.attendees) == 1:
            return (answered or event.attendees)[0].email
        if event.organizer:
            return event.organizer.email
    return ""
