"""Ask, Letter, Reply, Template."""

from django.db import models
from django.db.models import Q

from askaround.accounts.models import Owned
from askaround.people.models import Contact, Introduction, Organization
from askaround.purpose.models import InCampaign


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
    FOLLOW_UP = "follow-up"
    THANK_YOU = "thank-you"
    BLURB = "blurb", "introduction blurb"
    REPORT_BACK = "report-back", "report back"
    KEEP_IN_TOUCH = "keep-in-touch", "keep in touch"
    REPLY = "reply"


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

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "contact"], condition=Q(closed_at__isnull=True), name="ask_one_open"
            ),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=90), name="ask_minutes_5_to_90"),
        ]


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
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["notebook", "message_id"], condition=~Q(message_id=""), name="letter_message_id_once"
            )
        ]


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


class Template(Owned):
    """A letter of the seeker's own to start from, with fields like {first_name}."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=LetterKind, default=LetterKind.ASK)
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.EMAIL)
    subject = models.CharField(max_length=300, blank=True, default="")
    body = models.TextField()

    class Meta:
        ordering = ["name"]
