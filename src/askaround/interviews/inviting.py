"""The calendar file of an interview, and the invitation by mail: its first version, each change, and calling it off.

An invitation goes out by the seeker's own account, to somebody who said yes, when the seeker has seen it and says so;
without an account it is a file to send oneself. Its UID never changes and its SEQUENCE rises, so that every calendar
changes the event that it has.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP, SMTPUTF8
from uuid import UUID

from django.db import transaction
from django_tasks import task

from askaround.formats import FormatError
from askaround.formats.calendar import Event, Person, write
from askaround.formats.itip import Letter, mail_of
from askaround.history import recording
from askaround.mailbox.models import Delivery, MailAccount
from askaround.mailbox.posting import PostError, account_of, post
from askaround.people.models import Contact
from askaround.purpose.models import Profile

from .models import Format, Interview, InterviewError, InterviewPerson
from .zones import place_of

UNDO = timedelta(seconds=10)
NO_SENDER = (
    "Say who you are first: an invitation names who invites, with an email address. It is asked on your profile."
)
NO_ADDRESS = "There is no email address of theirs here. Note it on their page, or send them the time in words."
NO_MORE = "They asked not to be contacted, so nothing is sent."
NOT_YET = "This talk is over, so there is nothing to invite to."
NEVER = "They were never invited by mail, so there is no calendar entry to call off. Tell them in words."
_HERE = "askaround.interviews.inviting"


def uid_of(interview: Interview) -> str:
    """The name of the event in every calendar, for ever."""
    return f"{interview.pk}@askaround"


def event_of(interview: Interview, profile: Profile | None, *, now: datetime) -> Event:
    """The interview as an event. Its UID never changes; its sequence rises with each move."""
    organizer = Person(profile.email, profile.name) if profile and profile.email else None
    return Event(
        uid=uid_of(interview),
        summary=_summary(interview, profile),
        starts_at=interview.starts_at,
        ends_at=interview.ends_at,
        zone=interview.my_zone,
        stamp=now,
        sequence=interview.sequence,
        location=interview.place or interview.link,
        description=_description(interview),
        cancelled=interview.is_cancelled,
        organizer=organizer,
        remind=60 if interview.format == Format.FACE_TO_FACE else 15,
    )


def calendar_file(interview: Interview, profile: Profile | None, *, now: datetime) -> bytes:
    """The bytes of the .ics file."""
    return write([event_of(interview, profile, now=now)])


@dataclass(frozen=True, slots=True)
class Invitation:
    """What would go to one person now, exactly as it goes, and what hinders it."""

    interview: Interview
    person: InterviewPerson
    account: MailAccount | None
    sender: Person
    subject: str
    text: str
    # Why it can't go; empty when it can.
    hindered: str = ""
    delivery: Delivery | None = None

    @property
    def contact(self) -> Contact:
        """Whom it goes to."""
        found: Contact = self.person.contact
        return found

    @property
    def kind(self) -> str:
        """ "invitation", "update" or "cancellation"."""
        if self.interview.is_cancelled:
            return "cancellation"
        return "update" if self.person.invited_sequence is not None else "invitation"

    @property
    def sent(self) -> bool:
        """They have been told of this very version."""
        return self.person.invited_sequence is not None and self.person.invited_sequence >= self.interview.sequence

    @property
    def under_way(self) -> bool:
        """It waits to leave, is leaving, or nobody knows whether it left."""
        found = self.delivery
        return bool(found and not self.sent and not (found.withdrawn_at or found.refused_at))

    @property
    def can_be_sent(self) -> bool:
        """Whether one click sends it."""
        return bool(self.account and not self.hindered and not self.sent and not self.under_way)


def invitation_to(person: InterviewPerson, profile: Profile | None) -> Invitation:
    """What would go to this person now."""
    interview = person.interview
    account = account_of(person.notebook_id)
    name = profile.name if profile else ""
    email = account.email if account else profile.email if profile else ""
    sender = Person(email, name or (account.name if account else ""))
    rows = Delivery.objects.within(person.notebook_id).filter(message_id=_message_id(person)).defer("content")
    drafted = Invitation(interview, person, account, sender, "", "", _hindered(person, sender), rows.first())
    subject, text = _subject(drafted, profile), _text(drafted)
    return replace(drafted, subject=subject, text=text)


def message_of(invitation: Invitation, *, at: datetime) -> bytes:
    """The whole mail: the same facts as plain text and as a calendar. Raises InterviewError with the reason why not."""
    if invitation.hindered:
        raise InterviewError(invitation.hindered)
    interview, contact = invitation.interview, invitation.contact
    event = replace(
        event_of(interview, None, now=at),
        summary=invitation.subject.partition(": ")[2] or invitation.subject,
        organizer=invitation.sender,
        attendees=(Person(contact.email, contact.name),),
        remind=0,
    )
    letter = Letter(invitation.subject, invitation.text, at, _message_id(invitation.person), _thread(invitation))
    try:
        return mail_of(event, letter)
    except FormatError as error:
        raise InterviewError(error.sentence) from None


def send(invitation: Invitation, *, sequence: int, at: datetime) -> Delivery:
    """Put it on its way: it leaves in ten seconds. Raises InterviewError with the reason why not."""
    if invitation.account is None:
        raise InterviewError("There is no mail account that it could leave by. Set one up, or send the file yourself.")
    if sequence != invitation.interview.sequence:
        raise InterviewError("The talk was changed since you looked. Look once more, then send it.")
    data = message_of(invitation, at=at + UNDO)
    ascii_only = all(each.isascii() for each in (invitation.sender.email, invitation.contact.email))
    message = message_from_bytes(data, policy=SMTP if ascii_only else SMTPUTF8)
    try:
        names = {"unless": f"{_HERE}.why_not", "then": f"{_HERE}.gone_out"}
        return post(invitation.account, message, due_at=at + UNDO, at=at, **names)
    except PostError as error:
        raise InterviewError(error.sentence) from None


def tell_sent(person: InterviewPerson, *, at: datetime) -> None:
    """It went out, by us or by the seeker's own hand: they know of this version, and their answer to it is awaited."""
    sequence = person.interview.sequence
    if person.invited_sequence == sequence:
        return
    with transaction.atomic():
        cancelled = person.interview.is_cancelled
        recording.change(
            person, at=at, verb="told that it is off" if cancelled else "invited", invited_at=at,
            invited_sequence=sequence, accepted_at=None, declined_at=None, tentative_at=None,
        )  # fmt: skip
        person.contact.touch(at=at, direction="sent", channel="email", text=_summary(person.interview, None))


