"""Interview, InterviewPerson, Brief, ChosenQuestion, ThankYou."""

from django.db import models
from django.db.models import F, Q

from askaround.accounts.models import Owned
from askaround.outreach.models import Ask, Letter
from askaround.people.models import Contact
from askaround.purpose.models import InCampaign, Question, Seeks


class Format(models.TextChoices):
    """How the talk is held, best first (seed 002)."""

    FACE_TO_FACE = "face to face"
    VIDEO = "video"
    PHONE = "phone"
    EMAIL = "email"


WHOSE = [("mine", "mine"), ("theirs", "theirs")]


class Interview(InCampaign):
    """The agreed conversation. Held means ended: `ended_at` is measured or told afterwards."""

    ask = models.ForeignKey(Ask, null=True, blank=True, on_delete=models.SET_NULL, related_name="interviews")
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

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="interview_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(began_at__isnull=False) & Q(ended_at__gte=F("began_at")),
                name="interview_ended_after_it_began",
            ),
        ]


class InterviewPerson(Owned):
    """Somebody who is talked to; one or more in an interview."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="people")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="interview_people")

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["interview", "contact"], name="interview_person_once")]


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


class ThankYou(Owned):
    """The thanks owed to one person after one talk; done when its letter is sent, or thanked another way."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="thanks")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="thanks")
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.SET_NULL, related_name="thanks")
    thanked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interview", "contact"], name="thank_you_once")]
