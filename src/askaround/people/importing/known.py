"""Who is here already. Loaded once per import, asked once per record; nothing here touches the database after that.

First by what is beyond doubt: the file's own id, a profile's address, an email under the same name, the very same name
at the same organization. Then by `people.matching`, for all who are spelled otherwise.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, cast
from uuid import UUID

from askaround.accounts.models import Notebook
from askaround.people.matching import Index, Somebody, Verdict
from askaround.people.models import Contact, Organization, Role, Tag, Tagging, Tie
from askaround.plain.text import fold

from .persons import Held, Person, all_of, is_profile

_CONTACT = (
    "id", "name", "given", "family", "profile_url", "email", "phone", "town", "country", "about", "also_called",
    "connected_on", "ways", "extra", "photo", "batch_id", "trashed_at", "merged_into_id",
)  # fmt: skip
# Where a person's lasting id in the file they came from is kept.
UID = "UID"


class Known:
    """Everybody in a notebook, and whoever the records before have brought."""

    def __init__(self, notebook: Notebook) -> None:
        self.organizations: dict[str, UUID] = dict(Organization.objects.within(notebook).values_list("key", "id"))
        self.tags: dict[str, UUID] = {name.lower(): key for key, name in _tags(notebook)}
        # The latest day that somebody here was connected with: an export that ends before is an older one.
        self.newest: date | None = None
        self._by_uid: dict[str, Person] = {}
        self._by_url: dict[str, Person] = {}
        self._by_email: dict[str, Person] = {}
        # Further addresses, which somebody else may have as their first, and several among theirs.
        self._by_other_email: defaultdict[str, list[Person]] = defaultdict(list)
        # By name: who is called so, each with the key of every organization they are at, "" for none.
        self._by_name: defaultdict[str, list[tuple[str, Person]]] = defaultdict(list)
        self._crowd = _Crowd()
        self._load(notebook)

    def add(self, person: Person, keys: "set[str] | frozenset[str]") -> None:
        """Somebody who can be matched from now on; by name, too, at the organizations of those keys."""
        self._point_to(person, person, keys)
        self._crowd.add(person)

    def find(self, row: Person, keys: set[str], uid: str = "") -> Person | None:
        """The one whom a record is about beyond doubt, if they are here."""
        if uid and (found := self._by_uid.get(uid)):
            return found
        if row.url and (found := self._by_url.get(row.url.lower())) and _same_by_url(found, row):
            return found
        if owners := [each for each in self._owners(row.email) if _same_by_email(each, row)]:
            return max(owners, key=lambda person: _agreeing(person, row))
        fitting = self._namesakes(row, keys)
        # Of two with one name at one place it is the one of whom more is the same, the later import too.
        waiting = [person for person in fitting if not person.line] or fitting
        return max(waiting, key=lambda person: _agreeing(person, row), default=None)

    def _namesakes(self, row: Person, keys: set[str]) -> list[Person]:
        """Who has the same name at the same place; to whom a name alone is told, anybody's who is called so alone."""
        called = self._by_name.get(row.name_key, ())
        there = keys or {""}
        if not keys and (told := [person for _, person in called if may_be(person, row) and _agreeing(person, row)]):
            # Whom an earlier import met by this row may have got a place since.
            return told
        fitting = [person for key, person in called if key in there and may_be(person, row)]
        if fitting or keys or not _is_bare(row):
            return fitting
        anywhere = {person: None for _, person in called if may_be(person, row)}
        return list(anywhere) if len(anywhere) == 1 else []

    def alike(self, row: Person, keys: set[str]) -> list[tuple[Person, Verdict]]:
        """Who may be the one that a record is about, the likeliest first."""
        return self._crowd.find(row, keys)

    def placed(self, person: Person, key: str) -> None:
        """They are at that organization, too."""
        self._by_name[person.name_key].append((key, person))

    def reached(self, person: Person) -> None:
        """They have got a profile, an email or an id."""
        if person.url:
            self._by_url.setdefault(person.url.lower(), person)
        if person.email:
            self._by_email.setdefault(person.email.lower(), person)
        if person.extra and (uid := person.extra.get(UID)):
            self._by_uid.setdefault(str(uid).lower().removeprefix("urn:uuid:"), person)

    def is_free(self, person: Person, *, url: str = "", email: str = "") -> bool:
        """True when nobody else has this profile address or email."""
        if url:
            return self._by_url.get(url.lower()) in (None, person)
        return all(owner is person for owner in self._owners(email))

    def at_profile(self, url: str) -> Person | None:
        """Whose profile this is."""
        return self._by_url.get(url.lower()) if url else None

    def called(self, name: str) -> Person | None:
        """The only one of that name."""
        people = {person: None for _, person in self._by_name.get(name, ())}
        return next(iter(people)) if len(people) == 1 else None

    def _owners(self, email: str) -> list[Person]:
        """Whose first address it is; else all who have it among others."""
        first = self._by_email.get(email.lower()) if email else None
        return [first] if first else self._by_other_email.get(email.lower(), [])

    def _load(self, notebook: Notebook) -> None:
        roles, tied, tags = _roles(notebook), _tied(notebook), _tagged(notebook)
        merged: list[tuple[Person, UUID]] = []
        here: dict[UUID, Person] = {}
        for person, into in _people(notebook):
            person.roles = roles.get(person.id, ())
            person.tied, person.tags = person.id in tied, tags.get(person.id, frozenset())
            if into:
                merged.append((person, into))
                continue
            here[person.id] = person
            self.add(person, {held.key for held in person.roles} or frozenset({""}))
            self._by_uid[str(person.id)] = person
            if person.connected_on and (self.newest is None or person.connected_on > self.newest):
                self.newest = person.connected_on
        self._point_to_kept(merged, here)

    def _point_to_kept(self, merged: list[tuple[Person, UUID]], here: dict[UUID, Person]) -> None:
        """Who was merged into another is found as the other, however often that was done."""
        onwards = {person.id: into for person, into in merged}
        for person, into in merged:
            kept = into
            while kept in onwards:
                kept = onwards[kept]
            if found := here.get(kept):
                # Their roles hang on the one that is kept, who may have had none: each is found with all and without.
                keys = {held.key for held in (*person.roles, *found.roles)} | {""}
                self._point_to(person, found, keys)
                self._point_to(found, found, keys)
                self._by_uid[str(person.id)] = found

    def _point_to(self, told: Person, person: Person, keys: "set[str] | frozenset[str]") -> None:
        if told.url:
            self._by_url.setdefault(told.url.lower(), person)
        if told.email:
            self._by_email.setdefault(told.email.lower(), person)
        if told.ways:
            for way in told.ways:
                if way.get("kind") == "email":
                    self._by_other_email[way["value"].lower()].append(person)
        if told.extra and (uid := told.extra.get(UID)):
            self._by_uid.setdefault(str(uid).lower().removeprefix("urn:uuid:"), person)
        names = [told.name_key, *map(fold, told.also_called.split("\n"))] if told.also_called else [told.name_key]
        for name in names:
            for key in keys or {""}:
                self._by_name[name].append((key, person))


