"""History told in words: an entry becomes a sentence about the contact whose page it stands on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import Any

from askaround.history.models import Entry

UNDOABLE = 3
SHORT = 140
NOUNS = {
    "people.contact": "contact", "people.role": "role", "people.tie": "tie", "people.tagging": "tag",
    "people.introduction": "introduction", "people.researchnote": "research note", "people.promise": "promise",
    "people.touch": "touch", "outreach.ask": "ask", "outreach.letter": "letter", "outreach.reply": "reply",
    "interviews.interview": "interview", "interviews.interviewperson": "interview", "interviews.thankyou": "thank-you",
    "notes.note": "note", "notes.debriefanswer": "debrief",
}  # fmt: skip
# What a noun and a verb are together, where "Noun verb" would not be how one says it.
SENTENCES = {
    ("people.contact", "added"): "Added to your people",
    ("people.contact", "imported"): "Imported",
    ("people.contact", "changed"): "Details changed",
    ("people.contact", "trashed"): "Thrown away",
    ("people.contact", "restored"): "Taken back from the trash",
    ("people.contact", "archived"): "Archived",
    ("people.contact", "closed the door"): "Asked to be left alone",
    ("people.role", "added"): "Role added",
    ("people.tie", "added"): "Tie noted",
    ("people.researchnote", "added"): "Found out",
    ("people.promise", "added"): "Promised",
    ("people.promise", "promised"): "Promised",
    ("people.promise", "kept"): "Promise kept",
    ("outreach.ask", "added"): "Ask begun",
    ("outreach.ask", "started"): "Ask begun",
    ("outreach.letter", "added"): "Letter drafted",
    ("outreach.letter", "started"): "Letter drafted",
    ("outreach.letter", "drafted"): "Letter drafted",
    ("outreach.letter", "changed"): "Letter changed",
    ("outreach.reply", "added"): "Answered",
    ("interviews.interviewperson", "added"): "Interview agreed",
    ("interviews.thankyou", "added"): "Thank-you begun",
    ("notes.note", "added"): "Said",
    ("notes.note", "noted"): "Said",
}
# Written beside a fuller entry at the same moment; telling both would say it twice.
UNTOLD = {"interviews.chosenquestion", "interviews.brief", "findings.themenote", "findings.skillnote"}
TOUCHES = {"sent": "Wrote to them", "received": "Heard from them", "met": "Met"}
SILENT = {"version", "sort_key", "given", "family"}
WORTH = ("text", "fact", "what", "body", "title", "subject", "detail", "kind", "reason", "do_not_contact_why")


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
    kept = [entry for entry in entries if entry.subject not in UNTOLD]
    told = [_told(entry, zone, undoable=newest and place < UNDOABLE) for place, entry in enumerate(kept)]
    return [(day, list(group)) for day, group in groupby(told, key=lambda each: each.at.date())]


def _told(entry: Entry, zone: tzinfo, *, undoable: bool) -> Told:
    undoable = undoable and entry.undone_at is None and entry.verb != "undone" and entry.batch_id is None
    return Told(
        entry.number, entry.at.astimezone(zone), _what(entry), _words(entry), entry.undone_at is not None, undoable
    )


def _what(entry: Entry) -> str:
    if entry.subject == "people.touch" and entry.verb != "undone":
        return TOUCHES.get(entry.after.get("direction", ""), "In touch")
    known = SENTENCES.get((entry.subject, entry.verb))
    noun = NOUNS.get(entry.subject, entry.subject.partition(".")[2])
    return known or f"{noun.capitalize()} {entry.verb}"


def _words(entry: Entry) -> str:
    """The telling part of what was written, shortened; of a change, what it is now."""
    after: dict[str, Any] = entry.after or entry.before
    if entry.verb == "changed":
        text = "; ".join(f"{_label(name)} {value}" for name, value in after.items() if name not in SILENT and value)
    else:
        text = next((str(after[name]) for name in WORTH if str(after.get(name) or "").strip()), "")
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[: SHORT - 1].rsplit(" ", 1)[0] + "…"


def _label(name: str) -> str:
    return "" if name in WORTH else name.replace("_", " ")
