"""Looking every few minutes whose reminder is due, and sending it off. What is due, `reminding` says."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django_tasks import task

from .digest_sending import send_digest
from .models import Days, Device, Reminder, ReminderSettings
from .occasions import occasions, wishes_of
from .pushing import key_of, send_message
from .reminding import digest_due, is_quiet, messages_due
from .seeker import Seeker

# The keys of what went are looked up so far back; the log itself is kept longer than it is shown.
GONE, KEPT = timedelta(days=3), timedelta(days=90)


@task
def remind() -> int:
    """Send what is due in every notebook. Returns how many notebooks were looked at.

    In no order: should one notebook's reminders break, it is never always the same others that wait.
    """
    now, looked_at = timezone.now(), 0
    for kept in _with_reminders():
        remind_one(kept, now)
        looked_at += 1
    return looked_at


@task
def forget_reminders() -> int:
    """Drop what went, or did not, 90 days ago."""
    dropped, _ = Reminder.objects.filter(due_at__lt=timezone.now() - KEPT).delete()
    return dropped


def remind_one(kept: ReminderSettings, now: datetime) -> None:
    """What is due in one notebook, each once."""
    seeker = Seeker.of(kept.notebook, now)
    wishes = wishes_of(kept, seeker)
    gone = set(
        Reminder.objects.within(kept.notebook).filter(due_at__gt=now - GONE).order_by().values_list("way", "key")
    )
    digest = digest_due(wishes, now, {key for way, key in gone if way == Reminder.Way.MAIL})
    if digest is not None:
        send_digest(kept, seeker, digest)
    devices = list(Device.objects.within(kept.notebook)) if wishes.kinds and not is_quiet(now, wishes) else []
    if devices:
        for due in messages_due(occasions(seeker), wishes, now):
            for device in devices:
                if (Reminder.Way.PUSH, key_of(due, device)) not in gone:
                    send_message(device, due, at=now)


def _with_reminders() -> Iterator[ReminderSettings]:
    """The settings that ask for a digest, or of whose notebook a device gets messages; never of an invented one."""
    device = Exists(Device.objects.filter(notebook=OuterRef("notebook")))
    rows = ReminderSettings.objects.filter(notebook__demo=False).filter(~Q(digest=Days.NEVER) | device)
    yield from list(rows.select_related("notebook").order_by("?"))