class _Crowd:
    """Who may be whom. Made when it is first asked, since a file whose people are all here never asks.

    Two who have each a profile of their own are surely two: whoever has one is looked for among those who have none.
    """

    def __init__(self) -> None:
        self._waiting: dict[bool, list[Person]] = {False: [], True: []}
        self._indexes = {False: Index(), True: Index()}
        # How frequent a name is, is counted over both.
        self._indexes[True].among = self._indexes[False].among
        self._any_without = False

    def add(self, person: Person) -> None:
        self._waiting[bool(person.url)].append(person)
        self._any_without = self._any_without or not person.url

    def find(self, row: Person, keys: set[str]) -> list[tuple[Person, Verdict]]:
        if row.url and not self._any_without:
            return []
        self._catch_up()
        asked = _somebody(row, tuple(keys - {""}))
        found: list[tuple[Person, Verdict]] = []
        for profiled in (False,) if row.url else (False, True):
            for other, verdict in self._indexes[profiled].find(asked):
                person = cast("Person", other.key)
                # What was filled in since may say that they are two.
                found.append((person, verdict if may_be(person, row) else replace(verdict, sure=False)))
        if sum(verdict.sure for _, verdict in found) > 1:
            found = [(person, replace(verdict, sure=False)) for person, verdict in found]
        return sorted(found, key=lambda each: (not each[1].sure, -each[1].likeness))

    def _catch_up(self) -> None:
        for profiled, waiting in self._waiting.items():
            for person in waiting:
                self._indexes[profiled].add(_somebody(person, tuple({held.key for held in person.roles} - {""})))
            waiting.clear()


