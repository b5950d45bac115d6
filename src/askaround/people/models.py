"""The nouns of people. Times are facts; states are derived from them."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Count, F, Max, Q, Value
from django.db.models.functions import Coalesce, Greatest, Lower
from django.urls import reverse

from askaround.accounts.models import Kept, KeptQuerySet, Owned, User
from askaround.history import recording
from askaround.history.models import Batch
from askaround.purpose.models import Level


class Industry(Owned):
    """A line of business."""

    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "industries"
        constraints = [models.UniqueConstraint("notebook", Lower("name"), name="industry_name_once")]

    def __str__(self) -> str:
        return self.name


class Organization(Owned):
    """Where contacts work or worked."""

    name = models.CharField(max_length=300)
    # The name without case, legal form and punctuation (`people.naming.organization_key`), so that it stands once.
    key = models.CharField(max_length=300)
    industry = models.ForeignKey(
        Industry, null=True, blank=True, on_delete=models.SET_NULL, related_name="organizations"
    )
    website = models.CharField(max_length=500, blank=True, default="")
    town = models.CharField(max_length=120, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["notebook", "key"], name="organization_key_once")]

    def __str__(self) -> str:
        return self.name


class TieKind(models.TextChoices):
    """How the seeker knows a contact."""

    RELATIVE = "relative", "relative"
    FRIEND = "friend", "friend"
    CLASSMATE = "classmate", "classmate"
    ALUMNI = "alumni", "alumna or alumnus"
    TEACHER = "teacher", "teacher"
    FORMER_BOSS = "former boss", "former boss"
    CO_WORKER = "co-worker", "co-worker"
    ACQUAINTANCE = "acquaintance", "acquaintance"
    ASSOCIATION = "association", "from an association"
    REFERRED = "referred", "referred"
    STRANGER = "stranger", "stranger"


class ContactQuerySet(KeptQuerySet):
    """Contacts of a notebook."""

    def approachable(self) -> Self:
        """Those who have not asked to be left alone."""
        return self.current().filter(do_not_contact_at__isnull=True)

    def tagged(self, tag: str) -> Self:
        """Those with a tag, by its name."""
        return self.filter(taggings__tag__name__iexact=tag)


class Contact(Kept):
    """A person. Facts about the tie's strength (`last_contact_at`, `sent`, `received`, `met`) are kept by `touch`."""

    name = models.CharField(max_length=300)
    given = models.CharField(max_length=150, blank=True, default="")
    family = models.CharField(max_length=150, blank=True, default="")
    # What the list is sorted by: family name first, without accents or case.
    sort_key = models.CharField(max_length=300, blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    phone = models.CharField(max_length=60, blank=True, default="")
    profile_url = models.CharField(max_length=500, blank=True, default="")
    town = models.CharField(max_length=120, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    zone = models.CharField(max_length=64, blank=True, default="")
    about = models.TextField(blank=True, default="")
    # Where the seeker met them or found them, in a letter's words: "we met at the June meetup".
    how_we_met = models.CharField(max_length=300, blank=True, default="")
    source = models.CharField(max_length=60, blank=True, default="")
    connected_on = models.DateField(null=True, blank=True)
    # Columns of an import that have no field here, kept word for word.
    extra = models.JSONField(default=dict, blank=True)
    batch = models.ForeignKey(Batch, null=True, blank=True, on_delete=models.SET_NULL, related_name="contacts")
    do_not_contact_at = models.DateTimeField(null=True, blank=True)
    do_not_contact_why = models.CharField(max_length=300, blank=True, default="")
    last_contact_at = models.DateTimeField(null=True, blank=True)
    sent = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    met = models.PositiveIntegerField(default=0)
    # Raised by every edit; a form carries the one it was opened with.
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                "notebook", Lower("profile_url"), name="contact_profile_once", condition=~Q(profile_url="")
            ),
        ]
        indexes = [
            # Partial, so that the list and its count read the index alone.
            models.Index(
                fields=["notebook", "sort_key", "id"],
                name="contact_by_name",
                condition=Q(archived_at__isnull=True, trashed_at__isnull=True),
            ),
            models.Index(
                fields=["notebook", "-last_contact_at", "-id"],
                name="contact_by_last",
                condition=Q(archived_at__isnull=True, trashed_at__isnull=True),
            ),
            models.Index(
                fields=["notebook", "-id"],
                name="contact_by_age",
                condition=Q(archived_at__isnull=True, trashed_at__isnull=True),
            ),
            models.Index(
                "notebook",
                Lower("name"),
                name="contact_by_called",
                condition=Q(archived_at__isnull=True, trashed_at__isnull=True),
            ),
            models.Index("notebook", Lower("email"), name="contact_by_email"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """What a letter calls them: the given name, else the first word of the name."""
        return self.given or self.name.split(" ")[0]

    def get_absolute_url(self) -> str:
        """The contact's page, which is `desk`'s; an arrow forward goes by URL name."""
        return reverse("contact", args=[self.pk])

    def touch(self, *, at: datetime, direction: str, channel: str = "", text: str = "") -> "Touch":
        """One contact with them, "sent", "received" or "met"; the facts of the tie's strength follow."""
        made = Touch(
            notebook_id=self.notebook_id, contact=self, at=at, direction=direction, channel=channel, text=text,
            created_at=at,
        )  # fmt: skip
        with transaction.atomic():
            recording.create(made, at=at, verb="in touch")
            latest = Greatest(Coalesce(F("last_contact_at"), Value(at)), Value(at))
            Contact._base_manager.filter(pk=self.pk).update(**{direction: F(direction) + 1}, last_contact_at=latest)
        self.refresh_from_db(fields=["sent", "received", "met", "last_contact_at"])
        return made

    def count_touches(self) -> None:
        """Read the facts of the tie's strength from the touches again."""
        touches = Touch.objects.within(self.notebook_id).filter(contact=self)
        facts = touches.aggregate(
            last_contact_at=Max("at"),
            **{way: Count("pk", filter=Q(direction=way)) for way in ("sent", "received", "met")},
        )
        for name, value in facts.items():
            setattr(self, name, value)
        self.save(update_fields=list(facts))

    def close_door(self, *, at: datetime, why: str = "") -> None:
        """They asked to be left alone: nothing proposes them any more, and no import reopens it."""
        recording.change(
            self, at=at, verb="asked to be left alone", do_not_contact_at=self.do_not_contact_at or at,
            do_not_contact_why=why,
        )  # fmt: skip

    def open_door(self, *, at: datetime) -> None:
        """They may be contacted again."""
        recording.change(self, at=at, verb="may be contacted again", do_not_contact_at=None, do_not_contact_why="")


class Role(Owned):
    """What a contact is or was at an organization. Dates are "2024", "2024-06" or empty: people know no more."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="roles")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="roles"
    )
    title = models.CharField(max_length=300, blank=True, default="")
    level = models.CharField(max_length=20, choices=Level, blank=True, default="")
    function = models.CharField(max_length=60, blank=True, default="")
    began = models.CharField(max_length=10, blank=True, default="")
    ended = models.CharField(max_length=10, blank=True, default="")
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ["-current", "-began", "created_at"]
        indexes = [models.Index(fields=["notebook", "organization", "current"], name="role_at_organization")]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.title, str(self.organization or "")) if part)


class Tie(Owned):
    """How the seeker knows a contact; a contact may have several."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField(max_length=20, choices=TieKind)
    detail = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["contact", "kind"], name="tie_kind_once")]


