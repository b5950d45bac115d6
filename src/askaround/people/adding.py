"""Adding people by hand: a contact with their organization, role and tie, in one step and one transaction."""

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F

from askaround.accounts.models import Notebook
from askaround.history import recording
from askaround.history.models import Batch
from askaround.plain.text import clean, clean_lines, cut

from . import naming
from .guessing import likely
from .models import Contact, Industry, Organization, ResearchNote, Role, Tie


class AlreadyHere(Exception):  # noqa: N818 - it is a finding, not a fault
    """Somebody with this profile is in the notebook already; `contact` is who, `sentence` says so."""

    def __init__(self, contact: Contact) -> None:
        self.contact = contact
        self.sentence = (
            f"{contact.name} already has this profile address."
            if contact.trashed_at is None
            else f"{contact.name} has this profile address and is in the trash. Restore them from there."
        )
        super().__init__(self.sentence)


def add_contact(
    notebook: Notebook, *, name: str, at: datetime, given: str = "", family: str = "", email: str = "", phone: str = "",
    profile_url: str = "", organization: str = "", title: str = "", level: str = "", tie: str = "",
    tie_detail: str = "", town: str = "", country: str = "", zone: str = "", source: str = "", how_we_met: str = "",
    batch: Batch | None = None,
) -> Contact:  # fmt: skip
    """A new person, with what is known of them: their role when there is an organization or title, their tie.

    Raises AlreadyHere when the notebook holds somebody with this profile address.
    """
    url = naming.profile_link(profile_url)
    contact = Contact(
        notebook=notebook, created_at=at, batch=batch, profile_url=url, **_name_fields(name, given, family)
    )
    told = {"email": email, "phone": phone, "town": town, "country": country.upper(), "zone": zone}
    for field, value in (told | {"source": source, "how_we_met": how_we_met}).items():
        setattr(contact, field, fitting(Contact, field, value))
    with transaction.atomic():
        _refuse_twice(contact)
        recording.create(contact, at=at, batch=batch)
        if clean(organization) or clean(title):
            place = organization_named(notebook, organization, at=at, batch=batch) if clean(organization) else None
            add_role(contact, organization=place, title=title, level=level, at=at, batch=batch)
        if tie:
            add_tie(contact, tie, detail=tie_detail, at=at, batch=batch)
    return contact


def organization_named(notebook: Notebook, name: str, *, at: datetime, batch: Batch | None = None) -> Organization:
    """The notebook's organization of that name, whatever its case and legal form; made when it is new."""
    key = naming.organization_key(name)
    found: Organization | None = Organization.objects.within(notebook).filter(key=key).first()
    if found is None:
        found = Organization(notebook=notebook, name=fitting(Organization, "name", name), key=key, created_at=at)
        recording.create(found, at=at, batch=batch)
    return found


def industry_named(notebook: Notebook, name: str, *, at: datetime) -> Industry:
    """The notebook's industry of that name, whatever its case; made when it is new."""
    name = fitting(Industry, "name", name)
    found: Industry | None = Industry.objects.within(notebook).filter(name__iexact=name).first()
    if found is None:
        found = Industry(notebook=notebook, name=name, created_at=at)
        recording.create(found, at=at)
    return found


def add_role(
    contact: Contact,
    *,
    organization: Organization | None,
    title: str,
    at: datetime,
    level: str = "",
    began: str = "",
    ended: str = "",
    current: bool = True,
    batch: Batch | None = None,
) -> Role:
    """What the contact is or was at an organization."""
    role = Role(
        notebook_id=contact.notebook_id,
        contact=contact,
        organization=organization,
        title=fitting(Role, "title", title),
        level=level,
        began=began,
        ended=ended,
        current=current and not ended,
        created_at=at,
    )
    role.likely_level, role.likely_function = likely(role)
    recording.create(role, at=at, batch=batch)
    return role


def add_tie(contact: Contact, kind: str, *, at: datetime, detail: str = "", batch: Batch | None = None) -> Tie:
    """How the seeker knows the contact. A tie of that kind that is there already gets the detail, if it had none."""
    detail = fitting(Tie, "detail", detail)
    found: Tie | None = contact.ties.filter(kind=kind).first()
    if found is None:
        found = Tie(notebook_id=contact.notebook_id, contact=contact, kind=kind, detail=detail, created_at=at)
        recording.create(found, at=at, batch=batch)
    elif detail and not found.detail:
        recording.change(found, at=at, detail=detail, batch=batch)
    return found


def add_research(contact: Contact, *, fact: str, kind: str, source: str, found_on: date, at: datetime) -> ResearchNote:
    """A fact found about the contact, with where and when it was found."""
    note = ResearchNote(
        notebook_id=contact.notebook_id,
        contact=contact,
        fact=clean_lines(fact),
        kind=kind,
        source=fitting(ResearchNote, "source", source),
        found_on=found_on,
        created_at=at,
    )
    recording.create(note, at=at)
    return note


def fitting(model: type[models.Model], field: str, value: str) -> str:
    """The text cleaned, and cut to what the model's field holds."""
    length: Any = model._meta.get_field(field).max_length  # type: ignore[union-attr]
    return cut(clean(value), length or len(value))


def _name_fields(name: str, given: str, family: str) -> dict[str, str]:
    name = clean(name) or naming.whole_name(clean(given), clean(family))
    if not given and not family:
        given, family = naming.split_name(name)
    return {
        "name": fitting(Contact, "name", name),
        "given": fitting(Contact, "given", given),
        "family": fitting(Contact, "family", family),
        "sort_key": naming.sort_key(given, family, name),
    }


def _refuse_twice(contact: Contact) -> None:
    if not contact.profile_url:
        return
    same = Contact.objects.within(contact.notebook_id).filter(profile_url__iexact=contact.profile_url)
    if found := same.order_by(F("merged_into").asc(nulls_first=True)).first():
        raise AlreadyHere(found.root())
