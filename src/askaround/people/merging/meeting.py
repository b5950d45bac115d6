"""What hangs on two contacts, whichever chapter's it is: what can move over, and what meets its like there."""

from collections.abc import Hashable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q

from askaround.people.models import Contact

from .uniting import joined

Values = dict[str, Any]


@dataclass(frozen=True)
class Move:
    """A row of the merged contact, and its new values by column."""

    row: Any
    new: Values


@dataclass
class Standing:
    """A row of the kept contact that another one meets: as it is, and as it will be."""

    row: Any
    will: Any = None

    def __post_init__(self) -> None:
        self.will = copy(self.row)

    @property
    def new(self) -> Values:
        """What changes in it, by column."""
        columns = [one.attname for one in self.row._meta.concrete_fields]
        return {
            name: getattr(self.will, name) for name in columns if getattr(self.will, name) != getattr(self.row, name)
        }


@dataclass
class Hanging:
    """Everything of the merged contact, sorted by what becomes of it."""

    moves: list[Move] = field(default_factory=list)
    standing: list[Standing] = field(default_factory=list)
    stays: list[Any] = field(default_factory=list)
    gone: list[Any] = field(default_factory=list)


def hanging(kept: Contact, other: Contact, *, at: datetime) -> Hanging:
    """What becomes of every row that hangs on `other` when it moves to `kept`."""
    found = Hanging()
    for model, columns in arrows().items():
        _Meeting(model, columns, (kept.pk, other.pk), found, at=at).run()
    return found


def arrows() -> dict[Any, tuple[str, ...]]:
    """Every model whose rows point at contacts, and the columns by which they do."""
    found: dict[Any, list[str]] = {}
    for relation in Contact._meta.related_objects:
        if relation.related_model is not Contact:
            found.setdefault(relation.related_model, []).append(relation.field.attname)
    for model in apps.get_models():
        if columns := getattr(model, "points_without_key", ()):
            found.setdefault(model, []).extend(columns)
    return {model: tuple(columns) for model, columns in found.items()}


class _Meeting:
    """The rows of one noun."""

    def __init__(
        self, model: Any, columns: tuple[str, ...], two: tuple[UUID, UUID], found: Hanging, *, at: datetime
    ) -> None:
        self.model, self.columns, self.at, self.found = model, columns, at, found
        self.kept, self.other = two
        self.once = [one for one in model._meta.constraints if _is_once_a_contact(one, columns)]
        self.there: dict[Hashable, Standing] = {}

    def run(self) -> None:
        """Each row of the merged contact: over to the kept one, or to its like that stands there."""
        theirs = self._rows(self.other)
        if not theirs:
            return
        ours = self._rows(self.kept) if self.once or hasattr(self.model, "sameness") else []
        held = self._held([*theirs, *ours])
        for row in ours:
            standing = Standing(row)
            for key in self._keys(row, held):
                self.there.setdefault(key, standing)
        for row in theirs:
            self._move(row, held)

    def _rows(self, contact: UUID) -> list[Any]:
        pointing = Q()
        for column in self.columns:
            pointing |= Q(**{column: contact})
        return list(self.model._base_manager.filter(pointing).order_by("pk"))

    def _move(self, row: Any, held: dict[str, set[Any]]) -> None:
        new = {column: self.kept for column in self.columns if getattr(row, column) == self.other}
        moved = copy(row)
        for column, value in new.items():
            setattr(moved, column, value)
        new |= _in_order(moved)
        if sum(getattr(moved, column) == self.kept for column in self.columns) > 1:
            self.found.stays.append(row)  # what is said of the two of them
            return
        like = next((self.there[key] for key in self._keys(moved, held) if key in self.there), None)
        further = {} if like is None else self._meet(moved, like)
        if further is not None:
            self.found.moves.append(Move(row, new | further))
        elif getattr(self.model, "needless_twice", False):
            self.found.gone.append(row)
        else:
            self.found.stays.append(row)

    def _meet(self, row: Any, like: Standing) -> Values | None:
        """What `row` moves with; None when it does not."""
        changes, further = filled(like.will, row), None
        if hasattr(row, "meet"):
            changes, further = row.meet(like.will, changes, at=self.at)
        for column, value in changes.items():
            setattr(like.will, column, value)
        if like not in self.found.standing:
            self.found.standing.append(like)
        if further is None:
            self.found.moves += _dependents(row, like.row)
        return further

    def _held(self, rows: list[Any]) -> dict[str, set[Any]]:
        """Which rows each constraint is about, by its name: the database says it."""
        ids = [row.pk for row in rows]
        return {
            one.name: set(
                self.model._base_manager.filter(one.condition or Q(), pk__in=ids).values_list("pk", flat=True)
            )
            for one in self.once
        }

    def _keys(self, row: Any, held: dict[str, set[Any]]) -> Iterator[Hashable]:
        for one in self.once:
            if row.pk in held[one.name]:
                columns = [row._meta.get_field(name).attname for name in one.fields]
                yield one.name, *(getattr(row, column) for column in columns)
        if (same := getattr(row, "sameness", None)) is not None:
            yield "sameness", same


def filled(standing: Any, coming: Any) -> Values:
    """What is empty in `standing`, from `coming`; free texts of both are joined where they fit."""
    new: Values = {}
    for one in standing._meta.concrete_fields:
        mine, theirs = getattr(standing, one.attname), getattr(coming, one.attname)
        if one.name in {"id", "notebook", "created_at"} or mine == theirs or theirs in (None, "", [], {}):
            continue
        if mine in (None, "", [], {}):
            new[one.attname] = theirs
        elif isinstance(one, models.CharField | models.TextField) and not one.choices:
            both = _both(one, mine, theirs)
            if both and both != mine:
                new[one.attname] = both
    return new


def _both(one: Any, mine: str, theirs: str) -> str:
    both = joined(mine, theirs, "; " if one.max_length else "\n\n")
    return both if not one.max_length or len(both) <= one.max_length else ""


def _in_order(moved: Any) -> Values:
    """A pair whose smaller id stands first is turned round when the kept contact's is the larger one."""
    first, second = getattr(moved, "smaller_first", ("", ""))
    if not first or getattr(moved, first) <= getattr(moved, second):
        return {}
    turned = {first: getattr(moved, second), second: getattr(moved, first)}
    for column, value in turned.items():
        setattr(moved, column, value)
    return turned


def _dependents(row: Any, standing: Any) -> list[Move]:
    """What hangs on a row that stays behind hangs on the one that stands from now on."""
    found = []
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        column = relation.field.attname
        if relation.one_to_many and not any(_is_once_a_contact(one, (column,)) for one in model._meta.constraints):
            pointing = model._base_manager.filter(**{column: row.pk}).order_by("pk")
            found += [Move(each, {column: standing.pk}) for each in pointing]
    return found


def _is_once_a_contact(constraint: Any, columns: tuple[str, ...]) -> bool:
    names = {column.removesuffix("_id") for column in columns} | set(columns)
    return isinstance(constraint, models.UniqueConstraint) and bool(names & set(constraint.fields))
