"""A value that a merge united and somebody edited since: taken apart piece by piece, where it has pieces."""

from typing import Any

from .uniting import lines

COUNTED = ("sent", "received", "met", "last_contact_at")


def separated(name: str, was: Any, made: Any, now: Any) -> Any:
    """`now` without what the merge added to `was` to make `made`; None when it cannot be told apart."""
    if name == "also_called":
        found = _without(lines(was), lines(made), lines(now))
        return "\n".join(found)
    if name == "ways":
        return _without(was, made, now)
    if name == "extra":
        added = {key: value for key, value in made.items() if key not in was}
        return {key: value for key, value in now.items() if added.get(key, _NEVER) != value}
    if name in {"about", "how_we_met", "do_not_contact_why"} and was and made.startswith(was):
        added = made[len(was) :]
        return now.replace(added, "", 1) if added and added in now else None
    return None


_NEVER = object()


def _without(was: list[Any], made: list[Any], now: list[Any]) -> list[Any]:
    """What the merge relabelled gets its old label; what it added goes; the rest stays."""
    kept = [one for one in now if one in was or one not in made]
    changed = [one for one in was if one not in made]
    return [*kept, *(one for one in changed if one not in kept)]
