"""The list of asks: whose turn it is, and what the heading says. Plain rows, in few queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, Self
from uuid import UUID

from django.db.models import Max
from django.urls import reverse

from askaround.accounts.models import User
from askaround.plain.regions import place_of
from askaround.purpose.models import Campaign

from .asking import ROUND
from .models import Ask, Letter, LetterKind, Offer, Reply
from .odds import Waited, odds
from .pacing import AskFacts, Standing, State, Turn, neighbours, standing
from .practice import Practice

MOST, ENDED_SHOWN = 400, 40
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ASK = (
    "id", "created_at", "sent_at", "answered_at", "accepted_at", "declined_at", "not_before", "closed_at",
    "introduction_id", "contact_id", "contact__name", "contact__country", "contact__town",
    "contact__do_not_contact_at", "organization_id", "organization__name",
)  # fmt: skip


@dataclass(frozen=True)
class Button:
    """What can be done with an ask: its words and where they lead; `posts` where that writes."""

    label: str
    url: str
    posts: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Row:
    """One ask of the list."""

    facts: AskFacts
    stands: Standing
    created: date
    button: Button | None = None
    odds: str = ""

    @property
    def url(self) -> str:
        """The ask's page."""
        return reverse("ask", args=[self.facts.id])

    @property
    def day(self) -> date | None:
        """The day that the row begins with."""
        return self.stands.due or (self.facts.sent[0].date() if self.facts.sent else None)


@dataclass(frozen=True)
class Group:
    """The asks that share a turn."""

    name: str
    help: str
    rows: list[Row]


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
        stood = _stood(user, now, Practice.read(campaign.practice if campaign else None))
        ways = _Ways.of(user, stood)
        past = _past(stood, now)
        groups = [
            Group("Waiting for you", "What you can do now.", [ways.on(row) for row in _rows(stood, Turn.MINE)]),
            Group(
                "Waiting for them",
                "Nothing to do. It may take a while, and silence is not about you.",
                [_with_odds(ways.on(row), past, now) for row in _rows(stood, Turn.THEIRS)],
            ),
            Group("Ended", "", _rows(stood, Turn.NOBODY)[:ENDED_SHOWN]),
        ]
        return cls(heading([row.stands for row in stood]), [group for group in groups if group.rows], campaign)


def heading(stood: list[Standing]) -> str:
    """“Six asks are open, two want a follow-up.”"""
    states = [stands.state for stands in stood if stands.turn is not Turn.NOBODY]
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


def _stood(user: User, now: datetime, practice: Practice) -> list[Row]:
    """Where each ask stands, the newest first."""
    assert now.tzinfo is not None
    asks = list(Ask.objects.in_active(user).filter(contact__trashed_at__isnull=True).values(*_ASK)[:MOST])
    letters, replied = _letters(user), _replied(user)
    facts = [_facts(row, letters[row["id"]], replied.get(row["id"]), now.tzinfo) for row in asks]
    near = neighbours(facts)
    return [
        Row(fact, standing(fact, now, practice, near(fact)), row["created_at"].astimezone(now.tzinfo).date())
        for fact, row in zip(facts, asks, strict=True)
    ]


def _facts(
    row: dict[str, Any], letters: list[tuple[str, datetime]], replied: datetime | None, zone: tzinfo
) -> AskFacts:
    """The same as `asking.facts_of`, without a model for each row."""
    here = {
        name: row[name] and row[name].astimezone(zone)
        for name in ("accepted_at", "declined_at", "closed_at", "sent_at")
    }
    sent = tuple(at.astimezone(zone) for kind, at in letters if kind in ROUND)
    answers = [at.astimezone(zone) for kind, at in letters if kind not in ROUND]
    replied = replied or row["answered_at"]
    return AskFacts(
        id=row["id"], person=row["contact_id"], name=row["contact__name"], organization=row["organization_id"],
        organization_name=row["organization__name"] or "", introduced=row["introduction_id"] is not None,
        country=place_of(row["contact__country"], row["contact__town"]),
        sent=sent or ((here["sent_at"],) if here["sent_at"] else ()), wrote_back_at=max(answers, default=None),
        replied_at=replied and replied.astimezone(zone), accepted_at=here["accepted_at"],
        declined_at=here["declined_at"], not_before=row["not_before"], closed_at=here["closed_at"],
        left_alone=row["contact__do_not_contact_at"] is not None,
    )  # fmt: skip


