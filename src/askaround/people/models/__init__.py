"""The nouns of people. Times are facts; states are derived from them."""

from .bringing import AddressBook, LookAlike, Mapping, Upload
from .contacts import Contact, ContactQuerySet, Role, Touch
from .introductions import CHECKED_IN, IN_ORDER, STAGES, Introduction
from .knowing import Promise, ResearchNote
from .organizations import Industry, Organization
from .ties import Acquaintance, Tag, Tagging, Tie, TieKind

__all__ = [
    "CHECKED_IN",
    "IN_ORDER",
    "STAGES",
    "Acquaintance",
    "AddressBook",
    "Contact",
    "ContactQuerySet",
    "Industry",
    "Introduction",
    "LookAlike",
    "Mapping",
    "Organization",
    "Promise",
    "ResearchNote",
    "Role",
    "Tag",
    "Tagging",
    "Tie",
    "TieKind",
    "Touch",
    "Upload",
]
