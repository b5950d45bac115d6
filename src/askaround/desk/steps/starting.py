"""Steps while a campaign is young, and when nobody is being asked."""

from collections.abc import Iterator
from datetime import datetime

from .known import Known
from .step import Door, Pull, Step, count

A_FEW_PEOPLE = 5


def state_purpose(known: Known, now: datetime) -> Iterator[Step]:
    """What do you want to find out? Everything later leans on it."""
    if not known.learn.strip() and not known.held:
        yield _start(
            known, now, "state-purpose", "Say what you want to find out.",
            "Letters, questions and findings all lean on it. One sentence will do.", "purpose-edit", "Write it down",
        )  # fmt: skip


def add_people(known: Known, now: datetime) -> Iterator[Step]:
    """Everyone one knows, before anyone one does not."""
    if known.people < A_FEW_PEOPLE and not known.held:
        yield _start(
            known, now, "add-people", "Bring the people you know.",
            "Drop your LinkedIn export, or type a few names: relatives, friends, classmates, former bosses.",
            "import", "Bring them",
        )  # fmt: skip


def add_targets(known: Known, now: datetime) -> Iterator[Step]:
    """The dream list."""
    if not known.targets and not known.held:
        yield _start(
            known, now, "add-targets", "List the industries, places and jobs you dream of.",
            "Each shows whom you know there already.", "targets", "Start the list",
        )  # fmt: skip


def say_who_you_are(known: Known, now: datetime) -> Iterator[Step]:
    """Letters and briefs speak of the seeker too."""
    if not known.introduced_self and not known.held:
        yield _start(
            known, now, "say-who-you-are", "Say who you are in three sentences.",
            "Your background, why this field, what you did lately. Letters and briefs take it from there.",
            "profile", "Write it",
        )  # fmt: skip


def first_ask(known: Known, now: datetime) -> Iterator[Step]:
    """The first ask of a campaign: somebody easy."""
    if known.people and not (known.asks or known.asked_before or known.interviews):
        yield _start(
            known, now, "first-ask", "Choose the first person to ask.",
            "Take somebody easy first: a friend of a friend, an alumna. Leave the dream employer for later.",
            _where(known), "Choose",
        )  # fmt: skip


def next_ask(known: Known, now: datetime) -> Iterator[Step]:
    """Nobody is being asked, nothing is planned, and the goal is not reached."""
    under_way = [ask for ask in known.asks if not (ask.closed_at or ask.declined_at or ask.agreed)]
    missing = known.goal - known.held - known.planned
    if (known.asks or known.asked_before) and not under_way and missing > 0:
        yield _start(
            known, now, "next-ask", "Choose whom to ask next.",
            f"Nobody has an open ask of yours. {count(missing, 'interview', 'interviews')} to your goal.",
            _where(known), "Choose",
        )  # fmt: skip


def _where(known: Known) -> str:
    """With targets, the page that says whom to ask first and why; without, everyone."""
    return "whom-first" if known.targets else "people"


def _start(known: Known, now: datetime, *words: str) -> Step:
    kind, heading, detail, door, label = words
    return Step(
        kind=kind, subject=known.campaign, starts=now, due=now.replace(hour=18, minute=0, second=0, microsecond=0),
        pull=Pull.ANY, when="Next", heading=heading, text=heading.rstrip("."), detail=detail,
        door=Door(door), label=label,
    )  # fmt: skip
