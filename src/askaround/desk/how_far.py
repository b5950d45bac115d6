"""How far a campaign is: what was asked, answered, held, and whether the talks still bring something new."""

from dataclasses import dataclass

from .steps.known import Known
from .steps.step import count

WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass(frozen=True)
class Tally:
    """How far the campaign is."""

    goal: int
    held: int
    planned: int
    asked: int
    answered: int
    referrals: int
    met: int
    remark: str = ""

    @classmethod
    def of(cls, known: Known) -> "Tally":
        """Counted from what is known."""
        asked = [ask for ask in known.asks if ask.sent]
        answered = sum(bool(ask.answered_at or ask.accepted_at or ask.declined_at) for ask in asked)
        return cls(
            goal=known.goal, held=known.held, planned=known.planned, asked=known.asked_before + len(asked),
            answered=known.answered_before + answered,
            referrals=known.referrals, met=known.referrals_met,
            remark=what_the_last_brought(known.brought, known.goal - known.held - known.planned),
        )  # fmt: skip

    @property
    def answered_percent(self) -> int:
        """Of those asked, how many answered."""
        return round(100 * self.answered / self.asked) if self.asked else 0

    @property
    def cells(self) -> list[str]:
        """One cell for each interview of the goal: held, planned or open."""
        held, planned = ["on"] * self.held, ["plan"] * self.planned
        return (held + planned + ["open"] * self.goal)[: max(self.goal, self.held + self.planned)]

    @property
    def sentence(self) -> str:
        """ "of 10 interviews held, 1 planned"."""
        return f"of {self.goal} interviews held" + (f", {self.planned} planned" if self.planned else "")


def what_the_last_brought(brought: tuple[int, ...], missing: int) -> str:
    """What the last two talks added, and what is left of the goal; nothing before three talks have been sorted."""
    if len(brought) < 3 or not sum(brought):
        return ""
    new = sum(brought[-2:])
    said = (
        f"The last two brought {count(new, 'new theme', 'new themes')}." if new else "The last two brought nothing new."
    )
    if missing <= 0:
        return f"{said} It may be time to conclude." if not new else f"{said} The talks still teach you something."
    return f"{said} {_talks(missing)} to your goal."


def _talks(number: int) -> str:
    word = WORDS[number] if number < len(WORDS) else str(number)
    return f"{word} more talk" if number == 1 else f"{word} more talks"
