"""Ask, Letter, Reply, Template."""

from .asks import Ask, AskQuerySet
from .kinds import Channel, LetterKind
from .letters import Letter, LetterQuerySet, Reply
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
    "Reply",
    "Template",
    "TooSoon",
]
