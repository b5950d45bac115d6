"""How the seeker knows a contact, how contacts know one another, and the words they are sorted by."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from askaround.accounts.models import Owned, OwnedQuerySet

from .contacts import Contact


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


class Tie(Owned):
    """How the seeker knows a contact; a contact may have several."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField(max_length=20, choices=TieKind)
    detail = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["contact", "kind"], name="tie_kind_once")]
        indexes = [models.Index(fields=["notebook", "kind", "contact"], name="tie_by_kind")]


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
        indexes = [models.Index(fields=["tag", "contact"], name="tagging_by_tag")]


class AcquaintanceQuerySet(OwnedQuerySet):
    """Who knows whom beside the seeker, and who does not."""

    def known(self) -> Self:
        """Those that stand, without the guesses that the seeker waved away."""
        return self.filter(denied_at__isnull=True)

    def touching(self, contact: Contact) -> Self:
        """Those that one contact is part of, on either side."""
        return self.filter(Q(a=contact) | Q(b=contact))


class Acquaintance(Owned):
    """Two contacts who know each other, beside the seeker. The smaller id is `a`, so a pair stands once."""

    a = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="acquaintances_a")
    b = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="acquaintances_b")
    how = models.CharField(max_length=200, blank=True, default="")
    source = models.CharField(max_length=60, blank=True, default="")
    # The seeker says that they do not know each other: a guess that is not made again.
    denied_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = AcquaintanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="acquaintance_once"),
            models.CheckConstraint(condition=~Q(a=models.F("b")), name="acquaintance_of_two"),
        ]

    # How two of one pair meet when two people turn out to be one (`people.merging`).
    smaller_first = ("a_id", "b_id")

    def meet(self, standing: Self, filled: dict[str, Any], *, at: datetime) -> tuple[dict[str, Any], None]:
        """Two are known to know each other unless both rows deny it."""
        denied = standing.denied_at if self.denied_at else None
        return filled | {"denied_at": denied}, None
