"""Sending a letter by the seeker's own account: previewed, one person at a time, with ten seconds to take it back.

The letter counts as sent when the server has accepted it. What the network does meanwhile is `mailbox`'s to tell.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from uuid import UUID

from django.utils.html import escape
from django_tasks import task

from askaround.mailbox import sending as posted
from askaround.mailbox.models import Delivery, MailAccount
from askaround.mailbox.posting import PostError, account_of, post
from askaround.purpose.models import Profile

from .asking import clear_to_send
from .conversation import thread_head
from .models import AskError, Channel, DoorClosed, Letter, LetterKind, TooSoon

UNDO = timedelta(seconds=10)
_HERE = "askaround.outreach.sending"


@dataclass(frozen=True)
class Mailing:
    """How a letter can leave by itself, and how far that is."""

    letter: Letter
    account: MailAccount | None
    delivery: Delivery | None

    @property
    def possible(self) -> bool:
        """Whether the page offers to send it."""
        by_mail = self.letter.channel == Channel.EMAIL and self.letter.contact.email
        return bool(by_mail and self.account and not self.letter.sent_at and not self.under_way)

    @property
    def under_way(self) -> bool:
        """It waits to leave, is leaving, or nobody knows whether it left: it can't be changed now."""
        found = self.delivery
        return bool(found and not self.letter.sent_at and not (found.withdrawn_at or found.refused_at))

    @property
    def refused(self) -> str:
        """Why it did not leave; empty when nothing stopped it."""
        return self.delivery.said if self.delivery and self.delivery.refused_at and not self.letter.sent_at else ""

    def seconds_left(self, now: datetime) -> int:
        """How long it may be taken back before it leaves; 0 when it is about to."""
        if self.delivery is None or not self.delivery.is_waiting:
            return 0
        return max(0, round((self.delivery.due_at - now).total_seconds()))

    @property
    def hangs(self) -> bool:
        """Nothing moves within seconds: it is tried again later, or the seeker is asked."""
        return self.put_off or bool(self.delivery and self.delivery.unknown_at)

    @property
    def put_off(self) -> bool:
        """It was tried, and is tried again by itself."""
        return bool(self.delivery and self.delivery.is_waiting and self.delivery.tries)


def mailing_of(letter: Letter) -> Mailing:
    """How far the letter is. The delivery bears its Message-ID."""
    rows = Delivery.objects.within(letter.notebook_id).filter(message_id=letter.message_id)
    return Mailing(letter, account_of(letter.notebook_id), rows.defer("content").first())


def message_of(letter: Letter, account: MailAccount, *, at: datetime) -> EmailMessage:
    """The letter as it goes out: plain text, and the same words as quiet HTML. No picture, no link of ours."""
    made = EmailMessage(policy=SMTP)
    made["From"] = sender_of(account)
    made["To"] = _address(letter.contact.name, letter.contact.email)
    made["Subject"] = _line(letter.subject)
    made["Date"] = format_datetime(at)
    made["Message-ID"] = letter.message_id
    for name, value in thread_head(letter).items():
        made[name] = value
    made.set_content(letter.body.rstrip() + "\n", cte="quoted-printable")
    made.add_alternative(_as_html(letter.body), subtype="html", cte="quoted-printable")
    return made


def sender_of(account: MailAccount) -> str:
    """Whom the letter is from, as its head says it: the account's name, else that of the seeker's profile."""
    profile = None if account.name else Profile.objects.within(account.notebook_id).first()
    return _address(account.name or (profile.name if profile else ""), account.email)


