"""Findings in sentences: who says so, what is heard from one person only, how much has been heard. Plain values."""

import re
from collections.abc import Sequence

from askaround.plain.proportions import MANY, wilson

from .saturation import Incidence, coverage, expected_new
from .skilling import Named

NUMBERS = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
ENOUGH_TO_ESTIMATE = 3
# First words that are no names, and so lose their capital inside a sentence; an order also gets a colon.
_ORDERS = frozenset(
    re.findall(
        r"\S+",
        """
        Start Learn Read Write Ask Do Don’t Don't Never Always Get Go Take Make Build Show Know Find Work Join Try Talk
        Practise Practice Keep Stay Be Avoid Begin Choose Look Find Wait Move Master Finish Stop Leave Let Use Apply
        """,
    )
)
_OPENERS = frozenset(
    re.findall(
        r"\S+",
        """
        A An The On In At To For With Without From Most Many Few Some Every Each All No Not You Your They Their It Its
        This That There Being Having Degrees Certificates Certificate Portfolio Pay Hours Managers People Juniors Remote
        Small Large Big Mid-sized Boring Half Hiring One Two Three Nobody Everybody Somebody Good Bad
        """,
    )
)


def number_word(number: int) -> str:
    """Five, or 13: words up to twelve."""
    return NUMBERS[number] if 0 < number < len(NUMBERS) else f"{number:,}"


def claim(name: str) -> str:
    """A theme's name after "say": without its capital where the word is no name, else after a colon."""
    name = name.strip().rstrip(".")
    first = re.split(r"[\s,]", name, maxsplit=1)[0]
    lowered = f"{name[:1].lower()}{name[1:]}"
    if first in _ORDERS:
        return f": {lowered}"
    if first in _OPENERS or first.split("-")[0] in _OPENERS:
        return f" {lowered}"
    return f" {name}" if sum(letter.isupper() for letter in first) > 1 or not name[:1].isupper() else f": {name}"


def says(name: str, count: int, of: int) -> str:
    """Five of seven say SQL depth beats frameworks."""
    who = f"All {number_word(of).lower()}" if count == of else f"{number_word(count)} of {number_word(of).lower()}"
    return f"{who} say{claim(name)}."


def differ(name: str, count: int, against: int) -> str:
    """Two say so, two do not: a theme that people disagree on."""
    no = "says" if against == 1 else "say"
    return f"{number_word(count)} say{claim(name)}; {number_word(against).lower()} {no} not."


def heard_from(saying: Sequence[str], against: Sequence[str], of: int) -> str:
    """The last column: "5 of 7", "2 say so, 2 not", "heard from Sara only so far"."""
    if saying and against:
        return f"{len(saying)} {'says' if len(saying) == 1 else 'say'} so, {len(against)} not"
    if against:
        return f"{against[0]} says not" if len(against) == 1 else f"{len(against)} say not"
    if not saying:
        return "no notes yet"
    return f"heard from {saying[0]} only so far" if len(saying) == 1 else f"{len(saying)} of {of}"


def sure(count: int, of: int) -> str:
    """How sure the share is, in per cent: "36 to 92%" (Wilson). Nothing before three people, or from thirty on."""
    if not ENOUGH_TO_ESTIMATE <= of < MANY:
        return ""
    low, high = wilson(count, of)
    return f"{round(low * 100)} to {round(high * 100)}%"


def apart(people: int, independent: int) -> str:
    """That some of the voices hang together; "" where each speaks for itself."""
    if independent == people:
        return ""
    return "not independent" if independent == 1 else f"{independent} independent"


def enough(counts: Incidence, brought: Sequence[int]) -> str:
    """How much has been heard, in plain words; nothing before three interviews brought something."""
    if counts.m < ENOUGH_TO_ESTIMATE or not counts.u:
        return ""
    share = round(coverage(counts) * 100)
    last = round(sum(brought[-2:]) * 100 / counts.s)
    whole = "all" if share > 99 else f"{share}%"
    return (
        f"The last two brought {last}% of all themes. About {whole} of what such people would tell you "
        f"has been heard, by estimate. {_next(expected_new(counts, 1))}"
    )


def open_gaps(named: Sequence[Named]) -> str:
    """The heading over the skills: how many of them the résumé does not show."""
    open_ones = [one for one in named if one.open]
    if not open_ones:
        return "Every skill that was named is shown."
    if len(open_ones) == 1:
        return f"{open_ones[0].skill.name} is not visible in your résumé."
    return f"{number_word(len(open_ones))} skills are not visible in your résumé."


def _next(new: float) -> str:
    if new < 0.25:
        return "The next talk should bring hardly anything new."
    if new < 0.75:
        return "Every second talk should still bring one new theme."
    themes = "theme" if new < 1.5 else "themes"
    return f"The next talk should bring about {number_word(max(round(new), 1)).lower()} new {themes}."
