"""What is known about a contact, put together for a draft and for its review. Facts only."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from askaround.people.models import Contact, Introduction, Promise, Tie
from askaround.purpose.models import Campaign, Profile

from .asking import organization_of
from .drafting import Known, Meeting
from .models import Ask, Letter, LetterKind
from .phrasing import own_phrases
from .review import Facts

# Strongest first: which tie a letter begins with when there are several.
_ORDER = (
    "relative",
    "friend",
    "former boss",
    "co-worker",
    "teacher",
    "classmate",
    "alumni",
    "association",
    "acquaintance",
    "referred",
    "stranger",
)
# Words by which a tie is named without its detail.
_NAMED = {
    "alumni": "studied graduate graduated alumni alumna alumnus alum fellow",
    "classmate": "class classmate course together",
    "teacher": "class course student taught",
    "former boss": "worked working boss",
    "co-worker": "worked working together colleague",
    "friend": "know friend friends",
    "relative": "family cousin aunt uncle related",
    "association": "member members",
    "acquaintance": "met know",
    "stranger": "found read saw heard talk article post profile came across",
}


def best_tie(contact: Contact) -> Tie | None:
    """The tie that a letter begins with."""
    ties: list[Tie] = sorted(
        contact.ties.all(), key=lambda tie: _ORDER.index(tie.kind) if tie.kind in _ORDER else len(_ORDER)
    )
    return ties[0] if ties else None


def known_for(
    contact: Contact,
    *,
    profile: Profile | None,
    campaign: Campaign | None,
    ask: Ask | None = None,
    to_introducer: Introduction | None = None,
    place: str = "",
    zone: tzinfo | None = None,
    noted: tuple[str, ...] = (),
    facts: Mapping[str, Any] | None = None,
) -> Known:
    """Everything a draft to this contact may use. `noted` and `facts` are what later chapters know: see `told`."""
    tie, organization = best_tie(contact), organization_of(contact)
    return Known(
        first_name=contact.first_name,
        tie=tie.kind if tie else "stranger",
        tie_detail=tie.detail if tie else "",
        how_we_met=contact.how_we_met,
        field=(campaign.occupation or campaign.name) if campaign else "",
        organization=organization.name if organization else "",
        promises=promises(contact),
        learn=campaign.learn if campaign else "",
        place=place or str((facts or {}).get("place", "")),
        noted=noted,
        kept=kept_promises(contact),
        phrases=own_phrases(contact.notebook_id),
        **_of_me(profile),
        **_of_ask(ask, zone),
        **told(facts or {}),
        **_of_introduction(to_introducer, zone),
    )


def _of_ask(ask: Ask | None, zone: tzinfo | None) -> dict[str, Any]:
    """What a letter says of the ask it belongs to, and of the first letter of it."""
    if ask is None:
        return {}
    first = ask.letters.filter(sent_at__isnull=False).order_by("sent_at").first()
    sent = first.sent_at.astimezone(zone) if first and first.sent_at else None
    return {
        "introduced_by": introducer(ask.introduction),
        "reason": ask.reason,
        "minutes": ask.minutes,
        "earlier_subject": first.subject if first else "",
        "asked_on": f"{sent.day} {sent:%B}" if sent else "",
    }


def told(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What a letter keeps of the talk it is about, and of what the person they led to said."""
    talk = facts.get("meeting") or {}
    meeting = Meeting(
        when=str(talk.get("when", "")),
        minutes=int(talk.get("minutes") or 0),
        by=str(talk.get("by", "")),
        where=str(talk.get("where", "")),
        offers=tuple(map(str, talk.get("offers", ()))),
    )
    return {"meeting": meeting, "came_of_it": tuple(map(str, facts.get("came_of_it", ())))}


def _of_me(profile: Profile | None) -> dict[str, Any]:
    """What a letter says about the seeker, and what stands under it."""
    if profile is None:
        return {}
    return {
        "lately": profile.lately,
        "headline": profile.headline,
        "my_name": profile.name,
        "my_email": profile.email,
        "my_phone": profile.phone,
        "my_link": profile.link,
    }


def _of_introduction(introduction: Introduction | None, zone: tzinfo | None) -> dict[str, Any]:
    """What a letter to the introducer says of the introduction."""
    if introduction is None:
        return {}
    asked = introduction.asked_at.astimezone(zone) if introduction.asked_at else None
    return {
        "meets": introduction.to.name,
        "offered": introduction.offered_at is not None,
        "asked_for_it_on": f"{asked.day} {asked:%B}" if asked else "",
    }


def introducer(introduction: Introduction | None) -> str:
    """Who led here, when their name may be used."""
    return introduction.by.name if introduction and introduction.may_use_name == "yes" else ""


def facts_for(letter: Letter) -> Facts:
    """What the review may know beside the text."""
    ask, first = letter.ask, None
    if ask is not None and letter.kind == LetterKind.FOLLOW_UP:
        first = ask.letters.filter(sent_at__isnull=False).exclude(pk=letter.pk).order_by("sent_at").first()
    tie, about = best_tie(letter.contact), letter.introduction
    return Facts(
        connection=connection(letter.contact, ask.introduction if ask else letter.introduction) or None,
        noted=tuple(letter.noted) or None,
        promises=promises(letter.contact) if letter.kind == LetterKind.THANK_YOU else None,
        previous=first.body if first else None,
        earlier_subject=first.subject if first and first.channel == "email" else None,
        first_name=letter.contact.first_name,
        stranger=tie is None or tie.kind == "stranger",
        meets=about.to.name if about and ask is None and about.by_id == letter.contact_id else None,
        no_job_asks=tuple(letter.facts.get("no_job_asks", ())) or None,
    )


def connection(contact: Contact, introduction: Introduction | None) -> tuple[str, ...]:
    """What links the two, in words that a first sentence would hold."""
    found = [introduction.by.name] if introduction else []
    found += [contact.how_we_met] if contact.how_we_met else []
    for tie in contact.ties.all():
        found.append(" ".join(part for part in (tie.detail, _NAMED.get(tie.kind, "")) if part))
    found += [note.fact for note in contact.research_notes.all() if note.kind == "shared ground"]
    return tuple(part for part in found if part)


def promises(contact: Contact) -> tuple[str, ...]:
    """What the seeker promised and has not kept yet."""
    mine = Promise.objects.within(contact.notebook_id).filter(contact=contact, whose="mine")
    return tuple(mine.filter(kept_at=None, let_go_at=None).values_list("what", flat=True)[:5])


def kept_promises(contact: Contact) -> tuple[str, ...]:
    """What the seeker promised and has done, the latest last."""
    done = contact.promises.filter(whose="mine", kept_at__isnull=False).order_by("kept_at")
    return tuple(done.values_list("what", flat=True)[:20])
