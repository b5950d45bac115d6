"""Snooze, a step put off or waved away; how the seeker is reminded, where to, and each reminder that went."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.core.validators import MaxValueValidator
from django.db import models, transaction

from askaround.accounts.models import Notebook, Owned, OwnedQuerySet
from askaround.history.recording import change, create
from askaround.people.models import Contact


class Snooze(Owned):
    """One kind of step about one subject, put off until a time, or for good when `until` is empty."""

    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    until = models.DateTimeField(null=True, blank=True)

    # Some steps are about a contact: what was put off stays so when two turn out to be one (`people.merging`).
    points_without_key = ("subject_id",)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notebook", "kind", "subject_id"], name="snooze_once")]

    @classmethod
    def put_off(cls, notebook: Notebook, kind: str, subject: UUID, *, until: datetime | None, at: datetime) -> "Snooze":
        """Put a step off until a time, or wave it away for good with None. The last word counts."""
        with transaction.atomic():
            found: Snooze | None = cls.objects.within(notebook).filter(kind=kind, subject_id=subject).first()
            if found is None:
                found = cls(notebook=notebook, kind=kind, subject_id=subject, until=until, created_at=at)
                create(found, at=at, verb="put off" if until else "dismissed")
            else:
                change(found, at=at, verb="put off" if until else "dismissed", until=until)
        return found

    def meet(self, standing: "Snooze", filled: dict[str, Any], *, at: datetime) -> tuple[dict[str, Any], None]:
        """The same step put off twice is put off for the longer time."""
        if standing.until is None or self.until is None:
            return {"until": None}, None
        return {"until": max(standing.until, self.until)}, None

    def holds(self, *, now: datetime) -> bool:
        """Still put off."""
        return self.until is None or self.until > now


class Told(models.TextChoices):
    """How much of a talk may be read by whoever sees the calendar or the screen."""

    PLACES = "places", "names, with the place and the link"
    NAMES = "names", "names"
    INITIALS = "initials", "initials"
    NOTHING = "nothing", "only that something is due"


class Days(models.TextChoices):
    """On which days the digest comes."""

    NEVER = "never", "never"
    WORKING = "working days", "Monday to Friday"
    DAILY = "daily", "every day"
    WEEKLY = "weekly", "once a week"


HOUR = [MaxValueValidator(23)]


class ReminderSettings(Owned):
    """How the seeker of one notebook is reminded. Nothing is on until they say so."""

    digest = models.CharField(max_length=20, choices=Days, default=Days.NEVER)
    # Monday is 0; for a digest that comes once a week.
    digest_weekday = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(6)])
    digest_hour = models.PositiveSmallIntegerField(default=7, validators=HOUR)
    # When its days or its hour were chosen: none comes for an hour that had passed by then.
    digest_since = models.DateTimeField(null=True, blank=True)
    push_interview = models.BooleanField(default=True)
    push_thanks = models.BooleanField(default=True)
    push_follow_up = models.BooleanField(default=True)
    push_told = models.CharField(max_length=10, choices=Told, default=Told.INITIALS)
    # No message between these hours of the seeker's clock; none are quiet when both are the same.
    quiet_from = models.PositiveSmallIntegerField(default=21, validators=HOUR)
    quiet_until = models.PositiveSmallIntegerField(default=8, validators=HOUR)
    feed_told = models.CharField(max_length=10, choices=Told, default=Told.NAMES)
    # What the feed's address is made from, with the home's key; there is no feed while it is empty.
    feed_nonce = models.CharField(max_length=64, blank=True, default="")
    # When the address was made, and when what the feed tells was chosen.
    feed_at = models.DateTimeField(null=True, blank=True)
    feed_told_at = models.DateTimeField(null=True, blank=True)

    UNRECORDED: ClassVar = frozenset({"feed_nonce"})

    class Meta:
        verbose_name_plural = "reminder settings"
        constraints = [models.UniqueConstraint(fields=["notebook"], name="reminder_settings_once")]

    def __str__(self) -> str:
        return "how you are reminded"


class Device(Owned):
    """A browser that gets messages (Web Push). Where it is reached is a secret between it, its maker and us."""

    name = models.CharField(max_length=120)
    # The address at the push service and the browser's two keys as JSON, sealed (`accounts.sealing`).
    sealed = models.TextField()
    # So that one browser stands here once, whatever the seal made of its address.
    address_hash = models.CharField(max_length=64)
    # The last message that its push service took.
    reached_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["notebook", "address_hash"], name="device_once")]

    def __str__(self) -> str:
        return self.name


class ReminderQuerySet(OwnedQuerySet):
    """Reminders that went, failed, or were found not to be needed."""

    def open(self) -> Self:
        """Those that nobody has begun to send, and that may still go."""
        return self.filter(started_at=None, sent_at=None, failed_at=None, unknown_at=None, skipped_at=None)


class Reminder(Owned):
    """One reminder, by one way, for one reason; `key` keeps it from going twice. The row is there before it goes."""

    class Way(models.TextChoices):
        FEED = "feed", "calendar"
        MAIL = "mail", "mail"
        PUSH = "push", "message"

    way = models.CharField(max_length=10, choices=Way)
    # "digest", "test", "link", or the kind of the step that it is about.
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    subject_id = models.UUIDField(null=True, blank=True)
    # The browser or the address that it goes to, and how many steps a digest names.
    to = models.CharField(max_length=254, blank=True, default="")
    number = models.PositiveSmallIntegerField(default=0)
    # A digest's Message-ID, by which its delivery is found.
    message_id = models.CharField(max_length=250, blank=True, default="")
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    unknown_at = models.DateTimeField(null=True, blank=True)
    # It was looked at, and there was nothing to send.
    skipped_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=300, blank=True, default="")

    objects: ClassVar[Any] = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "-created_at"]
        constraints = [models.UniqueConstraint(fields=["notebook", "way", "key"], name="reminder_once")]
        indexes = [models.Index(fields=["notebook", "due_at"], name="reminder_by_time")]

    def __str__(self) -> str:
        return f"the reminder {self.key}"

    @classmethod
    def begin(
        cls, notebook: Notebook, way: str, key: str, *, due_at: datetime, at: datetime, **facts: Any
    ) -> "Reminder | None":
        """Write down that it is to go, before it goes; None when that is written down already."""
        new = {"created_at": at, "due_at": due_at, **facts}
        row, made = cls.objects.get_or_create(notebook=notebook, way=way, key=key, defaults=new)
        return row if made else None

    @property
    def is_over(self) -> bool:
        """It will not go by itself any more."""
        return bool(self.sent_at or self.failed_at or self.unknown_at or self.skipped_at)

    def claim(self, *, at: datetime) -> bool:
        """Begin to send it, committed before the first byte. False when somebody has begun already."""
        claimed = bool(Reminder.objects.within(self.notebook_id).open().filter(pk=self.pk).update(started_at=at))
        self.started_at = at if claimed else self.started_at
        return claimed

    def settle(self, **facts: Any) -> None:
        """Write down what came of it; a success wipes out that nobody knew."""
        if facts.get("sent_at"):
            facts["unknown_at"] = None
        if "said" in facts:
            facts["said"] = facts["said"][:300]
        for name, value in facts.items():
            setattr(self, name, value)
        self.save(update_fields=list(facts))
