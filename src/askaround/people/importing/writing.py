"""Writes what was decided, a few thousand rows at a time: people and what hangs on them, and their history."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from askaround.accounts.models import User
from askaround.formats.records import Photo, Place
from askaround.history import recording
from askaround.history.models import Batch, Entry
from askaround.people import photos
from askaround.people.levels import guess
from askaround.people.models import Contact, LookAlike, Organization, Role, Tag, Tagging, Tie
from askaround.people.naming import sort_key
from askaround.people.photos import NotKeptError, keep
from askaround.plain.ids import new_id
from askaround.plain.text import clean, cut

from .known import Known
from .persons import Held, Person
from .planning import Decision, Here, New
from .rows import Insert, update

_CONTACT = (
    "id", "name", "given", "family", "sort_key", "email", "phone", "profile_url", "town", "country", "about",
    "also_called", "connected_on", "ways", "extra", "photo",
)  # fmt: skip
_ROLE = (
    "id", "contact_id", "organization_id", "title", "began", "ended", "current", "told", "likely_level",
    "likely_function",
)  # fmt: skip
_ENTRY = ("verb", "subject", "subject_id", "contact_id", "before", "after")


class Writing:
    """Collects the rows of one chunk, table by table, and writes them. The caller holds the transaction."""

    def __init__(self, batch: Batch, known: Known, *, source: str, by: User | None, at: datetime) -> None:
        self.known, self.batch, self.source = known, batch, source
        kept = {"notebook_id": batch.notebook_id, "created_at": at}
        fixed = {**kept, "batch_id": batch.pk, "source": source}
        self._blank = {
            Contact: recording.values(Contact(**fixed)),
            # What is guessed follows from what is told, and is guessed anew when words are learned.
            Role: {k: v for k, v in recording.values(Role(**kept)).items() if not k.startswith("likely_")},
            Tie: recording.values(Tie(**kept)),
            Organization: recording.values(Organization(**kept)),
        }
        self._inserts: dict[type, Insert] = {
            Organization: Insert(Organization, ("id", "name", "key"), **kept),
            Contact: Insert(Contact, _CONTACT, **fixed),
            Role: Insert(Role, _ROLE, **kept),
            Tie: Insert(Tie, ("id", "contact_id", "kind", "detail"), **kept),
            Tag: Insert(Tag, ("id", "name"), **kept),
            Tagging: Insert(Tagging, ("id", "contact_id", "tag_id"), **kept),
            LookAlike: Insert(LookAlike, ("id", "a_id", "b_id", "likeness", "sure", "reasons"), **kept),
            Entry: Insert(
                Entry, _ENTRY, notebook_id=batch.notebook_id, at=at, by_id=by.pk if by else None, batch_id=batch.pk
            ),
        }
        self._rows: dict[type, list[Sequence[Any]]] = {model: [] for model in self._inserts}
        self._filled: defaultdict[UUID, dict[str, Any]] = defaultdict(dict)
        self._ended: list[tuple[bool, UUID]] = []

    def write(self, decisions: Sequence[Decision]) -> None:
        """One chunk."""
        for decision in decisions:
            if isinstance(decision, New) and not decision.written:
                self._add(decision)
            elif isinstance(decision, Here) and decision.changes:
                self._fill(decision)
        for model, rows in self._rows.items():
            self._inserts[model].write(rows)
            rows.clear()
        self._write_fills()
        update(Role, ("current",), self._ended)
        self._ended.clear()

    def _write_fills(self) -> None:
        """One update a person, those with the same columns at once."""
        by_columns: defaultdict[tuple[str, ...], list[Sequence[Any]]] = defaultdict(list)
        for key, fill in self._filled.items():
            names = tuple(sorted(fill))
            by_columns[names].append((*(fill[name] for name in names), key))
        for names, rows in by_columns.items():
            update(Contact, names, rows, raising="version")
        self._filled.clear()

    def _add(self, new: New) -> None:
        person, row = new.person, new.row
        if row.photo:
            person.photo = self._photo(row.photo)
        key = sort_key(person.given, person.family, person.name)
        values = (
            person.id, person.name, person.given, person.family, key, person.email, person.phone, person.url,
            person.town, person.country, person.about, person.also_called, person.connected_on, person.ways,
            person.extra, person.photo,
        )  # fmt: skip
        self._rows[Contact].append(values)
        after = self._blank[Contact] | dict(zip(_CONTACT, values, strict=True))
        after["id"], after["connected_on"] = str(person.id), recording.plain(person.connected_on)
        # One verb, one entry: the roles, the tie and the tags that came with the person are told in it.
        roles = [self._add_role(person, place, held) for place, held in zip(row.places, person.roles, strict=False)]
        if roles:
            after["role"] = roles[0] if len(roles) == 1 else roles
        if new.tie:
            after["tie"] = self._add_tie(person.id, new.tie, person.connected_on)
        if row.labels:
            after["tags"] = [self._add_tagging(person.id, label)["tag"] for label in row.labels]
        self._rows[Entry].append(("imported", "people.contact", person.id, person.id, {}, after))
        for other, verdict in new.alike:
            pair = sorted((other.id, person.id))
            self._rows[LookAlike].append((new_id(), *pair, verdict.likeness, verdict.sure, list(verdict.reasons)))

    def _fill(self, here: Here) -> None:
        person, row = here.person, here.row
        if here.photo:
            here.before["photo"], here.fill["photo"] = "", self._photo(here.photo)
            person.photo = here.fill["photo"]
        if here.fill:
            self._filled[person.id].update(here.fill)
            before = {name: recording.plain(value) for name, value in here.before.items()}
            after = {name: recording.plain(value) for name, value in here.fill.items()}
            self._rows[Entry].append(("filled in", "people.contact", person.id, person.id, before, after))
        for held in here.ended:
            self._end(person.id, held)
        for place, held in here.places:
            self._note("added", Role, person.id, self._add_role(person, place, held))
        if here.tie:
            self._note("added", Tie, person.id, self._add_tie(person.id, here.tie, row.person.connected_on))
        for label in here.tags:
            tagging = self._add_tagging(person.id, label)
            self._note("tagged", Tagging, person.id, tagging)

    def _note(self, verb: str, model: Any, contact: UUID, values: dict[str, Any]) -> None:
        after = self._blank.get(model, {}) | values | {"contact_id": str(contact)}
        self._rows[Entry].append((verb, model._meta.label_lower, UUID(values["id"]), contact, {}, after))

    def _end(self, contact: UUID, held: Held) -> None:
        self._ended.append((False, held.id))
        before, after = ({"current": current, "title": held.title} for current in (True, False))
        self._rows[Entry].append(("ended", "people.role", held.id, contact, before, after))

    def _photo(self, photo: Photo) -> str:
        try:
            return keep(self.batch.notebook, photo)
        except NotKeptError:
            """The name of the picture, kept among the notebook's files; nothing when it is none or too large."""
        try:
            return photos.keep(self.batch.notebook, photo)
        except photos.NotKeptError:
            return ""

    def _add_role(self, person: Person, place: Place, held: Held) -> dict[str, Any]:
        at = self._organization_of(place.organization, held.key)
        title, began, ended = held.title, cut(clean(place.began), 10), cut(clean(place.ended), 10)
        guessed = guess(title, place.organization)
        self._rows[Role].append((held.id, person.id, at, title, began, ended, held.current, held.told, *guessed))
        told = {"id": str(held.id), "organization_id": at and str(at), "title": title, "told": held.told}
        return told | ({} if held.current and not began else {"current": held.current, "began": began, "ended": ended})

    def _add_tie(self, contact: UUID, kind: str, since: date | None) -> dict[str, Any]:
        tie, detail = new_id(), ""
        if self.source == "linkedin":
            detail = f"LinkedIn connection since {since:%b %Y}" if since else "LinkedIn connection"
        self._rows[Tie].append((tie, contact, kind, detail))
        return {"id": str(tie), "kind": kind, "detail": detail}

    def _add_tagging(self, contact: UUID, label: str) -> dict[str, Any]:
        tag = self.known.tags.get(label.lower())
        if tag is None:
            tag = self.known.tags[label.lower()] = new_id()
            self._rows[Tag].append((tag, label))
            after = {"id": str(tag), "name": label}
            self._rows[Entry].append(("added", "people.tag", tag, None, {}, after))
        tagging = new_id()
        self._rows[Tagging].append((tagging, contact, tag))
        return {"id": str(tagging), "tag_id": str(tag), "tag": label}

    def _organization_of(self, name: str, key: str) -> UUID | None:
        if not key:
            return None
        found = self.known.organizations.get(key)
        if found is None:
            found = self.known.organizations[key] = new_id()
            row = (found, cut(clean(name), 300), key)
            self._rows[Organization].append(row)
            after = self._blank[Organization] | {"id": str(found), "name": row[1], "key": key}
            self._rows[Entry].append(("added", "people.organization", found, None, {}, after))
        return found
