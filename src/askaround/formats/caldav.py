"""A small CalDAV client (RFC 4791): find calendars, read what lies in a stretch of time, put and take away an event.

An event is written only in the version that was seen last (`If-Match`), or where none is (`If-None-Match`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urljoin
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from askaround.plain.fetching import Answer, Fetcher

from .webdav import DAV, Dav, Dialect, WebDavError, responses, text

_CAL, _SERVER = "{urn:ietf:params:xml:ns:caldav}", "{http://calendarserver.org/ns/}"
_NAMES = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/"'
# What a name may hold that writes: a server tells single rights, or one for all of them.
_WRITING = ("write", "write-content", "bind", "all")
GOOGLE = (
    "Google lets no password in here: its CalDAV asks for a sign-in that Askaround does not have. Take the calendar’s"
    " “Secret address in iCal format” from Google Calendar’s settings and paste it as an address; it can be read, not"
    " written to."
)
MICROSOFT = (
    "Outlook.com and Microsoft 365 know no CalDAV. Publish the calendar in Outlook’s settings (Shared calendars) and"
    " paste its ICS address; it can be read, not written to."
)
NOT_ONE = "This is not a CalDAV server, as far as it answers. Copy the address from your calendar’s settings."
READ_ONLY = "The server lets this name read the calendar, not write to it. Choose another calendar for interviews."
NO_ROOM = "The server has no room for one more event. Make room there, or choose another calendar."
_CALENDARS = Dialect(
    names=_NAMES,
    kind=f"{_CAL}calendar",
    home=f"{_CAL}calendar-home-set",
    well_known="caldav",
    asked="<c:supported-calendar-component-set/><d:current-user-privilege-set/>",
    no_address="Say where the calendar is: a host, an email address or a URL.",
    not_one=NOT_ONE,
    nothing="There is no calendar for this name on the server.",
    unnamed="Calendar",
    servers={
        "icloud.com": "caldav.icloud.com", "me.com": "caldav.icloud.com", "mac.com": "caldav.icloud.com",
        "fastmail.com": "caldav.fastmail.com", "fastmail.fm": "caldav.fastmail.com", "gmx.de": "caldav.gmx.net",
        "gmx.net": "caldav.gmx.net", "web.de": "caldav.web.de", "mailbox.org": "dav.mailbox.org",
        "yahoo.com": "caldav.calendar.yahoo.com", "posteo.de": "posteo.de:8443",
    },
    elsewhere={
        **dict.fromkeys(
            (
                "gmail.com", "googlemail.com", "google.com", "www.google.com", "apidata.googleusercontent.com",
                "calendar.google.com",
            ),
            GOOGLE,
        ),
        **dict.fromkeys(
            ("outlook.com", "hotmail.com", "live.com", "msn.com", "outlook.office365.com", "outlook.live.com"),
            MICROSOFT,
        ),
    },
)  # fmt: skip


class ChangedError(WebDavError):
    """The event on the server is not the version that we saw: somebody else wrote it, or took it away."""


class HeldError(WebDavError):
    """The calendar has an event of this UID at another address."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar on the server, and whether this name may write to it, as far as the server says."""

    url: str
    name: str
    writable: bool = True


@dataclass(frozen=True, slots=True)
class Stored:
    """An event as it lies on the server."""

    etag: str
    data: bytes = field(repr=False)


def calendars_at(fetcher: Fetcher, address: str) -> list[Calendar]:
    """The calendars with events behind a host, an email address or a URL. Raises FetchError with a sentence."""
    found = Dav(fetcher, _CALENDARS).collections_at(address)
    events = [each for each in found if _holds_events(each.said)]
    if not events:
        raise WebDavError(_CALENDARS.nothing)
    return [Calendar(each.url, each.name, _is_writable(each.said)) for each in events]


def version_of(fetcher: Fetcher, calendar: str) -> str:
    """A word that differs once anything in the calendar does; empty where the server has none."""
    said = Dav(fetcher, _CALENDARS).properties(calendar, "<d:sync-token/><s:getctag/>")
    first = next(iter(said.values()))
    return text(first, f"{DAV}sync-token") or text(first, f"{_SERVER}getctag")


def events_in(fetcher: Fetcher, calendar: str, begin: datetime, end: datetime) -> Iterator[bytes]:
    """The events between two moments, each as a calendar of its own; all of them where the server can't tell."""
    dav = Dav(fetcher, _CALENDARS)
    answer = dav.report(calendar, _query(_between(begin, end)), depth="1")
    if answer.status != 207:
        answer = dav.report(calendar, _query(), depth="1")
        dav.refuse(answer)
    if answer.status != 207:
        raise WebDavError(NOT_ONE)
    for _, response in responses(dav.tree(answer), answer.url):
        if data := text(response, f"{_CAL}calendar-data"):
            yield data.encode()


