"""The fields of a template of one's own: {first_name} and the like, each with what it becomes."""

import re
from difflib import get_close_matches

from .known import Known

# Field: what it becomes.
FIELDS: dict[str, str] = {
    "first_name": "their first name",
    "organization": "where they work",
    "link": "what links you, as a sentence",
    "how_we_met": "how you met",
    "introduced_by": "who introduced you",
    "reason": "why this person, as you wrote it",
    "minutes": "the minutes you ask for",
    "field": "the work you look into",
    "lately": "what you have done lately",
    "who_i_am": "your line about yourself",
    "said": "one thing that they said",
    "promise": "what you promised them",
    "meets": "whom an introduction leads to",
    "when": "when the talk is",
    "where": "where the talk is",
    "my_name": "your name",
    "my_email": "your email",
    "my_phone": "your phone",
    "my_link": "your profile link",
}
_FIELD = re.compile(r"\{([^{}\n]{0,40})\}")


def fill(text: str, known: Known) -> str:
    """A template of the seeker's own with its {fields} filled; what is not known becomes a bracket."""
    values = values_of(known)
    return _FIELD.sub(lambda m: values.get(m[1]) or f"[{m[1].replace('_', ' ')}]", text)


def values_of(known: Known) -> dict[str, str]:
    """What each field becomes; empty where it is not known."""
    from .sentences import tie_sentence

    link = tie_sentence(known)
    return {
        "first_name": known.first_name,
        "organization": known.organization,
        "link": "" if "[" in link else link,
        "how_we_met": known.how_we_met,
        "introduced_by": known.introduced_by,
        "reason": known.reason,
        "minutes": str(known.minutes),
        "field": known.field,
        "lately": known.lately,
        "who_i_am": known.headline,
        "said": next(iter(known.noted), ""),
        "promise": next(iter(known.promises), ""),
        "meets": known.meets,
        "when": known.meeting.when,
        "where": known.meeting.where,
        "my_name": known.my_name,
        "my_email": known.my_email,
        "my_phone": known.my_phone,
        "my_link": known.my_link,
    }


def unknown_fields(text: str) -> list[tuple[str, str]]:
    """Fields that do not exist, each with the nearest one that does (empty when none is near)."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(_FIELD.findall(text)):
        if name not in FIELDS:
            wanted = re.sub(r"\W+", "_", name.strip().lower())
            found[name] = next(iter([wanted] if wanted in FIELDS else get_close_matches(wanted, FIELDS, 1, 0.5)), "")
    return list(found.items())
