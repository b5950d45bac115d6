"""Adding people fast: a pasted text that fills the form, and rounds of names by kind of tie."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from askaround.accounts.models import Notebook
from askaround.formats.pasted import Pasted, read_pasted

from .adding import add_contact
from .joggers import JOGGERS
from .matching import Index, Somebody
from .models import Contact, Tie
from .naming import profile_link, sort_key, split_name

# A round offers this many who may be the same; more are no help.
LIKE = 3


@dataclass(frozen=True)
class Round:
    """One kind of tie: what it is called, whom one forgets, how many are noted, and where the next round is."""

    kind: str
    name: str
    question: str
    number: int
    next_kind: str


def form_of(pasted: Pasted) -> dict[str, str]:
    """The fields of the form for somebody new that a pasted text fills."""
    links = [link for each in pasted.links if (link := profile_link(each))]
    profile = next((link for link in links if "linkedin.com/in/" in link), links[0] if links else "")
    return {
        "name": pasted.name, "title": pasted.title, "organization": pasted.organization, "town": pasted.town,
        "email": pasted.emails[0] if pasted.emails else "", "phone": pasted.phones[0] if pasted.phones else "",
        "profile_url": profile,
    }  # fmt: skip


def rounds(notebook: Notebook) -> list[Round]:
    """Every round with how many people it has brought so far."""
    ties = Tie.objects.within(notebook).filter(contact__trashed_at__isnull=True)
    counted = dict(ties.order_by().values_list("kind").annotate(number=Count("pk")))
    kinds = [kind for kind, _, _ in JOGGERS]
    following = dict(zip(kinds, [*kinds[1:], ""], strict=True))
    return [Round(kind, name, asked, counted.get(kind, 0), following[kind]) for kind, name, asked in JOGGERS]


def line_of(text: str) -> dict[str, str]:
    """ "Name, Title, Organization" as the fields of somebody new; a line that reads like none is the name."""
    read = form_of(read_pasted(text))
    name, *rest = (part.strip() for part in text.split(","))
    if not read["name"]:
        read |= {"name": name, "title": rest[0] if rest else "", "organization": ", ".join(rest[1:])}
    return read


def like(notebook: Notebook, name: str) -> list[Contact]:
    """Who is here already and may be meant by this name, the likeliest first."""
    people = Contact.objects.within(notebook).filter(trashed_at__isnull=True)
    index = Index()
    asked = Somebody(key="asked", name=name)
    rows = people.filter(sort_key__startswith=_family(name)) if _family(name) else people.none()
    near = {contact.pk: contact for contact in rows[:200]}
    for contact in near.values():
        index.add(Somebody(key=contact.pk, name=contact.name, given=contact.given, family=contact.family))
    return [near[found.key] for found, _ in index.find(asked)[:LIKE]]


def add_of_round(notebook: Notebook, kind: str, text: str, *, at: datetime) -> Contact:
    """One more of this kind, from the line that was typed."""
    fields: dict[str, Any] = line_of(text)
    return add_contact(notebook, at=at, tie=kind, source="round", **fields)


def _family(name: str) -> str:
    given, family = split_name(name)
    return sort_key("", family, name).strip() if family else sort_key(given, "", name)
