"""An offer as one page: what stands, each time on both clocks, and what speaks against it."""

from dataclasses import dataclass
from datetime import datetime

from askaround.outreach.models import Letter, Offer
from askaround.outreach.offering_times import oddities

from . import offer_words
from .being_busy import busy_spans
from .models import Interview
from .private_links import link_of
from .taking import talk_of


@dataclass(frozen=True)
class Row:
    """One time: its number, the words for it, and what is odd about it."""

    number: int
    start: datetime
    theirs: str
    mine: str
    odd: tuple[str, ...]
    same: bool
    passed: bool
    taken: bool


@dataclass(frozen=True)
class OfferPage:
    """All that the seeker's page of an offer shows."""

    offer: Offer
    state: str
    heading: str
    rows: tuple[Row, ...]
    text: str
    link: str
    letter: Letter | None
    talk: Interview | None

    @classmethod
    def of(cls, offer: Offer, now: datetime) -> "OfferPage":
        """Gather it; a handful of queries."""
        talk, state = talk_of(offer), state_of(offer, now)
        rows, link = tuple(_rows(offer, now)), link_of(offer)
        heading = _heading(offer, state, len([row for row in rows if not row.passed]))
        text = offer_words.lines(offer, link)
        return cls(offer, state, heading, rows, text, link, offer.letter, talk)

    @property
    def can_be_taken(self) -> bool:
        """They may still choose, so the seeker may note what they chose."""
        return self.state in {"draft", "offered", "none fits"}

    @property
    def moves(self) -> bool:
        """It would move a talk that stands."""
        return self.talk is not None and self.state != "taken"


def state_of(offer: Offer, now: datetime) -> str:
    """taken, withdrawn, none fits, passed, draft or offered."""
    if offer.taken_at is not None:
        return "taken"
    if offer.withdrawn_at is not None:
        return "withdrawn"
    if offer.none_fits_at is not None:
        return "none fits"
    if not offer.is_open(now):
        return "passed"
    return "offered" if offer.offered_at else "draft"


def _heading(offer: Offer, state: str, free: int) -> str:
    name = offer.contact.first_name
    if state == "taken" and offer.taken is not None:
        return f"{name} took {offer_words.long(offer.mine(offer.taken))}."
    times = "one time" if free == 1 else f"{('no', 'one', 'two', 'three')[free]} times"
    return {
        "withdrawn": "These times are no longer offered.",
        "none fits": f"None of the times suits {name}.",
        "passed": "All of these times have passed.",
        "draft": f"Send {name} {'this time' if free == 1 else 'these times'}.",
        "offered": f"{name} has {times} to choose from.",
    }[state]


def _rows(offer: Offer, now: datetime) -> list[Row]:
    starts, contact = offer.starts, offer.contact
    but = [offer.pk, *Interview.objects.within(offer.notebook_id).filter(offer=offer).values_list("pk", flat=True)]
    busy = busy_spans(offer.notebook_id, starts[0], offer.span(starts[-1])[1], now=now, but=but)
    found = []
    for number, start in enumerate(starts, start=1):
        odd = oddities(
            start, now=now, minutes=offer.minutes, their_zone=offer.their_zone, my_zone=offer.my_zone,
            whose=contact.first_name, country=contact.country, busy=busy,
        )  # fmt: skip
        theirs = offer_words.until(offer.theirs(start), offer.minutes)
        mine, same = offer_words.long(offer.mine(start)), offer_words.one_clock(offer, start)
        found.append(Row(number, start, theirs, mine, tuple(odd), same, start <= now, start == offer.taken))
    return found
