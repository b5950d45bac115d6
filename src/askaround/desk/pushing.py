"""Messages to the seeker's browsers (Web Push): each leaves at most once, and never says more than was chosen."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from askaround.accounts.sealing import UnreadableError
from askaround.formats.web_push import authorization, encoded, encrypt
from askaround.plain.fetching import Answer, Fetcher, FetchError, NotReachedError
from askaround.plain.ids import new_id

from .devices import Reached, home_key, on_this_computer, reached
from .models import Device, Reminder, ReminderSettings
from .occasions import occasions, wishes_of
from .reminder_words import message
from .reminding import Due, messages_due
from .seeker import Seeker
from .today import url_of

# Tried again after so many minutes, unless the push service names its own time.
PAUSES = (1, 5, 15, 30, 60)
MOST_BYTES = 64 * 1024
# For how long a push service keeps a message for a browser that is switched off.
KEPT = timedelta(hours=4)
STOPPED = "Askaround stopped while it was sent."
TOO_LATE = "By then it was done, too late, or quiet."
GONE = "This browser takes no messages any more, so it was removed."
# Whom a push service may turn to, where the app has no address of its own on the internet.
_NOBODY = "mailto:seeker@askaround.invalid"


@dataclass(frozen=True)
class Message:
    """What a browser shows, where a click leads, and until when it is of use."""

    title: str
    body: str
    url: str
    tag: str
    until: datetime


def key_of(due: Due, device: Device) -> str:
    """By which one reminder goes to one browser once."""
    return f"{due.key} {device.pk}"


def send_message(device: Device, due: Due, *, at: datetime) -> None:
    """Put a message on its way; nothing when it is on it already."""
    about = due.occasion
    assert about is not None
    with transaction.atomic():
        row = Reminder.begin(
            device.notebook, Reminder.Way.PUSH, key_of(due, device), kind=about.kind, subject_id=about.subject,
            contact_id=about.contact, to=device.name, due_at=due.due_at, at=at,
        )  # fmt: skip
        if row is not None:
            _enqueue(row, str(device.pk), at=at)


def send_test(device: Device, *, at: datetime) -> None:
    """A message that says only that messages arrive."""
    with transaction.atomic():
        row = Reminder.begin(
            device.notebook, Reminder.Way.PUSH, f"test {new_id()}", kind="test", to=device.name, due_at=at, at=at
        )
        assert row is not None
        _enqueue(row, str(device.pk), at=at)


@task
def push(reminder: str, *, device: str, notebook: str) -> None:
    """Hand one message to the browser's push service."""
    now = timezone.now()
    row = Reminder.objects.within(notebook).select_related("notebook").filter(pk=reminder).first()
    if row is None or row.is_over:
        return
    found = Device.objects.within(notebook).filter(pk=device).first()
    if row.started_at:
        row.settle(unknown_at=now, said=STOPPED)
    elif found is None:
        row.settle(skipped_at=now, said="The device was removed.")
    elif (said := _message(row, now)) is None:
        # Tried in vain until it was too late: that is a failure, and what the service said stays.
        row.settle(**({"failed_at": now} if row.said else {"skipped_at": now, "said": TOO_LATE}))
    elif row.claim(at=now):
        _leave(row, found, said)


def retry_after(answer: Answer, now: datetime) -> datetime | None:
    """When the push service asks to come back: in so many seconds, or at a time. None when it does not say."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return now + timedelta(seconds=min(int(text), 7 * 24 * 3600))
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(now, found if found.tzinfo else found.replace(tzinfo=UTC))


def _message(row: Reminder, now: datetime) -> Message | None:
    """What the message says now; None when there is no use in it any more."""
    if row.kind == "test":
        text = "Messages from Askaround reach this browser."
        return Message("A test", text, reverse("reminders"), "test", row.due_at + KEPT)
    kept = ReminderSettings.objects.within(row.notebook_id).select_related("notebook").first()
    if kept is None:
        return None
    seeker = Seeker.of(kept.notebook, now)
    found = {each: step for each, step in occasions(seeker).items() if row.key.startswith(f"{each.key} ")}
    due = next(messages_due(found, wishes_of(kept, seeker), now), None)
    if due is None or due.occasion is None:
        return None
    step = found[due.occasion]
    title, body = message(step, kept.push_told, seeker.now)
    return Message(title, body, url_of(step.door), hashlib.sha256(due.key.encode()).hexdigest()[:16], due.until)


def _leave(row: Reminder, device: Device, said: Message) -> None:
    """The network, outside of any transaction; then what came of it."""
    try:
        answer = _posted(reached(device), said, timezone.now())
    except UnreadableError:
        device.delete()
        row.settle(
            failed_at=timezone.now(), said="Askaround has another key now. Switch messages on again in this browser."
        )
    except NotReachedError as error:
        _later(row, device, error.sentence, None)
    except FetchError as error:
        row.settle(unknown_at=timezone.now(), said=error.sentence)
    else:
        _write_down(row, device, answer)


def _posted(to: Reached, said: Message, now: datetime) -> Answer:
    told = {"title": said.title, "body": said.body, "url": said.url, "tag": said.tag}
    body = encrypt(json.dumps(told, ensure_ascii=False).encode(), to.keys)
    contact = settings.SITE_URL if settings.SITE_URL.startswith("https://") else _NOBODY
    headers = {
        "Authorization": authorization(to.address, home_key(), contact=contact, now=now),
        "Content-Encoding": "aes128gcm", "Content-Type": "application/octet-stream",
        "TTL": str(max(0, int((said.until - now).total_seconds()))), "Urgency": "high",
        # A message that waits at the service gives way to a later one about the same thing.
        "Topic": encoded(hashlib.sha256(said.tag.encode()).digest()[:24]),
    }  # fmt: skip
    with Fetcher(local=on_this_computer(to.address), most_bytes=MOST_BYTES) as fetcher:
        return fetcher.ask("POST", to.address, body=body, headers=headers)


def _write_down(row: Reminder, device: Device, answer: Answer) -> None:
    now = timezone.now()
    if 200 <= answer.status < 300:
        row.settle(sent_at=now, said="")
        Device.objects.within(row.notebook_id).filter(pk=device.pk).update(reached_at=now)
    elif answer.status in {404, 410}:
        device.delete()
        row.settle(failed_at=now, said=GONE)
    elif answer.status == 429 or answer.status >= 500:
        _later(row, device, f"The push service answered {answer.status}.", retry_after(answer, now))
    else:
        row.settle(failed_at=now, said=f"The push service answered {answer.status}.")


def _later(row: Reminder, device: Device, said: str, when: datetime | None) -> None:
    """It surely was not taken: once more, a little later; what is too late by then finds that itself."""
    now = timezone.now()
    if row.tries >= len(PAUSES):
        row.settle(failed_at=now, said=said)
        return
    with transaction.atomic():
        again = when or now + timedelta(minutes=PAUSES[row.tries])
        row.settle(started_at=None, tries=row.tries + 1, said=said)
        _enqueue(row, str(device.pk), at=again)


def _enqueue(row: Reminder, device: str, *, at: datetime) -> None:
    push.using(run_after=at).enqueue(str(row.pk), device=device, notebook=str(row.notebook_id))
