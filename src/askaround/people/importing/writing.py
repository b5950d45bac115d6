"""Writes what was decided, a few thousand rows at a time: organizations, contacts, roles, ties, and their history."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from askaround.accounts.models import User
from askaround.history import recording
from askaround.history.models import Batch, Entry
from askaround.people.levels import guess
from askaround.people.models import Contact, Organization, Role, Tie, TieKind
from askaround.people.naming import sort_key
from askaround.plain.ids import new_id
from askaround.plain.text import cut

from .matching import Known, key_of
from .planning import Decision, Here, New
from .rows import Insert, update

_CONTACT = (
    "id", "name", "given", "family", "sort_key", "email", "profile_url", "connected_on", "extra",
)  # fmt: skip
_ROLE = ("id", "contact_id", "organization_id", "title", "likely_level", "likely_function")
_ENTRY = ("verb", "subject", "subject_id", "contact_id", "before", "after")


class Writing:
    """Collects the rows of one chunk, table by table, and writes them. The caller holds the transaction."""

    def __init__(self, batch: Batch, known: Known, *, by: User | None, at: datetime) -> None:
        self.known = known
        kept = {"notebook_id": batch.notebook_id, "created_at": at}
        self._contact = recording.values(Contact(**kept, batch_id=batch.pk, source="linkedin"))
        self._role = recording.values(Role(**kept))
        self._tie = recording.values(Tie(**kept, kind=TieKind.ACQUAINTANCE))
        self._organization = recording.values(Organization(**kept))
        self._inserts: dict[type, Insert] = {
            Organization: Insert(Organization, ("id", "name", "key"), **kept),
            Contact: Insert(Contact, _CONTACT, **kept, batch_id=batch.pk, source="linkedin"),
            Role: Insert(Role, _ROLE, **kept),
            Tie: Insert(Tie, ("id", "contact_id", "detail"), **kept, kind=TieKind.ACQUAINTANCE),
            Entry: Insert(
                Entry, _ENTRY, notebook_id=batch.notebook_id, at=at, by_id=by.pk if by else None, batch_id=batch.pk
            ),
        }
        self._rows: dict[type, list[Sequence[Any]]] = {model: [] for model in self._inserts}
        self._filled: defaultdict[tuple[str, ...], list[Sequence[Any]]] = defaultdict(list)
        self._before: dict[UUID, dict[str, Any]] = {}

    def write(self, decisions: Sequence[Decision]) -> None:
        """One chunk."""
        for decision in decisions:
            if isinstance(decision, New) and decision.person.batch_id is None:
                self._add(decision)
            elif isinstance(decision, Here) and decision.changes:
                self._fill(decision)
        for model, rows in self._rows.items():
            self._inserts[model].write(rows)
            rows.clear()
        for names, filled in self._filled.items():
            update(Contact, names, filled, raising="version")
        self._filled.clear()

    def _add(self, new: New) -> None:
        person, row = new.person, new.row
        key = sort_key(new.given, new.family, person.name)
        values = (
            person.id, person.name, new.given, new.family, key, person.email, person.url, person.connected_on, row.extra
        )  # fmt: skip
        self._rows[Contact].append(values)
        after = self._contact | dict(zip(_CONTACT, values, strict=True))
        after["id"], after["connected_on"] = str(person.id), recording.plain(person.connected_on)
        # One verb, one entry: the role and the tie that came with the person are told in it.
        if row.organization or row.title:
            after["role"] = self._add_role(person.id, row.organization, row.title)
        after["tie"] = self._add_tie(person.id, row.connected_on)
        self._rows[Entry].append(("imported", "people.contact", person.id, person.id, {}, after))

    def _fill(self, here: Here) -> None:
        person, row = here.person, here.row
        if here.fill:
            names = tuple(sorted(here.fill))
            self._filled[names].append((*(here.fill[name] for name in names), person.id))
            empty: dict[str, Any] = {"extra": person.extra, "connected_on": None}
            before = {name: empty.get(name, "") for name in names}
            after = {name: recording.plain(value) for name, value in here.fill.items()}
            self._rows[Entry].append(("filled in", "people.contact", person.id, person.id, before, after))
        if here.role:
            role = self._add_role(person.id, row.organization, row.title)
            after = self._role | role | {"contact_id": str(person.id)}
            self._rows[Entry].append(("added", "people.role", UUID(role["id"]), person.id, {}, after))
        if here.tie:
            tie = self._add_tie(person.id, row.connected_on)
            after = self._tie | tie | {"contact_id": str(person.id)}
            self._rows[Entry].append(("added", "people.tie", UUID(tie["id"]), person.id, {}, after))

    def _add_role(self, contact: UUID, organization: str, title: str) -> dict[str, Any]:
        role, place, title = new_id(), self._organization_of(organization), cut(title, 300)
        guessed = guess(title, organization)
        self._rows[Role].append((role, contact, place, title, *guessed))
        told = (str(role), str(contact), place and str(place), title, *guessed)
        return {name: value for name, value in zip(_ROLE, told, strict=True) if name != "contact_id"}

    def _add_tie(self, contact: UUID, since: date | None) -> dict[str, Any]:
        tie, detail = new_id(), f"LinkedIn connection since {since:%b %Y}" if since else "LinkedIn connection"
        self._rows[Tie].append((tie, contact, detail))
        return {"id": str(tie), "detail": detail}

    def _organization_of(self, name: str) -> UUID | None:
        if not (key := key_of(name)):
            return None
        found = self.known.organizations.get(key)
        if found is None:
            found = self.known.organizations[key] = new_id()
            row = (found, cut(name, 300), key)
            self._rows[Organization].append(row)
            after = self._organization | {"id": str(found), "name": row[1], "key": key}
            self._rows[Entry].append(("added", "people.organization", found, None, {}, after))
        return found
