"""What is known of an organization, and who is or was there."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q
from django.db.models.lookups import Exact

from askaround.accounts.models import User
from askaround.history import recording
from askaround.plain.text import clean_lines

from .adding import fitting, industry_named
from .models import Contact, Organization, ResearchNote, Role
from .naming import organization_key
from .narrowing import Walked


class NameTaken(Exception):  # noqa: N818 - it is a finding, not a fault
    """Another organization has this name; `sentence` says so."""

    def __init__(self, other: Organization) -> None:
        self.sentence = f"{other.name} is in your notebook already."
        super().__init__(self.sentence)


def change(
    organization: Organization, *, name: str, industry: str, website: str, town: str, country: str, at: datetime
) -> None:
    """Write what differs. Raises NameTaken when the name belongs to another one."""
    key = organization_key(name)
    others = Organization.objects.within(organization.notebook_id).exclude(pk=organization.pk)
    if (other := others.filter(key=key).first()) is not None:
        raise NameTaken(other)
    with transaction.atomic():
        found = industry_named(organization.notebook, industry, at=at) if industry.strip() else None
        new: dict[str, Any] = {
            "name": fitting(Organization, "name", name),
            "key": key,
            "industry": found,
            "website": website,
        }
        recording.change(organization, at=at, town=town, country=country.upper(), **new)


def place(organization: Organization, industry: str, *, at: datetime) -> None:
    """Say which industry it belongs to; made when it is new."""
    with transaction.atomic():
        recording.change(organization, at=at, industry=industry_named(organization.notebook, industry, at=at))


def add_research(
    organization: Organization, *, fact: str, kind: str, source: str, found_on: date, at: datetime
) -> ResearchNote:
    """A fact found about the organization, with where and when it was found."""
    note = ResearchNote(
        notebook_id=organization.notebook_id, organization=organization, fact=clean_lines(fact), kind=kind,
        source=fitting(ResearchNote, "source", source), found_on=found_on, created_at=at,
    )  # fmt: skip
    recording.create(note, at=at)
    return note


def most_people(user: User, q: str, *, number: int) -> list[Organization]:
    """The organizations whose name or industry holds `q`, those with the most of the user's people first.

    Roles are counted from their index alone; whoever is archived or in the trash is a short list to leave out.
    """
    rows = Organization.objects.of(user).select_related("industry")
    rows = rows.filter(Q(name__icontains=q) | Q(industry__name__icontains=q)) if q else rows
    # Each as its index holds it: those in the trash, and those archived who are not.
    mine = Q(Exact(Walked(F("notebook")), user.active_notebook_id))
    away = (
        Contact._base_manager.filter(mine, trashed_at__isnull=False),
        Contact.objects.of(user).filter(archived_at__isnull=False),
    )
    roles = Role.objects.of(user).filter(current=True, organization__isnull=False)
    roles = roles.exclude(contact__in=away[0].values("pk")).exclude(contact__in=away[1].values("pk"))
    roles = roles.filter(organization__in=rows.values("pk")) if q else roles
    counted = roles.order_by().values_list("organization").annotate(here=Count("contact", distinct=True))
    here: dict[Any, int] = dict(counted.order_by("-here", "organization")[:number])
    found = sorted(rows.filter(pk__in=list(here)), key=lambda each: (-here[each.pk], each.name))
    found += rows.exclude(pk__in=list(here)).order_by("name")[: number - len(found)]
    for each in found:
        each.here = here.get(each.pk, 0)
    return found


def now_and_before(roles: Iterable[Role]) -> tuple[list[Role], list[Role]]:
    """Who is there now, and who was before and is not any more; each person once."""
    now: dict[object, Role] = {}
    before: dict[object, Role] = {}
    for role in roles:
        (now if role.current else before).setdefault(role.contact_id, role)
    return list(now.values()), [role for who, role in before.items() if who not in now]


def heading(organization: Organization, now: list[Role], before: list[Role]) -> str:
    """What the page says first."""
    if now:
        many = f"{now[0].contact.name} is" if len(now) == 1 else f"{len(now)} of your people are"
        return f"{many} at {organization.name}."
    if before:
        many = f"{before[0].contact.name} was" if len(before) == 1 else f"{len(before)} of your people were"
        return f"{many} at {organization.name} before."
    return f"None of your people are at {organization.name} yet."
