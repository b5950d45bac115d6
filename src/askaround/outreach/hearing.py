"""What a mail that was fetched means here: an answer, a contact, a letter that came back, or a program's word."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from askaround.formats.mail import Mail
from askaround.history import recording
from askaround.mailbox import sending as posted
from askaround.mailbox.fetching import Found, Wanted
from askaround.mailbox.models import Delivery, MailAccount
from askaround.people.models import Contact, Touch
from askaround.people.reaching import addresses_of
from askaround.plain.text import cut

from .models import Ask, Channel, Letter, Reply

# Mail from before the account was set up counts as contact; its words are not read.
BEFORE = timedelta(days=1)
BOUNCES_WITHIN = timedelta(days=30)
_SAME_LETTER = timedelta(days=1)
_CALENDARS = {"text/calendar", "application/ics", "text/x-vcalendar", "application/calendar", "text/ics"}
_DIAGNOSTIC = re.compile(rb"(?im)^diagnostic-code\s*:\s*(?:[\w-]+\s*;\s*)?(.+(?:\r?\n[ \t]+.+)*)")


@dataclass
class Hearing:
    """What is known of a notebook while its mail is read. Made anew for each look."""

    account: MailAccount
    now: datetime
    own: frozenset[str]
    contacts: dict[str, UUID]
    # By Message-ID: the letter, its contact, when it was sent.
    letters: dict[str, tuple[UUID, UUID, datetime | None]]
    deliveries: frozenset[str]
    # When each contact was first asked.
    asked: dict[UUID, datetime]
    seen: set[str]
    touches: list[Touch] = field(default_factory=list)

    @classmethod
    def of(cls, account: MailAccount, now: datetime) -> "Hearing":
        """Gathered in six queries."""
        notebook = account.notebook_id
        own = (each.lower() for each in MailAccount.objects.within(notebook).values_list("email", flat=True))
        letters = Letter.objects.within(notebook).exclude(message_id="")
        asks = Ask.objects.within(notebook).filter(sent_at__isnull=False).order_by("-sent_at")
        known = {row[0]: row[1:] for row in letters.order_by().values_list("message_id", "pk", "contact_id", "sent_at")}
        return cls(
            account=account, now=now, own=frozenset(own), contacts=addresses_of(notebook),
            letters=known, deliveries=frozenset(Delivery.objects.within(notebook).values_list("message_id", flat=True)),
            asked=dict(asks.values_list("contact_id", "sent_at")),
            seen=set(Reply.objects.within(notebook).exclude(message_id="").values_list("message_id", flat=True)),
        )  # fmt: skip

    @property
    def wanted(self) -> Wanted:
        """Whose mail, and answers to what."""
        gone = [key for key, (_, _, sent_at) in self.letters.items() if sent_at]
        return Wanted(self.contacts.keys(), [*gone, *(self.deliveries - self.letters.keys())], self.wish)

    def wish(self, mail: Mail, sent: bool) -> str:  # noqa: FBT001 - as `Wanted` calls it
        """Whether a mail is wanted, by its head: all of it, the head alone, or not at all."""
        from askaround.formats.mail_kind import LIST, REPORT, kind_of, may_have_come_back

        if mail.message_id in self.letters:
            return "head" if self._is_mine(mail, sent=sent) else ""
        if self._is_mine(mail, sent=sent):
            theirs = any(each.email in self.contacts for each in mail.to)
            return "head" if theirs and mail.message_id not in self.deliveries else ""
        if may_have_come_back(mail):
            return "whole" if self.letters or self.deliveries else ""
        contact = self.contacts.get(mail.sender.email)
        ours = self.answers_ours(mail)
        if id_of(mail) in self.seen or not (contact or ours) or (not ours and kind_of(mail).kind in {LIST, REPORT}):
            return ""
        at = mail.at or self.now
        awaited = contact in self.asked and at >= self.asked[contact] - BEFORE
        return "whole" if ours or awaited or at >= self.account.created_at - BEFORE else "head"

    def answers_ours(self, mail: Mail) -> bool:
        """Whether it names a mail of ours as what it answers."""
        return any(key in self.letters or key in self.deliveries for key in mail.answers)

    def keep(self, found: Found) -> None:
        """Keep what one mail says. Safe for a mail that was kept before."""
        from askaround.formats.mail_kind import AUTO_REPLY, BOUNCE, OWN, kind_of

        mail = found.mail
        if self._is_mine(mail, sent=found.sent):
            self._keep_sent(mail)
            return
        told = kind_of(mail)
        if told.kind == BOUNCE:
            self._keep_bounce(mail, told.about, told.recipients)
        elif told.kind == OWN or _calendar(mail):
            # What a calendar program answers by itself is read by `interviews`; it ends no wait for an answer.
            self._keep_words(mail, whole=found.whole, own=told.kind == OWN)
        elif told.kind == AUTO_REPLY:
            self._keep_automatic(mail)

    def write_touches(self) -> None:
        """The contacts that were found, each once, in bulk; the strength of the ties follows."""
        fresh, self.touches = self.touches, []
        keys = {(each.contact_id, each.at, each.direction): each for each in fresh}
        rows = Touch.objects.within(self.account.notebook_id).filter(
            channel=Channel.EMAIL, contact__in={key[0] for key in keys}, at__in={key[1] for key in keys}
        )
        for key in rows.values_list("contact_id", "at", "direction"):
            keys.pop(key, None)
        Touch.objects.bulk_create(keys.values(), batch_size=500)
        recording.record_all(
            recording.entry(each, "in touch", at=self.now, after=recording.values(each)) for each in keys.values()
        )
        for contact in Contact.objects.within(self.account.notebook_id).filter(pk__in={key[0] for key in keys}):
            contact.count_touches()

    def _is_mine(self, mail: Mail, *, sent: bool) -> bool:
        return sent or mail.sender.email in self.own

    def _keep_sent(self, mail: Mail) -> None:
        """A letter of ours that left by another program, or any other mail to somebody known."""
        at = self._moment(mail)
        if mail.message_id in self.letters:
            letter = self._letter(mail.message_id)
            if letter is not None and letter.sent_at is None:
                letter.went_out(at=at)
            return
        for contact in {self.contacts[each.email] for each in mail.to if each.email in self.contacts}:
            if not self._is_a_letter(contact, mail, at):
                self._touched(contact, at, "sent", mail.subject)

    def _is_a_letter(self, contact: UUID, mail: Mail, at: datetime) -> bool:
        """Whether it is a letter that the seeker sent by hand and said so: a mail program gives it another id."""
        near = Letter.objects.within(self.account.notebook_id).filter(
            contact=contact, channel=Channel.EMAIL, sent_at__range=(at - _SAME_LETTER, at + _SAME_LETTER)
        )
        return any(_bare(subject) == _bare(mail.subject) for subject in near.values_list("subject", flat=True))

    def _keep_bounce(self, mail: Mail, about: Iterable[str], recipients: Iterable[str]) -> None:
        at, said = self._moment(mail), _why_it_came_back(mail)
        deliveries = Delivery.objects.within(self.account.notebook_id).filter(message_id__in=list(about))
        deliveries.filter(bounced_at=None).update(bounced_at=at, said=cut(said, 500))
        letter = next((self._letter(key) for key in about if key in self.letters), None)
        letter = letter or self._latest_to([self.contacts[each] for each in recipients if each in self.contacts], at)
        if letter is not None and letter.sent_at and letter.bounced_at is None:
            address = next(iter(recipients), letter.contact.email)
            bounce = cut(f"{address}: {said}", 500)
            recording.change(letter, at=self.now, verb="came back", bounced_at=at, bounce=bounce)

    def _latest_to(self, contacts: list[UUID], at: datetime) -> Letter | None:
        rows = Letter.objects.within(self.account.notebook_id).filter(contact__in=contacts, channel=Channel.EMAIL)
        found: Letter | None = rows.filter(sent_at__range=(at - BOUNCES_WITHIN, at)).order_by("-sent_at").first()
        return found

    def _keep_automatic(self, mail: Mail) -> None:
        from askaround.formats.reply_text import new_text

        at, contact = self._moment(mail), self.contacts.get(mail.sender.email)
        letter = self._answered(mail) or self._latest_to([contact] if contact else [], at)
        if letter is not None and (letter.auto_replied_at is None or letter.auto_replied_at < at):
            words = cut(new_text(mail.text).text or mail.text, 2000)
            recording.change(letter, at=self.now, verb="answered by a program", auto_replied_at=at, auto_reply=words)

    def _keep_words(self, mail: Mail, *, whole: bool, own: bool) -> None:
        letter, at, calendar = self._answered(mail), self._moment(mail), _calendar(mail)
        contact = self.contacts.get(mail.sender.email) or (letter.contact_id if letter else None)
        if contact is None or id_of(mail) in self.seen:
            return
        ask = (letter.ask if letter and letter.ask else self._open_ask(contact, at)) if own else None
        if not whole or not (letter or ask or calendar):
            self._touched(contact, at, "received", _words(mail) if whole else mail.subject)
            return
        facts = {"letter": letter, "message_id": id_of(mail), "sender": mail.sender.email[:254], "calendar": calendar}
        try:
            with transaction.atomic():
                hear(contact, ask, at=at, text=_words(mail), notebook=self.account.notebook_id, **facts)
        except IntegrityError:  # Another look kept it a moment ago.
            pass
        self.seen.add(id_of(mail))

    def _answered(self, mail: Mail) -> Letter | None:
        """The letter that it answers. That somebody answered proves that it went out."""
        unknown = Delivery.objects.within(self.account.notebook_id).filter(
            message_id__in=mail.answers, accepted_at=None
        )
        for delivery in unknown.exclude(unknown_at=None):
            posted.came_out(delivery, at=self.now)
        return next((self._letter(key) for key in mail.answers if key in self.letters), None)

    def _letter(self, message_id: str) -> Letter | None:
        rows = Letter.objects.within(self.account.notebook_id).select_related("contact", "ask", "introduction")
        found: Letter | None = rows.filter(pk=self.letters[message_id][0]).first()
        return found

    def _open_ask(self, contact: UUID, at: datetime) -> Ask | None:
        rows = Ask.objects.within(self.account.notebook_id).open().filter(contact=contact, sent_at__lte=at)
        found: Ask | None = rows.order_by("-sent_at").first()
        return found

    def _touched(self, contact: UUID, at: datetime, direction: str, text: str) -> None:
        self.touches.append(
            Touch(
                notebook_id=self.account.notebook_id, contact_id=contact, at=at, direction=direction,
                channel=Channel.EMAIL, text=text, created_at=self.now,
            )
        )  # fmt: skip

    def _moment(self, mail: Mail) -> datetime:
        return min(mail.at or self.now, self.now)


def hear(contact: UUID, ask: Ask | None, *, at: datetime, text: str, notebook: Any, **facts: Any) -> None:
    """Keep an answer that came by mail; with an ask it answers that, and its clock stops."""
    if ask is not None:
        ask.answer(at=at, text=text, **facts)
        return
    whom = Contact.objects.within(notebook).get(pk=contact)
    reply = Reply(notebook_id=whom.notebook_id, contact=whom, at=at, text=text, created_at=at, **facts)
    recording.create(reply, at=at, verb="answered")
    whom.touch(at=at, direction="received", channel=Channel.EMAIL, text=text)


def id_of(mail: Mail) -> str:
    """Its Message-ID; for a mail without one, a sum of what is in it."""
    if mail.message_id and len(mail.message_id) <= 250:
        return mail.message_id
    told = f"{mail.message_id}\n{mail.sender.email}\n{mail.at}\n{mail.subject}"
    return f"<{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:40]}@without-id.invalid>"


def _words(mail: Mail) -> str:
    """What they newly wrote, without what they quote."""
    from askaround.formats.reply_text import new_text

    return cut(new_text(mail.text).text or mail.text, 50_000)


def _calendar(mail: Mail) -> str:
    """The first calendar that it carries, as text; with the METHOD that only the mail's part may have named."""
    for part in mail.parts:
        if part.kind in _CALENDARS or part.name.lower().endswith(".ics"):
            text = _decoded(part.data, part.charset).replace("\0", "")
            if part.method.isalpha() and "\nMETHOD:" not in text.upper():
                text = re.sub(
                    r"(?i)^\s*BEGIN:VCALENDAR", f"BEGIN:VCALENDAR\r\nMETHOD:{part.method.upper()}", text, count=1
                )
            return cut(text, 100_000)
    return ""


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeError, ValueError):
        return data.decode("utf-8", "replace")


def _why_it_came_back(mail: Mail) -> str:
    """The server's words in the report, else that it was sent back."""
    from askaround.mailbox.refusing import tidy

    for part in mail.parts:
        if "delivery-status" in part.kind and (found := _DIAGNOSTIC.search(part.data)):
            return tidy(found[1].decode("utf-8", "replace"))
    return "The mail server sent it back."


def _bare(subject: str) -> str:
    return " ".join(subject.casefold().split())
