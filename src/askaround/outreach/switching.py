"""Switching rules of the review on, off or softer for one campaign, and choosing where good sources differ."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from askaround.history import recording
from askaround.purpose.models import Campaign

from .review import CHOICES, RULES, STANDARD, Practised, Rule
from .review.groups import GROUPS
from .review.practised import CHAPTER
from .review.rule import MUST

ON, SOFTER, OFF = "on", "softer", "off"


@dataclass(frozen=True)
class Switch:
    """A rule as one campaign has it."""

    rule: Rule
    state: str

    @property
    def states(self) -> list[tuple[str, str]]:
        """What it can be switched to: only what must can be made softer."""
        return [(ON, "On"), *([(SOFTER, "Advice only")] if self.rule.level == MUST else []), (OFF, "Off")]

    @property
    def standard(self) -> bool:
        """Whether it is as the standard has it."""
        return self.state == _state(self.rule, STANDARD)

    @property
    def weakened(self) -> bool:
        """Whether a rule against asking for a job says less than it would."""
        return self.rule.id.startswith("job-") and not self.standard


@dataclass(frozen=True)
class Group:
    """Rules about one thing."""

    name: str
    switches: list[Switch]


def groups(practised: Practised) -> list[Group]:
    """Every rule with its switch, by what it is about."""
    return [Group(name, [Switch(rule, _state(rule, practised)) for rule in rules]) for name, rules in GROUPS]


def switch(campaign: Campaign, rule: Rule, state: str, *, at: datetime) -> bool:
    """Switch a rule for this campaign. False when it was so already."""
    now = Practised.read(campaign.practice)
    name = frozenset({rule.id})
    off, on, lowered = now.off - name, now.on - name, now.lowered - name
    if rule.rests:
        on = on | name if state == ON else on
    else:
        off = off | name if state == OFF else off
        lowered = lowered | name if state == SOFTER and rule.level == MUST else lowered
    return _keep(campaign, replace(now, off=off, on=on, lowered=lowered), at=at)


def choose(campaign: Campaign, chosen: Mapping[str, int], *, at: datetime) -> bool:
    """Keep the numbers chosen among those that sources name."""
    known = {choice.name for choice in CHOICES}
    values = {name: value for name, value in chosen.items() if name in known}
    return _keep(campaign, replace(Practised.read(campaign.practice), **values), at=at)  # type: ignore[arg-type]


def rule_of(name: str) -> Rule | None:
    """The rule by its name."""
    return next((rule for rule in RULES if rule.id == name), None)


def _state(rule: Rule, practised: Practised) -> str:
    if not rule.works(practised):
        return OFF
    return SOFTER if rule.id in practised.lowered else ON


def _keep(campaign: Campaign, practised: Practised, *, at: datetime) -> bool:
    practice = {name: part for name, part in campaign.practice.items() if name != CHAPTER}
    kept = practised.as_kept()
    return recording.change(
        campaign, at=at, verb="review changed", practice={**practice, **({CHAPTER: kept} if kept else {})}
    )
