"""Interview, InterviewPerson, Brief, ChosenQuestion, ThankYou."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from askaround.accounts.models import Owned, OwnedQuerySet
from askaround.history import recording
from askaround.outreach.models import Ask, Letter, Offer, Reply
from askaround.people.models import Contact
from askaround.plain.refusal import RefusalError
from askaround.purpose.models import InCampaign, InCampaignQuerySet, Question, Seeks


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

    def _meet(self, *, at: datetime) -> None:
        for contact in self.contacts:
            contact.touch(at=at, direction="met", channel=self.format)
        if self.ask is not None and self.ask.introduction is not None:
            self.ask.introduction.reach("met", at=at)


class InterviewPersonQuerySet(OwnedQuerySet):
    """People of interviews."""

    def owed_thanks(self) -> Self:
        """Those whose talk was held and who have not been thanked for it."""
        thanked = ThankYou.objects.filter(
            interview=OuterRef("interview"), contact=OuterRef("contact"), thanked_at__isnull=False
        )
        return self.filter(~Exists(thanked), interview__ended_at__isnull=False)


class InterviewPerson(Owned):
    """Somebody who is talked to; one or more in an interview."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="people")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="interview_people")
    # The invitation that went to them last, and which version of the time it named.
    invited_at = models.DateTimeField(null=True, blank=True)
    invited_sequence = models.PositiveIntegerField(null=True, blank=True)
    # What their calendar answered last to the time that stands.
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    tentative_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = InterviewPersonQuerySet.as_manager()
    # A talk counts its people: when two of them turn out to be one, the second goes (`people.merging`).
    needless_twice = True

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["interview", "contact"], name="interview_person_once")]


class InvitationReplyQuerySet(OwnedQuerySet):
    """What came from other calendars."""

    def open(self) -> Self:
        """What the seeker has still to answer: another time proposed, a no, an invitation of theirs."""
        return self.filter(settled_at__isnull=True, ignored="", answer__in=["DECLINED", "COUNTER", "REQUEST", "CANCEL"])


class InvitationReply(Owned):
    """What the calendar of the other side sent: yes, no, perhaps, another time, or an invitation of their own."""

    # What it came with; none when it was brought as a file.
    reply = models.OneToOneField(
        Reply, null=True, blank=True, on_delete=models.CASCADE, related_name="invitation_reply"
    )
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="invitation_replies"
    )
    interview = models.ForeignKey(
        Interview, null=True, blank=True, on_delete=models.CASCADE, related_name="invitation_replies"
    )
    answer = models.CharField(max_length=20)
    uid = models.CharField(max_length=255)
    sequence = models.PositiveIntegerField(default=0)
    # The address that it came from, and what else they wrote.
    sender = models.CharField(max_length=254, blank=True, default="")
    comment = models.CharField(max_length=1000, blank=True, default="")
    # The time that they propose, or invite to.
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField()
    # Why nothing followed from it; empty when something did, or may.
    ignored = models.CharField(max_length=200, blank=True, default="")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = InvitationReplyQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "invitation replies"

    def __str__(self) -> str:
        return f"the calendar answer of {self.contact or self.sender}"

    def answer_it(self, *, at: datetime) -> None:
        """The seeker has seen it and done what follows."""
        if self.settled_at is None:
            recording.change(self, at=at, verb="answered", settled_at=at)


class Brief(Owned):
    """What the seeker takes into the talk."""

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="brief")
    goals = models.TextField(blank=True, default="")
    why_this_person = models.TextField(blank=True, default="")
    pitch = models.TextField(blank=True, default="")
    # Which lines of the practical checklist are ticked, by key: {"route": "2026-11-24T09:00:00Z"}.
    checked = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)


class ChosenQuestion(Owned):
    """A question chosen for one talk, copied from the bank or the seeker's own, so that later edits change nothing."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="questions")
    question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.SET_NULL, related_name="chosen")
    bank_key = models.CharField(max_length=80, blank=True, default="")
    text = models.CharField(max_length=500)
    probe = models.CharField(max_length=300, blank=True, default="")
    category = models.CharField(max_length=60, blank=True, default="")
    seeks = models.CharField(max_length=20, choices=Seeks, default=Seeks.INFORMATION)
    position = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    skipped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "created_at"]

    def __str__(self) -> str:
        return self.text


class ThankYou(Owned):
    """The thanks owed to one person after one talk; done when its letter is sent, or thanked another way."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="thanks")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="thanks")
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.SET_NULL, related_name="thanks")
    thanked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interview", "contact"], name="thank_you_once")]
