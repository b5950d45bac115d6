"""Gathering what Today looks at: a handful of queries, turned into plain values."""

from collections import defaultdict
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, UUIDField, Value, When, Window
from django.db.models.functions import Coalesce, Length, RowNumber

from askaround.accounts.models import User
from askaround.accounts.prepared import Prepared
from askaround.findings.remembering import brought_by
from askaround.interviews.models import Interview, InterviewPerson, ThankYou
from askaround.notes.models import Note
from askaround.outreach.models import Ask, Letter, Offer
from askaround.outreach.practice import Practice
from askaround.people.chain import Times
from askaround.people.models import Contact, Introduction, LookAlike, Promise, Role
from askaround.people.practice import Touching
from askaround.plain.regions import place_of
from askaround.purpose.models import Campaign
from askaround.purpose.practice import current
from askaround.targets.models import Target

from .calendar_facts import calendars_of
from .dream_employer import Dream, dearest
from .frame import Frame
from .introductions import told
from .mail_facts import mail_of
from .models import Snooze
from .steps.known import (
    Known,
    KnownAsk,
    KnownDraft,
    KnownInterview,
    KnownIntroduction,
    KnownOffer,
    KnownPromise,
    KnownQuiet,
)
from .steps.step import Put, Who

WHO = ("id", "name", "given", "do_not_contact_at", "country", "town")
QUOTE_LENGTH = 90
QUOTED = 4
LOOKED_AT = 12
ENOUGH_TO_TELL = 3
LOOK_AHEAD = timedelta(days=30)
MOST_TO_HEAR = 200


def known_of(user: User, frame: Frame, now: datetime) -> Known:
    """What is known in the user's active campaign."""
    campaign = frame.campaign
    assert campaign is not None
    drafts, sent = _letters(user)
    asks, interviews, introductions = _asks(user, sent), _interviews(user), _introductions(user)
    named = [one for one in introductions if one.offered_at]
    touching = Touching.read(campaign.practice)
    over = next(iter(_OVER.rows(user)), {})
    return Known(
        campaign=campaign.pk, goal=campaign.goal, learn=campaign.learn, people=frame.people, targets=frame.targets,
        introduced_self=frame.introduced_self, mail=mail_of(user),
        calendars=calendars_of(user), look_alikes=len(_LOOK_ALIKES.rows(user)), asks=asks,
        asked_before=over.get("asked", 0),
        answered_before=over.get("answered", 0), offers=_offers(user, asks, interviews), interviews=interviews,
        introductions=introductions,
        referrals=len(named), referrals_met=sum(map(_met, named)),
        practice=Practice.read(campaign.practice), thanks_hours=current(campaign.practice)["thanks_hours"],
        promises=_promises(user), drafts=drafts, **_dreams(user, campaign, interviews),
        quiet=_quiet(user, now, touching), touching=touching, others=_others(user, asks),
        brought=_brought(campaign, interviews), quotes=_quotes(interviews),
    )  # fmt: skip


def _look_alikes(user: User) -> Any:
    """Those of whom an import brought one; more than a hundred are only many."""
    brought = Q(a__batch__isnull=False) | Q(b__batch__isnull=False)
    return LookAlike.objects.of(user).waiting().filter(brought).order_by().values("id")[:100]


_LOOK_ALIKES = Prepared(_look_alikes)


def put_off(user: User) -> dict[tuple[str, UUID], Put]:
    """The steps that were put off or waved away, by kind and subject."""
    rows = Snooze.objects.of(user).values_list("kind", "subject_id", "until")
    return {(kind, subject): Put(until) for kind, subject, until in rows}


def _who(row: dict[str, Any], prefix: str) -> Who:
    name, given = row[f"{prefix}__name"], row[f"{prefix}__given"]
    return Who(
        row[f"{prefix}__id"], name, given or name.split(" ")[0],
        reachable=row[f"{prefix}__do_not_contact_at"] is None,
        country=place_of(row[f"{prefix}__country"], row[f"{prefix}__town"]),
    )  # fmt: skip


def _of(prefix: str) -> list[str]:
    return [f"{prefix}__{name}" for name in WHO]


def _asks(user: User, sent: dict[UUID, list[tuple[str, datetime]]]) -> tuple[KnownAsk, ...]:
    return tuple(
        KnownAsk(
            **{name: row[name] for name in ASK}, who=_who(row, "contact"), organization=row["organization__name"] or "",
            sent=_went_out(row["sent_at"], sent[row["id"]]),
            wrote_back_at=max((at for kind, at in sent[row["id"]] if kind == "reply"), default=None),
        )
        for row in _ASKS.rows(user)
    )  # fmt: skip


