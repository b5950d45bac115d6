"""What a draft may use, and what a draft is. Plain values; empty means unknown."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Meeting:
    """The talk that a letter is about, in the words that the letter uses."""

    when: str = ""  # "Thursday 26 November at 15:30, Berlin time"
    minutes: int = 0
    by: str = ""  # "by video", "by phone", "in person"
    where: str = ""  # a place or a link
    offers: tuple[str, ...] = ()  # other times, in their zone


@dataclass(frozen=True)
class Known:
    """What a draft may use. Empty means unknown."""

    first_name: str
    tie: str = "stranger"
    tie_detail: str = ""
    how_we_met: str = ""
    introduced_by: str = ""
    reason: str = ""
    minutes: int = 20
    lately: str = ""
    headline: str = ""
    my_name: str = ""
    field: str = ""
    organization: str = ""
    earlier_subject: str = ""
    asked_on: str = ""
    learn: str = ""  # what the campaign wants to learn
    my_email: str = ""
    my_phone: str = ""
    my_link: str = ""  # a profile that stands under the name, instead of an attachment
    meets: str = ""  # the person that an introduction leads to
    offered: bool = False  # the introducer offered it
    asked_for_it_on: str = ""  # the day on which the introducer was asked
    place: str = ""  # where the seeker would like to know somebody
    noted: tuple[str, ...] = ()  # what they said, word for word
    promises: tuple[str, ...] = ()  # what the seeker promised and has not done
    kept: tuple[str, ...] = ()  # what the seeker promised and has done since
    came_of_it: tuple[str, ...] = ()  # what the person they led to said
    meeting: Meeting = Meeting()
    note_fits: int = 200  # characters of a LinkedIn note: 300 with a paid account
    phrases: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)  # by place, the most used first


@dataclass(frozen=True)
class Draft:
    """A subject and a body, what is missing from them, and what the variant is called."""

    subject: str
    body: str
    missing: tuple[str, ...] = ()
    key: str = ""
    name: str = ""
