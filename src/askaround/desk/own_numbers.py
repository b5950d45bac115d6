"""The seeker's own numbers: asked, answered, met, referred on; by channel, tie and letter; and what to expect.

Only what happened in this campaign is counted, never anybody else's rate. A share of few is shown with how sure it is.
"""

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from askaround.accounts.models import User
from askaround.interviews.models import Interview, InterviewPerson
from askaround.notes.models import Note
from askaround.outreach.models import Ask, Channel, Letter
from askaround.outreach.odds import ENOUGH
from askaround.people.models import Tie, TieKind
from askaround.plain.proportions import MANY, Expected, to_ask, wilson
from askaround.purpose.models import Campaign

# How wide a bar is drawn, in units of its picture.
WIDTH = 100
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Asked:
    """One ask that went out, as it is counted."""

    answered: bool
    met: bool
    referred: bool
    channel: str = ""
    ties: frozenset[str] = frozenset()
    way: str = "directly"
    followed_up: bool = False
    # Until the first answer.
    days: float | None = None


@dataclass(frozen=True)
class Share:
    """So many of so many, with how sure that is while there are few."""

    count: int
    of: int

    @property
    def text(self) -> str:
        """ "5 of 12"."""
        return f"{self.count} of {self.of}"

    @property
    def percent(self) -> int:
        """The share, 0 to 100."""
        return round(100 * self.count / self.of) if self.of else 0

    @property
    def sure(self) -> str:
        """ "likely 19 to 68 %", while fewer than thirty were asked."""
        if self.of >= MANY or not self.of:
            return ""
        low, high = wilson(self.count, self.of)
        return f"likely {round(100 * low)} to {round(100 * high)} %"

    @property
    def bar(self) -> dict[str, float]:
        """Where the point and its interval stand in a picture 100 wide."""
        low, high = wilson(self.count, self.of)
        at = WIDTH * self.count / self.of if self.of else 0
        return {"at": round(at, 1), "low": round(WIDTH * low, 1), "span": round(WIDTH * (high - low), 1)}


@dataclass(frozen=True)
class Line:
    """One kind of ask: how many, answered, met, and whom they named."""

    label: str
    asked: int
    answered: Share
    met: Share
    referred: Share


@dataclass(frozen=True)
class OwnNumbers:
    """What the page shows."""

    all: Line
    goal: int
    held: int
    expected: Expected | None
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    # The median of the days until an answer, once five have come.
    days: float | None = None

    @property
    def heading(self) -> str:
        """What the numbers say first."""
        if not self.all.asked:
            return "Nobody has been asked yet, so there is nothing to count."
        asked = f"{self.all.answered.count} of {_people(self.all.asked)} you asked answered"
        return f"{asked}, {self.all.met.count} met you."

    @property
    def outlook(self) -> str:
        """What the goal asks for yet, at this rate, and how sure that is."""
        more = self.goal - self.held
        if more <= 0:
            return f"Your goal of {self.goal} talks is reached."
        if self.expected is None or not self.all.asked:
            return ""
        talks = f"{_number(more)} more {'talk' if more == 1 else 'talks'}"
        if self.expected.about is None:
            return (
                f"Nobody you asked has met you yet. For {talks} expect to ask at least {self.expected.low} more people."
            )
        about = _people(self.expected.about, more=True)
        few = f"With your {self.all.met.text} so far, expect to ask about {about} for {talks}."
        return f"{few} {self._how_sure()}"

    def _how_sure(self) -> str:
        assert self.expected is not None
        if self.expected.high is None:
            return f"That rests on {_people(self.all.asked)} and may well take many more."
        ends = f"between {self.expected.low} and {self.expected.high}"
        if self.expected.low == self.expected.high:
            return ""
        if self.all.asked < MANY:
            return f"That rests on {_people(self.all.asked)}: four times in five it takes {ends}."
        return f"Four times in five it takes {ends}."

    @property
    def speed(self) -> str:
        """How long those who answered took, once a few have."""
        if self.days is None:
            return ""
        days = max(1, math.ceil(self.days))
        within = "a day" if days == 1 else f"{_number(days)} days"
        return f"Half of those who answered did so within {within}."


def own_numbers(user: User, campaign: Campaign) -> OwnNumbers:
    """The numbers of the active campaign, in five queries however many were asked."""
    asked = _asked(user)
    held = Interview.objects.in_active(user).filter(ended_at__isnull=False).count()
    return counted(asked, goal=campaign.goal, held=held)


