"""Handing a mail to the queue. A later chapter calls `post`; nothing is sent within a request."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import getaddresses
from typing import Any

from django.db import transaction

from askaround.plain.refusal import RefusalError
from askaround.plain.text import cut

from .models import Delivery, MailAccount


class PostError(RefusalError):
    """This mail cannot be put on its way."""


def account_of(notebook_id: Any) -> MailAccount | None:
    """The notebook's working account to send with: the first that has its password and is not broken."""
    rows = MailAccount.objects.within(notebook_id).filter(broken_since=None).exclude(secret="")
    found: MailAccount | None = rows.order_by("created_at").first()
    return found


def post(
    account: MailAccount, message: EmailMessage, *, due_at: datetime, at: datetime, unless: str = "", then: str = ""
) -> Delivery:
    """Write down that this mail is to leave at `due_at`, and enqueue that after the commit.

    The message has From, To, Subject, Date and a Message-ID. One that was taken back or refused may be posted again
    under its Message-ID; one that has left, or may have, raises PostError. `unless` names a function that says, given
    the delivery, why it may not leave any more; `then` a task that is enqueued once the outcome is known, with the
    delivery's id and `notebook`.
    """
    from .sending import enqueue

    with transaction.atomic():
        delivery = _row(account, message, at=at)
        delivery.account, delivery.due_at, delivery.unless, delivery.then = account, due_at, unless, then
        delivery.to = "\n".join(recipients_of(message))
        delivery.subject = cut(" ".join(str(message.get("Subject", "")).split()), 500)
        delivery.content = _as_text(message)
        delivery.save(force_insert=True)
        enqueue(delivery)
    return delivery


def recipients_of(message: EmailMessage) -> list[str]:
    """Whom the mail goes to, by its head, each once. Raises PostError when that is nobody."""
    fields = [str(value) for name in ("To", "Cc", "Bcc") for value in message.get_all(name, [])]
    found = list(dict.fromkeys(address.strip() for _, address in getaddresses(fields) if "@" in address))
    if not found:
        raise PostError("There is no address that it could go to.")
    return found


def _row(account: MailAccount, message: EmailMessage, *, at: datetime) -> Delivery:
    """A new delivery, or the one of that Message-ID when it surely has not left."""
    message_id = "".join(str(message.get("Message-ID", "")).split())
    if not message_id:
        raise PostError("A mail needs a Message-ID before it is sent.")
    before = Delivery.objects.within(account.notebook_id).select_for_update().filter(message_id=message_id).first()
    if before is None:
        return Delivery(notebook_id=account.notebook_id, message_id=message_id, created_at=at)
    if not (before.withdrawn_at or before.refused_at) or before.accepted_at:
        raise PostError("It has gone out already, or is on its way.")
    key = before.pk
    before.delete()
    return Delivery(pk=key, notebook_id=account.notebook_id, message_id=message_id, created_at=before.created_at)


def _as_text(message: EmailMessage) -> str:
    """The mail with the line ends of mail. Its bytes are kept as text, letter for byte."""
    del message["Bcc"]
    # A server may take lines of seven bits alone.
    addresses = " ".join(str(message.get(name, "")) for name in ("From", "To", "Cc"))
    policy = SMTP if addresses.isascii() else SMTPUTF8
    return message.as_bytes(policy=policy.clone(cte_type="7bit")).decode("latin-1")
