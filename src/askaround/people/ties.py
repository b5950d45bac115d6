"""How strong a tie is, from facts, in one sentence and without a black box. Plain: no rows, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

# Kinds of tie that are strong by themselves: these people pick up the phone.
CLOSE = frozenset({"relative", "friend", "former boss", "co-worker"})
# Seen within this many days still counts as close; beyond it a tie cools (method: keep in touch every 90 days).
WARM_DAYS = 365


@dataclass(frozen=True)
class Strength:
    """strong, weak or none, and the sentence that says why."""

    level: str
    sentence: str


def strength(
    kinds: Iterable[str],
    *,
    now: datetime,
    met: int = 0,
    sent: int = 0,
    received: int = 0,
    last_contact_at: datetime | None = None,
) -> Strength:
    """The strength of a tie from its kinds, how often both met and wrote, and when last.

    Strong: a close kind, or met or answered within a year. None: a stranger never in touch. Weak is everything
    between, and what helps most in finding out about work (Rajkumar et al., Science 2022).
    """
    known = [kind for kind in kinds if kind not in ("stranger", "")]
    warm = last_contact_at is not None and (now - last_contact_at).days <= WARM_DAYS
    sentence = _sentence(known, now=now, met=met, sent=sent, received=received, last_contact_at=last_contact_at)
    if set(known) & CLOSE or (warm and (met >= 2 or (met and received))):
        return Strength("strong", sentence)
    if known or met or received:
        return Strength("weak", sentence)
    return Strength("none", sentence)


def _sentence(
    known: list[str], *, now: datetime, met: int, sent: int, received: int, last_contact_at: datetime | None
) -> str:
    facts = []
    if met:
        facts.append("you met once" if met == 1 else "you met twice" if met == 2 else f"you met {met} times")
    if received:
        facts.append(f"they wrote {_times(received)}")
    elif sent:
        facts.append(f"you wrote {_times(sent)} without an answer")
    if not facts:
        return f"{_kinds(known)}; no contact is noted yet." if known else "You have not been in touch yet."
    last = f", last {_when(last_contact_at, now)}" if last_contact_at else ""
    said = f"{' and '.join(facts)}{last}."
    return f"{_kinds(known)}: {said}" if known else said[0].upper() + said[1:]


def _times(number: int) -> str:
    return "once" if number == 1 else "twice" if number == 2 else f"{number} times"


def _kinds(known: list[str]) -> str:
    words = " and ".join(sorted(known)[:2])
    return words[0].upper() + words[1:]


def _when(when: datetime, now: datetime) -> str:
    days = max((now - when).days, 0)
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 60:
        return f"{days} days ago"
    return f"in {when:%B}" if when.year == now.year else f"in {when:%B %Y}"