def send_now(letter: Letter, *, version: int, at: datetime) -> Delivery:
    """Put it on its way: it leaves in ten seconds. Raises AskError with the reason why not."""
    account = account_of(letter.notebook_id)
    if account is None:
        raise AskError("There is no mail account that it could leave by. Set one up, or send it by hand.")
    if letter.sent_at:
        raise AskError("This letter has gone out already.")
    if version != letter.version:
        raise AskError("It was changed since you looked at it. Look once more, then send it.")
    _refuse(letter, at)
    try:
        message = message_of(letter, account, at=at + UNDO)
        names = {"unless": f"{_HERE}.why_not", "then": f"{_HERE}.gone_out"}
        return post(account, message, due_at=at + UNDO, at=at, **names)
    except PostError as error:
        raise AskError(error.sentence) from None
    except ValueError:
        raise AskError(f"{letter.contact.email} is no address that mail can go to.") from None


def why_not(delivery: Delivery) -> str:
    """Why a letter on its way may not leave any more; asked right before it would."""
    letter = _letter_of(delivery)
    if letter is None or letter.contact.trashed_at:
        return "The letter is not here any more."
    if letter.sent_at:
        return "It was marked as sent meanwhile."
    try:
        DoorClosed.refuse(letter.contact)
    except DoorClosed as error:
        return error.sentence
    return ""


@task
def gone_out(delivery: str, *, notebook: str) -> None:
    """The server's answer is known: a letter that it accepted was sent then."""
    found = Delivery.objects.within(notebook).filter(pk=UUID(delivery)).first()
    letter = _letter_of(found) if found and found.accepted_at else None
    if letter is not None and found is not None:
        letter.went_out(at=found.accepted_at)


def take_back(letter: Letter, *, at: datetime) -> None:
    """Undo, while it has not begun to leave. Raises AskError afterwards."""
    delivery = mailing_of(letter).delivery
    if delivery is None or not (delivery.withdrawn_at or delivery.withdraw(at=at)):
        raise AskError("It has left already.")


def say_it_arrived(letter: Letter, *, at: datetime) -> None:
    """Nobody knew whether it left; the seeker found it in their Sent folder."""
    delivery = mailing_of(letter).delivery
    if delivery is not None and delivery.unknown_at:
        posted.came_out(delivery, at=at)
        letter.went_out(at=delivery.accepted_at or at)


def send_again(letter: Letter, *, at: datetime) -> None:
    """Nobody knew whether it left; the seeker says that it did not."""
    delivery = mailing_of(letter).delivery
    if delivery is not None and delivery.unknown_at:
        posted.send_again(delivery, at=at)


def _refuse(letter: Letter, at: datetime) -> None:
    """Everything that holds for a letter sent by hand holds here."""
    DoorClosed.refuse(letter.contact)
    if letter.channel != Channel.EMAIL or not letter.contact.email:
        raise AskError(f"There is no address of {letter.contact.first_name} that it could go to.")
    if not letter.body.strip() or not letter.subject.strip():
        raise AskError("It needs a subject and some words. Write them first.")
    if letter.ask is not None and letter.kind == LetterKind.ASK and letter.ask.sent_at is None:
        clear = clear_to_send(letter.ask, at)
        if not clear.ok:
            raise TooSoon(clear.sentence)


def _letter_of(delivery: Delivery) -> Letter | None:
    rows = Letter.objects.within(delivery.notebook_id).select_related("contact", "ask", "introduction")
    found: Letter | None = rows.filter(message_id=delivery.message_id).first()
    return found


def _as_html(body: str) -> str:
    """The same words: a paragraph for each, a line break for each."""
    paragraphs = [part.strip("\n") for part in body.strip().split("\n\n") if part.strip()]
    told = "\n".join(f"<p>{escape(part).replace(chr(10), '<br>' + chr(10))}</p>" for part in paragraphs)
    return f'<!doctype html>\n<html><head><meta charset="utf-8"></head><body>\n{told}\n</body></html>\n'


def _address(name: str, email: str) -> str:
    """As a head has it. Letters beyond a to z in the address itself need a server that takes them."""
    name, email = _line(name), _line(email)
    if email.isascii():
        return formataddr((name, email))
    return f'"{name.translate({34: None, 92: None})}" <{email}>' if name else email


def _line(text: str) -> str:
    return " ".join(text.split())
