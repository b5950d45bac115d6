"""`contacts.vcf`: people as address books read them."""

from collections.abc import Iterator

from askaround.accounts.models import Notebook
from askaround.formats.vcard import Card, write

from .gathering import Person, everybody


def every_card(notebook: Notebook) -> Iterator[str]:
    """One card after the other, the trash left out."""
    for person in everybody(notebook, "roles", "taggings"):
        yield write(card(person))


def card(person: Person) -> Card:
    """One person, with the role they have now."""
    contact = person.contact
    role = next((role for role in person.of("roles") if role.current), None)
    return Card(
        uid=f"urn:uuid:{contact.pk}",
        name=contact.name,
        given=contact.given,
        family=contact.family,
        emails=(contact.email,) if contact.email else (),
        phones=(contact.phone,) if contact.phone else (),
        organization=str(role.organization) if role and role.organization else "",
        title=role.title if role else "",
        url=contact.profile_url,
        town=contact.town,
        country=contact.country,
        note=contact.about,
        categories=tuple(tagging.tag.name for tagging in person.of("taggings")),
    )
