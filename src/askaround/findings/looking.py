"""One look at the findings page: the table, the figure, the gaps, and one quote."""

from dataclasses import dataclass

from askaround.purpose.models import Campaign

from . import quoting, saturation, skilling, wording
from .heard import Bar, Heard, Line, bars, guest_badge
from .models import ThemeNote

MOST_GAPS = 6


@dataclass(frozen=True)
class Look:
    """What the page shows, computed once."""

    heard: Heard
    lines: list[Line]
    page: int
    brought: list[int]
    bars: list[Bar]
    enough: str
    badge: str
    gaps: list[skilling.Named]
    quote: ThemeNote | None

    @classmethod
    def of(cls, campaign: Campaign, *, page: int = 1) -> "Look":
        """Read it: a handful of queries, whatever was said."""
        found = Heard.of(campaign.notebook_id, campaign.pk)
        page = min(page, found.pages)
        interviews = found.interviews
        brought = saturation.new_themes(interviews)
        counts = saturation.incidence(interviews)
        top = found.themes[0] if found.themes and found.themes[0].saying else None
        return cls(
            found, found.lines(page), page, brought, bars(found.talks, brought),
            wording.enough(counts, brought), guest_badge(interviews) if counts.m >= 3 else "",
            skilling.named(campaign, of=len(found.people), most=MOST_GAPS),
            quoting.strongest_quote(campaign, top.key) if top else None,
        )  # fmt: skip

    @property
    def hidden_people(self) -> int:
        """People whose columns do not fit."""
        return len(self.heard.people) - len(self.heard.columns)

    @property
    def new_words(self) -> str:
        """The figure in words."""
        return ", ".join(f"{bar.label} {bar.new}" for bar in self.bars)
