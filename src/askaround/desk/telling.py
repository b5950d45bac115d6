"""History told in words: an entry becomes a sentence about the contact whose page it stands on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import Any

from askaround.history.models import Entry

from .steps.step import count

UNDOABLE = 3
SHORT = 140
MANY = 3
NOUNS = {
    "people.contact": "", "people.role": "role", "people.tie": "tie", "people.tagging": "tag",
    "people.introduction": "", "people.researchnote": "research note", "people.promise": "promise",
    "outreach.ask": "ask", "outreach.letter": "letter", "outreach.reply": "reply",
    "interviews.interview": "interview", "notes.note": "note", "notes.debriefanswer": "debrief",
}  # fmt: skip
# What a noun and a verb are together, where "Noun verb" would not be how one says it.
SENTENCES = {
    ("people.contact", "added"): "Added to your people",
    ("people.contact", "changed"): "Details changed",
    ("people.contact", "trashed"): "Thrown away",
    ("people.contact", "messages brought"): "Messages came along",
    ("people.role", "ended"): "No longer there",
    ("people.contact", "restored"): "Taken back from the trash",
    ("people.contact", "merged"): "Merged with",
    ("people.contact", "taken apart"): "Taken apart again",
    ("people.tie", "added"): "Tie noted",
    ("people.researchnote", "added"): "Found out",
    ("people.acquaintance", "knows each other"): "They know each other",
    ("people.acquaintance", "guess waved away"): "They don’t know each other",
    ("people.promise", "added"): "Promised",
    ("people.promise", "promised"): "Promised",
    ("people.promise", "promise kept"): "Promise kept",
    ("people.touch", "undone"): "Being in touch undone",
    ("outreach.ask", "started"): "Ask begun",
    ("outreach.offer", "times chosen"): "Times chosen",
    ("outreach.offer", "offered"): "Times offered",
    ("outreach.offer", "taken"): "A time was taken",
    ("outreach.offer", "none fits"): "None of the times fits",
    ("outreach.offer", "withdrawn"): "Times withdrawn",
    ("outreach.reply", "added"): "They answered",
    ("outreach.reply", "answered"): "They answered",
    ("interviews.interviewperson", "added"): "Interview agreed",
    ("interviews.thankyou", "thanked"): "Thanked",
    ("notes.note", "added"): "They said",
    ("notes.note", "noted"): "They said",
    ("notes.note", "mended"): "Note changed",
}
TOUCHES = {"sent": "Wrote to them", "received": "Heard from them", "met": "Met"}
# What stands beside a fuller entry of the same act: telling both would say it twice.
SILENT = frozenset({"interviews.chosenquestion", "interviews.brief", "findings.themenote", "findings.skillnote"})
BESIDE = {
    ("outreach.ask", "sent"), ("outreach.ask", "answered"), ("interviews.thankyou", "thanking"),
    ("people.touch", "in touch"), ("people.touch", "added"),
}  # fmt: skip
TOLD_BY = ("outreach.letter", "outreach.reply", "outreach.offer", "interviews.")
WORTH = (
    "text", "fact", "what", "how", "body", "title", "subject", "detail", "kind", "reason", "do_not_contact_why",
    "their_words",
)  # fmt: skip
UNSAID = frozenset({"version", "sort_key", "given", "family", "likely_level", "likely_function"})


@dataclass(frozen=True)
class Told:
    """One thing that happened."""

    number: int
    at: datetime
    what: str
    words: str
    undone: bool
    undoable: bool


def tell(entries: Iterable[Entry], zone: tzinfo, *, newest: bool) -> list[tuple[date, list[Told]]]:
    """The entries in words, newest first, by day. The last few of the newest page can be undone."""
    told = list(_lines(_worth_telling(list(entries)), zone, newest=newest))
    return [(day, list(group)) for day, group in groupby(told, key=lambda each: each.at.date())]


def _worth_telling(entries: list[Entry]) -> list[Entry]:
    acts = {entry.at for entry in entries if entry.subject.startswith(TOLD_BY)}
    return [
        entry
        for entry in entries
        if entry.subject not in SILENT and not ((entry.subject, entry.verb) in BESIDE and entry.at in acts)
    ]


def _lines(entries: list[Entry], zone: tzinfo, *, newest: bool) -> Iterator[Told]:
    """One line an entry; a run of notes is one line, since the notes themselves stand above."""
    place = 0
    for (noun, verb, _), group in groupby(entries, key=lambda entry: (entry.subject, entry.verb, entry.at.date())):
        run = list(group)
        if (noun, verb) == ("notes.note", "noted") and len(run) >= MANY:
            said = f"They said {count(len(run), 'thing', 'things')}"
            yield Told(run[0].number, run[0].at.astimezone(zone), said, "", undone=False, undoable=False)
            place += len(run)
            continue
        for entry in run:
            yield _told(entry, zone, undoable=newest and place < UNDOABLE)
            place += 1


def _told(entry: Entry, zone: tzinfo, *, undoable: bool) -> Told:
    undoable = undoable and entry.undone_at is None and entry.verb != "undone" and entry.batch_id is None
    return Told(
        entry.number, entry.at.astimezone(zone), _what(entry), _words(entry), entry.undone_at is not None, undoable
    )


def _what(entry: Entry) -> str:
    if (entry.subject, entry.verb) in SENTENCES:
        return SENTENCES[entry.subject, entry.verb]
    if entry.subject == "people.touch":
        return TOUCHES.get(entry.after.get("direction", ""), "In touch")
    noun = NOUNS.get(entry.subject, entry.subject.partition(".")[2])
    said = f"{noun} {entry.verb}".strip()
    return said[0].upper() + said[1:]


def _words(entry: Entry) -> str:
    """The telling part of what was written, shortened; of a change, what it is now."""
    if entry.verb in {"merged", "taken apart"} and entry.batch:
        return entry.batch.label
    after: dict[str, Any] = entry.after or entry.before
    if entry.verb == "changed":
        text = "; ".join(f"{_label(name)} {value}" for name, value in after.items() if name not in UNSAID and value)
    else:
        text = next((str(after[name]) for name in WORTH if str(after.get(name) or "").strip()), "")
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[: SHORT - 1].rsplit(" ", 1)[0] + "…"


def _label(name: str) -> str:
    return "" if name in WORTH else name.replace("_", " ")
