"""The sentences of the import's pages, made from its counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from askaround.formats.records import HIDDEN, NO_NAME

from .planning import IN_TRASH, TWICE

_READERS = {"linkedin-connections": "LinkedIn’s Connections.csv", "linkedin-zip": "LinkedIn’s export, as a ZIP"}
_WHY = {
    HIDDEN: "LinkedIn gives no name for members who have closed their account or hidden themselves.",
    NO_NAME: "A row without a name cannot be kept.",
    TWICE: "The same person stands in the file more than once.",
    IN_TRASH: "You threw them away. Restore them from the trash to have them back.",
}
_OWN = {
    "profile": ("line", "lines"),
    "position": ("position", "positions"),
    "education": ("degree", "degrees"),
    "skill": ("skill", "skills"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One count with what it means."""

    count: str
    title: str
    detail: str = ""
    samples: tuple[str, ...] = ()
    more: bool = False


def counted(number: int, one: str, many: str) -> str:
    """ "1 person", "30,000 people"."""
    return f"{number:,} {one if number == 1 else many}"


def people(number: int) -> str:
    """ "1 person", "30,000 people"."""
    return counted(number, "person", "people")


def preview_heading(facts: Mapping[str, Any]) -> str:
    """What the preview found, in one sentence."""
    created, matched = facts["created"], facts["matched"]
    if created and matched:
        return f"{people(created)} in this file {_are(created)} new, {matched:,} you have already."
    if created:
        return f"{people(created)} in this file {_are(created)} new."
    if matched:
        return "Everybody in this file is here already."
    return "There is nobody in this file."


def preview_lines(facts: Mapping[str, Any]) -> list[Line]:
    """New, already here, about yourself, skipped and why."""
    found = [Line(f"{facts['created']:,}", "New", "", tuple(facts["new"]), facts["created"] > len(facts["new"]))]
    if facts["matched"]:
        found.append(Line(f"{facts['matched']:,}", "Already here", _filling(facts["filled"])))
    if own := own_sentence(facts["own"], "gains"):
        found.append(Line("", "About yourself", own))
    for each in facts["skipped"]:
        samples = tuple(each.get("samples", ()))
        skipped = Line(f"{each['count']:,}", f"Skipped: {each['reason']}", _WHY.get(each["reason"], ""), samples)
        found.append(skipped)
    return found


def brings(facts: Mapping[str, Any]) -> bool:
    """True when applying would change anything."""
    return bool(facts["created"] or facts["filled"] or facts["own"])


def button(facts: Mapping[str, Any]) -> str:
    """What the button that applies says."""
    if facts["created"]:
        return f"Add {people(facts['created'])}"
    return f"Fill in {people(facts['filled'])}" if facts["filled"] else "Add to your profile"


def done_heading(facts: Mapping[str, Any]) -> str:
    """What the import did, in one sentence."""
    created, filled = facts.get("created", 0), facts.get("filled", 0)
    if created:
        return f"{people(created)} {'has' if created == 1 else 'have'} joined your list."
    if filled:
        return f"{people(filled)} {'is' if filled == 1 else 'are'} better known now."
    return "Your profile has grown." if facts.get("own") else "Nothing changed: everybody was here already."


def done_sentences(facts: Mapping[str, Any]) -> list[str]:
    """The rest of what it did."""
    said = []
    if facts.get("matched"):
        said.append(f"{people(facts['matched'])} {_are(facts['matched'])} here already. {_filling(facts['filled'])}")
    if own := own_sentence(facts.get("own", {}), "gained"):
        said.append(own)
    skipped = sum(each["count"] for each in facts.get("skipped", ()))
    if skipped:
        reasons = ", ".join(f"{each['count']:,} {each['reason']}" for each in facts["skipped"])
        said.append(f"{counted(skipped, 'row was', 'rows were')} skipped: {reasons}.")
    return said


def undone_heading(facts: Mapping[str, Any]) -> str:
    """What is left after taking it back."""
    if facts.get("failed"):
        return "The import did not go through; nothing was kept."
    stayed = facts.get("stayed", 0)
    if not stayed:
        return "The import is taken back."
    return f"The import is taken back; {people(stayed)} {'stays' if stayed == 1 else 'stay'}."


def own_sentence(own: Mapping[str, int], gains: str) -> str:
    """ "Your own profile gains 2 positions, 14 skills; …"."""
    parts = [counted(count, *_OWN.get(kind, (kind, kind))) for kind, count in own.items()]
    return f"Your own profile {gains} {', '.join(parts)}; what you wrote there yourself stands." if parts else ""


def reader_name(reader: str) -> str:
    """The reader as a person would call it."""
    return _READERS.get(reader, reader)


def _filling(filled: int) -> str:
    if not filled:
        return "Nothing about them changes."
    return f"What was empty is filled in for {filled:,}; what you wrote yourself stands."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
