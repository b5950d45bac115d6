"""Shared ground of rows: the seeker's profile and evidence held against one contact, or against many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from askaround.accounts.models import Notebook
from askaround.purpose.models import Evidence, Profile

from .adding import add_research
from .models import Contact, ResearchNote, Role, Tie
from .shared_ground import Ground, Own, Stay, Theirs, own_ground, shared

KIND = "shared ground"
# Ties that say where somebody studied.
STUDIED = frozenset({"classmate", "alumni"})


def own_of(notebook: Notebook | UUID) -> Own:
    """The seeker's own ground, in two queries."""
    profile = Profile.objects.within(notebook).first()
    pieces = Evidence.objects.within(notebook).values_list("kind", "text", "detail", "began", "ended")
    return own_ground(pieces, profile.town if profile else "", profile.country if profile else "")


def shared_with(contacts: Sequence[Contact], own: Own) -> dict[UUID, list[Ground]]:
    """What the seeker has in common with each of the contacts: three queries, however many they are."""
    if own == Own():
        return {}
    roles = Role._base_manager.filter(contact__in=contacts).select_related("organization")
    notes = ResearchNote._base_manager.filter(contact__in=contacts).exclude(kind=KIND)
    known = theirs_of(contacts, roles, notes, Tie._base_manager.filter(contact__in=contacts))
    return {key: found for key, each in known.items() if (found := shared(own, each))}


def theirs_of(
    contacts: Iterable[Contact], roles: Iterable[Role], notes: Iterable[ResearchNote], ties: Iterable[Tie]
) -> dict[UUID, Theirs]:
    """What is known of each contact, from rows that were read already."""
    stays: defaultdict[UUID, list[Stay]] = defaultdict(list)
    said: defaultdict[UUID | None, list[tuple[str, str]]] = defaultdict(list)
    studied: defaultdict[UUID | None, list[tuple[str, str]]] = defaultdict(list)
    for role in roles:
        if role.organization:
            source = f"the role “{role}”"
            stays[role.contact_id].append(Stay(role.organization.name, role.began, role.ended, role.current, source))
        said[role.contact_id].append((role.title, f"the role “{role}”"))
    for note in notes:
        if note.contact_id and note.kind != KIND:
            where = studied if note.kind == "education" else said
            where[note.contact_id].append((note.fact, f"what you found on {_day(note.found_on)}"))
    for tie in ties:
        where = studied if tie.kind in STUDIED else said
        where[tie.contact_id].append((tie.detail, f"the tie “{tie.get_kind_display()}”"))
    return {
        it.pk: Theirs(
            it.first_name,
            tuple(stays[it.pk]),
            tuple(studied[it.pk]),
            (*said[it.pk], (it.about, "what you know of them")),
            it.town,
            it.country,
        )
        for it in contacts
    }


def keep(contact: Contact, ground: Ground, *, on: date, at: datetime) -> ResearchNote:
    """Keep what is shared as a research note, once: a letter may begin with it."""
    found: ResearchNote | None = contact.research_notes.filter(kind=KIND, fact=ground.fact).first()
    if found is None:
        source = f"{ground.yours}; {ground.theirs}"
        found = add_research(contact, fact=ground.fact, kind=KIND, source=source, found_on=on, at=at)
    return found


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