def why_not(delivery: Delivery) -> str:
    """Why an invitation on its way may not leave any more; asked right before it would."""
    person = _person_of(delivery)
    if person is None:
        return "The talk, or this version of it, is not there any more."
    return NO_MORE if person.contact.do_not_contact_at else ""


@task
def gone_out(delivery: str, *, notebook: str) -> None:
    """The server took it: they are invited."""
    found = Delivery.objects.within(notebook).filter(pk=delivery).first()
    person = _person_of(found) if found else None
    if found is not None and found.accepted_at and person is not None:
        tell_sent(person, at=found.accepted_at)


def _message_id(person: InterviewPerson) -> str:
    """One for each version and person: sent twice, it is the same mail."""
    return f"<{person.pk}.{person.interview.sequence}@askaround>"


def _person_of(delivery: Delivery) -> InterviewPerson | None:
    """Whom the mail was for, if it still names the version of the talk that stands."""
    key, _, sequence = delivery.message_id.strip("<>").partition("@")[0].partition(".")
    try:
        rows = InterviewPerson.objects.within(delivery.notebook_id).filter(pk=UUID(key))
    except ValueError:
        return None
    person: InterviewPerson | None = rows.select_related("interview", "contact").first()
    return person if person and str(person.interview.sequence) == sequence else None


