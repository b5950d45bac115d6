"""Thousands of rows at once: one prepared statement, values made ready for the database once per column.

What every row has in common (the notebook, the time, the defaults) is converted once, not per row.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, models


class Insert:
    """An INSERT into a model's table. `varying` columns come with each row; the others are `fixed` or the default."""

    def __init__(self, model: type[models.Model], varying: Sequence[str], **fixed: Any) -> None:
        fields = {
            field.attname: field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)
        }
        constant = {name: fixed.get(name, field.get_default()) for name, field in fields.items() if name not in varying}
        self._fixed = tuple(fields[name].get_db_prep_save(value, connection) for name, value in constant.items())
        self._ready = [_readying(fields[name]) for name in varying]
        columns = [_column(fields[name]) for name in (*varying, *constant)]
        self._sql = (
            f"INSERT INTO {_quoted(model._meta.db_table)} ({', '.join(columns)})"  # noqa: S608 - our own names
            f" VALUES ({', '.join(['%s'] * len(columns))})"
        )

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Insert the rows, each the values of the varying columns in their order."""
        _execute(self._sql, [(*_made_ready(self._ready, row), *self._fixed) for row in rows])


def update(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]], *, raising: str = ""
) -> None:
    """Set the named columns of each row; its last value is the id. `raising` names a counter that goes up by one."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    sets = [f"{_column(fields[name])} = %s" for name in names]
    if raising:
        sets.append(f"{_quoted(raising)} = {_quoted(raising)} + 1")
    ready = [_readying(fields[name]) for name in (*names, "id")]
    sql = f"UPDATE {_quoted(model._meta.db_table)} SET {', '.join(sets)} WHERE {_quoted('id')} = %s"  # noqa: S608 - as above
    _execute(sql, [tuple(_made_ready(ready, row)) for row in rows])


def _column(field: "models.Field[Any, Any]") -> str:
    return _quoted(field.column or field.attname)


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _execute(sql: str, values: list[tuple[Any, ...]]) -> None:
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(sql, values)


def _made_ready(ready: Sequence[Callable[[Any], Any] | None], row: Sequence[Any]) -> list[Any]:
    return [value if make is None else make(value) for make, value in zip(ready, row, strict=True)]


def _readying(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    """What a value of the column needs before the driver takes it; None when nothing."""
    if isinstance(field, models.ForeignKey | models.OneToOneField):
        return _readying(field.target_field)
    if isinstance(field, models.UUIDField):
        return None if connection.features.has_native_uuid_field else _hex
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return None if connection.vendor == "postgresql" else _day
    if isinstance(field, models.JSONField):
        empty = field.get_db_prep_save({}, connection)
        return lambda value: field.get_db_prep_save(value, connection) if value != {} else empty
    if isinstance(field, models.DateTimeField):
        return partial(field.get_db_prep_save, connection=connection)
    return None


def _hex(value: UUID | None) -> str | None:
    return None if value is None else value.hex


def _day(value: date | None) -> str | None:
    return None if value is None else str(value)
