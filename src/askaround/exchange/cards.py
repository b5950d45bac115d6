"""`contacts.vcf`: people as address books read them, with all that an address book once told of them."""

from collections.abc import Iterator
from typing import Any

from askaround.accounts.models import Notebook
from askaround.formats.records import PersonRecord, Place, Way
from askaround.formats.vcard import PRIVATE, write
from askaround.formats.vcard_values import unescaped
from askaround.people.models import Contact
from askaround.people.photos import photo_of

from .gathering import Person, everybody

_KINDS = ("email", "phone", "link", "address", "message", "date")


def every_card(notebook: Notebook) -> Iterator[str]:
    """One card after the other, the trash left out."""
    for person in everybody(notebook, "roles", "taggings"):
        yield write(record_of(person))


def record_of(person: Person) -> PersonRecord:
    """One person as a card tells of them, with the roles they have now."""
    contact = person.contact
    extra = {key: value for key, value in contact.extra.items() if isinstance(value, str)}
    return PersonRecord(
        line=0,
        name=contact.name,
        given=contact.given,
        family=contact.family,
        also_called=tuple(contact.also_called.splitlines()),
        ways=tuple(_ways(contact)),
        places=tuple(_places(person.of("roles"), extra.get("Department", ""))),
        town=contact.town,
        country=contact.country or extra.get("Country", ""),
        about=contact.about,
        labels=tuple(sorted((tagging.tag.name for tagging in person.of("taggings")), key=str.casefold)),
        uid=_uid(contact, extra),
        photo=photo_of(contact),
        private={key: value for key, value in extra.items() if key in PRIVATE},
        extra=extra,
    )


def _ways(contact: Contact) -> Iterator[Way]:
    """The first of each kind with its label, then all others."""
    rest = [
        Way(way["kind"], way["value"], way.get("label", ""))
        for way in contact.ways
        if isinstance(way, dict) and way.get("kind") in _KINDS and way.get("value")
    ]
    firsts: tuple[tuple[Any, str], ...] = (
        ("email", contact.email), ("phone", contact.phone), ("link", contact.profile_url)
    )  # fmt: skip
    for kind, value in firsts:
        labeled = next((way for way in rest if way.kind == kind and way.value.lower() == value.lower()), None)
        if labeled:
            rest.remove(labeled)
        if value:
            yield Way(kind, value, labeled.label if labeled else "")
    yield from rest


def _places(roles: list[Any], department: str) -> Iterator[Place]:
    for role in roles:
        if role.current:
            yield Place(str(role.organization) if role.organization else "", role.title, department)
            department = ""


def _uid(contact: Contact, extra: dict[str, str]) -> str:
    """The id that the address book gave, so that it knows its card again; else our own."""
    if uid := extra.get("vCard UID"):
        return unescaped(uid)
    return f"urn:uuid:{extra.get('UID') or contact.pk}"
