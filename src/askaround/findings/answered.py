"""Which questions earlier talks have answered: settled, contested, or known from one voice. For the planner.

A finding is what at least two or three people say independently, one is one voice, and contradictions are shown
with both sides: the rule of outliers in the practice. How many settle a question is ours: three.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from askaround.interviews.models import Interview
from askaround.interviews.planning import Heard
from askaround.notes.models import Note

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
    return weighed(_answers(interview), _sides(interview))


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


def _answers(interview: Interview) -> dict[str, Answers]:
    notes = (
        Note.objects.within(interview.notebook_id)
        .current()
        .filter(interview__campaign=interview.campaign_id, question__isnull=False)
        .exclude(interview=interview)
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


def _sides(interview: Interview) -> dict[UUID, Sides]:
    rows = (
        ThemeNote.objects.within(interview.notebook_id)
        .filter(theme__campaign=interview.campaign_id, note__trashed_at=None, note__archived_at=None)
        .exclude(note__interview=interview)
        .order_by()
        .values_list("theme_id", "theme__name", "note__contact_id", "against")
        .distinct()
    )
    found: dict[UUID, Sides] = defaultdict(Sides)
    for theme, name, person, against in rows:
        found[theme].name = name
        (found[theme].against if against else found[theme].saying).add(person)
    return found
