"""The brief as one page: the talk in its order, who they are, what is owed, what to have done before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch

from askaround.people.levels import guess_function, guess_level
from askaround.people.models import Contact, Promise, ResearchNote, Role
from askaround.purpose.bank import questions
from askaround.purpose.pitching import with_why
from askaround.purpose.profile import Spoken, spoken

from . import checklist, zones
from .agenda import Phase, phases
from .models import Brief, ChosenQuestion, Interview

_SAYINGS = {
    "greetings": "Thank them for the time. Say until when you have it.",
    "why": "Say why you asked this person and no other.",
    "who": "Who you are, in half a minute.",
    "questions": "Listen. Let a pause stand. Ask once more before you go on.",
    "else": "Ask for one or two names, and whether you may use theirs.",
    "thanks": "Say what you take along, and that you will let them know. End on time.",
}
_ENDING = {"referral": "else", "closing": "thanks"}


@dataclass(frozen=True)
class Part:
    """A phase of the talk with all that belongs into it. `x` and `width` draw it, in tenths of a minute."""

    phase: Phase
    starts_at: datetime
    saying: str
    said: str
    questions: tuple[ChosenQuestion, ...]
    x: int
    width: int


@dataclass(frozen=True)
class Person:
    """Somebody in the talk, with what is known."""

    contact: Contact
    roles: tuple[Role, ...]
    research: tuple[ResearchNote, ...]
    introduced_by: str


@dataclass(frozen=True)
class BriefPage:
    """Everything that the brief shows."""

    interview: Interview
    brief: Brief
    parts: tuple[Part, ...]
    people: tuple[Person, ...]
    promises: tuple[Promise, ...]
    checklist: tuple[checklist.Line, ...]
    look_up: tuple[str, ...]
    clocks: str
    pitch: Spoken
    length: int

    @classmethod
    def of(cls, interview: Interview) -> "BriefPage":
        """Gather the facts; a handful of queries, whatever the number of rows."""
        brief = Brief.objects.within(interview.notebook_id).filter(interview=interview).first() or Brief()
        contacts = list(_contacts(interview))
        return cls(
            interview=interview,
            brief=brief,
            parts=_parts(interview, brief, list(interview.questions.all())),
            people=tuple(_person(contact) for contact in contacts),
            promises=tuple(promise for contact in contacts for promise in contact.promises.all()),
            checklist=tuple(checklist.lines(interview.format, brief.checked, _noted(brief))),
            look_up=_look_up(contacts),
            clocks=zones.both_clocks(interview.starts_at, interview.my_zone, interview.their_zone, _whose(contacts)),
            pitch=spoken(with_why(brief.pitch, brief.why_this_person)),
            length=interview.minutes * 10,
        )

    @property
    def has_questions(self) -> bool:
        """Something is chosen already."""
        return any(part.questions for part in self.parts)

    @property
    def room(self) -> str:
        """Where, or how, in a few words."""
        where = self.interview.place or self.interview.link
        name = str(self.interview.format).capitalize()
        return f"{name}, {where}" if where else name


def _noted(brief: Brief) -> dict[str, str]:
    return {key: text for key in checklist.NOTED if (text := getattr(brief, key).strip())}


def standing_of(contact: Contact) -> tuple[str, str]:
    """The level and function of a contact: as noted with their role, else as their title says."""
    role = next((role for role in contact.roles.all() if role.current), None)
    if role is None:
        return "", ""
    return role.level or guess_level(role.title), role.function or guess_function(role.title)


def _contacts(interview: Interview) -> Iterable[Contact]:
    promises = Promise.objects.within(interview.notebook_id).filter(kept_at=None, let_go_at=None)
    found = (
        Contact.objects.within(interview.notebook_id)
        .filter(interview_people__interview=interview)
        .order_by("interview_people__created_at")
        .prefetch_related(
            "roles__organization__research_notes", "ties", "research_notes", "introductions_led_to__by",
            Prefetch("promises", queryset=promises),
        )
    )  # fmt: skip
    rows: Iterable[Contact] = found
    return rows


def _person(contact: Contact) -> Person:
    roles = tuple(contact.roles.all())
    at_work = [
        note for role in roles if role.current and role.organization for note in role.organization.research_notes.all()
    ]
    by = [introduction.by.name for introduction in contact.introductions_led_to.all()]
    return Person(contact, roles, (*contact.research_notes.all(), *at_work), " and ".join(by))


def _parts(interview: Interview, brief: Brief, chosen: list[ChosenQuestion]) -> tuple[Part, ...]:
    # Without a reason the place for it stays, to be seen.
    said = {"why": brief.why_this_person, "who": with_why(brief.pitch, brief.why_this_person)}
    found = phases(interview.minutes)
    shown = {phase.key for phase in found}
    placed: dict[str, list[ChosenQuestion]] = {}
    for question in chosen:
        key = _ENDING.get(question.category, "questions")
        placed.setdefault(key if key in shown else "questions", []).append(question)
    return tuple(
        Part(
            phase=phase,
            starts_at=interview.my_wall + timedelta(minutes=phase.starts),
            saying=_SAYINGS[phase.key],
            said=said.get(phase.key, ""),
            questions=tuple(placed.get(phase.key, ())),
            x=phase.starts * 10,
            width=phase.minutes * 10 - 3,
        )
        for phase in found
    )


def _look_up(contacts: list[Contact]) -> tuple[str, ...]:
    """Three questions that a web search answers, for the people of this talk."""
    functions = {"any", *(standing_of(contact)[1] for contact in contacts)}
    found = [question.text for question in questions() if question.web_answers and question.function in functions]
    return tuple(found[:3])


def _whose(contacts: list[Contact]) -> str:
    return contacts[0].first_name if len(contacts) == 1 else "the others"
