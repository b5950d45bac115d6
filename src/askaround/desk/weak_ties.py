"""Weak ties, relevant to the targets: people known a little who are where the seeker would like to be.

They help most in finding work (Rajkumar et al., Science 2022), and are the first to be overlooked.
"""

from datetime import datetime

from django.db.models import Q

from askaround.accounts.models import User
from askaround.people.filters import Filters
from askaround.people.listing import Shown
from askaround.people.narrowing import with_role
from askaround.targets.models import Target


def weak_and_relevant(user: User, filters: Filters, *, now: datetime) -> Shown:
    """The list with weak ties alone, and of them those at a target, in its industry, or of its occupation."""
    which = Q(pk__isnull=True)
    for target in Target.objects.in_active(user):
        if target.organization_id:
            which |= Q(organization=target.organization_id)
        elif target.industry_id:
            which |= Q(organization__industry=target.industry_id)
        elif target.occupation:
            which |= Q(title__icontains=target.occupation)
    return Shown.of(user, filters, now=now, more=(with_role(user, which),))
