"""Sending the digest: by the seeker's own account, else by the host's server. At most one a day."""

from datetime import datetime, timedelta
from email.headerregistry import Address

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from askaround.accounts.models import Notebook, User
from askaround.mailbox.models import Delivery
from askaround.mailbox.posting import account_of, post
from askaround.plain.ids import new_id

from .digest import Digest, digest_of, mail_of, new_message_id, stop_address
from .models import Days, Reminder, ReminderSettings
from .reminders import keep
from .reminding import DIGEST_LATE, Due
from .seeker import Seeker

NO_WAY = "There is no mail account that works, so it had no way to go."
STOPPED = "Askaround stopped while it was handed over."
# Tried again after so many minutes when the host's server is not there.
PAUSES = (1, 5, 15, 60, 120)


def send_digest(kept: ReminderSettings, seeker: Seeker, due: Due) -> None:
    """The digest of that day, or the note that nothing was due; nothing when it was seen to already."""
    with transaction.atomic():
        row = Reminder.begin(kept.notebook, Reminder.Way.MAIL, due.key, kind="digest", due_at=due.due_at, at=seeker.now)
        if row is None:
            return
        digest = digest_of(seeker.today, kept.notebook, days=kept.digest)
        if digest is None:
            row.settle(skipped_at=seeker.now, said="Nothing was due, so nothing was sent.")
        else:
            _put_on_its_way(row, digest, seeker)


def send_test(kept: ReminderSettings, seeker: Seeker) -> Reminder:
    """A digest now, whatever is due."""
    with transaction.atomic():
        keep(kept, at=seeker.now)
        row = Reminder.begin(
            kept.notebook, Reminder.Way.MAIL, f"test {new_id()}", kind="test", due_at=seeker.now, at=seeker.now
        )
        assert row is not None
        _put_on_its_way(row, _of_kind("test", kept, seeker) or _blank(kept.notebook, seeker), seeker)
    return row


def stop_digest(notebook: str, *, at: datetime) -> bool:
    """No digest any more. False when there is no such notebook."""
    kept = ReminderSettings.objects.within(notebook).first()
    if kept is not None:
        keep(kept, at=at, digest=Days.NEVER)
    return kept is not None


def host_address(user: User) -> str:
    """Where the host's server would write to: the address that the host has of the seeker, if both are there."""
    return user.email if settings.HOST_MAIL else ""


def too_late(delivery: Delivery) -> str:
    """Why a digest may not leave any more: its day is half over."""
    late = timezone.now() > delivery.created_at + DIGEST_LATE
    return "It could not be sent for six hours; tomorrow’s comes anyway." if late else ""


@task
def send_by_host(reminder: str, *, notebook: str) -> None:
    """Hand a digest to the host's server, at most once."""
    now = timezone.now()
    row = Reminder.objects.within(notebook).select_related("notebook").filter(pk=reminder).first()
    kept = ReminderSettings.objects.within(notebook).select_related("notebook").first()
    if row is None or kept is None or row.is_over:
        return
    if row.started_at:
        row.settle(unknown_at=now, said=STOPPED)
    elif now > row.due_at + DIGEST_LATE:
        row.settle(failed_at=now, said=row.said or "Askaround was not running when it was due.")
    elif row.claim(at=now):
        _hand_over(row, kept, Seeker.of(kept.notebook, now))


def _put_on_its_way(row: Reminder, digest: Digest, seeker: Seeker) -> None:
    """By the seeker's own account where one works, else by the host's server, else not at all."""
    account, at = account_of(row.notebook_id), seeker.now
    if account is not None:
        sender = Address(account.name or "Askaround", addr_spec=account.email)
        row.settle(to=account.email, number=digest.number, message_id=new_message_id(account.email))
        mail = mail_of(digest, sender=sender, to=account.email, message_id=row.message_id, at=at)
        post(account, mail, due_at=at, at=at, unless="askaround.desk.digest_sending.too_late")
    elif to := host_address(seeker.user):
        row.settle(to=to, number=digest.number)
        send_by_host.enqueue(str(row.pk), notebook=str(row.notebook_id))
    else:
        row.settle(failed_at=at, number=digest.number, said=NO_WAY)


def _hand_over(row: Reminder, kept: ReminderSettings, seeker: Seeker) -> None:
    """The network, outside of any transaction; then what came of it."""
    from askaround.mailbox.handing_over import Fate

    digest = _of_kind(row.kind, kept, seeker)
    if digest is None:
        row.settle(skipped_at=seeker.now, said="By then nothing was due any more.")
        return
    # Loaded when a digest leaves: the start has no use for smtplib.
    from .host_mail import HostMail, hand_over

    server = HostMail(**(settings.HOST_MAIL or {}))
    sender = Address("Askaround", addr_spec=server.sender)
    mail = mail_of(digest, sender=sender, to=row.to, message_id=f"<{row.pk}@{sender.domain}>", at=seeker.now)
    outcome, now = hand_over(server, mail), timezone.now()
    if outcome.fate is Fate.ACCEPTED:
        row.settle(sent_at=now, said=outcome.said)
    elif outcome.fate is Fate.UNKNOWN:
        row.settle(unknown_at=now, said=outcome.said)
    elif outcome.fate is Fate.LATER and row.tries < len(PAUSES):
        _later(row, outcome.said, now=now)
    else:
        row.settle(failed_at=now, said=outcome.said)


def _later(row: Reminder, said: str, *, now: datetime) -> None:
    """It surely did not leave: once more, a little later."""
    with transaction.atomic():
        again = now + timedelta(minutes=PAUSES[row.tries])
        row.settle(started_at=None, tries=row.tries + 1, said=said)
        send_by_host.using(run_after=again).enqueue(str(row.pk), notebook=str(row.notebook_id))


def _of_kind(kind: str, kept: ReminderSettings, seeker: Seeker) -> Digest | None:
    found = digest_of(seeker.today, kept.notebook, days=kept.digest)
    return found or (_blank(kept.notebook, seeker) if kind == "test" else None)


def _blank(notebook: Notebook, seeker: Seeker) -> Digest:
    """A digest of a day on which nothing is due; only a test sends one."""
    return Digest(
        day=f"{seeker.now:%A} {seeker.now.day} {seeker.now:%B}", heading="A test: mail from Askaround reaches you.",
        lines=(), more=0, ahead=(), today_url=settings.SITE_URL + reverse("today"),
        stop_url=stop_address(notebook), local=settings.LOCAL,
    )  # fmt: skip