def _that_count(user: User) -> Any:
    """The asks, and of each whether it is open or beside an open one: at one organization the asks keep apart."""
    asks = Ask.objects.in_active(user).filter(contact__trashed_at=None)
    near = Q(organization=OuterRef("organization")) | Q(contact=OuterRef("contact"))
    beside = asks.filter(near, closed_at=None)
    return asks.annotate(counts=Case(When(closed_at=None, then=True), default=Exists(beside)))


ASK = (
    "id", "created_at", "organization_id", "minutes", "answered_at", "accepted_at", "declined_at", "not_before",
    "closed_at", "agreed", "introduction_id",
)  # fmt: skip


def _asks_now(user: User) -> Any:
    agreed = Interview.objects.filter(ask=OuterRef("pk"), cancelled_at=None, no_show_at=None)
    rows = _that_count(user).filter(counts=True).annotate(agreed=Exists(agreed))
    return rows.values(*ASK, "organization__name", "sent_at", *_of("contact"))


def _asks_over(user: User) -> Any:
    """How many of the asks that are over were sent and answered: one row, or none."""
    came = Q(answered_at__isnull=False) | Q(accepted_at__isnull=False) | Q(declined_at__isnull=False)
    sent = Q(sent_at__isnull=False)
    rows = _that_count(user).filter(counts=False).order_by().values("campaign")
    return rows.annotate(asked=Count("pk", filter=sent), answered=Count("pk", filter=sent & came))


_ASKS, _OVER = Prepared(_asks_now), Prepared(_asks_over)


def _went_out(first: datetime | None, letters: list[tuple[str, datetime]]) -> tuple[datetime, ...]:
    """When the ask and its follow-ups were sent; an ask may have been marked sent without a letter."""
    times = sorted(at for kind, at in letters if kind in {"ask", "follow-up"})
    return tuple(times or ([first] if first else []))


def _letters(user: User) -> tuple[tuple[KnownDraft, ...], dict[UUID, list[tuple[str, datetime]]]]:
    """The drafts, and for each open ask the letters that went out."""
    drafts, sent = [], defaultdict(list)
    for row in _LETTERS.rows(user):
        if row["sent_at"] is None:
            told = (row["kind"], row["created_at"], row["ask_id"], row["introduction_id"])
            drafts.append(KnownDraft(row["id"], _who(row, "contact"), *told))
        else:
            sent[row["ask_id"]].append((row["kind"], row["sent_at"]))
    return tuple(drafts), sent


def _letters_now(user: User) -> Any:
    open_ask = Q(ask__campaign__active=True, ask__closed_at=None)
    rows = Letter.objects.of(user).filter(open_ask | Q(ask=None, sent_at=None), contact__trashed_at=None)
    rows = rows.order_by("created_at")
    return rows.values("id", "kind", "created_at", "ask_id", "introduction_id", "sent_at", *_of("contact"))


_LETTERS = Prepared(_letters_now)


def _offers(
    user: User, asks: tuple[KnownAsk, ...], interviews: tuple[KnownInterview, ...]
) -> tuple[KnownOffer, ...]:  # fmt: skip
    """Asked for only where a yes waits for its time, or a talk came of an offer or is to be moved by one."""
    yes = any(ask.accepted_at and not (ask.agreed or ask.closed_at) for ask in asks)
    if not yes and not any(talk.offer_id and not talk.ended_at for talk in interviews):
        return ()
    return tuple(
        KnownOffer(
            row["id"], _who(row, "contact"), row["created_at"], row["expires_at"],
            ask=None if row["interviews__id"] else row["ask_id"], talk=row["interviews__id"],
            offered_at=row["offered_at"], none_fits_at=row["none_fits_at"],
        )
        for row in _OFFERS.rows(user)
    )  # fmt: skip


def _offers_now(user: User) -> Any:
    """Those of open asks, and those for talks that are to be moved."""
    for_what = Q(ask__campaign__active=True, ask__closed_at=None) | Q(interviews__campaign__active=True)
    rows = Offer.objects.of(user).standing().filter(for_what, contact__trashed_at=None).order_by("created_at")
    wanted = ("id", "created_at", "expires_at", "ask_id", "interviews__id", "offered_at", "none_fits_at")
    return rows.values(*wanted, *_of("contact"))


