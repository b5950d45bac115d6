"""An introduction as a chain of stages: what happened when, what comes next, and what the page says of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from .adding import add_contact
from .introducing import offer
from .models import STAGES, Contact, Introduction

SAID = {
    "offered": "Offered",
    "asked": "Asked for it",
    "made": "Introduced",
    "met": "Met",
    "thanked": "Thanked",
    "reported": "Told how it went",
}
VERBS = {
    "asked": "I asked for it",
    "made": "We are introduced",
    "met": "We met",
    "thanked": "I thanked {by}",
    "reported": "I told {by} how it went",
}


@dataclass(frozen=True)
class Link:
    """One stage: its name, what it is called, when it happened, and what its button says."""

    name: str
    said: str
    at: datetime | None
    verb: str


def links(introduction: Introduction) -> list[Link]:
    """Every stage in its order."""
    by = introduction.by.first_name
    return [Link(name, SAID[name], at, VERBS.get(name, "").format(by=by)) for name, at in introduction.stages]


def following(introduction: Introduction) -> Link | None:
    """The stage after the last that is reached; none once it is closed or told."""
    chain = links(introduction)
    reached = max((place for place, link in enumerate(chain) if link.at), default=0)
    return None if introduction.closed_at or reached == len(STAGES) else chain[reached + 1]


def heading(introduction: Introduction) -> str:
    """What the page says first."""
    by, to = introduction.by.first_name, introduction.to.name
    if introduction.closed_at and not introduction.met_at:
        return f"Nothing came of the introduction to {to}."
    if introduction.reported_at:
        return f"{by} knows how it went with {to}."
    if introduction.met_at:
        return f"You met {to}. " + (f"Tell {by} how it went." if introduction.thanked_at else f"Thank {by}.")
    if introduction.made_at:
        return f"{by} introduced you to {to}."
    if introduction.asked_at:
        return f"You asked {by} to introduce you to {to}."
    return f"{by} offered to introduce you to {to}."


def offered(
    by: Contact, *, name: str, at: datetime, title: str, organization: str, email: str, may_use_name: str, why: str
) -> Introduction:
    """`by` offered somebody of that name, who is found among the people or added to them."""
    with transaction.atomic():
        same = list(Contact.objects.within(by.notebook_id).out_of_trash().filter(name__iexact=name.strip())[:2])
        to = (
            same[0]
            if len(same) == 1
            else add_contact(by.notebook, name=name, at=at, title=title, organization=organization, email=email)
        )
        return offer(by, to, at=at, may_use_name=may_use_name, why=why)
