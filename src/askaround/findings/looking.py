"""One look at the findings page: the table, the figure, the gaps, and one quote."""

from dataclasses import dataclass

from askaround.people.levels import guess_function
from askaround.purpose.models import Campaign

from . import quoting, saturation, skilling, wording
from .figure import Bar, bars, guest_badge
from .heard import Heard, Line, Order, questions_of
from .models import ThemeNote
from .voices import Spread, spread

MOST_GAPS = 6
ORDERS = {"people": "Most people", "newest": "Newest", "question": "By question"}


@dataclass(frozen=True)
class Look:
    """What the page shows, computed once."""

    heard: Heard
    lines: list[Line]
    page: int
    by: str
    brought: list[int]
    bars: list[Bar]
    enough: str
    badge: str
    gaps: list[skilling.Named]
    quote: ThemeNote | None
    spread: Spread

    @classmethod
    def of(cls, campaign: Campaign, *, page: int = 1, by: str = "people") -> "Look":
        """Read it: a handful of queries, whatever was said."""
        found = Heard.of(campaign.notebook_id, campaign.pk)
        page = min(page, found.pages)
        order = _order(campaign, by)
        interviews = found.interviews
        brought = saturation.new_themes(interviews)
        counts = saturation.incidence(interviews)
        top = found.themes[0] if found.themes and found.themes[0].saying else None
        return cls(
            found, found.lines(page, order), page, order.by, brought, bars(found.talks, brought),
            wording.enough(counts, brought), guest_badge(interviews) if counts.m >= 3 else "",
            skilling.named(campaign, of=len(found.people), most=MOST_GAPS),
            quoting.strongest_quote(campaign, top.key) if top else None,
            spread(found.voices.people, guess_function(campaign.occupation)),
        )  # fmt: skip

    @property
    def hidden_people(self) -> int:
        """People whose columns do not fit."""
        return len(self.heard.people) - len(self.heard.columns)

    @property
    def orders(self) -> list[tuple[str, str, bool]]:
        """The orders to choose from: key, name, whether it is this one."""
        return [(key, name, key == self.by) for key, name in ORDERS.items()]

    @property
    def new_words(self) -> str:
        """The figure in words."""
        return ", ".join(f"{bar.label} {bar.new}" for bar in self.bars)


def _order(campaign: Campaign, by: str) -> Order:
    if by == "question":
        return Order(by, questions_of(campaign.notebook_id, campaign.pk))
    return Order(by if by in ORDERS else "people")
