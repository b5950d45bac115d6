"""One page a person, in Markdown: who they are, how the seeker knows them, and everything that was written and said."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from askaround.accounts.models import Notebook

from .gathering import HANGING, Person, everybody


def every_page(notebook: Notebook) -> Iterator[tuple[str, str]]:
    """File name and page of each person, the trash left out."""
    for person in everybody(notebook, *HANGING):
        yield file_name(person.contact.name, str(person.contact.pk)), page(person)


def file_name(name: str, pk: str) -> str:
    """Letters that every file system takes, and the end of the id, so that two of one name don't meet."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(filter(None, [re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:60], pk[-12:]]))


def page(person: Person) -> str:
    """The person's page."""
    parts = [f"# {_line(person.contact.name)}", _facts(person)]
    for heading, name, tell in SECTIONS:
        lines = [f"- {tell(row)}" for row in person.of(name)]
        if lines:
            parts.append(f"## {heading}\n\n" + "\n".join(lines))
    return "\n\n".join(part for part in parts if part) + "\n"


def _facts(person: Person) -> str:
    contact = person.contact
    where = ", ".join(filter(None, [contact.town, contact.country]))
    tags = ", ".join(tagging.tag.name for tagging in person.of("taggings"))
    facts = {
        "Also called": ", ".join(contact.also_called.splitlines()),
        "Email": contact.email,
        "Phone": contact.phone,
        "Profile": contact.profile_url,
        "Where": where,
        "Met": contact.how_we_met,
        "Tags": tags,
        "Do not contact": contact.do_not_contact_at and f"since {contact.do_not_contact_at:%Y-%m-%d}",
    }
    lines = [f"- {name}: {_line(value)}" for name, value in facts.items() if value]
    lines += [f"- {_line(_way(way))}" for way in contact.ways]
    return "\n".join(lines) + (f"\n\n{contact.about}" if contact.about else "")


def _way(way: dict[str, str]) -> str:
    """A further way to reach them: "Email (home): x@y.example"."""
    label = f" ({way['label']})" if way.get("label") else ""
    return f"{way.get('kind', '').capitalize()}{label}: {way.get('value', '')}"


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


Section = tuple[str, str, Callable[[Any], str]]
SECTIONS: list[Section] = [
    ("Roles", "roles", _role),
    ("How I know them", "ties", lambda tie: f"{tie.kind} {_line(tie.detail)}".strip()),
    ("Research", "research", lambda fact: f"{fact.found_on}: {_quote(fact.fact)} ({fact.source or 'no source'})"),
    ("Letters", "letters", _letter),
    ("Replies", "replies", lambda reply: f"{reply.at:%Y-%m-%d}: {_quote(reply.text)}"),
    ("Said", "notes", lambda note: f"{note.kind}: {_quote(note.text)}"),
    ("Promises", "promises", _promise),
    ("Contact", "touches", lambda t: f"{t.at:%Y-%m-%d}: {t.direction} {t.channel} {_quote(t.text)}".strip()),
]
