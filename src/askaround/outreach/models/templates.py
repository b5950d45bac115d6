"""Template: a letter of the seeker's own to start from."""

from django.db import models

from askaround.accounts.models import Owned

from .kinds import Channel, LetterKind


class Template(Owned):
    """A letter of the seeker's own to start from, with fields like {first_name}."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=LetterKind, default=LetterKind.ASK)
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.EMAIL)
    subject = models.CharField(max_length=300, blank=True, default="")
    body = models.TextField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
