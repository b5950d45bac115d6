"""How the seeker of the open notebook is reminded, and the log of what went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import NoReverseMatch, reverse

from askaround.accounts.models import User
from askaround.history.recording import change, create
from askaround.mailbox.models import Delivery

from .models import Days, Reminder, ReminderSettings
from .steps.step import and_list, count

SHOWN = timedelta(days=30)
MOST = 200
DIGEST = ("digest", "digest_weekday", "digest_hour")


def settings_of(user: User) -> ReminderSettings:
    """The settings of the user's active notebook; as they stand before anybody chose, when nothing is kept yet."""
    kept: ReminderSettings | None = ReminderSettings.objects.of(user).select_related("notebook").first()
    return kept or ReminderSettings(notebook=user.active_notebook)


def keep(settings: ReminderSettings, *, at: datetime, **new: Any) -> bool:
    """Write what is chosen. False when nothing differs."""
    if settings.created_at is None:
        settings.created_at = at
        create(settings, at=at, verb="reminders chosen")
    if any(name in new and new[name] != getattr(settings, name) for name in DIGEST):
        new["digest_since"] = at
    if new.get("feed_told", settings.feed_told) != settings.feed_told:
        new["feed_told_at"] = at
    return change(settings, at=at, **new)


@dataclass(frozen=True)
class Line:
    """One line of the log."""

    row: Reminder
    what: str
    outcome: str
    kind: str
    said: str

    @property
    def failed(self) -> bool:
        """It did not go, and should have."""
        return self.kind == "late"


WHAT = {
    "digest": "What is due today", "test": "A test", "link": "The calendar’s address",
    "interview": "An hour before", "thank": "Thanks due", "follow-up": "Follow-up due",
}  # fmt: skip


def log_of(user: User, *, now: datetime) -> list[Line]:
    """What went in the last 30 days, newest first: three queries, however much it is."""
    rows = list(Reminder.objects.of(user).filter(due_at__gt=now - SHOWN).select_related("contact")[:MOST])
    posted = [row.message_id for row in rows if row.message_id]
    deliveries = {each.message_id: each for each in Delivery.objects.of(user).filter(message_id__in=posted)}
    return [_line(row, deliveries.get(row.message_id)) for row in rows]


@dataclass(frozen=True)
class LastOutcome:
    """What became of the last reminder of this home, as the doctor says it."""

    failed: bool
    sentence: str


def last_outcome() -> LastOutcome | None:
    """Of all notebooks, without a name. None when none was ever to go."""
    row = Reminder.objects.exclude(way=Reminder.Way.FEED).filter(skipped_at=None).order_by("-due_at").first()
    if row is None:
        return None
    delivery = Delivery.objects.within(row.notebook_id).filter(message_id=row.message_id).first()
    line = _line(row, delivery)
    when = f"The last reminder was due on {row.due_at:%d %B, %H:%M} UTC"
    if line.failed:
        return LastOutcome(failed=True, sentence=f"{when} and did not surely go. {line.said} See the page Reminders.")
    return LastOutcome(failed=False, sentence=f"{when}: {line.outcome}.")


def _line(row: Reminder, delivery: Delivery | None) -> Line:
    what = WHAT.get(row.kind, row.kind)
    if row.contact:
        what = f"{what}: {row.contact.name}"
    elif row.number:
        what = f"{what}: {row.number} {'step' if row.number == 1 else 'steps'}"
    outcome = _delivered(delivery) if delivery else _outcome(row)
    return Line(row, what, *outcome, said=delivery.said if delivery else row.said)


def _outcome(row: Reminder) -> tuple[str, str]:
    """What became of it in a word, and whether that is good."""
    if row.sent_at:
        return "done" if row.way == Reminder.Way.FEED else "sent", "done"
    if row.failed_at:
        return "did not go", "late"
    if row.skipped_at:
        return "not needed", ""
    return ("nobody knows", "late") if row.unknown_at else ("on its way", "")


def _delivered(delivery: Delivery) -> tuple[str, str]:
    """The same of a digest that went by the seeker's own account."""
    if delivery.bounced_at:
        return "came back", "late"
    if delivery.accepted_at:
        return "sent", "done"
    if delivery.refused_at:
        return "did not go", "late"
    if delivery.withdrawn_at:
        return "not needed", ""
    return ("nobody knows", "late") if delivery.unknown_at else ("on its way", "")


def heading_of(settings: ReminderSettings, log: list[Line], *, devices: int) -> str:
    """What the page finds."""
    last = next((line for line in log if line.row.kind != "link" and line.kind), None)
    if last is not None and last.failed:
        return "The last reminder did not reach you."
    ways = [] if settings.digest == Days.NEVER else ["by mail"]
    ways += [f"on {count(devices, 'device', 'devices')}"] if devices else []
    ways += ["in your calendar"] if settings.feed_nonce else []
    return f"You are reminded {and_list(ways)}." if ways else "Today is enough: nothing else reminds you."


def mail_page() -> str:
    """Where a mail account is set up; empty where no chapter has such a page."""
    try:
        return reverse("mail")
    except NoReverseMatch:
        return ""
