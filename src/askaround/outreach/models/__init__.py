"""Ask, Letter, Reply, Template, Offer."""

from .asks import Ask, AskQuerySet
from .kinds import Channel, LetterKind
from .letters import Letter, LetterQuerySet, Reply
from .offers import Offer, OfferQuerySet, Passed, Taken, as_times
from .phrases import Phrase, Place
from .refusals import AlreadyAsked, AskError, DoorClosed, Enough, TooSoon
from .templates import Template

__all__ = [
    "AlreadyAsked",
    "Ask",
    "AskError",
    "AskQuerySet",
    "Channel",
    "DoorClosed",
    "Enough",
    "Letter",
    "LetterKind",
    "LetterQuerySet",
    "Offer",
    "OfferQuerySet",
    "Passed",
    "Phrase",
    "Place",
    "Reply",
    "Taken",
    "Template",
    "TooSoon",
    "as_times",
]
