"""The filters of the list of people, each told in two ways, so that it costs little however many people there are.

`few` reads the index of what is asked for and stops when it has seen MANY; `test` asks one person at a time. Where few
fit, they are fetched and sorted; where many fit, the list is walked in its own order until the page is full.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.db.models.lookups import Exact, GreaterThanOrEqual, IsNull, IStartsWith, LessThan

from askaround.accounts.models import User
from askaround.plain.text import fold

from .filters import Filters
from .models import Contact, Organization, Role, Tag, Tagging, Tie, TieKind
from .ties import CLOSE, WARM_DAYS

# Counted up to here; more are "more than 500".
MANY = 500
# After whatever begins the same.
LAST = "\U0010ffff"
_WEAK = sorted(set(TieKind.values) - CLOSE - {"stranger"})
CURRENT = {"contact__archived_at__isnull": True, "contact__trashed_at__isnull": True}

Rows = QuerySet[Any, Any]


@dataclass(frozen=True)
class Condition:
    """One filter: the ids of those who fit, in several queries if need be, and the question put to one of them."""

    few: tuple[Rows, ...]
    test: Any
    of_archived: bool = False


@dataclass(frozen=True)
class Narrowed:
    """Who is left, how many they are, and whether more than that were not counted."""

    rows: QuerySet[Contact]
    number: int
    more: bool

    @property
    def said(self) -> str:
        """The number as a heading says it."""
        if self.more:
            return f"More than {self.number:,} people"
        return "1 person" if self.number == 1 else f"{self.number:,} people"


def narrowed(
    user: User, filters: Filters, *, now: datetime, more: tuple[Condition, ...] = (), counted: bool = True
) -> Narrowed:
    """Everyone whom the filters leave, in no order; where nobody asks how many, they are not counted."""
    rows: QuerySet[Contact] = Contact.objects.of(user).filter(archived_at__isnull=filters.show != "archived")
    asked = (*more, *conditions(user, filters, now))
    if filters.show == "archived":
        # The indexes of the others know current people alone.
        asked = tuple(each if each.of_archived else replace(each, few=()) for each in asked)
    return _fitting(rows, asked, counted=counted)


def _fitting(rows: QuerySet[Contact], asked: tuple[Condition, ...], *, counted: bool) -> Narrowed:
    """Those of the rows who fit all conditions; the rarest decides how they are found."""
    if not asked:
        return Narrowed(rows, rows.order_by().count() if counted else 0, more=False)
    for condition in (each for each in asked if each.few):
        ids = _ids(condition)
        if len(ids) <= MANY:
            others = [each.test for each in asked if each is not condition]
            rows = rows.filter(*others, pk__in=ids)
            return Narrowed(rows, rows.order_by().count() if others and counted else len(ids), more=False)
    rows = rows.filter(*(each.test for each in asked))
    # One alone that has more than MANY was counted already.
    number = MANY + 1 if len(asked) == 1 or not counted else rows.order_by()[: MANY + 1].count()
    return Narrowed(rows, min(number, MANY), more=number > MANY)


def conditions(user: User, filters: Filters, now: datetime) -> tuple[Condition, ...]:
    """A condition for each filter that is on."""
    return tuple(
        make(user, getattr(filters, name), now) for name, make in _CONDITIONS.items() if getattr(filters, name)
    )


def close(user: User, group: str, now: datetime) -> Condition:
    """Those with a strong or a weak tie, or none, as `ties.strength` weighs it."""
    strong = Exists(Tie._base_manager.filter(contact=OuterRef("pk"), kind__in=sorted(CLOSE))) | _warm(now)
    weak = Exists(Tie._base_manager.filter(contact=OuterRef("pk"), kind__in=_WEAK)) | Q(met__gt=0) | Q(received__gt=0)
    touched = Contact.objects.of(user).filter(archived_at__isnull=True, last_contact_at__isnull=False)
    if group == "strong":
        ties = Tie.objects.of(user).filter(kind__in=sorted(CLOSE), **CURRENT).values("contact")
        return Condition((ties, touched.filter(_warm(now)).values("pk")), strong)
    if group == "weak":
        test = weak & ~strong
        both = Exists(Tie._base_manager.filter(contact=OuterRef("contact"), kind__in=sorted(CLOSE)))
        ties = Tie.objects.of(user).filter(~both, ~_warm(now, "contact__"), kind__in=_WEAK, **CURRENT)
        spoken = touched.filter(Q(met__gt=0) | Q(received__gt=0), test)
        return Condition((ties.values("contact"), spoken.values("pk")), test)
    people = Contact.objects.of(user).filter(~strong, ~weak, archived_at__isnull=True)
    return Condition((people.values("pk"),), ~strong & ~weak)


def with_role(user: User, which: Q) -> Condition:
    """Those whose role now fits."""
    there = Role.objects.of(user).filter(which, current=True, **CURRENT).values("contact")
    return Condition((there,), Exists(Role._base_manager.filter(which, contact=OuterRef("pk"), current=True)))


def _ids(condition: Condition) -> set[Any]:
    """Who fits, as far as MANY + 1 of them."""
    found: set[Any] = set()
    for rows in condition.few:
        # Not distinct: that would read them all before it gives the first. A second role is rare.
        found |= set(rows.order_by().values_list(*_column(rows), flat=True)[: MANY + 1])
        if len(found) > MANY:
            break
    return found


def _column(rows: Rows) -> tuple[str, ...]:
    return ("pk",) if rows.model is Contact else ("contact",)


def _tie(user: User, kind: str, _now: datetime) -> Condition:
    there = Tie.objects.of(user).filter(kind=kind, **CURRENT)
    return Condition((there.values("contact"),), Exists(Tie._base_manager.filter(contact=OuterRef("pk"), kind=kind)))


def _tag(user: User, name: str, _now: datetime) -> Condition:
    tags = list(Tag.objects.of(user).filter(name__iexact=name).values_list("pk", flat=True))
    there = Tagging.objects.of(user).filter(tag__in=tags, **CURRENT)
    mine = Tagging._base_manager.filter(contact=OuterRef("pk"), tag__in=tags)
    return Condition((there.values("contact"),), Exists(mine))


def _own(which: Callable[[Any, Any, datetime], Q], *fields: str) -> Callable[[User, Any, datetime], Condition]:
    """A filter on the contact's own facts. Walking the list, SQLite must not turn to the fact's own index."""

    def make(user: User, value: Any, now: datetime) -> Condition:
        people = Contact.objects.of(user).filter(archived_at__isnull=True)
        few = tuple(people.filter(which(F(field), value, now)).values("pk") for field in fields)
        tests = [which(Walked(F(field)), value, now) for field in fields]
        return Condition(few, tests[0] if len(tests) == 1 else tests[0] | tests[1])

    return make


def _put_away(user: User, show: str, _now: datetime) -> Condition:
    which = Q(archived_at__isnull=False) if show == "archived" else Q(do_not_contact_at__isnull=False)
    people = Contact.objects.of(user).filter(which, archived_at__isnull=show != "archived")
    return Condition((people.values("pk"),), which, of_archived=show == "archived")


def _quiet(when: Any, days: str, now: datetime) -> Q:
    if days == "never":
        return Q(IsNull(when, True))  # noqa: FBT003 - Django's lookup takes it so
    return Q(LessThan(when, now - timedelta(days=int(days))))


def _warm(now: datetime, of: str = "") -> Q:
    """Met twice, or met and answered, within a year."""
    since = Q(**{f"{of}last_contact_at__gt": now - timedelta(days=WARM_DAYS + 1)})
    twice, answered = Q(**{f"{of}met__gte": 2}), Q(**{f"{of}met__gte": 1, f"{of}received__gte": 1})
    return since & (twice | answered)


def _placed(user: User, typed: str, now: datetime) -> Condition:
    """In a town that begins so, or in the country of these two letters."""
    town = _own(lambda field, value, _now: _begins(field, value), "town")(user, typed, now)
    if len(typed) != 2:
        return Condition(tuple(rows.exclude(town="") for rows in town.few), town.test)
    country = _own(lambda field, value, _now: Q(Exact(field, value.upper())), "country")(user, typed, now)
    few = (*(rows.exclude(town="") for rows in town.few), *(rows.exclude(country="") for rows in country.few))
    return Condition(few, town.test | country.test)


def _named(user: User, typed: str, _now: datetime) -> Condition:
    """Those whose name, either way round, or whose organization begins so; each way has its index."""
    key = fold(typed)
    people = Contact.objects.of(user).filter(archived_at__isnull=True)
    there = Organization.objects.of(user).filter(_from("key", key)).values("pk")
    here = Role.objects.of(user).filter(organization__in=there, current=True, **CURRENT)
    ways = (_from("sort_key", key), _begins(F("name"), typed))
    found = (*(people.filter(way).values("pk") for way in ways), here.values("contact"))
    first, *others = (way.order_by() for way in found)
    return Condition(found, Q(pk__in=first.union(*others)))


def _begins(field: Any, start: str) -> Q:
    """Begins with `start`, whatever its case: on SQLite a range of the index on the lowered text."""
    if connection.vendor != "sqlite":
        return Q(IStartsWith(field, start))
    begins, ends = Lower(Value(start)), Lower(Value(start + LAST))
    return Q(GreaterThanOrEqual(Lower(field), begins)) & Q(LessThan(Lower(field), ends))


class Walked(Func):
    """A column that the planner takes for no column, so that it walks the list in the list's own order."""

    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """A plus before a column is SQLite's own way to say so."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **more)


def _from(name: str, start: str) -> Q:
    """Begins with `start`: on SQLite a range, which an index serves; its LIKE is none. Elsewhere order is not bytes."""
    if connection.vendor != "sqlite":
        return Q(**{f"{name}__istartswith": start})
    return Q(**{f"{name}__gte": Lower(Value(start)), f"{name}__lt": Lower(Value(start + LAST))})


_CONDITIONS: dict[str, Callable[[User, Any, datetime], Condition]] = {
    "q": _named,
    "organization": lambda user, pk, _now: with_role(user, Q(organization=pk)),
    "tag": _tag,
    "batch": _own(lambda field, batch, _now: Q(Exact(field, batch)), "batch"),
    "place": _placed,
    "function": lambda user, name, _now: with_role(user, Q(likely_function=name)),
    "level": lambda user, name, _now: with_role(user, Q(likely_level=name)),
    "tie": _tie,
    "strength": close,
    "quiet": _own(_quiet, "last_contact_at"),
    "email": _own(lambda _field, _with, _now: ~Q(email=""), "email"),
    "show": _put_away,
}
