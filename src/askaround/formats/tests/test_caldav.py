"""The CalDAV client against a real Radicale."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from askaround.formats.caldav import (
    GOOGLE,
    MICROSOFT,
    NO_ROOM,
    NOT_ONE,
    READ_ONLY,
    ChangedError,
    HeldError,
    address_of,
    calendars_at,
    event_at,
    event_of,
    events_in,
    put_event,
    remove_event,
    version_of,
)
from askaround.formats.calendar import Event, write
from askaround.formats.webdav import REFUSED
from askaround.plain.fetching import Fetcher, FetchError

from .radicale_server import NAME, PASSWORD, Server, radicale, serve

BEGIN, END = datetime(2026, 11, 24, tzinfo=UTC), datetime(2026, 12, 24, tzinfo=UTC)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with radicale(tmp_path) as found:
        yield found


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(local=True, user=NAME, password=PASSWORD) as found:
        yield found


@pytest.fixture
def calendar(server: Server) -> str:
    return server.make_calendar("home", "Home & garden")


def an_event(uid: str = "7@askaround", sequence: int = 0, hour: int = 10) -> bytes:
    starts = datetime(2026, 12, 1, hour, tzinfo=UTC)
    return write(
        [
            Event(
                uid, "Talk with Priya", starts, starts + timedelta(minutes=30), "Europe/Berlin", starts,
                sequence=sequence,
            )
        ]
    )  # fmt: skip


def test_calendars_are_found_from_a_host_a_home_or_their_own_address(server, calendar, fetcher):
    server.make_calendar("work", "Work")
    server.make_calendar("tasks", "Tasks", holds="VTODO")
    server.make_book("friends", "Friends")
    for address in (server.url, f"{server.url}/", f"{server.url}/{NAME}/"):
        found = calendars_at(fetcher, address)
        assert sorted(each.name for each in found) == ["Home & garden", "Work"]
        assert all(each.writable for each in found)
    (alone,) = calendars_at(fetcher, calendar)
    assert (alone.url, alone.name) == (calendar, "Home & garden")


def test_an_address_book_is_no_calendar(server, fetcher):
    with pytest.raises(FetchError):
        calendars_at(fetcher, server.make_book("friends", "Friends"))


def test_events_come_that_lie_in_a_stretch_of_time_and_series_that_reach_into_it(server, calendar, fetcher):
    server.put_event(calendar, "in", "DTSTART:20261201T100000Z", "DTEND:20261201T110000Z", "SUMMARY:In")
    server.put_event(calendar, "before", "DTSTART:20251201T100000Z", "DTEND:20251201T110000Z", "SUMMARY:Before")
    server.put_event(calendar, "weekly", "DTSTART:20200101T100000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")
    found = b"".join(events_in(fetcher, calendar, BEGIN, END)).decode()
    assert "UID:in" in found
    assert "UID:weekly" in found
    assert "UID:before" not in found


def test_a_version_changes_when_an_event_does_and_else_stays(server, calendar, fetcher):
    first = version_of(fetcher, calendar)
    assert first
    assert version_of(fetcher, calendar) == first
    server.put_event(calendar, "in", "DTSTART:20261201T100000Z", "DTEND:20261201T110000Z")
    assert version_of(fetcher, calendar) != first


def test_an_event_is_put_changed_and_taken_away(server, calendar, fetcher):
    url = address_of(calendar, "7@askaround")
    first = put_event(fetcher, url, an_event(), etag="")
    stored = event_at(fetcher, url)
    assert stored is not None
    assert stored.etag == first
    assert b"SUMMARY:Talk with Priya" in stored.data
    second = put_event(fetcher, url, an_event(sequence=1, hour=14), etag=first)
    assert second != first
    assert len(server.events(calendar)) == 1
    remove_event(fetcher, url, etag=second)
    assert server.events(calendar) == {}
    assert event_at(fetcher, url) is None
    remove_event(fetcher, url, etag=second)


def test_an_event_is_never_put_over_a_version_that_was_not_seen(server, calendar, fetcher):
    url = address_of(calendar, "7@askaround")
    first = put_event(fetcher, url, an_event(), etag="")
    with pytest.raises(ChangedError):
        put_event(fetcher, url, an_event(), etag="")
    server.change(calendar, url.rpartition("/")[2].replace("%40", "@"), "Talk with Priya", "Coffee with Priya")
    for attempt in (
        lambda: put_event(fetcher, url, an_event(), etag=first),
        lambda: remove_event(fetcher, url, etag=first),
    ):
        with pytest.raises(ChangedError):
            attempt()
    server.remove(calendar, "7@askaround", "ics")
    with pytest.raises(ChangedError):
        put_event(fetcher, url, an_event(), etag=first)


def test_an_event_that_lies_elsewhere_in_the_calendar_is_found_by_its_uid(server, calendar, fetcher):
    put_event(fetcher, f"{calendar}brought.ics", an_event(), etag="")
    with pytest.raises(HeldError):
        put_event(fetcher, address_of(calendar, "7@askaround"), an_event(), etag="")
    found = event_of(fetcher, calendar, "7@askaround")
    assert found is not None
    url, stored = found
    assert url == f"{calendar}brought.ics"
    assert stored.etag == event_at(fetcher, url).etag
    assert event_of(fetcher, calendar, "other@askaround") is None


@pytest.mark.parametrize(("user", "password"), [(NAME, "wrong"), ("", ""), ("bob", PASSWORD)])
def test_a_wrong_password_is_said(server, calendar, user, password):
    with Fetcher(local=True, user=user, password=password) as fetcher:
        for attempt in (
            lambda: calendars_at(fetcher, server.url),
            lambda: list(events_in(fetcher, calendar, BEGIN, END)),
            lambda: event_at(fetcher, f"{calendar}x.ics"),
        ):
            with pytest.raises(FetchError) as error:
                attempt()
            assert error.value.sentence == REFUSED


def test_a_server_that_is_down_is_said(server, calendar, fetcher):
    server.stop()
    with pytest.raises(FetchError, match="does not answer"):
        put_event(fetcher, address_of(calendar, "7@askaround"), an_event(), etag="")
    server.start_again()
    assert put_event(fetcher, address_of(calendar, "7@askaround"), an_event(), etag="")


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("403 Forbidden", READ_ONLY),
        ("405 Method Not Allowed", READ_ONLY),
        ("507 Insufficient Storage", NO_ROOM),
        ("413 Content Too Large", NO_ROOM),
        ("401 Unauthorized", REFUSED),
        ("404 Not Found", NOT_ONE),
        ("503 Service Unavailable", "The server has a fault of its own just now (503). Try again later."),
    ],
)
def test_what_hinders_a_put_is_said(fetcher, status, sentence):
    def app(environ, start):
        start(status, [("Content-Type", "text/html")])
        return [b""]

    other = serve(app)
    with pytest.raises(FetchError) as error:
        put_event(fetcher, f"http://127.0.0.1:{other.server_port}/c/7.ics", an_event(), etag="")
    other.shutdown()
    other.server_close()
    assert error.value.sentence == sentence


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("me@gmail.com", GOOGLE),
        ("https://apidata.googleusercontent.com/caldav/v2/me/events/", GOOGLE),
        ("me@hotmail.com", MICROSOFT),
        ("outlook.office365.com", MICROSOFT),
    ],
)
def test_google_and_microsoft_are_told_apart(fetcher, address, sentence):
    with pytest.raises(FetchError) as error:
        calendars_at(fetcher, address)
    assert error.value.sentence == sentence


@pytest.mark.parametrize("address", ["", "  ", "https://", "https://[::1", "ftp://a.example/x/", "@"])
def test_what_is_no_address_is_refused_in_a_sentence(fetcher, address):
    with pytest.raises(FetchError):
        calendars_at(fetcher, address)
