"""The sentences of the import's pages, made from its counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from askaround.formats.reading import READERS
from askaround.formats.records import HIDDEN, NO_NAME

from .planning import IN_TRASH, TWICE

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
    "certificate": ("certificate", "certificates"),
    "project": ("project", "projects"),
    "association": ("association", "associations"),
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
    created, matched, messages = facts["created"], facts["matched"], _new(facts, "messages")
    if created and matched:
        return f"{people(created)} in this file {_are(created)} new, {matched:,} you have already."
    if created:
        return f"{people(created)} in this file {_are(created)} new."
    if jobs := facts.get("jobs"):
        return f"{people(jobs)} in this file changed jobs."
    if messages:
        return f"{counted(messages, 'message', 'messages')} in this file {_are(messages)} new."
    if matched:
        return "Everybody in this file is here already."
    return "This file tells about yourself." if facts["own"] else "There is nobody in this file."


def preview_lines(facts: Mapping[str, Any]) -> list[Line]:
    """New, already here, perhaps here, changed jobs, messages, about yourself, skipped and why."""
    found = []
    if facts["created"] or not (_new(facts, "messages") or facts["own"]):
        new = tuple(facts["new"])
        found.append(Line(f"{facts['created']:,}", "New", "", new, facts["created"] > len(new)))
    if facts["matched"]:
        found.append(Line(f"{facts['matched']:,}", "Already here", _filling(facts["filled"])))
    if alike := facts.get("alike"):
        why = "They come in as new, and you will be asked."
        found.append(Line(f"{alike:,}", "May be somebody you have", why, tuple(facts["alike_shown"])))
    if jobs := facts.get("jobs"):
        why = "The job from before ends, the new one is added."
        found.append(Line(f"{jobs:,}", "Changed jobs", why, tuple(facts["jobs_shown"])))
    found += _written(facts)
    if own := own_sentence(facts["own"], "gains"):
        found.append(Line("", "About yourself", own))
    return found + _skipped(facts)


def brings(facts: Mapping[str, Any]) -> bool:
    """True when applying would change anything."""
    return bool(
        facts["created"] or facts["filled"] or facts["own"] or _new(facts, "messages") or _new(facts, "notes")
        or facts.get("strangers")
    )  # fmt: skip


def button(facts: Mapping[str, Any]) -> str:
    """What the button that applies says."""
    if facts["created"]:
        return f"Add {people(facts['created'])}"
    if facts["filled"]:
        return f"Fill in {people(facts['filled'])}"
    if messages := _new(facts, "messages"):
        return f"Add {counted(messages, 'message', 'messages')}"
    if notes := _new(facts, "notes"):
        return f"Add {counted(notes, 'note', 'notes')}"
    return "Add to your profile" if facts["own"] else "Add them"


def done_heading(facts: Mapping[str, Any]) -> str:
    """What the import did, in one sentence."""
    created, filled = facts.get("created", 0), facts.get("filled", 0)
    if created:
        return f"{people(created)} {'has' if created == 1 else 'have'} joined your list."
    if filled:
        return f"{people(filled)} {'is' if filled == 1 else 'are'} better known now."
    if messages := _new(facts, "messages"):
        return f"{counted(messages, 'message', 'messages')} {'has' if messages == 1 else 'have'} joined your history."
    return "Your profile has grown." if facts.get("own") else "Nothing changed: everybody was here already."


def done_sentences(facts: Mapping[str, Any]) -> list[str]:
    """The rest of what it did."""
    said = []
    if facts.get("matched"):
        said.append(f"{people(facts['matched'])} {_were(facts['matched'])} here already. {_filling(facts['filled'])}")
    if jobs := facts.get("jobs"):
        said.append(f"{people(jobs)} changed jobs.")
    if alike := facts.get("alike"):
        said.append(f"{people(alike)} may be somebody you have: you will be asked.")
    if messages := _new(facts, "messages"):
        told = facts["messages"]
        said.append(f"{counted(messages, 'message', 'messages')} with {people(told['people'])} came along.")
    if notes := _new(facts, "notes"):
        said.append(f"{counted(notes, 'note', 'notes')} of yours stand with the people they are on.")
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
    return READERS.get(reader, reader)


def _written(facts: Mapping[str, Any]) -> list[Line]:
    """Messages and notes, and whose are passed over."""
    found = []
    if told := facts.get("messages"):
        detail = f"With {people(told['people'])}. They count as contact, and stand in each one’s history."
        found.append(Line(f"{told['new']:,}", "Messages", detail if told["new"] else "All of them are here already."))
        found += [_passed_over(each, "message", "messages") for each in told["skipped"]]
    if told := facts.get("notes"):
        detail = "They stand with the people they are on, among what you found out."
        found.append(Line(f"{told['new']:,}", "Notes of yours", detail if told["new"] else "All are here already."))
        found += [_passed_over(each, "note", "notes") for each in told["skipped"]]
    return found


def _passed_over(each: Mapping[str, Any], one: str, many: str) -> Line:
    return Line(f"{each['count']:,}", f"Skipped: {one if each['count'] == 1 else many} {each['reason']}")


def _skipped(facts: Mapping[str, Any]) -> list[Line]:
    return [
        Line(
            f"{each['count']:,}", f"Skipped: {each['reason']}", _WHY.get(each["reason"], ""),
            tuple(each.get("samples", ())),
        )
        for each in facts["skipped"]
    ]  # fmt: skip


def _new(facts: Mapping[str, Any], kind: str) -> int:
    return int((facts.get(kind) or {}).get("new", 0))


def _filling(filled: int) -> str:
    if not filled:
        return "Nothing about them changes."
    return f"What was empty is filled in for {filled:,}; what you wrote yourself stands."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
