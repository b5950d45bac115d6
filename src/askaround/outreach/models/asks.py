"""Ask: the attempt to get one interview."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from askaround.history import recording
from askaround.people.models import Contact, Introduction, Organization
from askaround.purpose.models import InCampaign, InCampaignQuerySet

from .refusals import AskError

if TYPE_CHECKING:
    from .letters import Reply
    from .offers import Offer


class AskQuerySet(InCampaignQuerySet):
    """Asks of a campaign."""

    def open(self) -> Self:
        """Not ended: neither closed nor declined."""
        return self.filter(closed_at__isnull=True)

    def awaiting_answer(self) -> Self:
        """Sent, and nothing has come back."""
        return self.open().filter(sent_at__isnull=False, answered_at__isnull=True)

    def with_facts(self) -> Self:
        """With everything that pacing needs, in a fixed number of queries."""
        return self.select_related("contact", "organization").prefetch_related("letters", "replies", "offers")


class Ask(InCampaign):
    """The attempt to get one interview. At most one is open per contact and campaign."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="asks")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="asks"
    )
    # The alternate at the same organization points at the ask that got no answer.
    instead_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="alternates")
    introduction = models.ForeignKey(
        Introduction, null=True, blank=True, on_delete=models.SET_NULL, related_name="asks"
    )
    reason = models.TextField(blank=True, default="")
    minutes = models.PositiveSmallIntegerField(default=20)
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    # "Ask me in spring": reopens on that day.
    not_before = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = AskQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "contact"], condition=Q(closed_at__isnull=True), name="ask_one_open"
            ),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=90), name="ask_minutes_5_to_90"),
        ]

    def __str__(self) -> str:
        return f"the ask to {self.contact}"

    def get_absolute_url(self) -> str:
        """The ask's page."""
        return reverse("ask", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Neither closed nor declined."""
        return self.closed_at is None

    @property
    def offered(self) -> "Offer | None":
        """The times that can still be chosen from. Load asks `with_facts()`."""
        return next((offer for offer in self.offers.all() if not (offer.taken_at or offer.withdrawn_at)), None)

    def meet(self, standing: "Ask", filled: dict[str, Any], *, at: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
        """Two open asks to one person are both kept; the one that has come further stays open (`people.merging`)."""
        if self._how_far() > standing._how_far():
            return {"closed_at": at}, {}
        return {}, {"closed_at": at}

    def answer(self, *, at: datetime, text: str = "", channel: str = "email", **fetched: Any) -> "Reply":
        """Something came back; what it means is said by `accept`, `decline` or `put_off`.

        `fetched` is what is known of a mail: its letter, `message_id`, `sender` and `calendar`.
        """
        from .letters import Reply

        reply = Reply(
            notebook_id=self.notebook_id,
            contact=self.contact,
            ask=self,
            at=at,
            channel=channel,
            text=text,
            created_at=at,
            **fetched,
        )
        with transaction.atomic():
            recording.create(reply, at=at, verb="answered")
            recording.change(self, at=at, verb="answered", answered_at=self.answered_at or at)
            self.contact.touch(at=at, direction="received", channel=channel, text=text)
        return reply

    def accept(self, *, at: datetime) -> None:
        """They said yes. The ask stays open until a time is agreed."""
        if self.accepted_at is None:
            recording.change(
                self, at=at, verb="accepted", accepted_at=at, declined_at=None, answered_at=self.answered_at or at
            )

    def decline(self, *, at: datetime) -> None:
        """They said no. That ends it."""
        if self.declined_at is None:
            recording.change(
                self,
                at=at,
                verb="declined",
                declined_at=at,
                answered_at=self.answered_at or at,
                closed_at=self.closed_at or at,
            )

    def put_off(self, *, until: date, at: datetime) -> None:
        """They asked to be asked again: it rests until that day."""
        if until <= at.date():
            raise AskError("Give a day that is still to come.")
        recording.change(self, at=at, verb="put off", not_before=until, answered_at=self.answered_at or at)

    def close(self, *, at: datetime) -> None:
        """It is over: a time is agreed, or it is let rest."""
        if self.closed_at is None:
            recording.change(self, at=at, verb="closed", closed_at=at)

    def _how_far(self) -> tuple[bool, bool, bool]:
        return self.accepted_at is not None, self.answered_at is not None, self.sent_at is not None
