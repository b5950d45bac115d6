"""What a reminder says where others may see it: no more of a person than the seeker chose."""

from collections.abc import Sequence

from .models import Told
from .steps.step import and_list

# What stands for a step in a calendar and in a message; the first with a name, the second without.
_TITLES = {
    "interview": ("Talk with {}", "Busy"),
    "thank": ("Thank {}", "To do"),
    "follow-up": ("Follow up with {}", "To do"),
    "promise": ("Keep your promise to {}", "To do"),
    "keep-in-touch": ("Send {} some news", "To do"),
}


def title(kind: str, names: Sequence[str], told: str) -> str:
    """The title of a step about these people."""
    named, nameless = _TITLES[kind]
    if told == Told.NOTHING:
        return nameless
    shown = and_list([initials(name) if told == Told.INITIALS else name for name in names])
    return named.format(shown or "somebody")


def initials(name: str) -> str:
    """ "Priya Raman" is "P. R."; what has no letters stays out."""
    return " ".join(f"{word[0].upper()}." for word in name.replace("-", " ").split() if word[0].isalnum())