class Tag(Owned):
    """A word of the seeker's own to sort people by."""

    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint("notebook", Lower("name"), name="tag_name_once")]

    def __str__(self) -> str:
        return self.name


class Tagging(Owned):
    """A tag on a contact."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "tag"], name="tagging_once")]


class Acquaintance(Owned):
    """Two contacts who know each other, beside the seeker."""

    a = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="acquaintances_a")
    b = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="acquaintances_b")
    how = models.CharField(max_length=200, blank=True, default="")
    source = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="acquaintance_once"),
            models.CheckConstraint(condition=~Q(a=models.F("b")), name="acquaintance_of_two"),
        ]


# What follows an offer, in order.
STAGES = ("asked", "made", "met", "thanked", "reported")


class Introduction(Owned):
    """Somebody offers to connect the seeker with somebody. Each stage is a time."""

    by = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="introductions_made")
    to = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="introductions_led_to")
    # The note it was said in: a value and no key, since notes come later in the story.
    note_id = models.UUIDField(null=True, blank=True)
    may_use_name = models.CharField(
        max_length=10, blank=True, default="", choices=[("yes", "yes"), ("ask first", "ask first")]
    )
    why = models.CharField(max_length=300, blank=True, default="")
    offered_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["by", "to"], name="introduction_once"),
            models.CheckConstraint(condition=~Q(by=models.F("to")), name="introduction_of_two"),
        ]

    @property
    def stages(self) -> list[tuple[str, datetime | None]]:
        """Every stage in its order with its time, or none while it is ahead."""
        return [(stage, getattr(self, f"{stage}_at")) for stage in ("offered", *STAGES)]

    def reach(self, stage: str, *, at: datetime) -> None:
        """Asked, made, met, thanked or reported: once, at its time."""
        if stage not in STAGES:
            raise ValueError(stage)
        if getattr(self, f"{stage}_at") is None:
            reached: dict[str, Any] = {f"{stage}_at": at}
            recording.change(self, at=at, verb=f"introduction {stage}", contact=self.by_id, **reached)

    def close(self, *, at: datetime) -> None:
        """It leads nowhere; nothing is due any more."""
        if self.closed_at is None:
            recording.change(self, at=at, verb="introduction closed", contact=self.by_id, closed_at=at)


class ResearchNote(Owned):
    """A fact found about a contact or an organization, with its source and date."""

    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="research_notes")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="research_notes"
    )
    kind = models.CharField(
        max_length=20,
        default="other",
        choices=[(k, k) for k in ("position", "education", "publication", "talk", "news", "shared ground", "other")],
    )
    fact = models.TextField()
    source = models.CharField(max_length=500, blank=True, default="")
    found_on = models.DateField()

    class Meta:
        ordering = ["-found_on", "-created_at"]


class Promise(Owned):
    """Something that the seeker or the contact said they would do."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="promises")
    whose = models.CharField(max_length=10, choices=[("mine", "mine"), ("theirs", "theirs")], default="mine")
    what = models.CharField(max_length=300)
    until = models.DateField(null=True, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)
    note_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["until", "created_at"]

    def keep(self, *, at: datetime) -> None:
        """It was kept."""
        if self.kept_at is None:
            recording.change(self, at=at, verb="promise kept", kept_at=at)


class Touch(Owned):
    """One contact with a contact: a letter, a call, a meeting, an imported message."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="touches")
    at = models.DateTimeField()
    direction = models.CharField(max_length=10, choices=[("sent", "sent"), ("received", "received"), ("met", "met")])
    channel = models.CharField(max_length=30, blank=True, default="")
    text = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "touches"

    def settle(self) -> None:
        """A touch that is gone counts no more; one that is back counts again."""
        self.contact.count_touches()


class Upload(Owned):
    """A file that the seeker brought, between preview and apply. Its bytes lie in the data folder."""

    name = models.CharField(max_length=300)
    path = models.CharField(max_length=500)
    preview = models.JSONField(default=dict, blank=True)
    batch = models.ForeignKey(Batch, null=True, blank=True, on_delete=models.SET_NULL, related_name="uploads")
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
