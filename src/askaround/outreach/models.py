"""Ask, Letter, Reply, Template."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from askaround.accounts.models import Owned, OwnedQuerySet
from askaround.history import recording
from askaround.people.models import Contact, Introduction, Organization
from askaround.plain.refusal import RefusalError
from askaround.purpose.models import InCampaign, InCampaignQuerySet

from .forwarding import lines_to_forward


class AskError(RefusalError):
    """It cannot be done; `sentence` says why and what to do."""


class DoorClosed(AskError):  # noqa: N818 - the word for it
    """They asked not to be contacted."""

    @classmethod
    def refuse(cls, contact: Contact) -> None:
        """Raise when the contact asked to be left alone."""
        if contact.do_not_contact_at:
            raise cls(f"{contact.first_name} asked not to be contacted. That stays so.")


class AlreadyAsked(AskError):  # noqa: N818 - the word for it
    """An ask to this person is open."""


class TooSoon(AskError):  # noqa: N818 - the word for it
    """Not yet: the wait is not over."""


class Enough(AskError):  # noqa: N818 - the word for it
    """No more letters: silence has begun, or somebody there has said yes."""


class Channel(models.TextChoices):
    """How a letter goes out."""

    EMAIL = "email"
    LINKEDIN_NOTE = "linkedin-note", "LinkedIn note"
    LINKEDIN_MESSAGE = "linkedin-message", "LinkedIn message"
    INMAIL = "inmail", "InMail"
    PHONE = "phone", "phone script"


class LetterKind(models.TextChoices):
    """What a letter is for."""

    ASK = "ask"
    FOLLOW_UP = "follow-up", "follow-up"
    THANK_YOU = "thank-you", "thank-you"
    BLURB = "blurb", "request for an introduction"
    CHECK_IN = "check-in", "check-in"
    REPORT_BACK = "report-back", "report back"
    WHO_ELSE = "who-else", "question whom else to ask"
    KEEP_IN_TOUCH = "keep-in-touch", "keep in touch"
    REPLY = "reply"


# What an introduction has reached once a letter of this kind went to the introducer.
_REACHES: dict[str, tuple[str, ...]] = {
    LetterKind.BLURB: ("asked",),
    LetterKind.CHECK_IN: ("checked_in",),
    LetterKind.THANK_YOU: ("thanked",),
    LetterKind.REPORT_BACK: ("thanked", "reported"),
}


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
        return self.select_related("contact", "organization").prefetch_related("letters", "replies")


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

    def meet(self, standing: "Ask", filled: dict[str, Any], *, at: datetime) -> tuple[dict[str, Any], dict[str, Any]]:
        """Two open asks to one person are both kept; the one that has come further stays open (`people.merging`)."""
        if self._how_far() > standing._how_far():
            return {"closed_at": at}, {}
        return {}, {"closed_at": at}

    def answer(self, *, at: datetime, text: str = "", channel: str = "email") -> "Reply":
        """Something came back; what it means is said by `accept`, `decline` or `put_off`."""
        reply = Reply(
            notebook_id=self.notebook_id,
            contact=self.contact,
            ask=self,
            at=at,
            channel=channel,
            text=text,
            created_at=at,
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
    # What was noted in the talk, word for word: a thank-you must take up some of it.
    noted = models.JSONField(default=list, blank=True)
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
        with transaction.atomic():
            recording.change(self, at=at, verb="sent", sent_at=at)
            self.contact.touch(at=at, direction="sent", channel=self.channel, text=self.subject)
            if self.ask is not None and self.ask.sent_at is None and self.kind == LetterKind.ASK:
                recording.change(self.ask, at=at, verb="sent", sent_at=at)
            if self.introduction is not None and self.contact_id == self.introduction.by_id:
                self._move_on(self.introduction, at=at)

    def _move_on(self, introduction: Introduction, *, at: datetime) -> None:
        """What a letter to the introducer does to the introduction, and the lines that went with it to be forwarded."""
        for stage in _REACHES.get(self.kind, ()):
            introduction.reach(stage, at=at)
        if self.kind == LetterKind.BLURB and (lines := lines_to_forward(self.body)):
            recording.change(introduction, at=at, verb="lines to forward", contact=self.contact_id, blurb=lines)


class Reply(Owned):
    """What came back: typed by hand ("she said yes by phone"), pasted, or later fetched."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="replies")
    ask = models.ForeignKey(Ask, null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.SET_NULL, related_name="replies")
    at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.EMAIL)
    text = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"the answer of {self.contact}"


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
