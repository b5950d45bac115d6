"""Where contacts work: organizations and their lines of business."""

from django.db import models
from django.db.models.functions import Lower

from askaround.accounts.models import Owned


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
