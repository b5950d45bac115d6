"""The list of people: which filters are on, in which order, and one page of it however long the list is.

Pages go by the last row shown ("after this one"), so that page 600 costs what page 1 costs.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from askaround.accounts.models import User
from askaround.history.models import Batch
from askaround.purpose.models import Level

from .filters import EMAIL, QUIET, SHOWN, SORTS, STRENGTHS, Filters, id_of
from .levels import FUNCTIONS
from .models import Contact, Organization, Role, Tag, Tagging, Tie, TieKind
from .narrowing import Condition, Narrowed, close, narrowed

PAGE = 50
QUIET_DAYS = 365
TIES = dict(TieKind.choices)
NOBODY = UUID(int=0)
LABELS = {
    "tie": "Kind of tie", "strength": "Strength of tie", "level": "Level", "function": "Function", "tag": "Tag",
    "quiet": "Last contact", "email": "To reach", "show": "Show", "place": "Town or country", "organization": "At",
    "batch": "Import",
}  # fmt: skip
GROUPS = ("strong", "weak", "none")


def ids(texts: list[str]) -> list[UUID]:
    """Those of the texts that are ids."""
    return [found for text in texts if (found := id_of(text))]


@dataclass(frozen=True)
class Row:
    """Somebody as the list shows them."""

    pk: UUID
    url: str
    name: str
    left_alone: bool
    last_contact_at: datetime | None
    role: str
    ties: str
    tags: list[str]


@dataclass(frozen=True)
class Shown:
    """One page of the list: its rows, the row after which the next page begins, and what the heading says."""

    rows: list[Row]
    after: UUID | None
    heading: str

    @classmethod
    def of(cls, user: User, filters: Filters, *, now: datetime, more: tuple[Condition, ...] = ()) -> "Shown":
        """The page that the filters ask for; `more` are conditions that a later chapter brings."""
        left = narrowed(user, filters, now=now, more=more)
        people = _closest(user, filters, now, more) if filters.sort == "close" else _ordered(left.rows, filters, user)
        shown = [row[0] for row in people[:PAGE]]
        return cls(
            _told(people[:PAGE], filters), shown[-1] if len(people) > PAGE else None, _heading(left, user, filters, now)
        )


def context_of(user: User, filters: Filters, shown: Shown) -> dict[str, Any]:
    """What the template of the list needs."""
    tags = [(name, name) for name in Tag.objects.of(user).values_list("name", flat=True)[:100]]
    choices = {
        "tie": TieKind.choices, "strength": STRENGTHS.items(), "level": Level.choices,
        "function": [(name, name) for name in FUNCTIONS], "tag": tags, "quiet": QUIET.items(),
        "email": EMAIL.items(), "show": [(value, label) for value, label in SHOWN.items() if value],
    }  # fmt: skip
    return {
        "shown": shown.rows,
        "after": filters.address(after=shown.after) if shown.after else "",
        "first": filters.address() if filters.after else "",
        "filters": filters,
        "heading": shown.heading,
        "chips": _chips(user, filters, choices),
        "choices": [(name, LABELS[name], list(each), getattr(filters, name)) for name, each in choices.items() if each],
        "sorts": SORTS.items(),
    }


def _chips(user: User, filters: Filters, choices: dict[str, Any]) -> list[tuple[str, str]]:
    """Each filter that is on, in words, with the address of the list without it."""
    said = []
    for name, value in filters.kept:
        if name in choices:
            label = dict(choices[name]).get(value, value)
            said.append((f"{LABELS[name]}: {label}", filters.address(**{name: ""})))
        elif name == "place":
            said.append((f"{LABELS[name]}: {value}", filters.address(place="")))
        elif name in ("organization", "batch"):
            rows = Organization.objects if name == "organization" else Batch.objects
            row = rows.of(user).filter(pk=value).first()
            label = row.name if isinstance(row, Organization) else row.label if row else ""
            said.append((f"{LABELS[name]}: {label or 'one'}", filters.address(**{name: ""})))
    return said


_COLUMNS = ("pk", "name", "do_not_contact_at", "last_contact_at")


def _ordered(rows: QuerySet[Contact], filters: Filters, user: User) -> list[tuple[Any, ...]]:
    rows = _after(rows, filters, user)
    if filters.sort == "added":
        # The ids alone come from an index; sorting whole rows by age would read them all.
        rows = rows.filter(pk__in=list(rows.values_list("pk", flat=True)[: PAGE + 1]))
    return list(rows.values_list(*_COLUMNS)[: PAGE + 1])


def _closest(user: User, filters: Filters, now: datetime, more: tuple[Condition, ...]) -> list[tuple[Any, ...]]:
    """Strong ties, then weak ones, then the others, each the last contact first. Each group is read in its turn."""
    found: list[tuple[Any, ...]] = []
    begins = _group_of(user, filters.after, now)
    for place, group in enumerate(GROUPS[begins:]):
        left = narrowed(user, filters, now=now, more=(*more, close(user, group, now)), counted=False)
        # The row to go on after lies in the first group read; those that follow begin at their beginning.
        asked = Filters(sort="last", after=None if place else filters.after)
        found += _ordered(left.rows, asked, user)
        if len(found) > PAGE:
            break
    return found[: PAGE + 1]


def _group_of(user: User, pk: UUID | None, now: datetime) -> int:
    """The group in which the row lies that the page comes after."""
    if pk is None:
        return 0
    alone = Contact.objects.of(user).filter(pk=pk)
    return next((place for place, group in enumerate(GROUPS) if alone.filter(close(user, group, now).test)), 0)


def _told(people: list[tuple[Any, ...]], filters: Filters) -> list[Row]:
    """The rows with what they show, in three queries."""
    shown = [pk for pk, *_ in people]
    roles, ties, tags = _roles(shown), _ties(shown), _tags(shown)
    place = reverse("contact", args=[NOBODY])
    return [
        Row(pk, place.replace(str(NOBODY), str(pk)), name, closed is not None, last, roles.get(pk, ""),
            ", ".join(ties[pk]), tags[pk])
        for pk, name, closed, last in people
    ]  # fmt: skip


def _roles(people: list[UUID]) -> dict[UUID, str]:
    """What each is now, or was last."""
    rows = Role.objects.filter(contact__in=people).values_list("contact_id", "title", "organization__name", "current")
    said: dict[UUID, str] = {}
    for contact, title, organization, current in rows:
        said.setdefault(contact, ", ".join(filter(None, [title, organization])) + ("" if current else " (before)"))
    return said


def _ties(people: list[UUID]) -> dict[UUID, list[str]]:
    said = defaultdict(list)
    for contact, kind in Tie.objects.filter(contact__in=people).values_list("contact_id", "kind"):
        said[contact].append(TIES.get(kind, kind))
    return said


def _tags(people: list[UUID]) -> dict[UUID, list[str]]:
    said = defaultdict(list)
    for contact, tag in Tagging.objects.filter(contact__in=people).values_list("contact_id", "tag__name"):
        said[contact].append(tag)
    return said


def _heading(left: Narrowed, user: User, filters: Filters, now: datetime) -> str:
    """What the list says: how many, and how many have gone quiet."""
    if filters.q:
        return f"{left.said} whose name or organization begins with “{filters.q}”."
    if filters.narrowed:
        words = {"archived": " in the archive", "closed": " not to be contacted"}.get(filters.show, "")
        return f"{left.said}{words}{_narrowly(filters)}."
    # A range of an index: whoever was never written to is not looked at.
    quiet = Count("pk", filter=Q(last_contact_at__lt=now - timedelta(days=QUIET_DAYS)))
    touched = left.rows.filter(last_contact_at__isnull=False).aggregate(all=Count("pk"), quiet=quiet)
    if left.number < 2:
        return f"{left.said}."
    if not touched["quiet"]:
        return f"{left.said}, {touched['all']:,} you have been in touch with in the last year."
    return f"{left.said}, {touched['quiet']:,} you have not been in touch with for a year."


def _narrowly(filters: Filters) -> str:
    said = [f" tied as {TIES[filters.tie]}"] if filters.tie else []
    said += [f" with a {filters.strength} tie"] if filters.strength else []
    said += [f" at the level {filters.level}"] if filters.level else []
    said += [f" in {filters.function}"] if filters.function else []
    said += [f" tagged “{filters.tag}”"] if filters.tag else []
    said += [f" in {filters.place}"] if filters.place else []
    return ",".join(said)


def _after(rows: QuerySet[Contact], filters: Filters, user: User) -> QuerySet[Contact]:
    orders: dict[str, list[Any]] = {
        "name": ["sort_key", "id"],
        "last": [F("last_contact_at").desc(nulls_last=True), "-id"],
        "added": ["-id"],
    }
    rows = rows.order_by(*orders[filters.sort])
    last = Contact.objects.of(user).filter(pk=filters.after).first() if filters.after else None
    if last is None:
        return rows
    if filters.sort == "name":
        return rows.filter(Q(sort_key__gt=last.sort_key) | Q(sort_key=last.sort_key, id__gt=last.pk))
    if filters.sort == "added":
        return rows.filter(id__lt=last.pk)
    never = Q(last_contact_at__isnull=True)
    if last.last_contact_at is None:
        return rows.filter(never, id__lt=last.pk)
    same = Q(last_contact_at=last.last_contact_at, id__lt=last.pk)
    return rows.filter(Q(last_contact_at__lt=last.last_contact_at) | same | never)
