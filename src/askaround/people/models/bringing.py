"""Where people come from: files, tables, address books; and those who may have come twice."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from askaround.accounts.models import Owned, OwnedQuerySet, User
from askaround.history import recording
from askaround.history.models import Batch

from .contacts import Contact


class Upload(Owned):
    """A file that the seeker brought, between preview and apply. Its bytes lie in the data folder."""

    name = models.CharField(max_length=300)
    path = models.CharField(max_length=500)
    preview = models.JSONField(default=dict, blank=True)
    batch = models.ForeignKey(Batch, null=True, blank=True, on_delete=models.SET_NULL, related_name="uploads")
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # What the seeker chose on the preview: the mapping of columns, and whether to bring what is private.
    choices = models.JSONField(default=dict, blank=True)


class Mapping(Owned):
    """Which column of a table is what, as the seeker said it once for tables with these columns."""

    # The columns' titles, compared without case and punctuation (`formats.mapping.fingerprint`).
    fingerprint = models.CharField(max_length=64)
    # {"Company name": "organization", "Shoe size": "extra", "Internal id": ""}; nothing means: leave out.
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notebook", "fingerprint"], name="mapping_once")]


class AddressBook(Owned):
    """An address book on a CardDAV server. What was pulled is remembered, so that later only what changed is pulled."""

    name = models.CharField(max_length=200)
    url = models.CharField(max_length=500)
    username = models.CharField(max_length=254, blank=True, default="")
    # Sealed with the key that lies beside the database (`accounts.sealing`); never exported.
    secret = models.TextField(blank=True, default="")
    sync_token = models.CharField(max_length=500, blank=True, default="")
    # {href: [etag, id of the contact]}
    pulled = models.JSONField(default=dict, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True, default="")
    # What the last pull brought: {"created": 3, "filled": 1, "read": 9, "gone": ["Ivo Horvat"], "upload": "…"}.
    told = models.JSONField(default=dict, blank=True)

    # History keeps no password, and nothing that each pull changes by itself.
    UNRECORDED: ClassVar = frozenset({"secret", "sync_token", "pulled", "tried_at", "succeeded_at", "error", "told"})

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["notebook", "url"], name="address_book_once")]

    def __str__(self) -> str:
        return self.name


class LookAlikeQuerySet(OwnedQuerySet):
    """Pairs. One of whom one is in the trash, or was merged, is not there to be looked at."""

    def out_of_trash(self) -> Self:
        """Pairs of two who are both there."""
        return self.filter(a__trashed_at__isnull=True, b__trashed_at__isnull=True)

    def waiting(self) -> Self:
        """Those of which nobody has said yet what they are."""
        return self.out_of_trash().filter(kept_apart_at__isnull=True)

    def touching(self, contact: Contact) -> Self:
        """Those that one contact is part of, on either side."""
        return self.filter(Q(a=contact) | Q(b=contact))


class LookAlike(Owned):
    """Two contacts who may be one person: merged, kept apart, or still to be looked at."""

    a = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="look_alikes_a")
    b = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="look_alikes_b")
    # How sure it is that they are one, 0 to 1 (`people.matching`), and what agrees and differs.
    likeness = models.FloatField()
    reasons = models.JSONField(default=list)
    # Sure enough to be merged unasked (`Verdict.sure`), had an import brought them.
    sure = models.BooleanField(default=False)
    kept_apart_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = LookAlikeQuerySet.as_manager()

    class Meta:
        ordering = ["-likeness", "id"]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="look_alike_once"),
            models.CheckConstraint(condition=~Q(a=models.F("b")), name="look_alike_of_two"),
        ]

    def keep_apart(self, *, at: datetime) -> None:
        """They are two, and are not shown as perhaps one any more."""
        if self.kept_apart_at is None:
            recording.change(self, at=at, verb="kept apart", contact=self.a_id, kept_apart_at=at)

    @property
    def sameness(self) -> frozenset[object]:
        """A pair is the same pair whoever of the two is named first (`people.merging`)."""
        return frozenset({self.a_id, self.b_id})