def may_be(person: Person, row: Person) -> bool:
    """False when a fact says that these are two people who share a name."""
    return not (
        (person.url and row.url and person.url.lower() != row.url.lower())
        or (person.email and row.email and person.email.lower() != row.email.lower() and not _shares_email(person, row))
        or (person.connected_on and row.connected_on and person.connected_on != row.connected_on)
    )


def _somebody(person: Person, keys: tuple[str, ...]) -> Somebody:
    return Somebody(
        person, person.name, person.given, person.family,
        tuple(person.also_called.split("\n")) if person.also_called else (),
        tuple(url for url in all_of(person, "link") if is_profile(url)),
        tuple(all_of(person, "email")), tuple(all_of(person, "phone")), keys,
        person.town, country=person.country, connected_on=person.connected_on,
    )  # fmt: skip


def _same_by_url(person: Person, row: Person) -> bool:
    return "linkedin.com/" in row.url or bool(set(person.name_key.split()) & set(row.name_key.split()))


def _same_by_email(person: Person, row: Person) -> bool:
    """An address that two people share (info@…) does not make them one."""
    ours, theirs = set(person.name_key.split()), set(row.name_key.split())
    return ours <= theirs or theirs <= ours or "@" in row.name or "@" in person.name


def _shares_email(person: Person, row: Person) -> bool:
    theirs = {email.lower() for email in all_of(person, "email")}
    return any(email.lower() in theirs for email in all_of(row, "email"))


def _is_bare(row: Person) -> bool:
    """Told by a name and nothing that could be another's."""
    return not (row.url or row.email or row.phone or row.ways or row.town)


def _agreeing(person: Person, row: Person) -> int:
    facts = ((person.url, row.url), (person.email, row.email), (person.connected_on, row.connected_on))
    return sum(bool(ours and ours == theirs) for ours, theirs in facts)


def _people(notebook: Notebook) -> Iterator[tuple[Person, UUID | None]]:
    rows = Contact.objects.within(notebook).order_by().values_list(*_CONTACT)
    for row in rows.iterator(2000):
        (key, name, given, family, url, email, phone, town, country, about, also_called, connected_on, ways, extra,
         photo, batch, trashed, into) = row  # fmt: skip
        yield Person(
            key, name, fold(name), given, family, url, email, phone, town, country, about, also_called, connected_on,
            ways, extra, (), frozenset(), photo, batch, trashed is not None,
        ), into  # fmt: skip


def _roles(notebook: Notebook) -> dict[UUID, tuple[Held, ...]]:
    found: defaultdict[UUID, tuple[Held, ...]] = defaultdict(tuple)
    rows = Role.objects.within(notebook).order_by().values_list(
        "contact_id", "id", "organization__key", "title", "current", "told"
    )  # fmt: skip
    for contact, key, organization, title, current, told in rows.iterator(5000):
        found[contact] += (Held(key, organization or "", title, current, told),)
    return found


def _tied(notebook: Notebook) -> set[UUID]:
    return set(Tie.objects.within(notebook).values_list("contact_id", flat=True))


def _tags(notebook: Notebook) -> Any:
    return Tag.objects.within(notebook).values_list("id", "name")


def _tagged(notebook: Notebook) -> dict[UUID, frozenset[str]]:
    found: defaultdict[UUID, frozenset[str]] = defaultdict(frozenset)
    for contact, name in Tagging.objects.within(notebook).values_list("contact_id", "tag__name"):
        found[contact] |= {name.lower()}
    return found