_OFFERS = Prepared(_offers_now)


def _interviews(user: User) -> tuple[KnownInterview, ...]:
    return tuple(
        KnownInterview(
            **{name: row[f"interview__{name}"] for name in TALK}, who=_who(row, "contact"),
            brief_written=bool((row["goals"] or "").strip()), questions=row["questions"], thanked_at=row["thanked"],
            thanks_letter=row["letter"], last_contact_at=row["contact__last_contact_at"],
        )
        for row in _INTERVIEWS.rows(user)
    )  # fmt: skip


TALK = (
    "id", "starts_at", "ends_at", "minutes", "format", "place", "link", "began_at", "ended_at", "confirmed_at",
    "cancelled_at", "no_show_at", "debriefed_at", "offer_id",
)  # fmt: skip


def _interviews_now(user: User) -> Any:
    thanks = ThankYou.objects.filter(interview=OuterRef("interview"), contact=OuterRef("contact")).order_by()
    return (
        InterviewPerson.objects.of(user)
        .filter(interview__campaign__active=True, contact__trashed_at=None)
        .annotate(
            thanked=Subquery(thanks.values(when=Coalesce("thanked_at", "letter__sent_at"))[:1]),
            letter=Subquery(thanks.values("letter")[:1], output_field=UUIDField()),
            goals=Coalesce(F("interview__brief__goals"), F("interview__brief__why_this_person")),
            questions=Count("interview__questions"),
        )
        .order_by("interview__starts_at")
        .values(
            *(f"interview__{name}" for name in TALK), "contact__last_contact_at", "thanked", "letter", "goals",
            "questions", *_of("contact"),
        )
    )  # fmt: skip


_INTERVIEWS = Prepared(_interviews_now)


def _introductions(user: User) -> tuple[KnownIntroduction, ...]:
    return tuple(
        KnownIntroduction(
            **{name: row[name] for name in STAGES}, by=_who(row, "by"), to=_who(row, "to"),
            role=", ".join(filter(None, [row["title"], row["place"]])), approached=row["approached"],
            talked_at=row["talked_at"], organization_id=row["organization_id"],
        )
        for row in _INTRODUCTIONS.rows(user)
    )  # fmt: skip


STAGES = (
    "id", "created_at", "may_use_name", *(field.name for field in fields(Times) if field.name != "talked_at"),
)  # fmt: skip


def _introductions_now(user: User) -> Any:
    role = Role.objects.filter(contact=OuterRef("to"), current=True).order_by("created_at")
    rows = told(Introduction.objects.of(user).filter(closed_at=None))
    rows = rows.annotate(organization_id=Subquery(role.values("organization")[:1], output_field=UUIDField()))
    names = ("talked_at", "approached", "title", "place", "organization_id")
    return rows.values(*STAGES, *names, *_of("by"), *_of("to"))


_INTRODUCTIONS = Prepared(_introductions_now)


def _dreams(user: User, campaign: Campaign, interviews: tuple[KnownInterview, ...]) -> dict[str, Any]:
    """The dearest organizations; not asked for once enough talks were held to go there."""
    practise = current(campaign.practice)["practise_first"]
    if len({talk.id for talk in interviews if talk.ended_at}) >= practise:
        return {}
    return {"dream": dream_employers(user), "practise_first": practise}


def dream_employers(user: User) -> dict[Any, Dream]:
    """The dearest organizations of the active campaign, by their id."""
    rows = Target.objects.in_active(user).filter(kind="organization").order_by("rank", "created_at")
    return dearest(rows.values_list("organization_id", "organization__name"))


def _brought(campaign: Campaign, interviews: tuple[KnownInterview, ...]) -> tuple[int, ...]:
    """How many themes each talk was the first to bring; nothing is asked while there are too few talks to tell."""
    held = list(dict.fromkeys(talk.ended_at for talk in interviews if talk.ended_at))
    if len(held) < ENOUGH_TO_TELL:
        return ()
    new = brought_by(campaign)
    return tuple(new.get(ended, 0) for ended in sorted(held))


def _met(one: KnownIntroduction) -> bool:
    return bool(one.met_at or one.talked_at)


def _promises(user: User) -> tuple[KnownPromise, ...]:
    return tuple(
        KnownPromise(row["id"], _who(row, "contact"), row["what"], row["created_at"], row["whose"], row["until"])
        for row in _PROMISES.rows(user)
    )


