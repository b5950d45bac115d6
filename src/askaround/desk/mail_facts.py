"""What is known of the seeker's mail for Today: one query without an account, two more with one."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from askaround.accounts.models import User
from askaround.accounts.prepared import Prepared
from askaround.mailbox.models import Delivery, MailAccount
from askaround.outreach.models import Letter

from .steps.mailing import KnownMail
from .steps.step import Who

_GONE = "Its password is not here, as after moving to another computer."


def mail_of(user: User) -> tuple[KnownMail, ...]:
    """Everything about mail that only the seeker can settle."""
    accounts = _ACCOUNTS.rows(user)
    if not accounts:  # Nothing of all this is without one.
        return ()
    broken = (
        KnownMail("mail-broken", row["id"], row["broken_since"] or row["created_at"], row["error"] or _GONE)
        for row in accounts
        if row["broken_since"] or not row["secret"]
    )
    bounced = (
        KnownMail("mail-bounced", row["id"], row["bounced_at"], row["bounce"], who_of(row))
        for row in _BOUNCED.rows(user)
    )
    return (*broken, *bounced, *_hanging(user))


def _hanging(user: User) -> list[KnownMail]:
    """Letters of which nobody knows whether they left, and those that were refused."""
    rows = {row["message_id"]: row for row in _OPEN.rows(user)}
    if not rows:
        return []
    letters = Letter.objects.of(user).filter(message_id__in=rows, sent_at=None, contact__trashed_at=None)
    found = []
    for letter in letters.values("id", "message_id", *WHO):
        row = rows[letter["message_id"]]
        kind, at = ("mail-unknown", row["unknown_at"]) if row["unknown_at"] else ("mail-refused", row["refused_at"])
        found.append(KnownMail(kind, letter["id"], at, row["said"], who_of(letter)))
    return found


WHO = ("contact__id", "contact__name", "contact__given", "contact__do_not_contact_at", "contact__country")


def who_of(row: dict[str, Any]) -> Who:
    """The contact of a row, as a step speaks of them."""
    name, given = row["contact__name"], row["contact__given"]
    return Who(
        row["contact__id"], name, given or name.split(" ")[0],
        reachable=row["contact__do_not_contact_at"] is None, country=row["contact__country"],
    )  # fmt: skip


def _accounts(user: User) -> Any:
    return MailAccount.objects.of(user).order_by().values("id", "error", "broken_since", "created_at", "secret")


def _bounced(user: User) -> Any:
    """Came back, and nothing has gone to them or come from them since."""
    later = Letter.objects.filter(contact=OuterRef("contact"), sent_at__gt=OuterRef("bounced_at"))
    rows = Letter.objects.of(user).filter(~Exists(later), bounced_at__isnull=False, contact__trashed_at=None)
    silent = Q(contact__last_contact_at=None) | Q(contact__last_contact_at__lte=F("bounced_at"))
    return rows.filter(silent).order_by().values("id", "bounced_at", "bounce", *WHO)


def _open(user: User) -> Any:
    rows = Delivery.objects.of(user).filter(
        Q(unknown_at__isnull=False) | Q(refused_at__isnull=False), accepted_at=None, withdrawn_at=None
    )
    return rows.order_by().values("message_id", "unknown_at", "refused_at", "said")


_ACCOUNTS, _BOUNCED, _OPEN = Prepared(_accounts), Prepared(_bounced), Prepared(_open)
