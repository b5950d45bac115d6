"""Skills that notes name, held against what the seeker can show, and the plan for the rest."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count

from askaround.history import recording
from askaround.history.models import Batch
from askaround.interviews.models import InterviewPerson
from askaround.notes import marking
from askaround.notes.models import Note
from askaround.plain.refusal import RefusalError
from askaround.plain.text import clean, cut
from askaround.purpose.models import Campaign, Evidence, Seeks

from .models import Gap, Skill, SkillNote

NOT_SHOWN = "not visible in your résumé"
# What a suggestion is never: names of days and months, and words that English writes large or that open a sentence.
_NO_SKILL = frozenset(
    re.findall(
        r"\S+",
        """
        I I'm I’m I'd I’d I'll I’ll I've I’ve OK Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
        February March April May June July August September October November December English German French Spanish
        CEO CTO CFO HR US UK EU
        """,
    )
)
_TOKEN = re.compile(r"[^\W_](?:[\w+#]|[.&/-](?=\w))*[+#]*")


@dataclass(frozen=True)
class Named:
    """A skill as the page shows it: by how many it was named, what shows it, the plan."""

    skill: Skill
    people: int
    of: int
    shown_by: str
    gap: Gap | None

    @property
    def state(self) -> str:
        """Shown, planned or "not visible in your résumé"; never that the seeker lacks it."""
        if self.shown_by:
            return "shown"
        if self.gap and self.gap.closed_at:
            return "closed"
        return "planned" if self.gap and self.gap.plan else NOT_SHOWN

    @property
    def open(self) -> bool:
        """It is neither shown nor closed."""
        return not self.shown_by and not (self.gap and self.gap.closed_at)


class SkillError(RefusalError):
    """It cannot be done; `sentence` says why and what to do."""


def name_skill(note: Note, name: str, *, at: datetime, batch: Batch | None = None) -> Skill:
    """This note names that skill. The skill is made when it is new, whatever its case."""
    name = cut(clean(name), 120)
    if not name:
        raise SkillError("Name the skill.")
    with transaction.atomic():
        skill: Skill | None = Skill.objects.within(note.notebook_id).filter(name__iexact=name).first()
        if skill is None:
            skill = Skill(notebook_id=note.notebook_id, name=name, created_at=at)
            recording.create(skill, at=at, batch=batch)
        if not SkillNote.objects.within(note.notebook_id).filter(skill=skill, note=note).exists():
            row = SkillNote(notebook_id=note.notebook_id, skill=skill, note=note, created_at=at)
            recording.create(row, at=at, verb="named", batch=batch)
    return skill


def name_everywhere(campaign: Campaign, name: str, *, at: datetime) -> tuple[Skill, Batch]:
    """Every note of the campaign that holds the word names the skill; the batch takes it back."""
    word = re.compile(rf"(?<![\w]){re.escape(clean(name))}(?![\w])", re.IGNORECASE)
    notes = [note for note in _notes(campaign).filter(text__icontains=clean(name)) if word.search(note.text)]
    if not clean(name) or not notes:
        raise SkillError(f"No note mentions “{clean(name)}”. A skill counts once somebody named it.")
    with transaction.atomic():
        batch = Batch(notebook_id=campaign.notebook_id, verb="named", label=clean(name)[:300], created_at=at)
        batch.save(force_insert=True)
        for note in notes:
            skill = name_skill(note, name, at=at, batch=batch)
    return skill, batch


def remove_skill(skill: Skill, *, at: datetime) -> Batch:
    """Take the skill away, with its plan and the notes that name it; the batch brings them back."""
    with transaction.atomic():
        batch = Batch(notebook_id=skill.notebook_id, verb="removed", label=skill.name, created_at=at)
        batch.save(force_insert=True)
        for row in [*skill.gaps.all(), *skill.skill_notes.all(), skill]:
            recording.remove(row, at=at, batch=batch)
    return batch


def plan(
    campaign: Campaign, skill: Skill, *, at: datetime, plan: str = "", until: date | None = None, proof: str = "",
    closed: bool = False,
) -> Gap:  # fmt: skip
    """How the seeker means to close the gap, until when, and what will prove it."""
    gap = gap_of(campaign, skill)
    facts: dict[str, Any] = {"plan": plan, "until": until, "proof": proof}
    if gap is None:
        gap = Gap(notebook_id=campaign.notebook_id, campaign=campaign, skill=skill, created_at=at, **facts)
        gap.closed_at = at if closed else None
        recording.create(gap, at=at, verb="planned")
    else:
        recording.change(gap, at=at, verb="planned", closed_at=(gap.closed_at or at) if closed else None, **facts)
    return gap


def gap_of(campaign: Campaign, skill: Skill) -> Gap | None:
    """The plan for this skill, if there is one."""
    found: Gap | None = Gap.objects.within(campaign.notebook_id).filter(campaign=campaign, skill=skill).first()
    return found


def talked_to(campaign: Campaign) -> int:
    """How many people were talked to."""
    people = InterviewPerson.objects.within(campaign.notebook_id).filter(
        interview__campaign=campaign, interview__ended_at__isnull=False
    )
    return int(people.aggregate(n=Count("contact", distinct=True))["n"])


def named(campaign: Campaign, *, of: int, most: int = 100) -> list[Named]:
    """The skills that notes of the campaign name, most people first: three queries. `of` so many were talked to."""
    skills = (
        Skill.objects.within(campaign.notebook_id)
        .filter(
            skill_notes__note__interview__campaign=campaign,
            skill_notes__note__trashed_at=None,
            skill_notes__note__archived_at=None,
        )
        .annotate(people=Count("skill_notes__note__contact", distinct=True))
        .order_by("-people", "name")[:most]
    )
    found = list(skills)
    if not found:
        return []
    shown = _shown(campaign)
    gaps = (
        {gap.skill_id: gap for gap in Gap.objects.within(campaign.notebook_id).filter(campaign=campaign)}
        if found
        else {}
    )
    return [Named(s, s.people, of, shown.get(s.name.casefold(), ""), gaps.get(s.pk)) for s in found]


def suggestions(campaign: Campaign, *, names: Iterable[str] = (), most: int = 12) -> list[tuple[str, int]]:
    """Words that may be skills, with the number of people who said them: marked ones first, then tokens written large.

    `names` are those of people and organizations, which are never skills.
    """
    known = {n.casefold() for n in Skill.objects.within(campaign.notebook_id).values_list("name", flat=True)}
    never = {word.casefold() for name in names for word in name.split()} | {word.casefold() for word in _NO_SKILL}
    said: dict[str, set[object]] = {}
    marked: set[str] = set()
    latest = _notes(campaign).exclude(kind=Seeks.REFERRAL).order_by("-created_at")[:500]
    for text, marks, contact in latest.values_list("text", "marks", "contact_id"):
        by_hand = [clean(words) for words in marking.words(marks, text, "skill")]
        marked.update(by_hand)
        for word in [*by_hand, *(token for token in written_large(text) if token.casefold() not in never)]:
            if word.casefold() not in known:
                said.setdefault(word, set()).add(contact)
    ranked = sorted(said, key=lambda word: (word not in marked, -len(said[word]), word.lower()))
    return [(word, len(said[word])) for word in ranked[:most]]


def written_large(text: str) -> list[str]:
    """Tokens that English would not write with a capital: acronyms, mixed case, and capitals inside a sentence."""
    found = []
    for sentence in re.split(r"(?<=[.!?:;])\s+|\n", text):
        for number, match in enumerate(_TOKEN.finditer(sentence)):
            token = match.group()
            large = sum(letter.isupper() for letter in token)
            inside = number > 0 and token[0].isupper()
            if token.endswith(("day", "days")):
                continue
            if len(token) > 1 and token[0].isalpha() and (large > 1 or inside or re.search(r"[a-z][A-Z]|[+#]", token)):
                found.append(token)
    return list(Counter(found))


def _notes(campaign: Campaign) -> Any:
    return Note.objects.within(campaign.notebook_id).current().filter(interview__campaign=campaign)


def _shown(campaign: Campaign) -> dict[str, str]:
    rows = Evidence.objects.within(campaign.notebook_id).filter(kind__in=["skill", "certificate"])
    return {text.casefold(): detail or text for text, detail in rows.values_list("text", "detail")}
