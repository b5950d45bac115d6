"""Whom to approach first, and why: plain rules over plain values, each told in words and none hidden in a number.

Four signs make somebody the right one to ask: they do the work, they stand one or two levels above the job that is
looked into (or would be the boss in it), they share ground with the seeker, they were promoted where they are. Who
shows more of them comes first; among equals a weak tie before a strong one, since the weak hear of other things,
and either before a stranger. Recruiters come last: they know the hiring and not the work. See decision 0047.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from askaround.people.levels import ORDER

from .steps.step import and_list

WAYS = {
    "email": "can be written to by email",
    "profile": "can be written to by the profile",
    "phone": "can be called",
}
TIES = {"weak": 0, "strong": 1, "none": 2}
TOLD = 4


@dataclass(frozen=True)
class Candidate:
    """Somebody at a target, as far as choosing needs to know them."""

    id: UUID
    name: str
    first: str
    title: str = ""
    organization: str = ""
    # Does the work that is looked into, or works in its function; in which words.
    work: str = ""
    level: str = ""
    aim_level: str = "entry"
    shared: str = ""
    promoted: str = ""
    tie: str = "none"
    # Who could introduce the seeker, and whether that is agreed.
    introducer: str = ""
    # Who knows them and could be asked to introduce the seeker.
    acquaintance: str = ""
    ended: str = ""
    ways: tuple[str, ...] = ()
    at_target: bool = True
    current: bool = True
    recruiter: bool = False
    # Why they are not to be asked now, in a sentence; and whether they were asked or talked to already.
    held: str = ""
    over: bool = False

    @property
    def above(self) -> int:
        """How many levels above the job that is looked into; 0 when either is unknown."""
        if self.level not in ORDER or self.aim_level not in ORDER:
            return 0
        return ORDER.index(self.level) - ORDER.index(self.aim_level)

    @property
    def boss(self) -> bool:
        """Would be the boss in the job that is looked into: leads that work, at the place that is aimed at."""
        leads = self.level in {"manager", "director"} or (self.level == "executive" and self.aim_level == "director")
        return bool(self.work) and leads and self.above > 0 and self.current and self.at_target and not self.recruiter

    @property
    def peer(self) -> bool:
        """Does that work at the very level of the job that is looked into."""
        return bool(self.work) and self.level == self.aim_level and self.current and not self.recruiter

    @property
    def reachable(self) -> bool:
        """There is a way to write, call or be introduced."""
        return bool(self.ways or self.introducer or self.acquaintance)

    @property
    def signs(self) -> int:
        """How many of the four signs are there. Only the order uses it; nobody is shown a number."""
        level = self.current and self.work and (self.boss or 1 <= self.above <= 2)
        return sum(map(bool, (self.work, level, self.shared, self.promoted)))

    @property
    def order(self) -> tuple[object, ...]:
        """Smaller is sooner."""
        here = not self.current
        return (
            self.over, bool(self.held), self.recruiter, here, -self.signs, not self.reachable, TIES[self.tie], self.name
        )  # fmt: skip

    @property
    def sentence(self) -> str:
        """The reasons, the strongest first, in one sentence."""
        return f"{self.first} {and_list(self._reasons()[:TOLD])}."

    @property
    def reason(self) -> str:
        """The strongest reason, for a heading: "would be your boss"."""
        return self._reasons()[0]

    @property
    def role(self) -> str:
        """What they do there, or did until when."""
        until = f" until {self.ended}" if self.ended else ""
        return self.title if self.current else f"{self.title or 'there'}{until or ' before'}"

    def _reasons(self) -> list[str]:
        work = self._work() if self.current else ["was there before and may know who is now"]
        told = [*work, self.promoted, self.shared, self._tie(), self._way()]
        return [reason for reason in told if reason]

    def _work(self) -> list[str]:
        if self.recruiter:
            return ["recruits there: ask about the hiring, not about the work"]
        if self.boss:
            return ["would be your boss"]
        if self.peer:
            return [f"{self.work}, at the level you would begin at"]
        if self.work and 1 <= self.above <= 2:
            levels = "one level" if self.above == 1 else "two levels"
            return [self.work, f"stands {levels} above where you would begin"]
        return [self.work]

    def _tie(self) -> str:
        return {"weak": "knows you a little", "strong": "knows you well"}.get(self.tie, "")

    def _way(self) -> str:
        if self.introducer:
            return f"can be reached through {self.introducer}"
        if self.tie != "none":
            return ""
        if self.acquaintance:
            return f"is known to {self.acquaintance}, who could introduce you"
        return next((WAYS[way] for way in self.ways), "is a stranger without an address: look for a way first")


def whom_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """In the order in which to ask them; each person once, as whoever they are now."""
    found: dict[UUID, Candidate] = {}
    for one in sorted(candidates, key=lambda one: one.order):
        found.setdefault(one.id, one)
    return list(found.values())


def ready(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those who may be asked now."""
    return [one for one in candidates if not one.held and not one.over]


def promotion(roles: Iterable[tuple[str, str, str]]) -> str:
    """Whether somebody rose where they are: titles, levels and beginnings of their roles at one organization."""
    steps = sorted((began, ORDER.index(level), title) for title, level, began in roles if level in ORDER and began)
    for earlier, later in zip(steps, reversed(steps), strict=True):
        if later[0] > earlier[0] and later[1] > earlier[1]:
            return f"was promoted there, from {earlier[2]} to {later[2]}" if earlier[2] else "was promoted there"
    return ""