def _letters(user: User) -> dict[UUID, list[tuple[str, datetime]]]:
    """Kind and time of what went out for each ask, in order."""
    found: dict[UUID, list[tuple[str, datetime]]] = defaultdict(list)
    rows = Letter.objects.of(user).filter(ask__campaign__active=True, sent_at__isnull=False).order_by("sent_at")
    for ask, kind, at in rows.values_list("ask_id", "kind", "sent_at"):
        found[ask].append((kind, at))
    return found


def _replied(user: User) -> dict[UUID, datetime]:
    """When each ask was last answered."""
    rows = Reply.objects.of(user).filter(ask__campaign__active=True).order_by().values("ask_id")
    return dict(rows.annotate(last=Max("at")).values_list("ask_id", "last"))


def _past(stood: list[Row], now: datetime) -> list[Waited]:
    """How long each ask that went out waited for its answer."""
    return [
        Waited(_days(row.facts.sent[0], row.facts.replied_at), _days(row.facts.sent[0], now) or 0)
        for row in stood
        if row.facts.sent
    ]


def _days(sent: datetime, until: datetime | None) -> float | None:
    return (until - sent).total_seconds() / 86400 if until else None


def _with_odds(row: Row, past: list[Waited], now: datetime) -> Row:
    """How asks that waited as long went on, for one that waits for its answer."""
    if row.stands.state not in {State.WAITING, State.LAST_WAIT} or row.facts.replied_at:
        return row
    found = odds(past, _days(row.facts.sent[0], now) or 0)
    return Row(row.facts, row.stands, row.created, row.button, found.sentence) if found else row


@dataclass(frozen=True)
class _Ways:
    """Drafts to finish and times on offer, by ask: what some buttons lead to."""

    drafts: dict[UUID, UUID]
    offers: dict[UUID, UUID]

    @classmethod
    def of(cls, user: User, stood: list[Row]) -> Self:
        drafts = Letter.objects.of(user).filter(ask__campaign__active=True, sent_at=None, kind=LetterKind.ASK)
        yes = [row.facts.id for row in stood if row.stands.state is State.YES]
        offers = Offer.objects.of(user).filter(ask__in=yes, taken_at=None, withdrawn_at=None).order_by("created_at")
        return cls(
            dict(drafts.order_by("-created_at").values_list("ask_id", "id")),
            dict(offers.values_list("ask_id", "id")) if yes else {},
        )

    def on(self, row: Row) -> Row:
        """The row with its button."""
        return Row(row.facts, row.stands, row.created, self._button(row.facts, row.stands))

    def _button(self, ask: AskFacts, stands: Standing) -> Button | None:
        at: Any = ask.id
        match stands.state:
            case State.FOLLOW_UP | State.AGAIN:
                label = "Ask again" if stands.state is State.AGAIN else "Follow up"
                return Button(label, reverse("follow-up", args=[at]), posts=True)
            case State.YES if at in self.offers:
                return Button("See the times", reverse("offer", args=[self.offers[at]]))
            case State.YES:
                return Button("Offer times", reverse("ask-times", args=[at]))
            case State.ANSWERED:
                return Button("Say what it was", reverse("answer", args=[at]))
            case State.SILENT:
                return Button("Let it rest", reverse("ask-closing", args=[at]), posts=True)
            case State.DRAFT:
                door = reverse("letter", args=[self.drafts[at]]) if at in self.drafts else reverse("ask", args=[at])
                return Button("Finish the letter", door)
        waits = stands.turn is Turn.THEIRS and ask.sent
        return Button("They answered", reverse("answer", args=[at]), quiet=True) if waits else None


def _rows(stood: list[Row], turn: Turn) -> list[Row]:
    rows = [row for row in stood if row.stands.turn is turn]
    if turn is Turn.NOBODY:
        return rows
    return sorted(rows, key=lambda row: (row.stands.due is None, row.stands.due or row.created))


def _count(number: int) -> str:
    return (_WORDS[number] if number < len(_WORDS) else str(number)).capitalize()
