"""Staying in touch: promises both ways with their days, and who should hear from the seeker, and why. One page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.db.models import F, Q

from askaround.accounts.models import User
from askaround.people.models import Contact, Promise
from askaround.people.practice import Touching
from askaround.plain.regions import place_of
from askaround.purpose.models import Campaign

from .steps.keeping import news_due
from .steps.known import KnownQuiet
from .steps.step import Who, days_after

OVER_SHOWN, SHOWN = 20, 100


@dataclass(frozen=True)
class Hearing:
    """Somebody who should hear from the seeker: from which day, and why then."""

    contact: Contact
    day: date
    why: str
    due: bool


@dataclass(frozen=True)
class StayingInTouch:
    """What the page shows."""

    mine: list[Promise]
    theirs: list[Promise]
    over: list[Promise]
    people: list[Hearing]
    today: date
    usual: int

    @classmethod
    def of(cls, user: User, now: datetime) -> Self:
        """Of the notebook; the rhythm of those without one of their own is the active campaign's."""
        campaign = Campaign.objects.active_of(user)
        touching = Touching.read(campaign.practice if campaign else None)
        promises = Promise.objects.of(user).filter(contact__trashed_at=None).select_related("contact")
        rows = list(promises.filter(kept_at=None, let_go_at=None).order_by(F("until").asc(nulls_last=True))[:SHOWN])
        over = promises.exclude(kept_at=None, let_go_at=None).order_by(F("kept_at").desc(nulls_last=True), "-let_go_at")
        return cls(
            mine=[one for one in rows if one.whose == "mine"], theirs=[one for one in rows if one.whose != "mine"],
            over=list(over[:OVER_SHOWN]), people=_people(user, now, touching), today=now.date(),
            usual=touching.news_every,
        )  # fmt: skip

    @property
    def heading(self) -> str:
        """What is owed, in words."""
        late = sum(bool(one.until and one.until < self.today) for one in self.mine)
        due = sum(one.due for one in self.people)
        if self.mine:
            owed = f"You owe {len(self.mine)} {'promise' if len(self.mine) == 1 else 'promises'}"
            return f"{owed}, {late} of them late." if late else f"{owed}, none of them late."
        if due:
            return f"No promise is open; {due} {'person' if due == 1 else 'people'} could hear from you."
        return "No promise is open, and nobody waits for news."


def _people(user: User, now: datetime, touching: Touching) -> list[Hearing]:
    """Those met, and those with a rhythm of their own, the earliest first."""
    wanted = Q(news_every__gt=0)
    if touching.news_every:
        wanted |= Q(news_every=None, met__gt=0)
    rows = Contact.objects.of(user).approachable().filter(wanted).order_by(F("last_contact_at").asc(nulls_first=True))
    found = [_hearing(contact, now, touching) for contact in rows[:SHOWN]]
    return sorted(found, key=lambda one: one.day)


def _hearing(contact: Contact, now: datetime, touching: Touching) -> Hearing:
    who = Who(contact.pk, contact.name, contact.first_name, country=place_of(contact.country, contact.town))
    last = contact.last_contact_at or contact.created_at
    every = contact.news_every or touching.news_every
    day = news_due(KnownQuiet(who, last, every), now)
    since = days_after(last, 0, now)
    rhythm = f"every {every} days, their own rhythm" if contact.news_every else f"every {every} days"
    heard = f"Last contact {since.day} {since:%b %Y}" if contact.last_contact_at else "Never in touch yet"
    return Hearing(contact, day, f"{heard}; {rhythm}.", day <= now.date())
