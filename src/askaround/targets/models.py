"""Target: one line of the dream list."""

from django.db import models
from django.db.models import Q

from askaround.people.models import Industry, Organization
from askaround.purpose.models import InCampaign


class Target(InCampaign):
    """An industry, an organization or an occupation on the dream list; rank 1 is the dearest."""

    kind = models.CharField(
        max_length=20,
        choices=[("industry", "industry"), ("organization", "organization"), ("occupation", "occupation")],
    )
    industry = models.ForeignKey(Industry, null=True, blank=True, on_delete=models.CASCADE, related_name="targets")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="targets"
    )
    occupation = models.CharField(max_length=200, blank=True, default="")
    why = models.TextField(blank=True, default="")
    rank = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["rank", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organization"],
                condition=Q(organization__isnull=False),
                name="target_organization_once",
            ),
            models.UniqueConstraint(
                fields=["campaign", "industry"], condition=Q(industry__isnull=False), name="target_industry_once"
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind="industry", industry__isnull=False, organization__isnull=True)
                    | Q(kind="organization", organization__isnull=False, industry__isnull=True)
                    | Q(kind="occupation", organization__isnull=True, industry__isnull=True) & ~Q(occupation="")
                ),
                name="target_is_what_its_kind_says",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called: the industry's, the organization's or the occupation's name."""
        return str(self.industry or self.organization or self.occupation)
