"""Which questions earlier talks have answered: settled, contested, or known from one voice. For the planner.

A finding is what at least two or three people say independently, one is one voice, and contradictions are shown
with both sides: the rule of outliers in the practice. How many settle a question is ours: three.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from askaround.interviews.models import ChosenQuestion, Interview
from askaround.interviews.planning import Heard
from askaround.notes.models import Note
from askaround.purpose.models import Campaign, Question

from .models import ThemeNote

ENOUGH = 3  # people


@dataclass
class Sides:
    """A theme, and who says so and who says not. Somebody of two minds stands on both sides."""

    name: str = ""
    saying: set[UUID] = field(default_factory=set)
    against: set[UUID] = field(default_factory=set)

    @property
    def people(self) -> set[UUID]:
        """Everybody who spoke about it."""
        return self.saying | self.against


@dataclass
class Answers:
    """Who answered a question, and in which themes their answers stand."""

    people: set[UUID] = field(default_factory=set)
    themes: dict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))


def answered(interview: Interview) -> Heard:
    """What the other talks of its campaign answered, by question. Two queries, however many notes there are."""
    where = interview.notebook_id, interview.campaign_id
    return weighed(_answers(*where, but=interview), _sides(*where, but=interview))


def answered_in(campaign: Campaign) -> Heard:
    """What all talks of a campaign answered, by question."""
    where = campaign.notebook_id, campaign.pk
    return weighed(_answers(*where), _sides(*where))


def keys_of(campaign: Campaign, texts: Iterable[str]) -> dict[str, str]:
    """The key of each question that was chosen in these words: of the bank, else of the seeker's own."""
    rows = ChosenQuestion.objects.within(campaign.notebook_id).filter(
        interview__campaign=campaign, text__in=list(texts)
    )
    found = rows.order_by().values_list("text", "bank_key", "question_id").distinct()
    return {text: bank_key or str(own or "") for text, bank_key, own in found}


def unasked(campaign: Campaign, most: int = 20) -> list[Question]:
    """The seeker's own questions that nobody in this campaign was asked yet, oldest first."""
    asked = ChosenQuestion.objects.filter(
        Q(asked_at__isnull=False) | Q(notes__isnull=False), question=OuterRef("pk"), interview__campaign=campaign
    )
    return list(Question.objects.within(campaign.notebook_id).filter(~Exists(asked)).order_by("created_at")[:most])


def weighed(answers: dict[str, Answers], sides: dict[UUID, Sides]) -> Heard:
    """Each question in one of three lists, or in none, with the theme that most people speak of.

    Contested: a theme of its answers has people on both sides. Settled: at least three people of the campaign say
    the same, and at least half of those who answered this question. Alone: one person answered it.
    """
    settled: dict[str, str] = {}
    contested: dict[str, str] = {}
    alone: dict[str, str] = {}
    for key, found in answers.items():
        themes = sorted(found.themes, key=lambda theme: (-len(sides[theme].people), sides[theme].name, theme))
        split = [theme for theme in themes if sides[theme].saying and sides[theme].against]
        shared = [theme for theme in themes if _settles(found, theme, sides[theme])]
        if split:
            contested[key] = sides[split[0]].name
        elif shared:
            settled[key] = sides[shared[0]].name
        elif len(found.people) == 1:
            alone[key] = sides[themes[0]].name if themes else ""
    return Heard(settled, contested, alone)


def _settles(answers: Answers, theme: UUID, sides: Sides) -> bool:
    return len(sides.people) >= ENOUGH and 2 * len(answers.themes[theme]) >= len(answers.people)


def _answers(notebook: UUID, campaign: UUID, but: Interview | None = None) -> dict[str, Answers]:
    notes = (
        Note.objects.within(notebook)
        .current()
        .filter(interview__campaign=campaign, question__isnull=False)
        .exclude(interview=but.pk if but else None)
        .order_by()
        .values_list("question__bank_key", "question__question_id", "contact_id", "theme_notes__theme_id")
    )
    found: dict[str, Answers] = defaultdict(Answers)
    for bank_key, own, person, theme in notes:
        if key := bank_key or (str(own) if own else ""):
            found[key].people.add(person)
            if theme:
                found[key].themes[theme].add(person)
    return found


def _sides(notebook: UUID, campaign: UUID, but: Interview | None = None) -> dict[UUID, Sides]:
    rows = (
        ThemeNote.objects.within(notebook)
        .filter(theme__campaign=campaign, note__trashed_at=None, note__archived_at=None)
        .exclude(note__interview=but.pk if but else None)
        .order_by()
        .values_list("theme_id", "theme__name", "note__contact_id", "against")
        .distinct()
    )
    found: dict[UUID, Sides] = defaultdict(Sides)
    for theme, name, person, against in rows:
        found[theme].name = name
        (found[theme].against if against else found[theme].saying).add(person)
    return found
