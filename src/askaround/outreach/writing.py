"""Writing letters: begun from a draft, edited in more than one tab, sent, and handed out as a file."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Any
from urllib.parse import quote

from django.db import transaction

from askaround.history import recording
from askaround.history.models import Entry
from askaround.history.rewriting import Clash, changed, clashes
from askaround.people.models import Contact, Introduction
from askaround.purpose.models import Profile

from .asking import clear_to_send
from .conversation import thread_head
from .models import Ask, AskError, DoorClosed, Letter, LetterKind, TooSoon
from .sending import mailing_of

FIELDS = ("subject", "body", "channel")
# No host of ours is in a Message-ID: the seeker's own mail program sends, and ".invalid" never resolves (RFC 2606).
_HOST = "askaround.invalid"


def start_letter(
    contact: Contact,
    *,
    kind: str,
    channel: str,
    at: datetime,
    ask: Ask | None = None,
    introduction: Introduction | None = None,
    subject: str = "",
    body: str = "",
    noted: Sequence[str] = (),
    facts: Mapping[str, Any] | None = None,
) -> Letter:
    """Begin a letter. Its Message-ID is made now, so that an answer to it is known again.

    `noted` is what was said in the talk, word for word; the review of a thank-you looks for it. `facts` is what a new
    draft may use of the talk that it is about.
    """
    DoorClosed.refuse(contact)
    letter = Letter(
        notebook_id=contact.notebook_id,
        contact=contact,
        ask=ask,
        introduction=introduction,
        kind=kind,
        channel=channel,
        subject=subject[:300],
        body=body,
        noted=list(noted),
        facts={"written_for": channel, **(facts or {})},
        created_at=at,
    )
    letter.message_id = f"<{letter.pk}@{_HOST}>"
    recording.create(letter, at=at, verb="drafted")
    return letter


def edit(letter: Letter, *, version: int, at: datetime, **new: str) -> list[Clash]:
    """Write what this tab changed since `version`. Where another tab changed the same field, nothing is written."""
    refuse_if_gone(letter)
    with transaction.atomic():
        locked: Letter = Letter.objects.within(letter.notebook_id).select_for_update().get(pk=letter.pk)
        opened = _as_opened(locked, version)
        typed = {field: text for field, text in new.items() if field in FIELDS and text != getattr(locked, field)}
        mine = changed(typed, opened)
        found = clashes(locked, mine, opened)
        if mine and not found:
            new_values: dict[str, Any] = {**mine, "version": locked.version + 1}
            recording.change(locked, at=at, **new_values)
    letter.refresh_from_db()
    return found


def refuse_if_gone(letter: Letter) -> None:
    """Raise when nothing in it can be changed any more."""
    if letter.sent_at:
        raise AskError("This letter has gone out; it stays as it was sent.")
    if mailing_of(letter).under_way:
        raise AskError("This letter is on its way. Take it back first.")


def send(letter: Letter, *, at: datetime, anyway: bool = False) -> None:
    """Mark it sent. A first letter waits while somebody else there was just asked, unless it has gone out already."""
    if letter.ask is not None and letter.kind == LetterKind.ASK and letter.ask.sent_at is None and not anyway:
        clear = clear_to_send(letter.ask, at)
        if not clear.ok:
            raise TooSoon(clear.sentence)
    letter.send(at=at)


def as_message(letter: Letter, profile: Profile | None) -> EmailMessage:
    """The letter as a mail program opens it: a draft with its Message-ID, to be sent from the seeker's own mailbox."""
    message = EmailMessage()
    message["X-Unsent"] = "1"
    if profile is not None and profile.email:
        message["From"] = _address(profile.name, profile.email)
    if letter.contact.email:
        message["To"] = _address(letter.contact.name, letter.contact.email)
    message["Subject"] = _line(letter.subject)
    message["Date"] = format_datetime(letter.sent_at or letter.created_at)
    message["Message-ID"] = letter.message_id
    for name, value in thread_head(letter).items():
        message[name] = value
    message.set_content(letter.body)
    return message


def mailto(letter: Letter) -> str:
    """A link that opens the letter in the mail program."""
    body = letter.body.replace("\r\n", "\n").replace("\n", "\r\n")
    return f"mailto:{quote(letter.contact.email, safe='@')}?subject={quote(letter.subject)}&body={quote(body)}"


def _as_opened(letter: Letter, version: int) -> dict[str, str]:
    """The fields as they stood in that version, read back from history."""
    opened = {field: getattr(letter, field) for field in FIELDS}
    if version >= letter.version:
        return opened
    entries = Entry.objects.within(letter.notebook_id).filter(subject_id=letter.pk, verb="changed").order_by("-number")
    for entry in entries:
        if int(entry.after.get("version", 0)) <= version:
            break
        opened.update({field: entry.before[field] for field in FIELDS if field in entry.before})
    return opened


def _address(name: str, email: str) -> str:
    return formataddr((_line(name), _line(email)))


def _line(text: str) -> str:
    """One header line: no line break can be smuggled in."""
    return " ".join(text.split())
