"""Steps between a yes and a talk that stands: offer times, hear which, offer others; and the same for one that moves.

Two working days are given before the seeker is asked what became of the times: after 48 hours an open request lapses
in programmes that arrange such talks (intercom.help/adplist-community, article 9399656).
"""

from collections.abc import Iterator
from datetime import datetime

from askaround.outreach.pacing import Standing
from askaround.plain.workdays import add_working_days

from .known import Known, KnownAsk, KnownOffer
from .step import Door, Pull, Step, days_after, evening, morning

HEARD_WITHIN = 2


def agree_time(known: Known, ask: KnownAsk, stands: Standing, now: datetime) -> Step:
    """They said yes; now offer two or three times in their zone, and hear which it is."""
    offered = {offer.ask: offer for offer in known.offers if offer.ask}
    if ask.id in offered:
        return _offered(offered[ask.id], Door("ask-times", (ask.id,)), now, kind="agree-time")
    accepted = ask.accepted_at or now
    return Step(
        kind="agree-time", subject=ask.id, contact=ask.who, starts=accepted,
        due=evening(days_after(accepted, 1, now), now), pull=Pull.DAY, when="Said yes",
        heading=f"Agree a time with {ask.who.first}.", text=f"Agree a time with {ask.who.name}",
        detail=f"They said yes to {ask.minutes} minutes. Offer two or three times in their zone.",
        door=Door("ask-times", (ask.id,)), label="Offer times",
    )  # fmt: skip


def move_time(known: Known, now: datetime) -> Iterator[Step]:
    """Other times are offered for a talk that is to be moved."""
    for offer in known.offers:
        if offer.talk:
            yield _offered(offer, Door("interview-times", (offer.talk,)), now, kind="move-time")


def _offered(offer: KnownOffer, anew: Door, now: datetime, *, kind: str) -> Step:
    """What is to be done about times that were chosen: send them, wait, hear, or choose others."""
    stands, first, name = _stands(offer, now), offer.who.first, offer.who.name
    waits = stands == "Offered"
    sent = days_after(offer.offered_at or now, 0, now)
    since = {"None fits": offer.none_fits_at, "Passed": offer.expires_at}.get(stands) or offer.created_at
    if waits:
        since = morning(add_working_days(sent, HEARD_WITHIN, offer.who.country), now)
    heading, text, detail, label = _WORDS[stands]
    return Step(
        kind=kind, subject=offer.ask or offer.talk or offer.id, contact=offer.who, starts=since,
        due=evening(days_after(since, 1, now), now), pull=Pull.WEEK if waits else Pull.DAY, when=stands,
        heading=heading.format(first), text=text.format(name), detail=detail.format(f"{sent.day} {sent:%b}"),
        door=anew if stands == "Passed" else Door("offer", (offer.id,)), label=label,
    )  # fmt: skip


def _stands(offer: KnownOffer, now: datetime) -> str:
    if offer.none_fits_at:
        return "None fits"
    if offer.expires_at <= now:
        return "Passed"
    return "Offered" if offer.offered_at else "Not sent"


_WORDS = {
    "None fits": (
        "None of the times suits {}.", "None of the times suits {}",
        "They said what would. Agree that, or offer others.", "See what",
    ),
    "Passed": (
        "Offer {} other times.", "Offer {} other times",
        "Those offered have passed without a word. Everybody has such weeks.", "Offer times",
    ),
    "Not sent": (
        "Send {} the times.", "Send {} the times", "They are chosen and written down, and not sent yet.", "Send",
    ),
    "Offered": (
        "Hear which time suits {}.", "Hear which time suits {}",
        "Offered on {}. If they answered by mail or by word, one tap notes which.", "Open",
    ),
}  # fmt: skip
