"""One run of saying it aloud before it counts."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from askaround.purpose.models import InCampaign, InCampaignQuerySet

from .interview import Interview


class Rehearsed(models.TextChoices):
    """What was rehearsed."""

    PITCH = "pitch"
    ANSWER = "answer"
    MOCK = "mock conversation"


class RehearsalQuerySet(InCampaignQuerySet):
    """Runs, oldest first."""

    def of_what(self, what: str, subject: str = "") -> Self:
        """Runs of one thing: a pitch, the answer to one question, mock conversations."""
        return self.filter(what=what, subject=subject)


class Rehearsal(InCampaign):
    """One run against the clock. Only figures are kept: the recording stays on the device it was made on."""

    what = models.CharField(max_length=20, choices=Rehearsed, default=Rehearsed.PITCH)
    # The question that was answered; empty for a pitch and a mock conversation.
    subject = models.CharField(max_length=300, blank=True, default="")
    # The talk it prepared for, if for one.
    interview = models.ForeignKey(
        Interview, null=True, blank=True, on_delete=models.SET_NULL, related_name="rehearsals"
    )
    # Seconds.
    aimed = models.PositiveIntegerField()
    took = models.PositiveIntegerField()
    # The words of the text that was said, or those heard in the recording (`heard`).
    words = models.PositiveIntegerField(null=True, blank=True)
    words_a_minute = models.PositiveSmallIntegerField(null=True, blank=True)
    longest_stretch = models.PositiveIntegerField(null=True, blank=True)
    heard = models.BooleanField(default=False)
    judgement = models.PositiveSmallIntegerField(null=True, blank=True)
    # A mock conversation: the seconds of each phase, [{"key": "greetings", "planned": 120, "spent": 95}, ...].
    spent = models.JSONField(default=list, blank=True)

    objects: ClassVar[Any] = RehearsalQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(took__gte=1), name="rehearsal_takes_time"),
            models.CheckConstraint(
                condition=Q(judgement__isnull=True) | Q(judgement__gte=1, judgement__lte=5),
                name="rehearsal_judged_1_to_5",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.took} seconds"