def _hindered(person: InterviewPerson, sender: Person) -> str:
    contact, interview = person.contact, person.interview
    if contact.do_not_contact_at:
        return NO_MORE
    if interview.is_held or interview.is_missed:
        return NOT_YET
    if interview.is_cancelled and person.invited_sequence is None:
        return NEVER
    if not contact.email:
        return NO_ADDRESS
    return "" if sender.email else NO_SENDER


def _thread(invitation: Invitation) -> tuple[str, ...]:
    """The mails that this one goes on from: the ask's letter and what came back."""
    ask = invitation.interview.ask
    if ask is None:
        return ()
    letters = [(letter.sent_at, letter.message_id) for letter in ask.letters.all() if letter.sent_at]
    replies = [(reply.at, reply.message_id) for reply in ask.replies.all()]
    return tuple(name for _, name in sorted([*letters, *replies]) if name)[-10:]


def _subject(invitation: Invitation, profile: Profile | None) -> str:
    start = {"invitation": "Invitation", "update": "Changed", "cancellation": "Called off"}[invitation.kind]
    return f"{start}: {_summary(invitation.interview, profile)}"


def _text(invitation: Invitation) -> str:
    """The same facts in words, for whoever reads mail without a calendar."""
    interview, first = invitation.interview, invitation.contact.first_name
    mine = invitation.sender.name.split(" ")[0] if invitation.sender.name else ""
    begins = {
        "invitation": "thank you for making time. This is what we agreed; the calendar entry comes with this mail:",
        "update": "our talk has changed. This is how it stands now; the calendar entry changes with this mail:",
        "cancellation": "our talk is called off. This is the time that is free again:",
    }[invitation.kind]
    lines = [f"Dear {first},", "", begins, "", *_when(interview)]
    if not interview.is_cancelled:
        lines += [f"{interview.minutes} minutes, {_how(interview)}"]
    return "\n".join([*lines, "", "Best wishes", *([mine] if mine else [])])


def _when(interview: Interview) -> list[str]:
    """Begin and end, on their clock first, and on both where they differ."""
    theirs, mine = interview.their_start, interview.my_start
    their_end, my_end = (interview.ends_at.astimezone(each.tzinfo) for each in (theirs, mine))
    told = f"{theirs:%A} {theirs.day} {theirs:%B %Y}, {theirs:%H:%M} to {their_end:%H:%M}"
    if theirs.replace(tzinfo=None) == mine.replace(tzinfo=None):
        return [f"{told} ({place_of(interview.their_zone)})"]
    day = "" if theirs.date() == mine.date() else f"{mine:%A} "
    here = f"{day}{mine:%H:%M} to {my_end:%H:%M} on my clock ({place_of(interview.my_zone)})"
    return [f"{told} on your clock ({place_of(interview.their_zone)})", here]


def _how(interview: Interview) -> str:
    """How they meet, so that nobody wonders who calls whom."""
    if interview.format == Format.PHONE:
        return f"by phone: I’ll call you{f', {interview.place}' if interview.place else ''}."
    if interview.format == Format.VIDEO:
        return f"by video: {interview.link or interview.place or 'I’ll send you the link'}"
    if interview.format == Format.EMAIL:
        return "in writing."
    place = ", ".join(filter(None, [interview.place, interview.link]))
    return f"face to face: {place}" if place else "face to face."


def _summary(interview: Interview, profile: Profile | None) -> str:
    """Both names, since the file may go to the other side too."""
    mine = profile.name if profile else ""
    return f"Talk: {interview.names} and {mine}" if mine else f"Talk with {interview.names}"


def _description(interview: Interview) -> str:
    """Plain facts only: nothing of the brief is in a file that others may read."""
    lines = [f"{interview.minutes} minutes, {interview.format}."]
    if interview.my_start.utcoffset() != interview.their_start.utcoffset():
        mine, theirs = interview.my_start, interview.their_start
        lines.append(f"{mine:%H:%M} {interview.my_zone}, {theirs:%H:%M} {interview.their_zone}.")
    if interview.place and interview.link:
        lines.append(interview.link)
    return "\n".join(lines)
