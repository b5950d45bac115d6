"""The list of asks: whose turn it is, and what the heading says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from askaround.accounts.models import User
from askaround.purpose.models import Campaign

from .asking import stand
from .models import Ask
from .pacing import Standing, State, Turn
from .practice import Practice

ENDED_SHOWN = 40
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True)
class Group:
    """The asks that share a turn."""

    name: str
    help: str
    rows: list[tuple[Ask, Standing]]


@dataclass(frozen=True)
class Listing:
    """The page of asks."""

    heading: str
    groups: list[Group]
    campaign: Campaign | None

    @classmethod
    def of(cls, user: User, now: datetime) -> Self:
        """The asks of the active campaign, by whose turn it is."""
        campaign = Campaign.objects.active_of(user)
        asks = list(Ask.objects.in_active(user).filter(contact__trashed_at__isnull=True).with_facts()[:400])
        stood = stand(asks, now, Practice.read(campaign.practice if campaign else None))
        groups = [
            Group("Waiting for you", "What you can do now.", _rows(stood, Turn.MINE)),
            Group(
                "Waiting for them",
                "Nothing to do. It may take a while, and silence is not about you.",
                _rows(stood, Turn.THEIRS),
            ),
            Group("Ended", "", _rows(stood, Turn.NOBODY)[:ENDED_SHOWN]),
        ]
        return cls(heading(stood), [group for group in groups if group.rows], campaign)


def heading(stood: list[tuple[Ask, Standing]]) -> str:
    """“Six asks are open, two want a follow-up.”"""
    states = [stands.state for _, stands in stood if stands.turn is not Turn.NOBODY]
    if not states:
        return "No ask is open." if stood else "Nobody has been asked yet."
    opening = f"{_count(len(states))} {'ask is' if len(states) == 1 else 'asks are'} open"
    for state, one, many in (
        (State.YES, "said yes", "said yes"),
        (State.ANSWERED, "has an answer", "have an answer"),
        (State.FOLLOW_UP, "wants a follow-up", "want a follow-up"),
        (State.AGAIN, "may be asked again", "may be asked again"),
        (State.DRAFT, "has not gone out", "have not gone out"),
        (State.SILENT, "can be let rest", "can be let rest"),
    ):
        found = states.count(state)
        if found:
            return f"{opening}, {_count(found).lower()} {one if found == 1 else many}."
    return f"{opening}. It is their turn."


def _rows(stood: list[tuple[Ask, Standing]], turn: Turn) -> list[tuple[Ask, Standing]]:
    rows = [(ask, stands) for ask, stands in stood if stands.turn is turn]
    if turn is Turn.NOBODY:
        return rows
    return sorted(rows, key=lambda row: (row[1].due is None, row[1].due or row[0].created_at.date()))


def _count(number: int) -> str:
    return (_WORDS[number] if number < len(_WORDS) else str(number)).capitalize()
