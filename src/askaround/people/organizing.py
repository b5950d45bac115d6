"""What is known of an organization, and who is or was there."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from askaround.history import recording
from askaround.plain.text import clean_lines

from .adding import fitting, industry_named
from .models import Organization, ResearchNote, Role
from .naming import organization_key


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
