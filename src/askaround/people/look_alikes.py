"""Finding who may be in a notebook twice: everybody with everybody, or those who have just come with everybody.

What is found lies in `LookAlike` until the seeker says what it is. A pair that was kept apart is never asked about
again; one that is no longer alike is forgotten, unless it was kept apart.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from askaround.accounts.models import Notebook
from askaround.plain.ids import new_id
from askaround.tasks.progress import progress

from .matching import Index, Somebody, Verdict
from .models import Contact, LookAlike, Role

# As many are compared with everybody while a page waits; more are the background's.
AT_ONCE = 200
_CHUNK = 1000
_TELL_EVERY = 500
_FIELDS = (
    "id", "name", "given", "family", "also_called", "email", "phone", "profile_url", "town", "country", "connected_on",
    "ways",
)  # fmt: skip
# A word with a digit: four of them or more on the continents, "LS1 4AB" on the islands.
_POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|(?:[A-Z]{1,2}-)?\d{4,6})\b")

Pair = tuple[UUID, UUID]


def find(notebook: Notebook, *, at: datetime, contacts: Collection[UUID] | None = None) -> int:
    """Compare everybody with everybody, or only `contacts` with everybody, and keep who may be one.

    Returns how many pairs are new. Takes seconds for 30,000 people: `find_later` does it in the background.
    """
    return _find(notebook, at=at, contacts=contacts)


def find_later(notebook: Notebook, *, at: datetime, contacts: Collection[UUID] | None = None) -> None:
    """`find`, at once when only a few are to be compared among few, else in the background."""
    everybody = Contact.objects.within(notebook).out_of_trash().count()
    if everybody <= AT_ONCE or (contacts is not None and len(contacts) <= AT_ONCE and everybody <= 10 * AT_ONCE):
        find(notebook, at=at, contacts=contacts)
        return
    few = contacts is not None and len(contacts) <= _CHUNK
    only = [str(key) for key in contacts] if few and contacts is not None else None
    find_in_background.enqueue(notebook=str(notebook.pk), contacts=only)


@task(takes_context=True)
def find_in_background(context: TaskContext, *, notebook: str, contacts: list[str] | None = None) -> int:
    """The background's side of `find_later`. Safe to run twice: what is found already is not found anew."""
    of = Notebook.objects.get(pk=notebook)
    only = None if contacts is None else {UUID(key) for key in contacts}
    return _find(of, at=timezone.now(), contacts=only, task_id=context.task_result.id)


def loaded(notebook: Notebook, contacts: Iterable[UUID] | None = None) -> Iterator[Somebody]:
    """Everybody who is there, or only `contacts`, as matching compares them; their key is the contact's id."""
    rows, roles = Contact.objects.within(notebook).out_of_trash(), Role.objects.within(notebook)
    if contacts is not None:
        only = list(contacts)
        rows, roles = rows.filter(pk__in=only), roles.filter(contact__in=only)
    organizations: defaultdict[UUID, tuple[str, ...]] = defaultdict(tuple)
    held = roles.filter(organization__isnull=False).order_by()
    for contact, key in held.values_list("contact_id", "organization__key").iterator(_CHUNK):
        organizations[contact] += (key,)
    for row in rows.order_by().values_list(*_FIELDS).iterator(_CHUNK):
        yield _somebody(row, organizations.get(row[0], ()))


def _find(notebook: Notebook, *, at: datetime, contacts: Collection[UUID] | None, task_id: str = "") -> int:
    index = Index()
    for somebody in loaded(notebook):
        index.add(somebody)
    kept = _Kept(notebook, at=at)
    pairs = index.pairs(of=None if contacts is None else frozenset(contacts), told=_telling(task_id, len(index)))
    while chunk := list(islice(pairs, _CHUNK)):
        kept.keep(chunk)
    kept.forget_others(None if contacts is None else set(contacts))
    return kept.new


def _telling(task_id: str, total: int) -> Any:
    def tell(done: int) -> None:
        if task_id and done % _TELL_EVERY == 0:
            progress(task_id, done, total)

    return tell


