"""The brief as a sheet of paper: the same facts as its page, set by typst."""

from pathlib import Path
from typing import Any

from askaround.formats.typesetting import Sheet, typeset
from askaround.people.models import Contact
from askaround.people.shared_ground import Own
from askaround.people.sharing import shared_with
from askaround.purpose.models import Profile

from .briefing import BriefPage, Part, Person

TEMPLATE = Path(__file__).parent / "print" / "brief.typ"
RESEARCH, SHARED = 4, 3


def sheet(page: BriefPage, profile: Profile | None, own: Own, *, paper: str) -> Sheet:
    """The brief on paper. Raises FormatError where PDFs are not installed."""
    return typeset(TEMPLATE, facts(page, profile, own), paper=paper)


def facts(page: BriefPage, profile: Profile | None, own: Own) -> dict[str, Any]:
    """Everything that the sheet says, as plain values."""
    interview = page.interview
    contacts = [person.contact for person in page.people]
    ground = shared_with(contacts, own)
    return {
        "names": interview.names,
        "me": profile.name if profile else "",
        "when": f"{page.clocks.rstrip('.')}. {interview.minutes} minutes.",
        "room": page.room,
        "goals": _lines(page.brief.goals),
        "parts": [_part(part) for part in page.parts],
        "people": [
            _person(person, [each.fact for each in ground.get(person.contact.pk, [])]) for person in page.people
        ],
        "promises": [_promise(promise) for promise in page.promises],
        "checklist": [{"text": line.text, "done": bool(line.done), "note": line.note} for line in page.checklist],
        "look-up": list(page.look_up),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "clock": f"{part.starts_at:%H:%M}",
        "minutes": part.phase.minutes,
        "name": part.phase.name,
        "saying": part.saying,
        "said": part.said,
        "questions": [{"text": question.text, "probe": question.probe} for question in part.questions],
    }


def _person(person: Person, shared: list[str]) -> dict[str, Any]:
    contact = person.contact
    return {
        "name": contact.name,
        "roles": [str(role) for role in person.roles if role.current],
        "tie": _tie(contact, person.introduced_by),
        "shared": shared[:SHARED],
        "research": [{"fact": note.fact, "source": note.source[:60]} for note in person.research[:RESEARCH]],
        "phone": contact.phone,
    }


def _tie(contact: Contact, introduced_by: str) -> str:
    said = [
        f"{tie.get_kind_display().capitalize()}{f', {tie.detail}' if tie.detail else ''}." for tie in contact.ties.all()
    ]
    said += [f"Introduced by {introduced_by}."] if introduced_by else []
    return " ".join(said)


def _promise(promise: Any) -> str:
    until = f", until {promise.until.day} {promise.until:%B}" if promise.until else ""
    return f"{'You' if promise.whose == 'mine' else 'They'}: {promise.what}{until}"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
