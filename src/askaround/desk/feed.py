"""The private calendar feed: interviews, thanks that are due, follow-ups, promises and news, for any calendar program.

Its address is made from the home's key and a word in the database, so neither alone gives it away, and a new word makes
the old address dead. It is only read: what is done in the calendar comes back by no way.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, Prefetch
from django.urls import reverse

from askaround.accounts.models import Notebook
from askaround.formats.calendar import Event, write
from askaround.history.models import Entry
from askaround.history.recording import change
from askaround.interviews.models import Interview, InterviewPerson
from askaround.plain.ids import new_id

from .models import Reminder, ReminderSettings, Told
from .reminder_words import title
from .reminders import keep
from .seeker import Seeker
from .steps.step import Step

REFRESH = timedelta(hours=1)
BACK = timedelta(days=90)
KINDS = ("thank", "follow-up", "promise", "keep-in-touch")
# A deadline stands in the calendar as the half hour before it.
DEADLINE = timedelta(minutes=30)
ALARM = 60
_MARK = 24
Changes = dict[UUID, tuple[datetime, int]]


def address_of(kept: ReminderSettings) -> str:
    """The feed's whole address; empty while there is none."""
    return settings.SITE_URL + reverse("feed", args=[_token(kept)]) if kept.feed_nonce else ""


def settings_behind(token: str) -> ReminderSettings | None:
    """Whose feed the address names; None when it never was one, or is no longer."""
    try:
        packed = base64.urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except ValueError:
        return None
    if len(packed) != 16 + _MARK:
        return None
    # A feed is opened by its address and not by who asks, so there is no user to ask for.
    kept: ReminderSettings | None = (
        ReminderSettings.objects.within(UUID(bytes=packed[:16]))
        .exclude(feed_nonce="")
        .select_related("notebook")
        .first()
    )
    return kept if kept is not None and hmac.compare_digest(_token(kept), token) else None


def renew(kept: ReminderSettings, *, at: datetime) -> None:
    """Make an address, or another one: the old one is dead from now on."""
    verb = "feed renewed" if kept.feed_nonce else "feed made"
    with transaction.atomic():
        keep(kept, at=at)
        kept.feed_nonce = secrets.token_urlsafe(24)
        kept.save(update_fields=["feed_nonce"])
        change(kept, at=at, verb=verb, feed_at=at)
    _log(kept, "A new address was made." if verb == "feed made" else "The address was renewed.", at=at)


def end(kept: ReminderSettings, *, at: datetime) -> None:
    """Take the feed away: nobody reads it any more."""
    if not kept.feed_nonce:
        return
    with transaction.atomic():
        kept.feed_nonce = ""
        kept.save(update_fields=["feed_nonce"])
        change(kept, at=at, verb="feed ended", feed_at=None)
    _log(kept, "The feed was switched off.", at=at)


def feed(kept: ReminderSettings, *, now: datetime) -> bytes:
    """The bytes of the feed: the same as long as nothing in it has changed."""
    seeker = Seeker.of(kept.notebook, now)
    interviews, steps = list(_interviews(kept.notebook, now)), seeker.steps(KINDS, dated=True)
    subjects = [*(each.pk for each in interviews), *(each.subject for each in steps)]
    changes = changes_of(kept.notebook, [*subjects, *seeker.campaign])
    since = kept.feed_told_at or kept.created_at
    events = [interview_event(each, kept.feed_told, changes, since=since) for each in interviews]
    events += [_step_event(each, kept.feed_told, changes, seeker, since=since) for each in steps]
    return write(events, name="Askaround", refresh=REFRESH)


def interview_event(interview: Interview, told: str, changes: Changes, *, since: datetime) -> Event:
    """An interview in the seeker's own calendar. Its UID and its sequence are those of the invitation."""
    names = [each.contact.name for each in interview.people.all()]
    modified = max(changes.get(interview.pk, (since, 0))[0], since)
    places = told == Told.PLACES
    return Event(
        uid=f"{interview.pk}@askaround", summary=title("interview", names, told), starts_at=interview.starts_at,
        ends_at=interview.ends_at, zone=interview.my_zone, stamp=modified, modified=modified,
        sequence=interview.sequence, location=(interview.place or interview.link) if places else "",
        description=interview.link if places and interview.place else "",
        url=settings.SITE_URL + reverse("interview", args=[interview.pk]) if told != Told.NOTHING else "",
        cancelled=interview.is_cancelled, remind=0 if interview.is_held else ALARM,
    )  # fmt: skip


def changes_of(notebook: Notebook, subjects: Iterable[UUID]) -> Changes:
    """When each of these was last changed, and how often."""
    rows = Entry.objects.filter(notebook=notebook, subject_id__in=list(subjects)).order_by()
    told = rows.values("subject_id").annotate(last=Max("at"), number=Count("number"))
    return {row["subject_id"]: (row["last"], row["number"]) for row in told}


def _interviews(notebook: Notebook, now: datetime) -> Iterable[Interview]:
    """Those that stand or were held lately; one that was called off is gone from the feed."""
    there = InterviewPerson.objects.filter(contact__trashed_at=None).select_related("contact")
    rows = Interview.objects.within(notebook).filter(starts_at__gt=now - BACK, campaign__trashed_at=None)
    kept: Iterable[Interview] = (
        rows.filter(cancelled_at=None, no_show_at=None)
        .order_by("starts_at", "pk")
        .prefetch_related(Prefetch("people", there))
    )
    return kept


def _step_event(step: Step, told: str, changes: Changes, seeker: Seeker, *, since: datetime) -> Event:
    whole_day = step.kind != "thank"
    begins = step.starts if step.kind == "keep-in-touch" else step.due if whole_day else step.due - DEADLINE
    known = [changes[each] for each in (step.subject, *seeker.campaign) if each in changes]
    modified = max([since, *(at for at, _ in known)])
    return Event(
        uid=_uid(step, begins), summary=title(step.kind, [step.contact.name] if step.contact else [], told),
        starts_at=begins, ends_at=begins + DEADLINE, zone=str(seeker.zone), stamp=modified, modified=modified,
        # It rises with whatever may have moved the day: the ask, the promise, the settings of the campaign.
        sequence=sum(number for _, number in known), whole_day=whole_day, transparent=True,
        url=settings.SITE_URL + reverse("today") if told != Told.NOTHING else "",
    )  # fmt: skip


def _uid(step: Step, begins: datetime) -> str:
    """The same for the same thing to do, wherever its day moves; news each quarter are another thing each time."""
    which = f"-{begins:%Y%m%d}" if step.kind == "keep-in-touch" else ""
    whom = f"-{step.contact.id}" if step.kind == "thank" and step.contact else ""
    return f"{step.kind}-{step.subject}{whom}{which}@askaround"


def _token(kept: ReminderSettings) -> str:
    said = f"askaround calendar feed 1 {kept.notebook_id} {kept.feed_nonce}".encode()
    mark = hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).digest()[:_MARK]
    return base64.urlsafe_b64encode(kept.notebook_id.bytes + mark).decode().rstrip("=")


def _log(kept: ReminderSettings, said: str, *, at: datetime) -> None:
    Reminder.objects.create(
        notebook_id=kept.notebook_id, created_at=at, way=Reminder.Way.FEED, kind="link", due_at=at, sent_at=at,
        key=f"link {new_id()}", said=said,
    )  # fmt: skip
