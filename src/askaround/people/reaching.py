"""Under which addresses people are reached by mail."""

from typing import Any
from uuid import UUID

from .models import Contact


def addresses_of(notebook: Any, *, only: list[UUID] | None = None) -> dict[str, UUID]:
    """Every address of every contact who is there, or of these `only`, in lower case."""
    rows = Contact.objects.within(notebook).order_by()
    rows = rows.out_of_trash() if only is None else rows.filter(pk__in=only)
    found: dict[str, UUID] = {}
    for key, email, ways in rows.values_list("pk", "email", "ways"):
        theirs = [email, *(str(way.get("value", "")) for way in ways if way.get("kind") == "email")]
        found |= {each.strip().lower(): key for each in theirs if "@" in each}
    return found
