"""The agreed conversation, and what became of it."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from askaround.history import recording
from askaround.outreach.models import Ask, Offer
from askaround.people.models import Contact
from askaround.plain.refusal import RefusalError
from askaround.purpose.models import InCampaign, InCampaignQuerySet


class Format(models.TextChoices):
    """How the talk is held, best first (seed 002)."""

    FACE_TO_FACE = "face to face"
    VIDEO = "video"
    PHONE = "phone"
    EMAIL = "email"


WHOSE = [("mine", "mine"), ("theirs", "theirs")]


class InterviewError(RefusalError):
    """It cannot be done; `sentence` says why and what to do."""


class InterviewQuerySet(InCampaignQuerySet):
    """Interviews by what has become of them. Each state has its twin as a property of the row."""

    def held(self) -> Self:
        """Those that ended."""
        return self.filter(ended_at__isnull=False)

    def cancelled(self) -> Self:
        """Those that somebody called off."""
        return self.filter(ended_at__isnull=True, cancelled_at__isnull=False)

    def missed(self) -> Self:
        """Those that somebody did not come to."""
        return self.filter(ended_at__isnull=True, cancelled_at__isnull=True, no_show_at__isnull=False)

    def agreed(self) -> Self:
        """Those that stand: not over, not called off, not missed."""
        return self.filter(ended_at__isnull=True, cancelled_at__isnull=True, no_show_at__isnull=True)

    def upcoming(self, now: datetime) -> Self:
        """Those that stand and whose planned end is still to come, or that run right now."""
        return self.agreed().filter(Q(ends_at__gt=now) | Q(began_at__isnull=False))

    def unsaid(self, now: datetime) -> Self:
        """Those whose time is over and of which nobody has said what became of them."""
        return self.agreed().filter(ends_at__lte=now, began_at__isnull=True)

    def awaiting_debrief(self) -> Self:
        """Held, and not yet thought over."""
        return self.held().filter(debriefed_at__isnull=True)

    def with_contact(self, contact: Contact) -> Self:
        """Those in which this contact is talked to."""
        return self.filter(people__contact=contact)

    def with_people(self) -> Self:
        """The people of each, with their names, in one query more."""
        return self.prefetch_related("people__contact")


class Interview(InCampaign):
    """The agreed conversation. Held means ended: `ended_at` is measured or told afterwards."""

    ask = models.ForeignKey(Ask, null=True, blank=True, on_delete=models.SET_NULL, related_name="interviews")
    # The times of which one was taken, or of which one would move it.
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.SET_NULL, related_name="interviews")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    my_zone = models.CharField(max_length=64, default="UTC")
    their_zone = models.CharField(max_length=64, default="UTC")
    format = models.CharField(max_length=20, choices=Format, default=Format.FACE_TO_FACE)
    place = models.CharField(max_length=500, blank=True, default="")
    link = models.CharField(max_length=500, blank=True, default="")
    # iTIP: raised with every change that the other side must hear of.
    sequence = models.PositiveIntegerField(default=0)
    # A word the day before: day, time and place still hold.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    moved_by = models.CharField(max_length=10, choices=WHOSE, blank=True, default="")
    cut_short_at = models.DateTimeField(null=True, blank=True)
    no_show_at = models.DateTimeField(null=True, blank=True)
    no_show_by = models.CharField(max_length=10, choices=WHOSE, blank=True, default="")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=10, choices=WHOSE, blank=True, default="")
    debriefed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="interview_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(began_at__isnull=False) & Q(ended_at__gte=F("began_at")),
                name="interview_ended_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.names}, {self.my_start:%A %H:%M}, {self.minutes} minutes"

    def get_absolute_url(self) -> str:
        """The brief."""
        return reverse("interview", args=[self.pk])

    @property
    def contacts(self) -> list[Contact]:
        """Who is talked to, in the order they were named."""
        return [person.contact for person in self.people.all()]

    @property
    def names(self) -> str:
        """Their names in one phrase: "Priya Raman and Tom Okafor"."""
        names = [contact.name for contact in self.contacts]
        return " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)

    @property
    def my_start(self) -> datetime:
        """The start on the seeker's clock."""
        return self.starts_at.astimezone(ZoneInfo(self.my_zone))

    @property
    def their_start(self) -> datetime:
        """The start on the other side's clock."""
        return self.starts_at.astimezone(ZoneInfo(self.their_zone))

    @property
    def my_wall(self) -> datetime:
        """What the seeker's clock shows at the start, for pages: no zone, so that nothing shifts it again."""
        return self.my_start.replace(tzinfo=None)

    @property
    def their_wall(self) -> datetime:
        """What the other side's clock shows at the start."""
        return self.their_start.replace(tzinfo=None)

    @property
    def took(self) -> int:
        """The measured minutes; 0 until it is held."""
        if self.began_at is None or self.ended_at is None:
            return 0
        return round((self.ended_at - self.began_at).total_seconds() / 60)

    @property
    def is_held(self) -> bool:
        """Held means ended."""
        return self.ended_at is not None

    @property
    def is_cancelled(self) -> bool:
        """Called off by somebody."""
        return not self.is_held and self.cancelled_at is not None

    @property
    def is_missed(self) -> bool:
        """Somebody did not come."""
        return not self.is_held and self.cancelled_at is None and self.no_show_at is not None

    @property
    def is_agreed(self) -> bool:
        """It stands: not over, not called off, not missed."""
        return not (self.is_held or self.is_cancelled or self.is_missed)

    def is_upcoming(self, now: datetime) -> bool:
        """It stands, and its planned end is still to come, or it runs right now."""
        return self.is_agreed and (self.ends_at > now or self.began_at is not None)

    def is_unsaid(self, now: datetime) -> bool:
        """Its time is over, and nobody has said what became of it."""
        return self.is_agreed and self.ends_at <= now and self.began_at is None

    def begin(self, *, at: datetime) -> None:
        """The talk begins now. A second tap changes nothing."""
        if self.began_at is None:
            self._refuse_if_called_off()
            recording.change(self, at=at, verb="began", began_at=at, no_show_at=None, no_show_by="")

    def end(self, *, at: datetime) -> None:
        """The talk is over now: it is held, and everybody in it has been met."""
        if self.is_held:
            return
        self._refuse_if_called_off()
        with transaction.atomic():
            began = self.began_at or min(self.starts_at, at)
            recording.change(self, at=at, verb="held", began_at=began, ended_at=max(began, at), no_show_at=None)
            self._meet(at=at)

    def tell_held(self, *, began_at: datetime, ended_at: datetime, at: datetime) -> None:
        """Say afterwards that it was held, and from when to when."""
        if ended_at < began_at:
            raise InterviewError("The end lies before the beginning.")
        if ended_at > at:
            raise InterviewError("The end lies in the future.")
        first = not self.is_held
        with transaction.atomic():
            recording.change(
                self, at=at, verb="held", began_at=began_at, ended_at=ended_at,
                cancelled_at=None, cancelled_by="", no_show_at=None, no_show_by="",
            )  # fmt: skip
            if first:
                self._meet(at=ended_at)

    def tell_not_held(self, *, at: datetime) -> None:
        """It was not held after all: nobody was met, and its times are open again. Notes and debrief stay."""
        if not self.is_held:
            raise InterviewError("This interview is not noted as held.")
        with transaction.atomic():
            self._unmeet(at=at)
            recording.change(
                self, at=at, verb="not held after all", began_at=None, ended_at=None, cut_short_at=None,
                debriefed_at=None,
            )  # fmt: skip

    def cut_short(self, *, at: datetime) -> None:
        """It ended before its time, and not as planned."""
        with transaction.atomic():
            self.end(at=at)
            recording.change(self, at=at, verb="cut short", cut_short_at=self.ended_at)

    def move(self, *, starts_at: datetime, minutes: int, by: str, at: datetime) -> None:
        """Agree another time. After a no-show or a cancellation this sets it up anew."""
        self._refuse_if_held("moved")
        recording.change(
            self, at=at, verb="moved", starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes),
            minutes=minutes, moved_at=at, moved_by=by, sequence=self.sequence + 1, began_at=None,
            confirmed_at=None, cancelled_at=None, cancelled_by="", no_show_at=None, no_show_by="",
        )  # fmt: skip

    def cancel(self, *, by: str, at: datetime) -> None:
        """Call it off. Whose doing it was is kept."""
        self._refuse_if_held("called off")
        if self.cancelled_at is None:
            recording.change(
                self, at=at, verb="cancelled", cancelled_at=at, cancelled_by=by, sequence=self.sequence + 1
            )

    def confirm(self, *, at: datetime) -> None:
        """Both know that day, time and place still hold."""
        self._refuse_if_held("confirmed")
        self._refuse_if_called_off()
        if self.confirmed_at is None:
            recording.change(self, at=at, verb="confirmed", confirmed_at=at)

    def miss(self, *, by: str, at: datetime) -> None:
        """Somebody did not come: `by` says who."""
        self._refuse_if_held("a no-show")
        self._refuse_if_called_off()
        if self.no_show_at is None:
            recording.change(self, at=at, verb="no-show", no_show_at=at, no_show_by=by)

    def _refuse_if_held(self, what: str) -> None:
        if self.is_held:
            raise InterviewError(f"This interview has been held, so it cannot be {what}.")

    def _refuse_if_called_off(self) -> None:
        if self.cancelled_at is not None:
            raise InterviewError("This interview was called off. Agree a new time first.")

    def unmeet(self, contact: Contact, *, at: datetime) -> None:
        """This contact was not met in this talk after all, also where its times were corrected since."""
        ended, day = self.ended_at or self.ends_at, timedelta(days=1)
        near = contact.touches.filter(direction="met", at__range=(min(self.starts_at, ended) - day, ended + day))
        touch = min(near, key=lambda one: abs(one.at - ended), default=None)
        if touch is not None:
            recording.remove(touch, at=at, verb="not met")
            contact.count_touches()

    def _unmeet(self, *, at: datetime) -> None:
        """Take back what `_meet` wrote."""
        for contact in self.contacts:
            self.unmeet(contact, at=at)
        introduction = self.ask.introduction if self.ask is not None else None
        if introduction is not None and introduction.met_at is not None:
            recording.change(introduction, at=at, verb="not met", contact=introduction.by_id, met_at=None)

    def _meet(self, *, at: datetime) -> None:
        for contact in self.contacts:
            contact.touch(at=at, direction="met", channel=self.format)
        if self.ask is not None and self.ask.introduction is not None:
            self.ask.introduction.reach("met", at=at)
