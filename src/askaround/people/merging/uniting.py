"""What the kept contact says once two are one: pure arithmetic on two rows, nothing is written."""

from collections.abc import Iterable
from typing import Any

from askaround.people.models import Contact
from askaround.people.naming import whole_name

Way = dict[str, Any]
FILLED = ("zone", "source", "photo")
# What stands in a field of its own, and what kind of way a second one is.
ABOVE = (("email", "email"), ("phone", "phone"), ("profile_url", "link"))
# Texts that are joined, and how much their fields hold.
SHORT = {"how_we_met": 300, "do_not_contact_why": 300}
COUNTED = ("sent", "received", "met")


def united(kept: Contact, other: Contact, *, twice: dict[str, int] | None = None) -> dict[str, Any]:
    """The new values of `kept`, only those that differ. `twice` says how many touches both had, by direction."""
    new: dict[str, Any] = {name: getattr(other, name) for name in FILLED if not getattr(kept, name)}
    new |= _names(kept, other) | _place(kept, other) | _above(kept, other) | _door(kept, other)
    new["ways"] = _ways(kept, other, new)
    new["extra"] = _extra(kept, other)
    new["connected_on"] = min(filter(None, (kept.connected_on, other.connected_on)), default=None)
    new["last_contact_at"] = max(filter(None, (kept.last_contact_at, other.last_contact_at)), default=None)
    new["news_every"] = other.news_every if kept.news_every is None else kept.news_every
    for name in COUNTED:
        new[name] = max(0, getattr(kept, name) + getattr(other, name) - (twice or {}).get(name, 0))
    if kept.archived_at and not other.archived_at:
        new["archived_at"] = None
    new |= _texts(kept, other, new)
    return {name: value for name, value in new.items() if getattr(kept, name) != value}


def lines(text: str) -> list[str]:
    """The lines that say something."""
    return [line for line in text.splitlines() if line.strip()]


def joined(first: str, second: str, between: str) -> str:
    """Both texts; what stands among the parts of the first already is not said twice."""
    if not first or not second:
        return first or second
    parts = [part.strip().casefold() for part in (first, *first.split(between))]
    return first if second.strip().casefold() in parts else f"{first}{between}{second}"


def _names(kept: Contact, other: Contact) -> dict[str, Any]:
    """Every name they go by, each once; the parts of the name where only the other one has them."""
    known = {kept.name.casefold(), whole_name(kept.given, kept.family).casefold()}
    called = lines(kept.also_called)
    known |= {name.casefold() for name in called}
    for name in (other.name, whole_name(other.given, other.family), *lines(other.also_called)):
        if name.strip() and name.casefold() not in known:
            called.append(name)
            known.add(name.casefold())
    new: dict[str, Any] = {"also_called": "\n".join(called)} if called != lines(kept.also_called) else {}
    if not kept.given and not kept.family and kept.name.casefold() == other.name.casefold():
        new |= {"given": other.given, "family": other.family, "sort_key": other.sort_key or kept.sort_key}
    return new


def _place(kept: Contact, other: Contact) -> dict[str, Any]:
    """Town and country go together: a town is not put into another one's country."""
    if not kept.town and (not kept.country or not other.country or kept.country == other.country):
        return {"town": other.town, "country": kept.country or other.country}
    if not kept.country and (not other.town or kept.town.casefold() == other.town.casefold()):
        return {"country": other.country}
    return {}


def _above(kept: Contact, other: Contact) -> dict[str, Any]:
    return {name: getattr(other, name) for name, _ in ABOVE if not getattr(kept, name)}


def _door(kept: Contact, other: Contact) -> dict[str, Any]:
    """Whoever asked to be left alone under either name is left alone."""
    closed = [at for at in (kept.do_not_contact_at, other.do_not_contact_at) if at]
    return {"do_not_contact_at": min(closed)} if closed else {}


def _ways(kept: Contact, other: Contact, new: dict[str, Any]) -> list[Way]:
    """Those of both, each once, and what found no room above. A way above that has a label keeps it here."""
    found = [dict(way) for way in kept.ways]
    place = {_key(way): way for way in found}
    above = {(kind, (new.get(name) or getattr(kept, name)).casefold()) for name, kind in ABOVE}
    for way in (*_second(other), *_address(kept, other, new), *other.ways):
        there = place.get(_key(way))
        if there is None:
            if _key(way) not in above or way.get("label"):
                found.append(dict(way))
                place[_key(way)] = found[-1]
        elif way.get("label"):
            there["label"] = joined(str(there.get("label", "")), str(way["label"]), ", ")
    return found


def _second(other: Contact) -> Iterable[Way]:
    return (_way(kind, getattr(other, name)) for name, kind in ABOVE if getattr(other, name))


def _address(kept: Contact, other: Contact, new: dict[str, Any]) -> Iterable[Way]:
    """Where the other one lives, when the kept one lives elsewhere."""
    town, country = new.get("town", kept.town), new.get("country", kept.country)
    elsewhere = other.town and other.town.casefold() != town.casefold()
    abroad = other.country and other.country != country
    if elsewhere or abroad:
        yield _way("address", ", ".join(filter(None, (other.town, other.country))))


def _way(kind: str, value: str) -> Way:
    return {"kind": kind, "label": "", "value": value}


def _key(way: Way) -> tuple[str, str]:
    return str(way.get("kind", "")), str(way.get("value", "")).strip().casefold()


def _extra(kept: Contact, other: Contact) -> dict[str, Any]:
    """Columns of both; where they differ, the other one's stands under a name of its own."""
    found = dict(kept.extra)
    for name, value in other.extra.items():
        free, number = name, 2
        while free in found and found[free] != value:
            free, number = f"{name} ({number})", number + 1
        found[free] = value
    return found


def _texts(kept: Contact, other: Contact, new: dict[str, Any]) -> dict[str, Any]:
    """Texts joined; what a short field cannot hold goes to what the seeker wrote about them."""
    found: dict[str, Any] = {}
    about = joined(kept.about, other.about, "\n\n")
    for name, room in SHORT.items():
        both = joined(getattr(kept, name), getattr(other, name), "; ")
        if len(both) <= room:
            found[name] = both
        else:
            about = joined(about, getattr(other, name), "\n\n")
    return found | {"about": about}
