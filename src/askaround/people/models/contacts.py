"""The person, what they are or were at an organization, and each time they were in touch with the seeker."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models, transaction
from django.db.models import Count, F, Max, Q, Value
from django.db.models.functions import Coalesce, Greatest, Lower
from django.urls import reverse

from askaround.accounts.models import Kept, KeptQuerySet, Notebook, Owned, User
from askaround.history import recording
from askaround.history.models import Batch
from askaround.purpose.models import Level

from .organizations import Organization


class ContactQuerySet(KeptQuerySet):
    """Contacts of a notebook. One that was merged into another is in the trash for all but the trash itself."""

    def in_trash(self, user: User) -> Self:
        """What the user threw away; who was merged was not."""
        return super().in_trash(user).filter(merged_into__isnull=True)

    def due_for_removal(self, *, now: datetime) -> Self:
        """What has lain in the trash for 30 days. Who was merged stays, so that it can be taken back."""
        return super().due_for_removal(now=now).filter(merged_into__isnull=True)

    def there_or_merged(self, user: User) -> Self:
        """Those who are there, and those who were merged into another, whose old addresses lead on."""
        rows = self.within(user.active_notebook_id)
        return rows.filter(Q(trashed_at__isnull=True) | Q(merged_into__isnull=False))

    def approachable(self) -> Self:
        """Those who have not asked to be left alone."""
        return self.current().filter(do_not_contact_at__isnull=True)

    def tagged(self, tag: str) -> Self:
        """Those with a tag, by its name."""
        return self.filter(taggings__tag__name__iexact=tag)


class Contact(Kept):
    """A person. Facts about the tie's strength (`last_contact_at`, `sent`, `received`, `met`) are kept by `touch`."""

    # Without an index of its own: SQLite would take it for one of those below, which tell more, and read every row.
    notebook = models.ForeignKey(Notebook, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=300)
    given = models.CharField(max_length=150, blank=True, default="")
    family = models.CharField(max_length=150, blank=True, default="")
    # Nickname, maiden name, the name in another script: other words that they are found and matched by, one a line.
    also_called = models.TextField(blank=True, default="")
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
    # Every further way to reach them, as address books have it: [{"kind": "email", "label": "home", "value": "…"}].
    # Kinds: email, phone, link, address, message, date. The first email, phone and profile stand above; they stand
    # here once more when a label belongs to them.
    ways = models.JSONField(default=list, blank=True)
    # A picture's name among the notebook's files, made of its content's sum (`people.photos`).
    photo = models.CharField(max_length=100, blank=True, default="")
    # Columns of an import that have no field here, kept word for word.
    extra = models.JSONField(default=dict, blank=True)
    batch = models.ForeignKey(Batch, null=True, blank=True, on_delete=models.SET_NULL, related_name="contacts")
    # The one that this contact turned out to be. It lies in no list and in no trash; its history is told with theirs.
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")
    merged_at = models.DateTimeField(null=True, blank=True)
    do_not_contact_at = models.DateTimeField(null=True, blank=True)
    do_not_contact_why = models.CharField(max_length=300, blank=True, default="")
    last_contact_at = models.DateTimeField(null=True, blank=True)
    # Days between two signs of life: none said means the campaign's setting, 0 means never.
    news_every = models.PositiveSmallIntegerField(null=True, blank=True)
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
                "notebook",
                Lower("profile_url"),
                name="contact_profile_once",
                condition=~Q(profile_url="") & Q(merged_into__isnull=True),
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="contact_merged_into_another"),
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
            # Few are met of many known: the network begins with them.
            models.Index(fields=["notebook"], name="contact_met", condition=Q(met__gt=0, trashed_at__isnull=True)),
            # Fewer still have a rhythm of their own.
            models.Index(
                fields=["notebook"],
                name="contact_with_rhythm",
                condition=Q(news_every__isnull=False, trashed_at__isnull=True),
            ),
            # The list's filters: each reads the index alone and stops when it has seen enough.
            models.Index(
                "notebook",
                Lower("town"),
                name="contact_by_town",
                condition=Q(archived_at__isnull=True, trashed_at__isnull=True) & ~Q(town=""),
            ),
            models.Index(
                fields=["notebook", "country", "sort_key", "id"],
                name="contact_by_country",
                condition=Q(archived_at__isnull=True, trashed_at__isnull=True) & ~Q(country=""),
            ),
            models.Index(
                fields=["notebook", "sort_key", "id"],
                name="contact_with_email",
                condition=Q(archived_at__isnull=True, trashed_at__isnull=True) & ~Q(email=""),
            ),
            models.Index(
                fields=["notebook", "sort_key", "id"],
                name="contact_put_away",
                condition=Q(archived_at__isnull=False, trashed_at__isnull=True),
            ),
            models.Index(
                fields=["notebook", "sort_key", "id"],
                name="contact_left_alone",
                condition=Q(do_not_contact_at__isnull=False, archived_at__isnull=True, trashed_at__isnull=True),
            ),
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

    def root(self) -> "Contact":
        """Whom they turned out to be: themselves, unless they were merged into another."""
        found = self
        while found.merged_into_id is not None:
            [found] = Contact._base_manager.filter(pk=found.merged_into_id)
        return found

    def all_merged(self) -> list[UUID]:
        """The ids of everybody who was merged into them, however far back."""
        found: list[UUID] = []
        last = [self.pk]
        while last := list(Contact._base_manager.filter(merged_into__in=last).values_list("pk", flat=True)):
            found += last
        return found

    def touch(
        self, *, at: datetime, direction: str, channel: str = "", text: str = "", batch: Batch | None = None
    ) -> "Touch":
        """One contact with them, "sent", "received" or "met"; the facts of the tie's strength follow."""
        made = Touch(
            notebook_id=self.notebook_id, contact=self, at=at, direction=direction, channel=channel, text=text,
            created_at=at,
        )  # fmt: skip
        with transaction.atomic():
            recording.create(made, at=at, verb="in touch", batch=batch)
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
    # What an import said, word for word: its source, organization and title, a line each; nothing when it was typed.
    # A later file that says something else tells of a change, whatever the seeker has corrected meanwhile.
    told = models.TextField(blank=True, default="")
    # What the list is filtered by: the seeker's word above, else what the title suggests (`people.guessing`).
    likely_level = models.CharField(max_length=20, blank=True, default="")
    likely_function = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        ordering = ["-current", "-began", "created_at"]
        indexes = [
            models.Index(fields=["notebook", "organization", "current", "contact"], name="role_at_organization"),
            models.Index(
                fields=["notebook", "likely_level", "contact"], name="role_by_level", condition=Q(current=True)
            ),
            models.Index(
                fields=["notebook", "likely_function", "contact"], name="role_by_function", condition=Q(current=True)
            ),
        ]

    @property
    def level_said(self) -> str:
        """The level as it is shown: the seeker's word, or a guess that says so."""
        if self.level:
            return self.level
        return f"probably {self.likely_level}" if self.likely_level else "level not known"

    def __str__(self) -> str:
        return ", ".join(part for part in (self.title, str(self.organization or "")) if part)

    @property
    def sameness(self) -> tuple[object, ...]:
        """Two roles of one contact that agree in this say the same (`people.merging`)."""
        return self.contact_id, self.organization_id, self.title.casefold(), self.current, self.began, self.ended


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

    @property
    def sameness(self) -> tuple[object, ...]:
        """One message that two files told of is one touch (`people.merging`)."""
        return self.contact_id, self.at, self.direction, self.channel, self.text

    def settle(self) -> None:
        """A touch that is gone counts no more; one that is back counts again."""
        self.contact.count_touches()
