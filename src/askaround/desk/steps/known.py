"""What is known, as plain values: `desk.facts` gathers them, the step functions only read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from askaround.outreach.practice import STANDARD, Practice
from askaround.people.chain import Facts, Times
from askaround.people.practice import STANDARD as USUAL
from askaround.people.practice import Touching

from ..dream_employer import Dream
from .calendars import KnownCalendar
from .mailing import KnownMail
from .step import Who


@dataclass(frozen=True)
class KnownAsk:
    """The attempt to get one interview, and where it stands."""

    id: UUID
    who: Who
    created_at: datetime
    organization: str = ""
    organization_id: UUID | None = None
    minutes: int = 20
    # When the ask and its follow-ups went out, in order.
    sent: tuple[datetime, ...] = ()
    wrote_back_at: datetime | None = None
    answered_at: datetime | None = None
    accepted_at: datetime | None = None
    declined_at: datetime | None = None
    not_before: date | None = None
    closed_at: datetime | None = None
    # Somebody opened the door.
    introduction_id: UUID | None = None
    # An interview came of it that is neither cancelled nor missed.
    agreed: bool = False

    @property
    def waiting(self) -> bool:
        """Sent, and nothing came back, and nobody gave it up."""
        over = self.answered_at or self.accepted_at or self.declined_at or self.closed_at or self.not_before
        return bool(self.sent) and not over


@dataclass(frozen=True)
class KnownOffer:
    """Times offered for a talk that an ask leads to, or that is to be moved; none is taken yet."""

    id: UUID
    who: Who
    created_at: datetime
    expires_at: datetime
    ask: UUID | None = None
    talk: UUID | None = None
    offered_at: datetime | None = None
    none_fits_at: datetime | None = None


@dataclass(frozen=True)
class KnownInterview:
    """One person in one interview."""

    id: UUID
    who: Who
    starts_at: datetime
    ends_at: datetime
    minutes: int = 30
    format: str = "face to face"
    place: str = ""
    link: str = ""
    began_at: datetime | None = None
    ended_at: datetime | None = None
    confirmed_at: datetime | None = None
    cancelled_at: datetime | None = None
    no_show_at: datetime | None = None
    debriefed_at: datetime | None = None
    brief_written: bool = False
    questions: int = 0
    thanked_at: datetime | None = None
    thanks_letter: UUID | None = None
    last_contact_at: datetime | None = None
    offer_id: UUID | None = None

    @property
    def ahead(self) -> bool:
        """Agreed, and neither begun nor called off."""
        return not (self.began_at or self.ended_at or self.cancelled_at or self.no_show_at)


@dataclass(frozen=True)
class KnownIntroduction(Times):
    """Somebody offered to connect the seeker with somebody."""

    id: UUID
    by: Who
    to: Who
    created_at: datetime
    role: str = ""
    may_use_name: str = ""
    # The seeker has asked them for an interview since.
    approached: bool = False
    # Where the one to be met works.
    organization_id: UUID | None = None

    def facts(self, now: datetime, touching: Touching = USUAL) -> Facts:
        """As the chain reads it, its times where the seeker is."""
        return Facts(
            by=self.by.first, to=self.to.first, may_use_name=self.may_use_name, approached=self.approached,
            created_at=self.created_at.astimezone(now.tzinfo), country=self.by.country,
            check_in_after=touching.check_in_after, **self.here(now.tzinfo),
        )  # fmt: skip


@dataclass(frozen=True)
class KnownPromise:
    """Something that was said would be done, and is not done yet."""

    id: UUID
    who: Who
    what: str
    created_at: datetime
    whose: str = "mine"
    until: date | None = None


@dataclass(frozen=True)
class KnownQuiet:
    """Somebody to stay in touch with: the last contact, and how many days may pass until the next."""

    who: Who
    last: datetime
    every: int = USUAL.news_every


@dataclass(frozen=True)
class KnownDraft:
    """A letter not sent yet."""

    id: UUID
    who: Who
    kind: str
    created_at: datetime
    ask: UUID | None = None
    introduction: UUID | None = None


@dataclass(frozen=True)
class Known:
    """All that Today looks at."""

    campaign: UUID
    goal: int = 8
    learn: str = ""
    people: int = 0
    targets: int = 0
    introduced_self: bool = True
    # Pairs who may be one person, of whom an import brought one.
    look_alikes: int = 0
    # What about mail only the seeker can settle.
    mail: tuple[KnownMail, ...] = ()
    # What about calendars: other sides' answers, and what cannot be read.
    calendars: tuple[KnownCalendar, ...] = ()
    practice: Practice = STANDARD
    # Thanks are owed within so many hours of a talk's end.
    thanks_hours: int = 24
    referrals: int = 0
    referrals_met: int = 0
    # Asks that are open, or at an organization with an open one; of the others only how many.
    asks: tuple[KnownAsk, ...] = ()
    asked_before: int = 0
    answered_before: int = 0
    offers: tuple[KnownOffer, ...] = ()
    interviews: tuple[KnownInterview, ...] = ()
    introductions: tuple[KnownIntroduction, ...] = ()
    promises: tuple[KnownPromise, ...] = ()
    drafts: tuple[KnownDraft, ...] = ()
    touching: Touching = USUAL
    # People to stay in touch with whom nobody has written to for long.
    quiet: tuple[KnownQuiet, ...] = ()
    # For an ask without an answer, somebody else who works there.
    others: Mapping[UUID, Who] = field(default_factory=dict)
    # Short things said in an interview that is still to be thanked for.
    quotes: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)

    # The dearest organizations, and how many talks are held elsewhere before one there is asked for.
    dream: Mapping[Any, Dream] = field(default_factory=dict)
    practise_first: int = 0

    # How many themes each talk was the first to bring, in the order held.
    brought: tuple[int, ...] = ()

    @property
    def held(self) -> int:
        """Interviews that took place; one with two people counts once."""
        return len({each.id for each in self.interviews if each.ended_at})

    @property
    def planned(self) -> int:
        """Interviews agreed and still to come."""
        return len({each.id for each in self.interviews if each.ahead})
