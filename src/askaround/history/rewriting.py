"""Two tabs on one row: what this one changed, and where the other was quicker."""

from collections.abc import Mapping
from dataclasses import dataclass

from askaround.accounts.models import Owned


@dataclass(frozen=True)
class Clash:
    """A text that both tabs changed: what stands there now, and what was typed here. The seeker chooses."""

    field: str
    label: str
    theirs: str
    mine: str


def changed(typed: Mapping[str, str], opened: Mapping[str, str]) -> dict[str, str]:
    """What this tab changed, against what it was opened with."""
    return {name: text for name, text in typed.items() if even(text) != even(opened.get(name, ""))}


def clashes(
    now: Owned, mine: Mapping[str, str], opened: Mapping[str, str], labels: Mapping[str, str] | None = None
) -> list[Clash]:
    """Where the row holds neither what this tab was opened with nor what it wants to write."""
    return [
        Clash(name, (labels or {}).get(name, name.replace("_", " ").capitalize()), getattr(now, name), text)
        for name, text in mine.items()
        if even(getattr(now, name)) not in {even(opened.get(name, "")), even(text)}
    ]


def even(text: str) -> str:
    """A text as it is compared: browsers send CRLF for every line break."""
    return text.replace("\r\n", "\n").strip()