class _Kept:
    """The pairs that a notebook holds, and what becomes of them."""

    def __init__(self, notebook: Notebook, *, at: datetime) -> None:
        self.notebook, self.at, self.new = notebook, at, 0
        rows = LookAlike.objects.within(notebook).order_by()
        self._here: dict[Pair, LookAlike] = {_pair(row.a_id, row.b_id): row for row in rows.iterator(_CHUNK)}
        self._seen: set[Pair] = set()

    def keep(self, chunk: "list[tuple[Somebody, Somebody, Verdict]]") -> None:
        """Write the pairs that are new, and those of which something else is said now."""
        new, changed = [], []
        for one, other, verdict in chunk:
            pair = _pair(one.key, other.key)
            self._seen.add(pair)
            row = self._here.get(pair)
            if row is None:
                new.append(self._row(pair, verdict))
            elif row.kept_apart_at is None and _say(row, verdict):
                changed.append(row)
        with transaction.atomic():
            LookAlike.objects.bulk_create(new, ignore_conflicts=True)
            LookAlike.objects.bulk_update(changed, ["likeness", "sure", "reasons"], batch_size=100)
        self.new += len(new)

    def forget_others(self, contacts: set[UUID] | None) -> None:
        """Pairs that were looked at and are no longer alike; of who lies in the trash nothing was looked at."""
        there = LookAlike.objects.within(self.notebook).waiting().values_list("a_id", "b_id", "id")
        gone = [
            key
            for a, b, key in there.order_by().iterator(_CHUNK)
            if _pair(a, b) not in self._seen and (contacts is None or a in contacts or b in contacts)
        ]
        for at in range(0, len(gone), _CHUNK):
            LookAlike.objects.within(self.notebook).filter(pk__in=gone[at : at + _CHUNK]).delete()

    def _row(self, pair: Pair, verdict: Verdict) -> LookAlike:
        return LookAlike(
            id=new_id(), notebook=self.notebook, created_at=self.at, a_id=pair[0], b_id=pair[1],
            likeness=verdict.likeness, sure=verdict.sure, reasons=list(verdict.reasons),
        )  # fmt: skip


def _pair(a: Any, b: Any) -> Pair:
    """Each pair stands once, whoever of the two is named first."""
    return (a, b) if a < b else (b, a)


def _say(row: LookAlike, verdict: Verdict) -> bool:
    """Say of the pair what is true now; False when nothing has changed that a reader would see."""
    said = (round(row.likeness, 2), row.sure, list(row.reasons))
    row.likeness, row.sure, row.reasons = verdict.likeness, verdict.sure, list(verdict.reasons)
    return said != (round(row.likeness, 2), row.sure, row.reasons)


def _somebody(row: tuple[Any, ...], organizations: tuple[str, ...]) -> Somebody:
    key, name, given, family, also_called, email, phone, profile, town, country, connected_on, ways = row
    more: defaultdict[str, list[str]] = defaultdict(list)
    for way in ways:
        more[way.get("kind", "")].append(str(way.get("value", "")))
    street, postcode = _address(more["address"][0], town) if more["address"] else ("", "")
    return Somebody(
        key=key, name=name, given=given, family=family, also_called=tuple(also_called.splitlines()),
        urls=tuple(filter(None, (profile, *more["link"]))), emails=tuple(filter(None, (email, *more["email"]))),
        phones=tuple(filter(None, (phone, *more["phone"]))), organizations=organizations, town=town, street=street,
        postcode=postcode, country=country, connected_on=connected_on,
    )  # fmt: skip


def _address(text: str, town: str) -> tuple[str, str]:
    """Street and postcode of an address as it stands on a letter: the lines above the town's, and the code in it."""
    lines = [line for line in text.splitlines() if line.strip()]
    below = next((at for at, line in enumerate(lines) if at and _names(line, town)), len(lines))
    found = _POSTCODE.search("\n".join(lines[below:]))
    return "\n".join(lines[:below]), found[0] if found else ""


def _names(line: str, town: str) -> bool:
    return bool(town and town.lower() in line.lower()) or bool(_POSTCODE.search(line))
