"""Who is talked to, what their calendar answered, and the thanks they are owed."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef

from askaround.accounts.models import Owned, OwnedQuerySet
from askaround.history import recording
from askaround.outreach.models import Letter, Reply
from askaround.people.models import Contact

from .interview import Interview


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


class ThankYou(Owned):
    """The thanks owed to one person after one talk; done when its letter is sent, or thanked another way."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="thanks")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="thanks")
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.SET_NULL, related_name="thanks")
    thanked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interview", "contact"], name="thank_you_once")]
