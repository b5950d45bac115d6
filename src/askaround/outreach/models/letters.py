"""Letter, what goes out; Reply, what comes back."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from askaround.accounts.models import Owned, OwnedQuerySet
from askaround.history import recording
from askaround.outreach.forwarding import lines_to_forward
from askaround.people.models import Contact, Introduction

from .asks import Ask
from .kinds import Channel, LetterKind
from .refusals import AskError, DoorClosed

# What an introduction has reached once a letter of this kind went to the introducer.
_REACHES: dict[str, tuple[str, ...]] = {
    LetterKind.BLURB: ("asked",),
    LetterKind.FORWARD: ("asked",),
    LetterKind.CHECK_IN: ("checked_in",),
    LetterKind.THANK_YOU: ("thanked",),
    LetterKind.REPORT_BACK: ("thanked", "reported"),
}


class LetterQuerySet(OwnedQuerySet):
    """Letters, newest first."""

    def unsent(self) -> Self:
        """Drafts."""
        return self.filter(sent_at__isnull=True)

    def sent(self) -> Self:
        """Those that went out."""
        return self.filter(sent_at__isnull=False)


class Letter(Owned):
    """Something the seeker writes to a contact; a draft until `sent_at`."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="letters")
    ask = models.ForeignKey(Ask, null=True, blank=True, on_delete=models.CASCADE, related_name="letters")
    introduction = models.ForeignKey(
        Introduction, null=True, blank=True, on_delete=models.SET_NULL, related_name="letters"
    )
    kind = models.CharField(max_length=20, choices=LetterKind, default=LetterKind.ASK)
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.EMAIL)
    subject = models.CharField(max_length=300, blank=True, default="")
    body = models.TextField(blank=True, default="")
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=200, blank=True, default="")
    # It came back: when, and what the server said of which address.
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounce = models.CharField(max_length=500, blank=True, default="")
    # A program answered for them, as while they are away. It is no reply.
    auto_replied_at = models.DateTimeField(null=True, blank=True)
    auto_reply = models.TextField(blank=True, default="")
    # What was noted in the talk, word for word: a thank-you must take up some of it.
    noted = models.JSONField(default=list, blank=True)
    # What it is about beyond the contact, as known when it was begun: the talk with its time, whom they led to.
    facts = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["notebook", "message_id"], condition=~Q(message_id=""), name="letter_message_id_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.contact}"

    def get_absolute_url(self) -> str:
        """The letter's page."""
        return reverse("letter", args=[self.pk])

    def send(self, *, at: datetime) -> None:
        """It went out at that time: the contact was touched, and the ask has begun."""
        if self.sent_at is not None:
            return
        if self.contact.do_not_contact_at:
            raise DoorClosed(f"{self.contact.first_name} asked not to be contacted.")
        if not self.body.strip():
            raise AskError("There is nothing in it yet. Write it first.")
        self.went_out(at=at)

    def went_out(self, *, at: datetime) -> None:
        """It has gone out, whatever might have spoken against it: a fact to be kept."""
        if self.sent_at is not None:
            return
        with transaction.atomic():
            recording.change(self, at=at, verb="sent", sent_at=at)
            self.contact.touch(at=at, direction="sent", channel=self.channel, text=self.subject)
            if self.ask is not None and self.ask.sent_at is None and self.kind == LetterKind.ASK:
                recording.change(self.ask, at=at, verb="sent", sent_at=at)
            for offer in self.offers.standing():
                offer.hand_over(at=at)
            if self.introduction is not None and self.contact_id == self.introduction.by_id:
                self._move_on(self.introduction, at=at)

    def _move_on(self, introduction: Introduction, *, at: datetime) -> None:
        """What a letter to the introducer does to the introduction, and the lines that went with it to be forwarded."""
        for stage in _REACHES.get(self.kind, ()):
            introduction.reach(stage, at=at)
        if self.kind in (LetterKind.BLURB, LetterKind.FORWARD) and (lines := lines_to_forward(self.body)):
            recording.change(introduction, at=at, verb="lines to forward", contact=self.contact_id, blurb=lines)


class Reply(Owned):
    """What came back: typed by hand ("she said yes by phone"), pasted, or fetched."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="replies")
    ask = models.ForeignKey(Ask, null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.SET_NULL, related_name="replies")
    at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.EMAIL)
    text = models.TextField(blank=True, default="")
    # Of one that was fetched: its Message-ID, the address that it came from, and the text/calendar that it carried.
    message_id = models.CharField(max_length=250, blank=True, default="")
    sender = models.CharField(max_length=254, blank=True, default="")
    calendar = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "replies"
        constraints = [
            models.UniqueConstraint(
                fields=["notebook", "message_id"], condition=~Q(message_id=""), name="reply_message_id_once"
            )
        ]

    def __str__(self) -> str:
        return f"the answer of {self.contact}"
