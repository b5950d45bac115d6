"""A contact's whole page: who they are, where things stand, and everything that happened.

Rows are reached through the contact, which the view found among the user's own: asking for the notebook once more
makes SQLite walk all of it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from askaround.accounts.middleware import zone_of
from askaround.accounts.models import User
from askaround.history.models import Entry
from askaround.interviews.models import InterviewPerson, ThankYou
from askaround.notes.models import Note
from askaround.outreach.models import Ask, Letter
from askaround.outreach.pacing import AskFacts, Standing, standing
from askaround.people import chain
from askaround.people.checklist import NOTHING, Line, checklist
from askaround.people.merging import ALONG, Merged, merged_of
from askaround.people.models import Contact, Introduction, Promise, ResearchNote, Role, Tie
from askaround.people.naming import profile_link
from askaround.people.shared_ground import Ground, shared
from askaround.people.sharing import own_of, theirs_of
from askaround.people.ties import strength
from askaround.plain.workdays import counts_from, working_days_between

from .introductions import facts_of, told
from .telling import Told, tell
from .where_it_stands import Between, where_it_stands

ENTRIES = 30
QUOTES = 6


@dataclass(frozen=True)
class WayOn:
    """What the button over the page says, and where it leads; nothing for somebody to be left alone."""

    label: str
    url: str


@dataclass(frozen=True)
class ContactPage:
    """All that the page shows; every list is short or cut."""

    contact: Contact
    now: datetime
    heading: str
    roles: list[Role]
    ties: list[Tie]
    research: list[ResearchNote]
    ground: list[Ground]
    promises: list[Promise]
    introductions: list[Introduction]
    asks: list[Ask]
    letters: list[Letter]
    talks: list[Any]
    quotes: list[Note]
    more_quotes: int
    merged: list[Merged]
    days: list[tuple[date, list[Told]]]
    older: int | None
    way_on: WayOn

    @classmethod
    def of(cls, user: User, contact: Contact, now: datetime, *, before: int | None = None) -> "ContactPage":
        """Gathered in a dozen queries, however much there is."""
        zone = zone_of(user)
        asks = list(Ask.objects.filter(contact=contact, campaign__active=True).select_related("campaign"))
        letters = list(Letter.objects.filter(contact=contact).defer("body"))
        talks, introductions = _talks(contact), _introductions(contact)
        notes = list(Note.objects.filter(contact=contact, trashed_at=None).order_by("-created_at", "-number"))
        merged = contact.all_merged()
        entries = _entries(user, (contact.pk, *merged), introductions, before)
        between = _between(contact, (asks, letters), talks, introductions, now.astimezone(zone))
        roles = list(Role.objects.filter(contact=contact).select_related("organization"))
        ties, research = list(Tie.objects.filter(contact=contact)), list(ResearchNote.objects.filter(contact=contact))
        return cls(
            contact=contact, now=now.astimezone(zone), heading=where_it_stands(between, now.astimezone(zone)),
            roles=roles, ties=ties, research=research,
            ground=ground_of(contact, roles, ties, research),
            promises=list(Promise.objects.filter(contact=contact).order_by("kept_at", "until", "created_at")),
            introductions=introductions, asks=asks, letters=letters, talks=talks,
            quotes=notes[:QUOTES], more_quotes=max(0, len(notes) - QUOTES),
            merged=merged_of(contact, merged), days=tell(entries[:ENTRIES], zone, newest=before is None),
            older=entries[ENTRIES - 1].number if len(entries) > ENTRIES else None,
            way_on=_way_on(contact, asks, talks),
        )  # fmt: skip

    @property
    def checklist(self) -> list[Line]:
        """What to find out: what is found, what is missing."""
        before = sum(not role.current for role in self.roles)
        return checklist([(note.kind, note.fact) for note in self.research], before=before)

    @property
    def found_out(self) -> list[ResearchNote]:
        """What was found, without what was looked for in vain."""
        return [note for note in self.research if note.fact != NOTHING]

    @property
    def other_ways(self) -> list[dict[str, str]]:
        """Further ways to reach them, each with a link where one is safe."""
        known = {self.contact.email.lower(), self.contact.phone, self.contact.profile_url.lower(), ""}
        ways = [way for way in self.contact.ways if str(way.get("value", "")).lower() not in known]
        return [{"label": way.get("label", "") or way.get("kind", ""), "value": str(way["value"]), "url": way_to(way)}
                for way in ways]  # fmt: skip

    @property
    def strength(self) -> str:
        """How strong the tie is, in a sentence."""
        it = self.contact
        kinds = [tie.kind for tie in self.ties]
        return strength(
            kinds, now=self.now, last_contact_at=it.last_contact_at, sent=it.sent, received=it.received, met=it.met
        ).sentence

    @property
    def introduced(self) -> list[tuple[Introduction, str]]:
        """Each introduction with where it stands."""
        return [(one, chain.stand(facts_of(one, self.now), self.now).sentence) for one in self.introductions]

    @property
    def now_and_then(self) -> tuple[list[Role], list[Role]]:
        """Roles now, and roles past."""
        return [role for role in self.roles if role.current], [role for role in self.roles if not role.current]


def ground_of(contact: Contact, roles: list[Role], ties: list[Tie], notes: list[ResearchNote]) -> list[Ground]:
    """What both have in common and is not kept yet."""
    own = own_of(contact.notebook_id)
    kept = {note.fact for note in notes}
    theirs = theirs_of([contact], roles, notes, ties)[contact.pk]
    return [ground for ground in shared(own, theirs) if ground.fact not in kept]


def way_to(way: dict[str, str]) -> str:
    """A link for a way to reach somebody; none for what a link cannot safely hold."""
    value = str(way.get("value", ""))
    if way.get("kind") == "email":
        return f"mailto:{value}" if "@" in value and not set(value) & set(" ?&<>\"'") else ""
    if way.get("kind") == "phone":
        digits = "".join(letter for letter in value if letter.isdigit() or letter == "+")
        return f"tel:{digits}" if len(digits) > 4 else ""
    return profile_link(value) if way.get("kind") == "link" else ""


def _way_on(contact: Contact, asks: list[Ask], talks: list[Any]) -> WayOn:
    """The one thing to do next with somebody: the brief of a talk ahead, the open ask, a first ask, or a letter."""
    if contact.do_not_contact_at:
        return WayOn("", "")
    ahead = [talk.interview for talk in talks if _is_ahead(talk.interview)]
    if ahead:
        return WayOn("Open the brief", reverse("interview", args=[ahead[-1].pk]))
    held = [talk for talk in talks if talk.interview.ended_at]
    ask = next((ask for ask in asks if ask.closed_at is None and ask.declined_at is None), None)
    if ask and not held:
        return WayOn("Open the ask", reverse("ask", args=[ask.pk]))
    if held:
        return WayOn(f"Write to {contact.first_name}", reverse("keep-in-touch", args=[contact.pk]))
    return WayOn(f"Ask {contact.first_name}", reverse("ask-new", args=[contact.pk]))


def _talks(contact: Contact) -> list[Any]:
    thanks = ThankYou.objects.filter(interview=OuterRef("interview"), contact=OuterRef("contact"))
    return list(
        InterviewPerson.objects.filter(contact=contact)
        .select_related("interview")
        .annotate(thanked_at=Subquery(thanks.values(when=Coalesce("thanked_at", "letter__sent_at"))[:1]))
        .order_by("-interview__starts_at")
    )


def _introductions(contact: Contact) -> list[Introduction]:
    return list(told(Introduction.objects.filter(Q(by=contact) | Q(to=contact))))


def _entries(user: User, ids: tuple[UUID, ...], introductions: list[Introduction], before: int | None) -> list[Entry]:
    """What is told of them, under whichever entry it was written; what went along with a merge is told by the merge.

    An introduction is kept with who offered it, and told of who it leads to as well.
    """
    rows = Entry.objects.of(user).select_related("batch")
    led = [one.pk for one in introductions if one.to_id == ids[0]]
    rows = rows.filter(Q(contact_id__in=ids) | Q(subject_id__in=led)) if led else rows.filter(contact_id__in=ids)
    rows = rows.exclude(verb__in=ALONG)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return list(rows.order_by("-number")[: ENTRIES + 1])


def _between(
    contact: Contact, asking: tuple[list[Ask], list[Letter]], talks: list[Any], introductions: list[Introduction],
    now: datetime,
) -> Between:  # fmt: skip
    held = [talk for talk in talks if talk.interview.ended_at]
    ahead = [talk.interview for talk in talks if _is_ahead(talk.interview)]
    stands, sent = _standing(contact, *asking, now)
    offers = [one for one in introductions if one.to_id == contact.pk and not one.closed_at]
    return Between(
        first=contact.first_name, left_alone=contact.do_not_contact_at is not None,
        running=any(talk.began_at for talk in ahead),
        next_talk=min((talk.starts_at for talk in ahead if talk.ends_at > now), default=None),
        last_talk=max((talk.interview.ended_at for talk in held), default=None),
        thanks_owed=any(talk.thanked_at is None for talk in held), ask=stands,
        asked_on=sent[-1].date() if sent else None,
        waited=working_days_between(counts_from(sent[-1], contact.country), now.date(), contact.country) if sent else 0,
        offered_by=offers[0].by.first_name if offers else "",
    )  # fmt: skip


def _is_ahead(talk: Any) -> bool:
    return not (talk.ended_at or talk.cancelled_at or talk.no_show_at)


def _standing(
    contact: Contact, asks: list[Ask], letters: list[Letter], now: datetime
) -> tuple[Standing | None, tuple[datetime, ...]]:
    """Where the latest ask stands, and when its letters went out, where the seeker is."""
    if not asks:
        return None, ()
    ask = asks[0]
    here = now.tzinfo
    sent = sorted(
        letter.sent_at.astimezone(here)
        for letter in letters
        if letter.ask_id == ask.pk and letter.sent_at and letter.kind in {"ask", "follow-up"}
    )
    times = tuple(sent or ([ask.sent_at.astimezone(here)] if ask.sent_at else []))
    facts = AskFacts(
        id=ask.pk, person=contact.pk, name=contact.first_name, country=contact.country, sent=times,
        replied_at=ask.answered_at, accepted_at=ask.accepted_at, declined_at=ask.declined_at,
        not_before=ask.not_before, closed_at=ask.closed_at,
    )  # fmt: skip
    return standing(facts, now), times
