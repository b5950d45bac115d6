"""User, Notebook, Membership, and the abstract rows that every later chapter builds on."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models

from askaround.plain.ids import new_id

TRASH_DAYS = 30


class User(AbstractUser):
    """A person who signs in. `active_notebook` is the one that every page shows until they switch."""

    active_notebook = models.ForeignKey(
        "accounts.Notebook", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    zone = models.CharField(max_length=64, blank=True, default="")
    # What the seeker has set for themselves: single keys off, hints known, sort orders.
    preferences = models.JSONField(default=dict, blank=True)


class Notebook(models.Model):
    """All that one seeker keeps. The demo is a notebook of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notebooks")
    demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name

    def open_for(self, user: User) -> None:
        """Make this the notebook that `user` sees. The caller has checked that they are a member."""
        user.active_notebook = self
        user.save(update_fields=["active_notebook"])


class Membership(models.Model):
    """Who may open a notebook. The owner always may; coaches come with `coaching`."""

    notebook = models.ForeignKey(Notebook, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[("owner", "owner")], default="owner")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notebook", "user"], name="membership_once")]


class OwnedQuerySet(models.QuerySet[Any]):
    """Rows of a notebook. `of` is the only way in for a view."""

    def of(self, user: User) -> Self:
        """The rows of the user's active notebook, without what lies in the trash."""
        return self.within(user.active_notebook_id).out_of_trash()

    def within(self, notebook: Any) -> Self:
        """Every row of one notebook (or its id), the trash included: for export, erase and counting."""
        return self.filter(notebook=notebook)

    def out_of_trash(self) -> Self:
        """Rows that are not in the trash; every row, for nouns that have none."""
        return self


class KeptQuerySet(OwnedQuerySet):
    """Rows that can be archived (out of the way) and trashed (gone after 30 days)."""

    def out_of_trash(self) -> Self:
        return self.filter(trashed_at__isnull=True)

    def in_trash(self, user: User) -> Self:
        """What the user threw away and can still take back."""
        return self.within(user.active_notebook_id).filter(trashed_at__isnull=False)

    def current(self) -> Self:
        """Neither archived nor in the trash."""
        return self.filter(archived_at__isnull=True, trashed_at__isnull=True)

    def due_for_removal(self, *, now: datetime) -> Self:
        """What has lain in the trash for 30 days."""
        return self.filter(trashed_at__lt=now - timedelta(days=TRASH_DAYS))


class Owned(models.Model):
    """A row of a notebook, with an id of our own making that the export uses too."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notebook = models.ForeignKey(Notebook, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    objects: ClassVar[Any] = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True

    def settle(self) -> None:
        """Put right what other rows keep about this one, now that it has gone or come back. Most keep nothing."""


class Kept(Owned):
    """An owned row that can be archived and trashed. The verbs are in `history`, which records them."""

    archived_at = models.DateTimeField(null=True, blank=True)
    trashed_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects: ClassVar[Any] = KeptQuerySet.as_manager()

    class Meta:
        abstract = True


class SignInLink(models.Model):
    """A one-time link that opens the app in a browser. Only the token's hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class OfUserQuerySet(models.QuerySet[Any]):
    """Rows of a user themselves, whichever notebook is open."""

    def of(self, user: User) -> Self:
        """The user's own."""
        return self.filter(user=user)


class Pairing(models.Model):
    """An offer to one phone, shown as a QR code: good for five minutes and for one taker, whom the seeker confirms."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    # What the taker called itself, the secret that it waits with (hashed), and the code that both screens show.
    name = models.CharField(max_length=60, blank=True, default="")
    secret_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    code = models.CharField(max_length=6, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = OfUserQuerySet.as_manager()


class PairedDevice(models.Model):
    """A phone that may come in by the second door. Only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    secret_hash = models.CharField(max_length=64, unique=True)
    paired_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = OfUserQuerySet.as_manager()

    class Meta:
        ordering = ["-paired_at"]

    def __str__(self) -> str:
        return self.name

    def revoke(self, *, at: datetime) -> None:
        """It gets in no more, from its next request on."""
        if self.revoked_at is None:
            self.revoked_at = at
            self.save(update_fields=["revoked_at"])
