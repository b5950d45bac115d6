"""Setting an account up: tried on both servers before it is kept."""

from datetime import datetime
from typing import Any

from django.db import transaction

from askaround.accounts.models import Notebook
from askaround.accounts.sealing import seal
from askaround.history import recording

from .models import MailAccount

# What of an account is typed, or guessed and shown.
FIELDS = (
    "email", "name", "way", "username", "imap_host", "imap_port", "imap_safety", "smtp_host", "smtp_port",
    "smtp_safety",
)  # fmt: skip


def try_out(account: MailAccount) -> dict[str, str]:
    """What is wrong, by the field that is to blame; empty when both servers let us in. Finds the Sent folder."""
    from .reaching import MailError, smtp
    from .reading import opened

    wrong: dict[str, str] = {}
    try:
        with opened(account) as box:
            account.sent_folder = box.sent()[:255]
    except MailError as error:
        wrong["password" if "password" in error.sentence else "imap_host"] = error.sentence
    if "password" in wrong:  # Refused once, it would be refused again, and some providers count.
        return wrong
    try:
        with smtp(account):
            pass
    except MailError as error:
        wrong["password" if "password" in error.sentence else "smtp_host"] = error.sentence
    return wrong


def drafted(notebook: Notebook, fields: dict[str, Any], *, secret: str, at: datetime) -> MailAccount:
    """The account with these fields, not saved: that of the address where there is one already."""
    rows = MailAccount.objects.within(notebook)
    known = rows.filter(email__iexact=fields["email"]).first()
    account = known or MailAccount(notebook=notebook, created_at=at)
    for name in FIELDS:
        setattr(account, name, fields.get(name, getattr(account, name)))
    if secret:
        account.secret = seal(secret)
    return account


def keep(account: MailAccount, *, at: datetime) -> None:
    """Keep an account that was tried out."""
    fields = {name: getattr(account, name) for name in (*FIELDS, "sent_folder")}
    secret = account.secret
    with transaction.atomic():
        known = MailAccount.objects.within(account.notebook_id).filter(pk=account.pk).first()
        if known is None:
            recording.create(account, at=at)
        else:
            recording.change(known, at=at, **fields)
            known.secret = secret
            known.save(update_fields=["secret"])
        (known or account).worked(at=at)


def remove(account: MailAccount, *, at: datetime) -> None:
    """Forget the account and its password. What was fetched stays."""
    recording.remove(account, at=at)