def _promises_now(user: User) -> Any:
    rows = Promise.objects.of(user).filter(kept_at=None, let_go_at=None, contact__trashed_at=None)
    return rows.values("id", "what", "created_at", "whose", "until", *_of("contact"))


_PROMISES = Prepared(_promises_now)


def _quiet(user: User, now: datetime, touching: Touching) -> tuple[KnownQuiet, ...]:
    """Those to stay in touch with; some of the silences end within the month."""
    found = (KnownQuiet(_quiet_who(row), row["last"], row["every"]) for row in _to_hear(user, now, touching))
    return tuple(one for one in found if one.last + timedelta(days=one.every) <= now + LOOK_AHEAD)


def _to_hear(user: User, now: datetime, touching: Touching) -> Any:
    """The few who have a rhythm of their own, and whoever was met, who has the campaign's. One query."""
    people = Contact.objects.of(user).approachable().order_by()
    own = people.filter(news_every__gt=0)
    rows = own.values(*WHO, last=Coalesce("last_contact_at", "created_at"), every=F("news_every"), usual=Value(0))
    if touching.news_every:
        since = now - timedelta(days=touching.news_every) + LOOK_AHEAD
        met = people.filter(news_every=None, last_contact_at__lte=since, met__gt=0)
        usual = {"every": Value(touching.news_every), "usual": Value(1)}
        rows = rows.union(met.values(*WHO, last=Coalesce("last_contact_at", "created_at"), **usual), all=True)
    return rows.order_by("usual", "last")[:MOST_TO_HEAR]


def _quiet_who(row: dict[str, Any]) -> Who:
    return _who({f"contact__{name}": row[name] for name in WHO}, "contact")


def _others(user: User, asks: tuple[KnownAsk, ...]) -> dict[UUID, Who]:
    """For each ask that waits, somebody else who works there now and was never asked."""
    waiting = {ask.organization_id: ask for ask in asks if ask.waiting and ask.organization_id}
    if not waiting:
        return {}
    asked = Ask.objects.in_active(user).filter(contact=OuterRef("contact"))
    rows = Role.objects.of(user).filter(
        ~Exists(asked), organization__in=waiting, current=True, contact__trashed_at=None, contact__archived_at=None,
        contact__do_not_contact_at=None,
    ).order_by("-contact__received", "contact__sort_key").values("organization_id", *_of("contact"))  # fmt: skip
    found: dict[UUID, Who] = {}
    for row in rows[:200]:
        found.setdefault(waiting[row["organization_id"]].id, _who(row, "contact"))
    return found


def _quotes(interviews: tuple[KnownInterview, ...]) -> dict[UUID, tuple[str, ...]]:
    """Two short things said in each talk that is still to be thanked for: marked words first, then short advice."""
    owed = list(dict.fromkeys(talk.id for talk in interviews if talk.ended_at and not talk.thanked_at))[-QUOTED:]
    if not owed:
        return {}
    said: dict[UUID, list[tuple[int, str]]] = defaultdict(list)
    for talk, kind, text, marks in _worth_reading(owed):
        said[talk].extend(_worth(kind, text, marks))
    return {
        talk: tuple(text for _, text in sorted(lines, key=lambda line: line[0])[:2]) for talk, lines in said.items()
    }


# The order in which it was said, the same in both databases: what was typed in afterwards comes last.
SAID = (F("second").asc(nulls_last=True), "device", "number", "id")


def _worth_reading(talks: list[UUID]) -> Any:
    """Of each talk the first few notes that are marked or short, marked ones first."""
    rank = Case(When(~Q(marks=[]), then=Value(0)), When(kind="advice", then=Value(1)), default=Value(2))
    place = Window(RowNumber(), partition_by="interview", order_by=[rank, *SAID])
    rows = Note.objects.filter(interview__in=talks, trashed_at=None).exclude(kind="referral").order_by()
    rows = rows.annotate(length=Length("text")).filter(~Q(marks=[]) | Q(length__lte=QUOTE_LENGTH))
    found = rows.annotate(place=place).filter(place__lte=LOOKED_AT).order_by("place")
    return found.values_list("interview_id", "kind", "text", "marks")


def _worth(kind: str, text: str, marks: list[dict[str, Any]]) -> list[tuple[int, str]]:
    quotes = [text[mark["start"] : mark["end"]] for mark in marks if mark.get("kind") == "quote"]
    if quotes:
        return [(0, quote) for quote in quotes]
    return [(1 if kind == "advice" else 2, text)] if len(text) <= QUOTE_LENGTH else []
