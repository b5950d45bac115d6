"""The list of people: which filters are on, in which order, and one page of it however long the list is.

Pages go by the last row shown ("after this one"), so that page 600 costs what page 1 costs.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.urls import reverse

from askaround.accounts.models import User
from askaround.plain.text import fold

from .models import Contact, Organization, Role, Tagging, Tie, TieKind

PAGE = 50
SORTS = {"name": "Name", "last": "Last contact", "added": "Added"}
SHOWN = {"": "Current", "archived": "Archived", "closed": "Do not contact"}
QUIET_DAYS = 365
TIES = dict(TieKind.choices)
NOBODY = UUID(int=0)
# After whatever begins the same.
LAST = "\U0010ffff"


@dataclass(frozen=True)
class Filters:
    """What the address asks for; whatever it misspells is left out."""

    q: str = ""
    tie: str = ""
    tag: str = ""
    organization: UUID | None = None
    batch: UUID | None = None
    show: str = ""
    sort: str = "name"
    after: UUID | None = None

    @classmethod
    def read(cls, query: Any) -> "Filters":
        """The filters of a query string."""
        return cls(
            q=query.get("q", "").strip()[:100],
            tie=query.get("tie", "") if query.get("tie") in TieKind.values else "",
            tag=query.get("tag", "").strip()[:60],
            organization=_uuid(query.get("organization")),
            batch=_uuid(query.get("batch")),
            show=query.get("show", "") if query.get("show") in SHOWN else "",
            sort=query.get("sort", "name") if query.get("sort") in SORTS else "name",
            after=_uuid(query.get("after")),
        )

    def address(self, **new: object) -> str:
        """The query string of these filters with some replaced, from the first page on."""
        mine = {name: value for name, value in vars(self).items() if name != "after"} | new
        return "?" + urlencode([(name, value) for name, value in mine.items() if value and value != "name"])

    @property
    def kept(self) -> list[tuple[str, object]]:
        """The filters that are on, for a form that comes back to this list."""
        return [(name, value) for name, value in vars(self).items() if value and name != "after" and value != "name"]

    @property
    def narrowed(self) -> bool:
        """Is anything left out of the list?"""
        return bool(self.q or self.tie or self.tag or self.organization or self.batch or self.show)


def ids(texts: list[str]) -> list[UUID]:
    """Those of the texts that are ids."""
    return [found for text in texts if (found := _uuid(text))]


def found(user: User, filters: Filters) -> QuerySet[Contact]:
    """Everyone whom the filters leave, in no order."""
    rows: QuerySet[Contact] = Contact.objects.of(user)
    if filters.show == "archived":
        rows = rows.filter(archived_at__isnull=False)
    else:
        rows = rows.filter(archived_at__isnull=True)
    if filters.show == "closed":
        rows = rows.filter(do_not_contact_at__isnull=False)
    if filters.batch:
        rows = rows.filter(batch=filters.batch)
    if filters.tie:
        rows = rows.filter(pk__in=Tie.objects.of(user).filter(kind=filters.tie).values("contact"))
    if filters.tag:
        rows = rows.filter(pk__in=Tagging.objects.of(user).filter(tag__name__iexact=filters.tag).values("contact"))
    if filters.organization:
        at = Role.objects.of(user).filter(organization=filters.organization, current=True)
        rows = rows.filter(pk__in=at.values("contact"))
    return rows.filter(pk__in=_begins_with(rows, user, filters.q)) if filters.q else rows


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


def one_page(user: User, filters: Filters) -> tuple[list[Row], UUID | None]:
    """The rows of the page, with what they show, and the row after which the next page begins, or none."""
    rows = _after(found(user, filters), filters, user)
    if filters.sort == "added":
        # The ids alone come from an index; sorting whole rows by age would read them all.
        rows = rows.filter(pk__in=list(rows.values_list("pk", flat=True)[: PAGE + 1]))
    people = list(rows.values_list("pk", "name", "do_not_contact_at", "last_contact_at")[: PAGE + 1])
    shown = [pk for pk, *_ in people[:PAGE]]
    roles, ties, tags = _roles(shown), _ties(shown), _tags(shown)
    place = reverse("contact", args=[NOBODY])
    return [
        Row(pk, place.replace(str(NOBODY), str(pk)), name, closed is not None, last, roles.get(pk, ""),
            ", ".join(ties[pk]), tags[pk])
        for pk, name, closed, last in people[:PAGE]
    ], shown[-1] if len(people) > PAGE else None  # fmt: skip


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


def heading(user: User, filters: Filters, *, now: datetime) -> str:
    """What the list says: how many, and how many have gone quiet."""
    rows = found(user, filters)
    everyone = rows.count()
    people = "1 person" if everyone == 1 else f"{everyone:,} people"
    if filters.q:
        return f"{people} whose name or organization begins with “{filters.q}”."
    words = {"archived": " in the archive", "closed": " not to be contacted"}.get(filters.show, "")
    if filters.narrowed:
        return f"{people}{words}{_narrowly(filters)}."
    # A range of an index: whoever was never written to is not looked at.
    quiet = Count("pk", filter=Q(last_contact_at__lt=now - timedelta(days=QUIET_DAYS)))
    touched = rows.filter(last_contact_at__isnull=False).aggregate(all=Count("pk"), quiet=quiet)
    if everyone < 2:
        return f"{people}."
    if not touched["quiet"]:
        return f"{people}, {touched['all']:,} you have been in touch with in the last year."
    return f"{people}, {touched['quiet']:,} you have not been in touch with for a year."


def _narrowly(filters: Filters) -> str:
    tie = TieKind(filters.tie).label if filters.tie else ""
    return (f" tied as {tie}" if tie else "") + (f" tagged “{filters.tag}”" if filters.tag else "")


def _begins_with(rows: QuerySet[Contact], user: User, typed: str) -> QuerySet[Any, Any]:
    """Those of the rows whose name, either way round, or whose organization begins so; each way has its index."""
    key = fold(typed)
    there = Organization.objects.of(user).filter(_from("key", key)).values("pk")
    here = Role.objects.of(user).filter(organization__in=there, current=True).values("contact")
    called = rows.alias(called=Lower("name")).filter(_from("called", typed))
    ways = [rows.filter(_from("sort_key", key)), called, rows.filter(pk__in=here)]
    first, *others = (way.order_by().values("pk") for way in ways)
    return first.union(*others)


def _from(name: str, start: str) -> Q:
    """Begins with `start`: on SQLite a range, which an index serves; its LIKE is none. Elsewhere order is not bytes."""
    if connection.vendor != "sqlite":
        return Q(**{f"{name}__istartswith": start})
    return Q(**{f"{name}__gte": Lower(Value(start)), f"{name}__lt": Lower(Value(start + LAST))})


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


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
