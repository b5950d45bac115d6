"""Introductions: each stage is a time, and what follows is derived."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from askaround.accounts.models import Owned
from askaround.history import recording

from .contacts import Contact

# What follows an offer, in order; any of them may be skipped.
STAGES = ("asked", "agreed", "made", "met", "thanked", "reported")
# The order in time, where there is one: thanks may go out before the two have met.
IN_ORDER = ("offered", "asked", "agreed", "made", "met", "reported")
CHECKED_IN = "checked_in"


class Introduction(Owned):
    """Somebody offers to connect the seeker with somebody. Each stage is a time."""

    by = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="introductions_made")
    to = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="introductions_led_to")
    # The note it was said in: a value and no key, since notes come later in the story.
    note_id = models.UUIDField(null=True, blank=True)
    may_use_name = models.CharField(
        max_length=10, blank=True, default="", choices=[("yes", "yes"), ("ask first", "ask first")]
    )
    why = models.CharField(max_length=300, blank=True, default="")
    offered_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    # Double opt-in: who is to be met has said yes to the introducer.
    agreed_at = models.DateTimeField(null=True, blank=True)
    # What the introducer can forward as it is.
    blurb = models.TextField(blank=True, default="")
    # Seven to ten days after asking, the seeker asked the introducer how it goes.
    checked_in_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["by", "to"], name="introduction_once"),
            models.CheckConstraint(condition=~Q(by=models.F("to")), name="introduction_of_two"),
        ]

    @property
    def stages(self) -> list[tuple[str, datetime | None]]:
        """Every stage in its order with its time, or none while it is ahead."""
        return [(stage, getattr(self, f"{stage}_at")) for stage in ("offered", *STAGES)]

    def reach(self, stage: str, *, at: datetime) -> None:
        """Asked, agreed, made, met, thanked, reported or checked in: once, at its time."""
        if stage not in (*STAGES, CHECKED_IN):
            raise ValueError(stage)
        if getattr(self, f"{stage}_at") is None:
            reached: dict[str, Any] = {f"{stage}_at": at}
            recording.change(self, at=at, verb=f"introduction {_said(stage)}", contact=self.by_id, **reached)

    def take_back(self, stage: str, *, at: datetime) -> None:
        """It did not happen, or not yet."""
        if stage not in (*STAGES, CHECKED_IN):
            raise ValueError(stage)
        back: dict[str, Any] = {f"{stage}_at": None}
        recording.change(self, at=at, verb=f"introduction not {_said(stage)}", contact=self.by_id, **back)

    def meet(self, standing: "Introduction", filled: dict[str, Any], *, at: datetime) -> tuple[dict[str, Any], None]:
        """One offer told twice: each stage at its first time, closed only when both are (`people.merging`)."""
        new = dict(filled)
        for stage in ("offered", *STAGES, CHECKED_IN):
            times = [time for one in (standing, self) if (time := getattr(one, f"{stage}_at"))]
            if times:
                new[f"{stage}_at"] = min(times)
        new["closed_at"] = standing.closed_at if self.closed_at else None
        if "ask first" in {standing.may_use_name, self.may_use_name}:
            new["may_use_name"] = "ask first"
        return new, None

    def close(self, *, at: datetime) -> None:
        """It leads nowhere; nothing is due any more."""
        if self.closed_at is None:
            recording.change(self, at=at, verb="introduction closed", contact=self.by_id, closed_at=at)

    def reopen(self, *, at: datetime) -> None:
        """Something may come of it after all."""
        recording.change(self, at=at, verb="introduction taken up again", contact=self.by_id, closed_at=None)


def _said(stage: str) -> str:
    return stage.replace("_", " ")
