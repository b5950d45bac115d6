"""The field report as a value: from what was heard, under the names that may be handed on. Plain functions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from . import wording
from .report_naming import Names

SECTIONS = {
    "purpose": "What I set out to learn", "met": "Whom I met", "many": "What many said", "few": "What few said",
    "differ": "Where they differ", "one": "Heard from one person so far", "enough": "Whether that is enough",
    "work": "What the work is like", "gaps": "What I still lack proof of", "plans": "What I will do",
}  # fmt: skip


@dataclass(frozen=True)
class Point:
    """One thing in a section: what, who or how many, and what was said, word for word."""

    text: str
    small: str = ""
    quotes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the report. The heading says the finding; `name` is what it is about."""

    key: str
    name: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class FieldReport:
    """All of it, in the order told."""

    title: str
    by: str
    day: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Opinion:
    """A theme: who says so and who says not, by id, and quotes as (id, words)."""

    name: str
    saying: tuple[str, ...]
    against: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Ledger:
    """A skill that was named: by how many, what became of it, the plan, and until when."""

    name: str
    people: int
    state: str
    open: bool
    plan: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Facts:
    """What the report is made of. Talks and brought: whom (ids) each talk was with, and how many new themes it had."""

    title: str
    names: Names
    me: str = ""
    learn: str = ""
    aims: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    talks: tuple[tuple[str, ...], ...] = ()
    brought: tuple[int, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    enough: str = ""
    spread: str = ""
    work: tuple[tuple[str, str], ...] = ()
    gaps: tuple[Ledger, ...] = ()
    promises: tuple[tuple[str, date | None], ...] = ()
    quotes: bool = False
    own: dict[str, tuple[str, str]] = field(default_factory=dict)


def report(facts: Facts, *, today: date) -> FieldReport:
    """The report of these facts, own words included; sections with nothing to say, or left out, are not there."""
    made = [_purpose(facts), _met(facts), *_heard(facts), _enough(facts), _work(facts), _gaps(facts), _plans(facts)]
    sections = [_with_own(section, facts) for section in made]
    kept = [each for each in sections if each and (each.paragraphs or each.points or each.rows)]
    return FieldReport(facts.names.masked(facts.title), facts.me, day_of(today), tuple(kept))


def day_of(day: date) -> str:
    """24 November 2026."""
    return f"{day.day} {day:%B %Y}"


def _with_own(section: Section, facts: Facts) -> Section | None:
    text, place = facts.own.get(section.key, ("", "beside"))
    if place == "left out":
        return None
    own = tuple(part.strip() for part in facts.names.masked(text).split("\n\n") if part.strip())
    if place == "instead" and own:
        return Section(section.key, section.name, section.name, own)
    return Section(
        section.key, section.name, section.heading, (*section.paragraphs, *own), section.points, section.head,
        section.rows,
    )  # fmt: skip


def _purpose(facts: Facts) -> Section:
    told = facts.names.masked
    learn = tuple(line.strip() for line in told(facts.learn).splitlines() if line.strip())
    count = len(facts.aims)
    things = f"{wording.number_word(count).lower()} {'thing' if count == 1 else 'things'}"
    heading = f"I set out to learn {things}." if count else SECTIONS["purpose"]
    return _section("purpose", heading, learn, [Point(told(aim)) for aim in facts.aims])


def _met(facts: Facts) -> Section:
    count, talks = len(facts.people), len(facts.talks)
    who = f"{wording.number_word(count).lower()} {'person' if count == 1 else 'people'}"
    heading = f"I talked to {who} in {talks} {'talk' if talks == 1 else 'talks'}."
    spread = (facts.names.masked(facts.spread),) if facts.spread else ()
    points = [Point(facts.names.full(key)) for key in facts.people]
    return _section("met", heading, spread if points else (), points)


def _heard(facts: Facts) -> list[Section]:
    """What many and few said, where they differ, and what one alone said."""
    of, groups = len(facts.people), dict[str, list[Opinion]]()
    for one in facts.opinions:
        groups.setdefault(kind_of(one, of), []).append(one)
    many, few, differ, lone = (groups.get(key, []) for key in ("many", "few", "differ", "one"))
    told = facts.names.masked
    headings = {
        "many": told(wording.says(many[0].name, len(many[0].saying), of)) if many else "",
        "few": f"{wording.number_word(len(few))} more {'was' if len(few) == 1 else 'were'} said by more than one.",
        "differ": told(wording.differ(differ[0].name, len(differ[0].saying), len(differ[0].against))) if differ else "",
        "one": f"{wording.number_word(len(lone))} {'was' if len(lone) == 1 else 'were'} heard from one person so far.",
    }
    return [_section(key, headings[key], (), [_point(each, facts) for each in groups.get(key, [])]) for key in headings]


def kind_of(one: Opinion, of: int) -> str:
    """Many (half or more, and two at least), few, differ (both sides), one, or "" where nobody said it."""
    count = len(one.saying) or len(one.against)
    if one.saying and one.against:
        return "differ"
    if count < 2:
        return "one" if count else ""
    return "many" if 2 * count >= of and one.saying else "few"


def _point(one: Opinion, facts: Facts) -> Point:
    said = [f"{len(one.saying)} of {len(facts.people)}"] if one.saying and not one.against else []
    sure = wording.sure(len(one.saying), len(facts.people)) if said else ""
    said += [f"likely {sure} of all such people"] if sure and len(one.saying) > 1 else []
    said += [f"say so: {_all(one.saying, facts)}"] if one.saying else []
    said += [f"say not: {_all(one.against, facts)}"] if one.against else []
    quotes = [(facts.names.masked(words), facts.names.full(key)) for key, words in one.quotes if facts.quotes]
    return Point(facts.names.masked(one.name), "; ".join(said), tuple(quotes[:2]))


def _all(keys: Sequence[str], facts: Facts) -> str:
    return ", ".join(facts.names.short(key) for key in facts.people if key in keys)


def _enough(facts: Facts) -> Section:
    paragraphs = (facts.enough,) if facts.enough else ()
    rows = [
        (str(number), ", ".join(facts.names.short(key) for key in keys), str(new))
        for number, (keys, new) in enumerate(zip(facts.talks, facts.brought, strict=True), 1)
    ]
    heading = (
        "How much of it I have heard, by estimate." if facts.enough else "Too few talks to estimate what is unheard."
    )
    return Section("enough", SECTIONS["enough"], heading, paragraphs, (), ("Talk", "With", "New themes"), tuple(rows))


def _work(facts: Facts) -> Section:
    points = [Point(facts.names.masked(text), about) for about, text in facts.work]
    return _section("work", "What the work is like, as I saw it.", (), points)


def _gaps(facts: Facts) -> Section:
    unseen = [one for one in facts.gaps if one.open]
    more = f"{wording.number_word(len(unseen))} skills are not visible in my résumé."
    one = f"{unseen[0].name} is not visible in my résumé." if unseen else "Every skill that was named is shown."
    rows = tuple(
        (each.name, f"{each.people} of {len(facts.people)}", each.state.replace("your", "my")) for each in facts.gaps
    )
    heading = more if len(unseen) > 1 else one
    return Section("gaps", SECTIONS["gaps"], heading, (), (), ("Skill", "Named by", "State"), rows)


def _plans(facts: Facts) -> Section:
    plans = [(f"{one.name}: {one.plan}", one.until) for one in facts.gaps if one.open and one.plan]
    points = [
        Point(facts.names.masked(text), f"until {day_of(until)}" if until else "")
        for text, until in [*plans, *facts.promises]
    ]
    things = "thing" if len(points) == 1 else "things"
    return _section("plans", f"I will do {wording.number_word(len(points)).lower()} {things}.", (), points)


def _section(key: str, heading: str, paragraphs: Sequence[str], points: Sequence[Point]) -> Section:
    return Section(key, SECTIONS[key], heading or SECTIONS[key], tuple(paragraphs), tuple(points))
