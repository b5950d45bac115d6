"""`contacts.vcf`: people as vCard 3.0 (RFC 2426), which every address book reads."""

from collections.abc import Iterator

from askaround.accounts.models import Notebook

from .gathering import Person, everybody

LINE = 75  # octets, without the line end (RFC 2425, section 5.8.1)


def every_card(notebook: Notebook) -> Iterator[str]:
    """One card after the other, the trash left out."""
    for person in everybody(notebook, "roles", "taggings"):
        yield card(person)


def card(person: Person) -> str:
    """One person."""
    contact = person.contact
    role = next((role for role in person.of("roles") if role.current), None)
    tags = ",".join(escape(tagging.tag.name) for tagging in person.of("taggings"))
    lines = [
        ("N", f"{escape(contact.family)};{escape(contact.given)};;;"),
        ("FN", escape(contact.name)),
        ("ORG", escape(str(role.organization)) if role and role.organization else ""),
        ("TITLE", escape(role.title) if role else ""),
        ("EMAIL;TYPE=INTERNET", escape(contact.email)),
        ("TEL", escape(contact.phone)),
        ("URL", escape(contact.profile_url)),
        ("ADR", f";;;{escape(contact.town)};;;{escape(contact.country)}" if contact.town or contact.country else ""),
        ("NOTE", escape(contact.about)),
        ("CATEGORIES", tags),
        ("UID", f"urn:uuid:{contact.pk}"),
    ]
    body = "".join(fold(f"{name}:{value}") for name, value in lines if value)
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\n{body}END:VCARD\r\n"


def escape(text: str) -> str:
    """Text as a value: backslash, comma, semicolon and line ends escaped, other control characters dropped."""
    for plain, escaped in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\r\n", "\n"), ("\r", "\n"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return "".join(sign for sign in text if sign >= " " or sign == "\t")


def fold(line: str) -> str:
    """A line folded at 75 octets, never within a character; each part ends in CRLF."""
    parts, part, octets = [], "", 0
    for sign in line:
        length = len(sign.encode())
        if octets + length > LINE:
            parts.append(part)
            part, octets = " ", 1
        part, octets = part + sign, octets + length
    return "\r\n".join([*parts, part]) + "\r\n"
