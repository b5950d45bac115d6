"""One page a person, in Markdown: who they are, how the seeker knows them, and everything that was written and said."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from askaround.accounts.models import Notebook
from askaround.people.models import Contact

WITH = (
    "roles__organization", "ties", "taggings__tag", "research_notes", "promises", "touches", "letters", "replies",
    "notes",
)  # fmt: skip


def every_page(notebook: Notebook) -> Iterator[tuple[str, str]]:
    """File name and page of each person, the trash left out."""
    contacts = Contact.objects.within(notebook).filter(trashed_at__isnull=True)
    for contact in contacts.prefetch_related(*WITH).iterator(chunk_size=500):
        yield file_name(contact.name, str(contact.pk)), page(contact)


def file_name(name: str, pk: str) -> str:
    """Letters that every file system takes, and the end of the id, so that two of one name don't meet."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(filter(None, [re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:60], pk[-12:]]))


def page(contact: Contact) -> str:
    """The person's page."""
    parts = [f"# {_line(contact.name)}", _facts(contact)]
    for heading, rows, tell in SECTIONS:
        lines = [tell(row) for row in rows(contact)]
        if lines:
            parts.append(f"## {heading}\n\n" + "\n".join(f"- {line}" for line in lines))
    return "\n\n".join(part for part in parts if part) + "\n"


def _facts(contact: Contact) -> str:
    where = ", ".join(filter(None, [contact.town, contact.country]))
    tags = ", ".join(tagging.tag.name for tagging in contact.taggings.all())
    facts = {
        "Email": contact.email,
        "Phone": contact.phone,
        "Profile": contact.profile_url,
        "Where": where,
        "Met": contact.how_we_met,
        "Tags": tags,
        "Do not contact": contact.do_not_contact_at and f"since {contact.do_not_contact_at:%Y-%m-%d}",
    }
    lines = [f"- {name}: {_line(value)}" for name, value in facts.items() if value]
    return "\n".join(lines) + (f"\n\n{contact.about}" if contact.about else "")


def _role(role: Any) -> str:
    years = "–".join(filter(None, [role.began, role.ended])) or ("now" if role.current else "")
    return _line(str(role)) + (f" ({years})" if years else "")


def _letter(letter: Any) -> str:
    when = f"sent {letter.sent_at:%Y-%m-%d}" if letter.sent_at else "draft"
    return f"{letter.get_kind_display()}, {letter.get_channel_display()}, {when}: {_quote(letter.subject, letter.body)}"


def _promise(promise: Any) -> str:
    kept = f", kept {promise.kept_at:%Y-%m-%d}" if promise.kept_at else ""
    return f"{promise.whose}: {_line(promise.what)}{kept}"


def _quote(*texts: str) -> str:
    return "\n  ".join(line for text in texts if text for line in text.strip().splitlines())


def _line(text: str) -> str:
    return " ".join(text.split())


def _kept(rows: Any) -> list[Any]:
    return [row for row in rows.all() if row.trashed_at is None]


Section = tuple[str, Callable[[Any], list[Any]], Callable[[Any], str]]
SECTIONS: list[Section] = [
    ("Roles", lambda contact: contact.roles.all(), _role),
    ("How I know them", lambda contact: contact.ties.all(), lambda tie: f"{tie.kind} {_line(tie.detail)}".strip()),
    (
        "Research", lambda contact: contact.research_notes.all(),
        lambda fact: f"{fact.found_on}: {_quote(fact.fact)} ({fact.source or 'no source'})",
    ),
    ("Letters", lambda contact: contact.letters.all(), _letter),
    ("Replies", lambda contact: contact.replies.all(), lambda reply: f"{reply.at:%Y-%m-%d}: {_quote(reply.text)}"),
    ("Said", lambda contact: _kept(contact.notes), lambda note: f"{note.kind}: {_quote(note.text)}"),
    ("Promises", lambda contact: contact.promises.all(), _promise),
    (
        "Contact", lambda contact: contact.touches.all(),
        lambda touch: f"{touch.at:%Y-%m-%d}: {touch.direction} {touch.channel} {_quote(touch.text)}".strip(),
    ),
]  # fmt: skip
