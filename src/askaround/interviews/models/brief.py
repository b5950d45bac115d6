"""What the seeker takes into a talk."""

from django.db import models

from askaround.accounts.models import Owned
from askaround.purpose.models import Question, Seeks

from .interview import Interview


class Brief(Owned):
    """What the seeker takes into the talk."""

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="brief")
    goals = models.TextField(blank=True, default="")
    why_this_person = models.TextField(blank=True, default="")
    pitch = models.TextField(blank=True, default="")
    # The practical side of it, in the seeker's words: which stand beside the checklist's line of the same key.
    route = models.TextField(blank=True, default="")
    dress = models.CharField(max_length=300, blank=True, default="")
    coffee = models.CharField(max_length=300, blank=True, default="")
    card = models.CharField(max_length=300, blank=True, default="")
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
