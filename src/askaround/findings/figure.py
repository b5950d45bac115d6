"""The figure of what each talk brought, and the badge beside it. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import saturation
from .heard import Talk


@dataclass(frozen=True)
class Bar:
    """New themes that one talk brought, as a bar among 560 × 150 units."""

    label: str
    new: int
    x: float
    y: float
    width: float
    height: float
    middle: float
    named: bool

    @property
    def top(self) -> float:
        """Where its number stands."""
        return round(self.y - 5, 1)


def bars(talks: Sequence[Talk], brought: Sequence[int]) -> list[Bar]:
    """The bars of the figure, in the order held; names stand below while they fit."""
    step = 520 / max(len(talks), 5)
    most = max([*brought, 1])
    return [
        Bar(
            talk.label, new, round(40 + n * step, 1), round(130 - 108 * new / most, 1), round(step * 0.66, 1),
            round(108 * new / most, 1), round(40 + n * step + step * 0.33, 1), len(talks) <= 10,
        )
        for n, (talk, new) in enumerate(zip(talks, brought, strict=True))
    ]  # fmt: skip


def guest_badge(interviews: Sequence[frozenset[str]]) -> str:
    """What the rule of base, run and threshold says; "" while it says nothing."""
    reached = saturation.saturated(interviews)
    if not reached:
        return ""
    after, confirmed = reached.split("+")
    return f"No more than 5% news after {after} talks, over {confirmed} more"
