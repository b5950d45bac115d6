"""What a reminder says where others may see it: no more of a person than the seeker chose."""

from collections.abc import Sequence
from datetime import datetime

from .models import Told
from .steps.step import Step, and_list, as_label, at_clock

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


def message(step: Step, told: str, now: datetime) -> tuple[str, str]:
    """The title and the text of a message about a step; `now` is on the seeker's clock."""
    if told == Told.NOTHING:
        return "Askaround", "Something is due."
    when = {
        "interview": as_label(at_clock(step.due, now)), "thank": f"Due {at_clock(step.due, now)}.",
    }.get(step.kind, "Due today.")  # fmt: skip
    return title(step.kind, [step.contact.name] if step.contact else [], told), when


def initials(name: str) -> str:
    """ "Priya Raman" is "P. R."; what has no letters stays out."""
    return " ".join(f"{word[0].upper()}." for word in name.replace("-", " ").split() if word[0].isalnum())
