"""Phrase: words of the seeker's own that drafts are made of."""

from typing import ClassVar

from django.db import models

from askaround.accounts.models import Owned


class Place(models.TextChoices):
    """Where in a letter a phrase fits."""

    OPENING = "opening", "opening line"
    WHY = "why", "why this person"
    WHO = "who", "who I am"
    QUESTION = "question", "the question"
    CLOSING = "closing", "closing line"
    SIGN_OFF = "sign-off", "sign-off"


class Phrase(Owned):
    """Words of the seeker's own, and where in a letter they fit. How often they are used is counted, not kept."""

    text = models.CharField(max_length=400)
    place = models.CharField(max_length=20, choices=Place, default=Place.OPENING)

    class Meta:
        ordering: ClassVar = ["place", "created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notebook", "place", "text"], name="phrase_once_in_its_place")
        ]

    def __str__(self) -> str:
        return self.text