def counted(asked: Iterable[Asked], *, goal: int, held: int) -> OwnNumbers:
    """The asks counted as a whole and by kind; kinds with nobody asked are left out. Plain."""
    asked = list(asked)
    by_channel: dict[str, list[Asked]] = defaultdict(list)
    by_tie: dict[str, list[Asked]] = defaultdict(list)
    by_way: dict[str, list[Asked]] = defaultdict(list)
    by_letters: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_channel[dict(Channel.choices).get(one.channel, one.channel) or "otherwise"].append(one)
        by_way[one.way].append(one)
        by_letters["with a follow-up" if one.followed_up else "without a follow-up"].append(one)
        for tie in one.ties or {"no tie noted"}:
            by_tie[dict(TieKind.choices).get(tie, tie)].append(one)
    whole = _line("All", asked)
    more = goal - held
    expected = to_ask(more, count=whole.met.count, of=whole.asked) if more > 0 and asked else None
    named = (("By channel", by_channel), ("By tie", by_tie), ("By way", by_way), ("By letters", by_letters))
    groups = tuple((title, _lines(kinds)) for title, kinds in named if kinds)
    took = [one.days for one in asked if one.days is not None]
    days = statistics.median(took) if len(took) >= ENOUGH else None
    return OwnNumbers(whole, goal, held, expected, groups, days)


def _lines(kinds: dict[str, list[Asked]]) -> tuple[Line, ...]:
    return tuple(_line(label, kinds[label]) for label in sorted(kinds, key=lambda label: (-len(kinds[label]), label)))


def _line(label: str, asked: list[Asked]) -> Line:
    of = len(asked)
    answered, met, referred = (sum(getattr(one, fact) for one in asked) for fact in ("answered", "met", "referred"))
    # Whoever met the seeker can name somebody; the others had no chance to.
    return Line(label, of, Share(answered, of), Share(met, of), Share(referred, met))


def _asked(user: User) -> list[Asked]:
    """Every ask of the campaign that went out, but for people in the trash."""
    rows = Ask.objects.in_active(user).filter(sent_at__isnull=False, contact__trashed_at=None)
    found = list(
        rows.order_by("sent_at").values(
            "id",
            "contact_id",
            "sent_at",
            "answered_at",
            "accepted_at",
            "declined_at",
            "introduction_id",
            "instead_of_id",
        )
    )
    people = {row["contact_id"] for row in found}
    letters, ties = _letters(user), _ties(people)
    met = set(_held(user).values_list("contact_id", flat=True))
    named = set(_referring(user).values_list("contact_id", flat=True))
    return [_as_counted(row, letters[row["id"]], ties[row["contact_id"]], met, named) for row in found]


def _as_counted(
    row: dict[str, Any], letters: list[tuple[str, str]], ties: set[str], met: set[UUID], named: set[UUID]
) -> Asked:
    contact, kinds = row["contact_id"], Counter(kind for kind, _ in letters)
    way = "through an introduction" if row["introduction_id"] else "as an alternate" if row["instead_of_id"] else ""
    return Asked(
        answered=bool(row["answered_at"] or row["accepted_at"] or row["declined_at"]),
        met=contact in met,
        referred=contact in met and contact in named,
        channel=next((channel for kind, channel in letters if kind == "ask"), ""),
        ties=frozenset(ties),
        way=way or "directly",
        followed_up=bool(kinds["follow-up"]),
        days=(row["answered_at"] - row["sent_at"]).total_seconds() / 86400 if row["answered_at"] else None,
    )


def _letters(user: User) -> dict[UUID, list[tuple[str, str]]]:
    """Kind and channel of what went out for each ask, in order."""
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    rows = Letter.objects.of(user).filter(ask__campaign__active=True, sent_at__isnull=False).order_by("sent_at")
    for ask, kind, channel in rows.values_list("ask_id", "kind", "channel"):
        found[ask].append((kind, channel))
    return found


def _ties(people: set[UUID]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for contact, kind in Tie.objects.filter(contact__in=people).values_list("contact_id", "kind"):
        found[contact].add(kind)
    return found


def _held(user: User) -> Any:
    return InterviewPerson.objects.of(user).filter(interview__campaign__active=True, interview__ended_at__isnull=False)


def _referring(user: User) -> Any:
    return Note.objects.of(user).filter(kind="referral", interview__campaign__active=True)


def _people(number: int, *, more: bool = False) -> str:
    noun = "person" if number == 1 else "people"
    return f"{number} more {noun}" if more else f"{number} {noun}"


def _number(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else str(number)