def address_of(calendar: str, uid: str) -> str:
    """Where an event of that UID goes: the same address each time, so that a second try finds the first one's."""
    return urljoin(calendar.rstrip("/") + "/", quote(uid, safe="") + ".ics")


def event_at(fetcher: Fetcher, url: str) -> Stored | None:
    """The event as it lies there now; None when there is none."""
    answer = fetcher.ask("GET", url, headers={"User-Agent": "Askaround"})
    _refuse(fetcher, answer, but=frozenset({404, 410}))
    return Stored(answer.headers.get("etag", ""), answer.body) if answer.status == 200 else None


def event_of(fetcher: Fetcher, calendar: str, uid: str) -> tuple[str, Stored] | None:
    """The event of that UID, wherever in the calendar it lies, and its address: the seeker may have brought it."""
    dav = Dav(fetcher, _CALENDARS)
    wanted = f'<c:prop-filter name="UID"><c:text-match collation="i;octet">{escape(uid)}</c:text-match></c:prop-filter>'
    answer = dav.report(calendar, _query(wanted), depth="1")
    if answer.status != 207:
        return None
    for path, response in responses(dav.tree(answer), answer.url):
        if data := text(response, f"{_CAL}calendar-data"):
            return urljoin(answer.url, path), Stored(text(response, f"{DAV}getetag"), data.encode())
    return None


def put_event(fetcher: Fetcher, url: str, data: bytes, *, etag: str) -> str:
    """Write the event over the version `etag`; without one, where there is none yet. Returns its new version.

    ChangedError when another version lies there, HeldError when the same UID does elsewhere. The new version is empty
    where the server does not say it.
    """
    condition = {"If-Match": etag} if etag else {"If-None-Match": "*"}
    headers = {"Content-Type": "text/calendar; charset=utf-8", "User-Agent": "Askaround", **condition}
    answer = fetcher.ask("PUT", url, body=data, headers=headers)
    # Some servers answer 404 where If-Match names a version of what is gone.
    if answer.status == 412 or (etag and answer.status in {404, 410}):
        raise ChangedError("The event was changed on the server.")
    if answer.status == 409:
        raise HeldError("The calendar holds an event of this UID elsewhere.")
    _refuse(fetcher, answer, writing=True)
    return answer.headers.get("etag", "")


def remove_event(fetcher: Fetcher, url: str, *, etag: str) -> None:
    """Take the event away in the version `etag`; gone already is well. ChangedError when another version lies there."""
    answer = fetcher.ask("DELETE", url, headers={"User-Agent": "Askaround", **({"If-Match": etag} if etag else {})})
    if answer.status == 412:
        raise ChangedError("The event was changed on the server.")
    _refuse(fetcher, answer, but=frozenset({404, 410}), writing=True)


def _refuse(fetcher: Fetcher, answer: Answer, *, but: frozenset[int] = frozenset(), writing: bool = False) -> None:
    if answer.status in but:
        return
    if writing and answer.status in {403, 405}:
        raise WebDavError(READ_ONLY)
    if answer.status in {507, 413}:
        raise WebDavError(NO_ROOM)
    Dav(fetcher, _CALENDARS).refuse(answer)


def _holds_events(said: Element) -> bool:
    """Some collections hold tasks alone; one that does not say holds everything."""
    kinds = said.findall(f".//{_CAL}supported-calendar-component-set/{_CAL}comp")
    return not kinds or any(each.get("name", "").upper() == "VEVENT" for each in kinds)


def _is_writable(said: Element) -> bool:
    rights = said.find(f".//{DAV}current-user-privilege-set")
    if rights is None or len(rights) == 0:
        return True
    return any(rights.find(f".//{DAV}{each}") is not None for each in _WRITING)


def _query(wanted: str = "") -> str:
    return (
        f"<c:calendar-query {_NAMES}><d:prop><d:getetag/><c:calendar-data/></d:prop>"
        f'<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">{wanted}</c:comp-filter>'
        "</c:comp-filter></c:filter></c:calendar-query>"
    )


def _between(begin: datetime, end: datetime) -> str:
    first, last = (f"{each.astimezone(UTC):%Y%m%dT%H%M%SZ}" for each in (begin, end))
    return f'<c:time-range start="{first}" end="{last}"/>'
