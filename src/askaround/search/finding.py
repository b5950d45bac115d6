"""Finding: names first, then what was written; each hit with the words around it, marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from askaround.accounts.models import User
from askaround.people.models import Contact
from askaround.plain.text import fold

from . import words
from .models import Document

TOKENS = 8
CANDIDATES = 60
AROUND = 60
LENGTH = 160
KINDS = {
    "people.contact": "Person", "people.organization": "Organization", "outreach.letter": "Letter",
    "notes.note": "Note", "notes.transcript": "Transcript", "people.researchnote": "Found out",
}  # fmt: skip
DOORS = {
    "people.organization": "organization", "outreach.letter": "letter", "notes.note": "note-edit"
}  # fmt: skip
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    title: SafeString
    snippet: SafeString
    url: str
    kind: str


def find(user: User, query: str, limit: int = 20) -> list[Hit]:
    """What the user's active notebook says about `query`: each word may be a beginning. People and places first."""
    tokens = tokens_of(query)
    notebook = user.active_notebook_id
    if not tokens or notebook is None:
        return []
    ids = words.by_name(notebook, tokens, CANDIDATES)
    if len(ids) < limit:
        ids += [pk for pk in words.anywhere(notebook, tokens, limit + len(ids)) if pk not in set(ids)]
    found = {document.pk: document for document in Document.objects.within(notebook).filter(pk__in=ids)}
    people = _people(found.values())
    named = [found[pk] for pk in ids if pk in found]
    shown = [each for each in named if each.contact_id is None or each.contact_id in people]
    shown.sort(key=lambda document: _rank(document, tokens))
    return [_hit(document, people, tokens) for document in shown[:limit]]


def tokens_of(query: str) -> list[str]:
    """The words of a query, folded; at most eight."""
    return _TOKEN.findall(fold(query[:200]))[:TOKENS]


def marked(text: str, tokens: list[str]) -> SafeString:
    """The text as HTML, words that begin with a token in <mark>. Everything is escaped first."""
    return mark_safe("".join(_pieces(text, tokens)))  # noqa: S308 - every piece is escaped in _pieces


def snippet(text: str, tokens: list[str]) -> SafeString:
    """The stretch of the text around the first word that begins with a token, marked."""
    first = next((match.start() for match in _TOKEN.finditer(text) if _is_hit(match.group(), tokens)), None)
    if first is None:
        first = 0
    begin = max(0, first - AROUND)
    if begin:
        begin = text.find(" ", begin, first) + 1 or begin
    stretch = text[begin : begin + LENGTH]
    before, after = "…" if begin else "", "…" if begin + LENGTH < len(text) else ""
    return mark_safe(before + marked(" ".join(stretch.split()), tokens) + after)  # noqa: S308 - marked escapes


def _people(documents: Any) -> dict[Any, str]:
    ids = {document.contact_id for document in documents if document.contact_id}
    # The trash is looked at here: named in the query, it makes SQLite walk everybody who is not in it.
    rows = Contact.objects.filter(pk__in=ids).values_list("pk", "name", "trashed_at")
    return {pk: name for pk, name, trashed_at in rows if trashed_at is None}


def _rank(document: Document, tokens: list[str]) -> tuple[int, int, str]:
    """A person or place by its name, the beginning of the name before its middle; then the rest as the index ranked."""
    name = fold(document.name)
    starts = [word.startswith(token) for token in tokens for word in name.split(" ")]
    if not any(starts) or document.subject not in {"people.contact", "people.organization"}:
        return (2, 0, "")
    return (0 if document.subject == "people.contact" else 1, 0 if name.startswith(tokens[0]) else 1, name)


def _hit(document: Document, people: dict[Any, str], tokens: list[str]) -> Hit:
    kind = KINDS[document.subject]
    about = people.get(document.contact_id, "")
    title = document.name or about or kind
    if document.subject in {"outreach.letter", "notes.transcript"} and about:
        title = f"{document.name or kind} ({about})"
    return Hit(marked(title, tokens), snippet(document.body, tokens), _url(document, tokens), kind)


def _url(document: Document, tokens: list[str]) -> str:
    """Where it stands; in a transcript, where it was said."""
    if document.subject == "notes.transcript":
        return reverse("transcript", args=[document.subject_id], query={"q": " ".join(tokens)})
    door = DOORS.get(document.subject, "contact")
    return reverse(
        door, args=[document.contact_id or document.subject_id if door == "contact" else document.subject_id]
    )


def _pieces(text: str, tokens: list[str]) -> Iterator[str]:
    end = 0
    for match in _TOKEN.finditer(text):
        if _is_hit(match.group(), tokens):
            yield escape(text[end : match.start()])
            yield f"<mark>{escape(match.group())}</mark>"
            end = match.end()
    yield escape(text[end:])


def _is_hit(word: str, tokens: list[str]) -> bool:
    folded = fold(word)
    return any(folded.startswith(token) for token in tokens)
