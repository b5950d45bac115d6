"""Why two records may be one person, in short sentences: what agrees first, then what differs."""

from collections.abc import Iterator

from .evidence import Evidence
from .names import Agreement, Level
from .nicknames import related
from .traits import Traits

_PROFILE = {"same": "same profile", "different": "different profiles"}
_EMAIL = {
    "same": "same email", "mailbox": "same mailbox, written differently", "shared": "same office address",
    "different": "different emails",
}  # fmt: skip
_PHONE = {"same": "same phone", "end": "same phone but for the country code", "different": "different phones"}
_EMPLOYER = {"same": "same employer", "alike": "employers with like names", "different": "different employers"}
_CONNECTED = {"same": "connected on the same day", "different": "connected on different days"}
_GENERATION = {
    "same": "both junior, or both senior",
    "different": "one is the junior, one the senior",
    "one": "one is the junior or senior",
}


def reasons(seen: Evidence, a: Traits, b: Traits) -> tuple[str, ...]:
    """The reasons, what speaks for it first. The same whichever of the two comes first."""
    told = (
        *(_names(seen.name) if seen.name else ()),
        _PROFILE.get(seen.profile, ""),
        _EMAIL.get(seen.email, ""),
        _PHONE.get(seen.phone, ""),
        "same web page" if seen.page else "",
        _EMPLOYER.get(seen.employer, ""),
        _CONNECTED.get(seen.connected, ""),
        _GENERATION.get(seen.generation, ""),
        *_address(seen),
        "different countries" if seen.country == "different" else "",
    )
    found = dict.fromkeys(filter(None, told))
    return tuple(sorted(found, key=_speaks_against))


def _speaks_against(reason: str) -> bool:
    return reason.startswith(("different", "one is", "connected on different"))


def _names(name: Agreement) -> Iterator[str]:
    if name.given == name.family == "exact":
        yield "same name, in another order" if name.turned else "same name"
        return
    if name.turned:
        yield "given and family name the other way round"
    yield _given(name)
    yield _family(name.family)


def _given(name: Agreement) -> str:
    if name.given == "short" and not name.turned:
        # Of the first words, which are what was looked up.
        return related(name.givens[0].split()[0], name.givens[1].split()[0])
    return _told(name.given, "given name")


def _family(level: Level) -> str:
    return _told(level, "family name")


def _told(level: Level, what: str) -> str:
    return {
        "exact": f"same {what}", "spelt": f"{what} spelt another way", "short": f"{what} in a short form",
        "part": f"one {what} in common", "near": f"{what} a slip apart", "initial": f"same initial of the {what}",
        "unlike": f"different {what}s", "different": f"different {what}s", "missing": "",
    }[level]  # fmt: skip


def _address(seen: Evidence) -> Iterator[str]:
    lines = [how for _, _, how in seen.lines]
    if "same" in lines or "near" in lines:
        yield "same street" if seen.number != "same" else "same address"
    elif lines:
        yield "different streets"
    if seen.town:
        yield {"same": "same town", "near": "town a slip apart", "different": "different towns"}[seen.town]
    if seen.postcode in {"same", "near"}:
        yield "same postcode" if seen.postcode == "same" else "postcode a digit apart"
