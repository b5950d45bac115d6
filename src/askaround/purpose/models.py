"""Campaign, Aim, Question, Profile, Pitch, PreparedAnswer, Evidence."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from askaround.accounts.models import Kept, KeptQuerySet, Owned, OwnedQuerySet, User


class Level(models.TextChoices):
    """Seniority, lowest first. "Peer" is computed, recruiter is a function."""

    ENTRY = "entry"
    EXPERIENCED = "experienced"
    LEAD = "lead"
    MANAGER = "manager"
    DIRECTOR = "director"
    EXECUTIVE = "executive"
    FOUNDER = "founder"


class Seeks(models.TextChoices):
    """The three things that a conversation yields (A.I.R., seed 002)."""

    ADVICE = "advice"
    INFORMATION = "information"
    REFERRAL = "referral"


class CampaignQuerySet(KeptQuerySet):
    """Campaigns of a notebook."""

    def active_of(self, user: User) -> "Campaign | None":
        """The campaign that the pages show, or None before the first steps."""
        found: Campaign | None = self.of(user).filter(active=True).first()
        return found


class Campaign(Kept):
    """One inquiry, with its purpose: what to learn, whom to know, what to expect and what not."""

    name = models.CharField(max_length=200)
    learn = models.TextField(blank=True, default="")
    know = models.TextField(blank=True, default="")
    expect = models.TextField(blank=True, default="")
    expect_not = models.TextField(blank=True, default="")
    goal = models.PositiveSmallIntegerField(default=8)
    active = models.BooleanField(default=False)
    # The job that the seeker is looking into, for levels and for "would be my boss".
    occupation = models.CharField(max_length=200, blank=True, default="")
    level = models.CharField(max_length=20, choices=Level, default=Level.ENTRY)
    # Settings of the practice, by chapter; each chapter reads its own part through a typed dataclass.
    practice = models.JSONField(default=dict, blank=True)

    objects: ClassVar[Any] = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["notebook"], condition=Q(active=True), name="campaign_one_active"),
            models.CheckConstraint(condition=Q(goal__gte=3, goal__lte=20), name="campaign_goal_3_to_20"),
        ]

    def __str__(self) -> str:
        return self.name


class InCampaignQuerySet(OwnedQuerySet):
    """Rows that belong to one campaign."""

    def in_active(self, user: User) -> Self:
        """The rows of the user's active campaign; none before the first steps."""
        return self.of(user).filter(campaign__active=True)


class InCampaign(Owned):
    """A row of one campaign."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[Any] = InCampaignQuerySet.as_manager()

    class Meta:
        abstract = True


class Aim(InCampaign):
    """One thing that a campaign wants to learn."""

    text = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "created_at"]

    def __str__(self) -> str:
        return self.text


class Question(Owned):
    """A question of the seeker's own. Those of the bank are data (`purpose/data/questions.json`)."""

    text = models.CharField(max_length=500)
    probe = models.CharField(max_length=300, blank=True, default="")
    category = models.CharField(max_length=60, blank=True, default="")
    level = models.CharField(max_length=20, choices=[("any", "any"), *Level.choices], default="any")
    function = models.CharField(max_length=60, blank=True, default="")
    seeks = models.CharField(max_length=20, choices=Seeks, default=Seeks.INFORMATION)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.text


class Profile(Owned):
    """The seeker: what a letter, a brief and a pitch say about them."""

    name = models.CharField(max_length=200, blank=True, default="")
    headline = models.CharField(max_length=200, blank=True, default="")
    background = models.TextField(blank=True, default="")
    why_field = models.TextField(blank=True, default="")
    lately = models.TextField(blank=True, default="")
    pitch = models.TextField(blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    link = models.CharField(max_length=500, blank=True, default="")
    town = models.CharField(max_length=120, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    signature = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notebook"], name="profile_one_per_notebook")]


class Pitch(InCampaign):
    """Who I am and why I ask, in so many seconds. `[why you]` in it stands for the reason that each brief holds."""

    seconds = models.PositiveSmallIntegerField(choices=[(seconds, f"{seconds} seconds") for seconds in (30, 60, 90)])
    text = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["seconds"]
        verbose_name_plural = "pitches"
        constraints = [models.UniqueConstraint(fields=["campaign", "seconds"], name="pitch_one_a_length")]

    def __str__(self) -> str:
        return f"the pitch of {self.seconds} seconds"


class PreparedAnswer(InCampaign):
    """What the seeker would say to something they may be asked back: of our bank by its key, or of their own."""

    bank_key = models.CharField(max_length=60, blank=True, default="")
    question = models.CharField(max_length=300)
    text = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "bank_key"], condition=~Q(bank_key=""), name="prepared_answer_once_a_question"
            )
        ]

    def __str__(self) -> str:
        return self.question


class Evidence(Owned):
    """Something that the seeker can show: a skill, a position, a degree, a project."""

    kind = models.CharField(
        max_length=20,
        choices=[(k, k) for k in ("skill", "position", "education", "certificate", "project", "association")],
    )
    text = models.CharField(max_length=300)
    detail = models.TextField(blank=True, default="")
    began = models.CharField(max_length=10, blank=True, default="")
    ended = models.CharField(max_length=10, blank=True, default="")
    source = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering = ["kind", "text"]

    def __str__(self) -> str:
        return self.text
