"""What hangs on a row: what its deletion would take along, and what would lose sight of it."""

from collections.abc import Iterator
from typing import Any

from django.db import models, router
from django.db.models.deletion import Collector


def falling_with(row: models.Model) -> Iterator[models.Model]:
    """Every other row that the deletion of this one takes along, however far down."""
    collector = _collected(row)
    for rows in collector.data.values():
        yield from (each for each in rows if each != row)
    for query in collector.fast_deletes:
        yield from query


def letting_go_of(row: models.Model) -> bool:
    """Whether a row that would stay points at this one, or at one that falls with it."""
    collector: Any = _collected(row)
    falling = {each for rows in collector.data.values() for each in rows}
    held = (each for lists in collector.field_updates.values() for rows in lists for each in rows)
    return any(each not in falling for each in held)


def _collected(row: models.Model) -> Any:
    collector = Collector(using=router.db_for_write(type(row)), origin=row)
    collector.collect([row])
    return collector
