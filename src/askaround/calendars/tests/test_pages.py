"""Calendars connected by address, file and server: what is read, what is kept of it, what is said when it fails."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from askaround.accounts.sealing import unseal
from askaround.calendars import looking
from askaround.calendars.busy import busy_between
from askaround.calendars.models import CalendarAccount
from askaround.formats.caldav import GOOGLE
from askaround.formats.tests.radicale_server import NAME, PASSWORD, Server, radicale, serve
from askaround.formats.webdav import REFUSED
from askaround.history.models import Entry
from askaround.plain.fetching import FetchError
from askaround.tasks.worker import run_all
from conftest import NOW, Seat

URL = "/calendars/"
DAY = timedelta(days=1)
ICS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Alice\r\n{}END:VCALENDAR\r\n"
DENTIST = (
    "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Dentist\r\nDTSTART:20261125T090000Z\r\nDTEND:20261125T100000Z\r\nEND:VEVENT\r\n"
)
WEEKLY = (
    "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Choir\r\nDTSTART;TZID=W. Europe Standard Time:20260901T190000\r\n"
    "DURATION:PT2H\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n"
)
FREE = (
    "BEGIN:VEVENT\r\nUID:3\r\nDTSTART:20261126T090000Z\r\nDTEND:20261126T100000Z\r\nTRANSP:TRANSPARENT\r\n"
    "END:VEVENT\r\n"
)


def taken(seat: Seat, days: int = 7) -> list[tuple[datetime, datetime]]:
    return busy_between(seat.notebook.pk, NOW, NOW + timedelta(days=days))


def utc(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


class Feed:
    """An address that gives a calendar, or whatever else a server may say."""

    def __init__(self) -> None:
        self.body, self.status, self.asked = ICS.format(DENTIST + WEEKLY + FREE).encode(), "200 OK", []
        self._server = serve(self._answer)
        self.url = f"http://127.0.0.1:{self._server.server_port}/secret-7/alice.ics"

    def _answer(self, environ: Any, start: Any) -> list[bytes]:
        version = f'"{hash(self.body)}"'
        self.asked.append(environ.get("HTTP_IF_NONE_MATCH", ""))
        if environ.get("HTTP_IF_NONE_MATCH") == version:
            start("304 Not Modified", [])
            return []
        start(self.status, [("Content-Type", "text/calendar"), ("ETag", version)])
        return [self.body]

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def feed() -> Iterator[Feed]:
    found = Feed()
    yield found
    found.stop()


@pytest.fixture
def server(tmp_path: Path, clock) -> Iterator[Server]:
    with radicale(tmp_path) as found:
        found.home = found.make_calendar("home", "Home")
        found.put_event(found.home, "dentist", "DTSTART:20261125T090000Z", "DTEND:20261125T100000Z", "SUMMARY:Dentist")
        yield found


def connected(alice: Seat, server: Server, **given: str):
    return alice.post(f"{URL}servers/", {"address": server.url, "username": NAME, "password": PASSWORD, **given})


def account_of(alice: Seat) -> CalendarAccount:
    found: CalendarAccount = CalendarAccount.objects.of(alice.user).get()
    return found


def test_a_feed_is_read_and_only_busy_times_are_kept(alice, feed):
    assert alice.post(f"{URL}feeds/", {"feed": feed.url}).status_code == 302
    assert taken(alice) == [(utc(24, 18), utc(24, 20)), (utc(25, 9), utc(25, 10))]
    account = account_of(alice)
    assert account.name == "Alice"
    kept = "".join(str(value) for value in CalendarAccount.objects.filter(pk=account.pk).values_list().get())
    assert "Dentist" not in kept
    assert "secret-7" not in kept
    assert unseal(account.secret) == feed.url
    shown = alice.get(URL).content.decode()
    assert "taken 2 times in the next seven days" in shown
    assert "secret-7" not in shown
    assert "secret-7" not in str(list(Entry.objects.values()))


def test_a_feed_brought_twice_is_one(alice, feed):
    for _ in range(2):
        alice.post(f"{URL}feeds/", {"feed": feed.url})
    assert CalendarAccount.objects.count() == 1


def test_a_feed_is_asked_with_its_version_and_read_when_it_changed(alice, feed, clock):
    alice.post(f"{URL}feeds/", {"feed": feed.url})
    clock.shift(timedelta(minutes=15))
    looking.look_at_all.call()
    run_all()
    account = account_of(alice)
    assert feed.asked[-1] == account.etag
    assert account.succeeded_at == NOW + timedelta(minutes=15)
    assert len(taken(alice)) == 2
    feed.body = ICS.format(DENTIST).encode()
    looking.look(account, at=NOW + timedelta(minutes=30))
    assert taken(alice) == [(utc(25, 9), utc(25, 10))]


def test_an_unchanged_feed_is_read_anew_before_what_is_known_runs_out(alice, feed):
    alice.post(f"{URL}feeds/", {"feed": feed.url})
    looking.look(account_of(alice), at=NOW + 40 * DAY)
    assert feed.asked[-1] == ""
    assert account_of(alice).busy_until == NOW + 440 * DAY


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        ("200 OK", b"<html>Google Calendar</html>", "but a page"),
        ("404 Not Found", b"", "nothing at this address any more"),
        ("403 Forbidden", b"", "does not show this calendar"),
        ("503 Down", b"", "fault of its own"),
    ],
)
def test_a_feed_that_cannot_be_read_is_not_kept_and_one_that_breaks_keeps_what_was_known(
    alice, feed, status, body, said
):
    alice.post(f"{URL}feeds/", {"feed": feed.url})
    known = taken(alice)
    feed.status, feed.body = status, body
    answer = alice.post(f"{URL}feeds/", {"feed": feed.url + "?2"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    account = account_of(alice)
    for hours in (1, 2):
        assert not looking.look(account, at=NOW + timedelta(hours=hours))
    account = account_of(alice)
    assert said in account.error
    assert account.broken_since == NOW + timedelta(hours=1)
    assert taken(alice) == known
    shown = alice.get(URL).content.decode()
    assert "Alice could not be read." in shown
    assert said in shown


@pytest.mark.parametrize(
    "address", ["", "nonsense", "ftp://a.example/x.ics", "webcal://", "https://[::1", "javascript:1"]
)
def test_what_is_no_address_is_said(alice, address):
    assert alice.post(f"{URL}feeds/", {"feed": address}).status_code == 422
    assert not CalendarAccount.objects.exists()


@pytest.mark.parametrize("pasted", ["webcal://a.example/b.ics", " <https://a.example/b.ics>", "a.example/b.ics"])
def test_an_address_is_taken_as_it_is_pasted(pasted):
    assert looking.address_of(pasted) == "https://a.example/b.ics"


def test_a_host_does_not_ask_inside_its_own_network(alice, feed, settings):
    settings.LOCAL = False
    answer = alice.post(f"{URL}feeds/", {"feed": feed.url})
    assert answer.status_code == 422
    assert feed.asked == []


def test_a_file_is_read_once_and_a_newer_one_replaces_it(alice):
    def brought(*events: str):
        file = SimpleUploadedFile("alice.ics", ICS.format("".join(events)).encode())
        return alice.post(f"{URL}files/", {"file": file})

    assert brought(DENTIST).status_code == 302
    assert taken(alice) == [(utc(25, 9), utc(25, 10))]
    brought(WEEKLY)
    assert taken(alice) == [(utc(24, 18), utc(24, 20))]
    assert "Look now" not in alice.get(URL).content.decode()


@pytest.mark.parametrize("data", [b"Dear Alice", b"\x00\xff", b"BEGIN:VCARD\r\nEND:VCARD\r\n"])
def test_a_file_that_is_no_calendar_is_said(alice, data):
    answer = alice.post(f"{URL}files/", {"file": SimpleUploadedFile("x.ics", data)})
    assert answer.status_code == 422
    assert "no calendar" in answer.content.decode()


def test_a_file_that_is_too_large_is_said():
    with pytest.raises(FetchError, match="larger than 32 MB"):
        looking.read_file(b"B" * (looking.MOST_BYTES + 1))


def test_a_caldav_calendar_is_connected_and_read(alice, server):
    assert connected(alice, server).status_code == 302
    assert "Asking the server" in alice.get(URL).content.decode()
    run_all()
    assert taken(alice) == [(utc(25, 9), utc(25, 10))]
    first = account_of(alice)
    looking.look(first, at=NOW + timedelta(minutes=15))
    server.put_event(server.home, "call", "DTSTART:20261127T090000Z", "DTEND:20261127T093000Z")
    looking.look(account_of(alice), at=NOW + timedelta(minutes=30))
    assert len(taken(alice)) == 2
    server.remove(server.home, "dentist", "ics")
    looking.look(account_of(alice), at=NOW + timedelta(minutes=45))
    assert len(taken(alice)) == 1


def test_of_several_on_a_server_those_are_connected_that_are_ticked(alice, server):
    work = server.make_calendar("work", "Work")
    page = connected(alice, server).content.decode()
    assert "The server has 2 calendars of yours." in page
    assert PASSWORD not in page
    state = page.split('name="state" value="')[1].split('"')[0]
    alice.post(f"{URL}choice/", {"state": state, "calendar": [work, "https://evil.example/"]})
    assert account_of(alice).name == "Work"


@pytest.mark.parametrize("state", ["", "forged"])
def test_a_choice_of_nothing_connects_nothing(alice, state):
    assert alice.post(f"{URL}choice/", {"state": state, "calendar": "x"}).status_code == 302
    assert not CalendarAccount.objects.exists()


def test_a_wrong_password_is_said_at_its_field_and_google_is_told_apart(alice, server):
    answer = connected(alice, server, password="wrong")
    assert answer.status_code == 422
    assert REFUSED in answer.content.decode()
    assert GOOGLE.split(".")[0] in connected(alice, server, address="alice@gmail.com").content.decode()
    assert not CalendarAccount.objects.exists()


def test_a_password_that_changed_breaks_the_connection_until_it_is_given_anew(alice, server):
    connected(alice, server)
    run_all()
    users = server.folder / "users"
    users.write_text(f"{NAME}:new\n")
    server.stop()
    server.start_again()
    assert not looking.look(account_of(alice), at=NOW)
    assert account_of(alice).error == REFUSED
    where = f"{URL}{account_of(alice).pk}/password/"
    assert alice.post(where, {"username": NAME, "password": "old"}).status_code == 422
    assert alice.post(where, {"username": NAME, "password": "new"}).status_code == 302
    run_all()
    account = account_of(alice)
    assert (account.error, account.broken_since) == ("", None)


def test_a_server_that_is_down_is_asked_again(alice, server):
    connected(alice, server)
    run_all()
    server.stop()
    assert not looking.look(account_of(alice), at=NOW)
    assert "does not answer" in account_of(alice).error
    server.start_again()
    assert looking.look(account_of(alice), at=NOW)


def test_interviews_are_put_into_one_calendar_at_most_and_never_into_a_feed(alice, server, feed):
    server.make_calendar("work", "Work")
    page = connected(alice, server).content.decode()
    state = page.split('name="state" value="')[1].split('"')[0]
    alice.post(f"{URL}choice/", {"state": state, "calendar": [server.home, f"{server.url}/{NAME}/work/"]})
    alice.post(f"{URL}feeds/", {"feed": feed.url})
    home, work = CalendarAccount.objects.filter(kind="caldav").order_by("name")
    for account in (home, work):
        alice.post(f"{URL}{account.pk}/writing/")
    assert [account.name for account in CalendarAccount.objects.filter(writes=True)] == ["Work"]
    assert "interviews go into Work" in alice.get(URL).content.decode()
    alice.post(f"{URL}{CalendarAccount.objects.get(kind='feed').pk}/writing/")
    assert [account.name for account in CalendarAccount.objects.filter(writes=True)] == ["Work"]
    alice.post(f"{URL}{work.pk}/writing/", {"none": "1"})
    assert not CalendarAccount.objects.filter(writes=True).exists()


def test_a_calendar_that_is_removed_is_forgotten_with_its_secret(alice, feed):
    alice.post(f"{URL}feeds/", {"feed": feed.url})
    alice.post(f"{URL}{account_of(alice).pk}/removal/")
    assert taken(alice) == []
    assert not CalendarAccount.objects.exists()


def test_bob_reaches_none_of_alices_calendars(alice, bob, feed):
    alice.post(f"{URL}feeds/", {"feed": feed.url})
    pk = account_of(alice).pk
    for verb in ("look", "password", "writing", "removal"):
        assert bob.post(f"{URL}{pk}/{verb}/").status_code == 404


def test_the_page_grows_without_more_queries(alice, queries):
    def filled(number: int) -> int:
        for each in range(number):
            CalendarAccount.objects.create(
                notebook=alice.notebook, kind="caldav", name=f"C{each}", url=f"https://c{each}.example/", created_at=NOW
            )
        found: int = queries(alice, URL)
        CalendarAccount.objects.all().delete()
        return found

    assert filled(1) == filled(15)
