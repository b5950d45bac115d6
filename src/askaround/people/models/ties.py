"""How the seeker knows a contact, how contacts know one another, and the words they are sorted by."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from askaround.accounts.models import Owned

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
