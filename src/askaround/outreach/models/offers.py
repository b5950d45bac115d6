"""Offer: the two or three times that a contact may choose from."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse

from askaround.accounts.models import Owned, OwnedQuerySet
from askaround.history import recording
from askaround.people.models import Contact

from .asks import Ask
from .letters import Letter
from .refusals import AskError

MOST_TIMES = 3


class Taken(AskError):  # noqa: N818 - the word for it
    """One of the times was taken before."""


class Passed(AskError):  # noqa: N818 - the word for it
    """The times are over, withdrawn, or this one is not among them."""


class OfferQuerySet(OwnedQuerySet):
    """Offers of times."""

    def standing(self) -> Self:
        """Neither taken nor withdrawn; their times may have passed."""
        return self.filter(taken_at__isnull=True, withdrawn_at__isnull=True)

    def open(self, now: datetime) -> Self:
        """Those of which a time can be taken. The twin of `Offer.is_open`."""
        return self.standing().filter(expires_at__gt=now)


class Offer(Owned):
    """Two or three times that a contact may choose from, until the last of them has come."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="offers")
    ask = models.ForeignKey(Ask, null=True, blank=True, on_delete=models.CASCADE, related_name="offers")
    # The letter that carries them: they count as offered when it goes out.
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.SET_NULL, related_name="offers")
    minutes = models.PositiveSmallIntegerField(default=30)
    format = models.CharField(max_length=20, default="video")
    their_zone = models.CharField(max_length=64, default="UTC")
    my_zone = models.CharField(max_length=64, default="UTC")
    # The name that the private page shows, as the seeker chose it.
    signed = models.CharField(max_length=60, blank=True, default="")
    # The starts, as UTC times: ["2026-12-01T15:00:00+00:00", …].
    times = models.JSONField(default=list)
    expires_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken = models.DateTimeField(null=True, blank=True)
    none_fits_at = models.DateTimeField(null=True, blank=True)
    their_words = models.TextField(blank=True, default="")
    their_link = models.CharField(max_length=500, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken__isnull=True) | Q(taken_at__isnull=False, taken__isnull=False),
                name="offer_taken_says_which",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=120), name="offer_minutes_5_to_120"),
        ]

    def __str__(self) -> str:
        return f"the times offered to {self.contact}"

    def get_absolute_url(self) -> str:
        """The offer's page, for the seeker."""
        return reverse("offer", args=[self.pk])

    @property
    def starts(self) -> list[datetime]:
        """The times, earliest first, in UTC."""
        return sorted(datetime.fromisoformat(text).astimezone(UTC) for text in self.times)

    @property
    def theirs_all(self) -> list[datetime]:
        """What the other side's clock shows at each start, for pages: no zone, so that nothing shifts it again."""
        return [self.theirs(start).replace(tzinfo=None) for start in self.starts]

    def free(self, now: datetime) -> list[datetime]:
        """The times that are still to come."""
        return [start for start in self.starts if start > now]

    def is_open(self, now: datetime) -> bool:
        """One of its times can be taken."""
        return self.taken_at is None and self.withdrawn_at is None and self.expires_at > now

    def theirs(self, start: datetime) -> datetime:
        """A moment on the other side's clock."""
        return start.astimezone(ZoneInfo(self.their_zone))

    def mine(self, start: datetime) -> datetime:
        """A moment on the seeker's clock."""
        return start.astimezone(ZoneInfo(self.my_zone))

    def span(self, start: datetime) -> tuple[datetime, datetime]:
        """From when to when a talk at that time would last."""
        return start, start + timedelta(minutes=self.minutes)

    def hand_over(self, *, at: datetime) -> None:
        """The times went out: in a letter, or as a page."""
        if self.offered_at is None:
            recording.change(self, at=at, verb="offered", offered_at=at)

    def take(self, start: datetime, *, at: datetime) -> None:
        """One of the times is agreed. Call it with the row locked; `interviews.taking` does, and makes the talk."""
        if self.taken_at is not None:
            raise Taken("One of these times is taken already.")
        if self.withdrawn_at is not None or start not in self.starts:
            raise Passed("This time is no longer offered.")
        if start <= at:
            raise Passed("This time has passed.")
        recording.change(self, at=at, verb="taken", taken_at=at, taken=start, offered_at=self.offered_at or at)

    def fit_none(self, *, words: str, link: str, at: datetime) -> None:
        """None of the times suits them; what they say instead. They may correct it."""
        if self.taken_at is not None:
            raise Taken("One of these times is taken already.")
        if self.withdrawn_at is not None:
            raise Passed("These times are no longer offered.")
        recording.change(
            self, at=at, verb="none fits", none_fits_at=at, their_words=words, their_link=link,
            offered_at=self.offered_at or at,
        )  # fmt: skip

    def withdraw(self, *, at: datetime) -> None:
        """They can no longer be taken: others are offered, a time is agreed otherwise, or it came to nothing."""
        if self.withdrawn_at is None and self.taken_at is None:
            recording.change(self, at=at, verb="withdrawn", withdrawn_at=at)


def as_times(starts: Iterable[datetime]) -> list[str]:
    """Starts as an offer keeps them: in UTC, earliest first, each once."""
    return [start.isoformat() for start in sorted({start.astimezone(UTC) for start in starts})]
