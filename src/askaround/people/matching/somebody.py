"""The two nouns of matching: what a record says of a person, and what is said of two of them."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Somebody:
    """What a record says of a person, as it says it; only `organizations` are `naming.organization_key`s.

    `key` is the caller's own. `also_called` are nicknames, maiden names and whole names in another script. `street` may
    hold several lines, parted by commas or line ends; `country` (two letters) says how phone numbers are dialled.
    """

    key: Hashable
    name: str = ""
    given: str = ""
    family: str = ""
    also_called: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    town: str = ""
    street: str = ""
    postcode: str = ""
    country: str = ""
    connected_on: date | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely it is that two are one (0 to 1), whether that is enough to merge unasked, and why, in words."""

    likeness: float
    sure: bool
    reasons: tuple[str, ...]
