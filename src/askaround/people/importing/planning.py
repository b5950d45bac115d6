"""What an import would do, row by row, before anything is written; and the counts that the preview shows."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from askaround.accounts.models import Notebook
from askaround.formats.linkedin import NO_NAME, Connection, Export, Skipped
from askaround.people.naming import bare_name, profile_link, whole_name
from askaround.plain.ids import new_id
from askaround.plain.text import cut, fold

from .matching import Known, Person, key_of
from .own import Own

TWICE = "twice in this file"
IN_TRASH = "in the trash"
_SAMPLES = 5
_TELL_EVERY = 1000


@dataclass(slots=True)
class New:
    """Somebody who is not here yet."""

    person: Person
    given: str
    family: str
    row: Connection


@dataclass(slots=True)
class Here:
    """Somebody who is; `fill` holds what they lacked and the row has."""

    person: Person
    row: Connection
    fill: dict[str, Any]
    role: bool = False
    tie: bool = False

    @property
    def changes(self) -> bool:
        """True when the row brings something."""
        return bool(self.fill or self.role or self.tie)


Decision = New | Here | Skipped


@dataclass(slots=True)
class Tally:
    """Counts of decisions, and a few rows of each kind."""

    read: int = 0
    created: int = 0
    matched: int = 0
    filled: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    samples: dict[str, list[str]] = field(default_factory=dict)

    def count(self, decision: Decision) -> None:
        """One more row."""
        self.read += 1
        if isinstance(decision, New):
            self.created += 1
            self._sample("new", decision.row)
        elif isinstance(decision, Here):
            self.matched += 1
            self.filled += decision.changes
            self._sample("here", decision.row)
        else:
            self.skipped[decision.reason] += 1
            self._keep(decision.reason, decision.text)

    def skips(self) -> list[dict[str, Any]]:
        """Each reason with its count, the most frequent first."""
        return [{"reason": reason, "count": count} for reason, count in self.skipped.most_common()]

    def _sample(self, kind: str, row: Connection) -> None:
        if len(self.samples.setdefault(kind, [])) < _SAMPLES:
            self._keep(kind, ", ".join(filter(None, (named(row), row.title, row.organization))))

    def _keep(self, kind: str, text: str) -> None:
        kept = self.samples.setdefault(kind, [])
        if text and len(kept) < _SAMPLES:
            kept.append(cut(text, 200))


def preview(notebook: Notebook, export: Export, *, progress: Callable[[int], None] | None = None) -> dict[str, Any]:
    """What applying would do, as the preview page and `import --dry-run` tell it. Writes nothing."""
    tally = Tally()
    for decision in decide(Known(notebook), export.connections()):
        tally.count(decision)
        if progress and tally.read % _TELL_EVERY == 0:
            progress(tally.read)
    return {
        "reader": export.reader,
        "read": tally.read,
        "created": tally.created,
        "matched": tally.matched,
        "filled": tally.filled,
        "skipped": [each | {"samples": tally.samples.get(each["reason"], [])} for each in tally.skips()],
        "new": tally.samples.get("new", []),
        "own": Own(notebook, export).counts(),
        "not_read": list(export.not_read),
    }


def decide(known: Known, rows: Iterable[Connection | Skipped], *, batch: UUID | None = None) -> Iterator[Decision]:
    """One decision a row. Whoever `batch` itself has made, before it was interrupted, counts as new."""
    for row in rows:
        yield row if isinstance(row, Skipped) else _decide(known, row, batch)


def _decide(known: Known, row: Connection, batch: UUID | None) -> Decision:
    new = _asked(row)
    if not new.person.name:
        return Skipped(row.line, NO_NAME, row.organization)
    key = key_of(row.organization)
    found = known.find(new.person, key)
    if found is None:
        new.person.line = row.line
        known.add(new.person, key)
        return new
    if found.line:
        return Skipped(row.line, TWICE, named(row))
    found.line = row.line
    if found.trashed:
        return Skipped(row.line, IN_TRASH, named(row))
    if batch is not None and found.batch_id == batch:
        return New(found, "", "", row)
    return _filling(known, found, new, key)


def _asked(row: Connection) -> New:
    given, family = bare_name(row.given), bare_name(row.family)
    name = cut(named(row), 300)
    email = row.email if len(row.email) <= 254 else ""
    person = Person(new_id(), fold(name), name, profile_link(row.url), email, row.connected_on)
    return New(person, cut(given, 150), cut(family, 150), row)


def _filling(known: Known, found: Person, new: New, key: str) -> Here:
    """Only what is empty is filled; what the seeker typed stands."""
    fill: dict[str, Any] = {}
    if new.person.url and not found.url and known.is_free(url=new.person.url):
        fill["profile_url"] = found.url = new.person.url
    if new.person.email and not found.email and known.is_free(email=new.person.email):
        fill["email"] = found.email = new.person.email
    if new.person.connected_on and not found.connected_on:
        fill["connected_on"] = found.connected_on = new.person.connected_on
    lacking = {title: value for title, value in new.row.extra.items() if title not in found.extra}
    here = Here(found, new.row, fill, role=bool(key or new.row.title) and not found.has_role, tie=not found.has_tie)
    if lacking:
        # The extra from before stays in the person until the entry is written.
        fill["extra"] = found.extra | lacking
    if fill or here.role:
        known.add(found, key if here.role else None)
    return here


def named(row: Connection) -> str:
    """The row's name in one, with the titles it was written with."""
    return whole_name(row.given, row.family)
