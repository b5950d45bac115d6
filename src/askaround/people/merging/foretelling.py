"""What merging would do, in sentences."""

from collections.abc import Iterator

from askaround.people.models import Contact

from .planning import Plan

_FILLED = {
    "email": "email", "phone": "phone", "profile_url": "web page", "town": "town", "about": "what you wrote about them",
    "how_we_met": "where you met", "photo": "picture", "connected_on": "day of connecting", "country": "country",
}  # fmt: skip


def foretold(plan: Plan) -> list[str]:
    """A sentence for each thing that would happen."""
    return list(_sentences(plan))


def _sentences(plan: Plan) -> Iterator[str]:
    kept, other = plan.kept, plan.other
    if plan.moving:
        moved = _and([_count(number, words) for words, number in plan.moving])
        yield f"{moved} of {other.name} {'moves' if _one(plan) else 'move'} to {kept.name}."
    filled = [words for name, words in _FILLED.items() if name in plan.new and not getattr(kept, name)]
    if filled:
        yield f"Filled in from {other.name}: {_and(filled)}."
    if more := _more_ways(plan):
        yield f"{_count(more, 'further way to reach them is,further ways to reach them are')} kept."
    if "also_called" in plan.new:
        yield f"{kept.name} is found by the name {other.name} too."
    if plan.new.get("do_not_contact_at"):
        yield f"{kept.name} is left alone from now on, since {other.name} asked for it."
    twice = len(plan.hanging.gone) + sum(1 for row in plan.hanging.stays if not _between(row, kept, other))
    if twice:
        yield f"{_count(twice, 'thing that both have stands,things that both have stand')} once."
    yield "What happened under either name is told on one page. You can take it apart again at any time."


def _more_ways(plan: Plan) -> int:
    return len(plan.new["ways"]) - len(plan.kept.ways) if "ways" in plan.new else 0


def _between(row: object, kept: Contact, other: Contact) -> bool:
    ids = {getattr(row, name, None) for name in ("a_id", "b_id", "by_id", "to_id")}
    return {kept.pk, other.pk} <= ids


def _one(plan: Plan) -> bool:
    return sum(number for _, number in plan.moving) == 1


def _count(number: int, words: str) -> str:
    one, many = words.split(",")
    return f"{number:,} {one if number == 1 else many}"


def _and(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
