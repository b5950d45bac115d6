"""Interviews in the seeker's own calendar, on a real Radicale: put, moved, called off, changed by hand, cut off."""

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from askaround.accounts.sealing import seal
from askaround.calendars import connecting, looking
from askaround.calendars.busy import busy_between
from askaround.calendars.models import CalendarAccount, CalendarEvent
from askaround.calendars.putting import put
from askaround.formats.calendar_reading import read_calendar
from askaround.formats.tests.radicale_server import NAME, PASSWORD, Server, radicale
from askaround.formats.webdav import REFUSED
from askaround.history.undoing import way_back
from askaround.interviews import placing
from askaround.interviews.agreeing import agree, call_off, rearrange
from askaround.interviews.models import Interview
from askaround.plain import fetching
from askaround.tasks.worker import run_all
from conftest import NOW, Seat

STARTS = datetime(2026, 12, 1, 15, tzinfo=UTC)


@pytest.fixture
def server(tmp_path: Path, clock) -> Iterator[Server]:
    with radicale(tmp_path) as found:
        found.home = found.make_calendar("home", "Home")
        yield found


@pytest.fixture
def account(alice: Seat, server: Server) -> CalendarAccount:
    made: CalendarAccount = CalendarAccount.objects.create(
        notebook=alice.notebook, kind="caldav", name="Home", url=server.home, username=NAME, secret=seal(PASSWORD),
        writes=True, created_at=NOW,
    )  # fmt: skip
    return made


@pytest.fixture
def talk(account, campaign, priya) -> Interview:
    return agreed(campaign, priya)


def agreed(campaign: Any, *people: Any, **facts: Any) -> Interview:
    usual = {"starts_at": STARTS, "minutes": 30, "at": NOW, "my_zone": "Europe/Berlin", "their_zone": "UTC"}
    made = agree(campaign, people, format="video", link="https://meet.example/7", **{**usual, **facts})
    run()
    return made


def run() -> None:
    """As the worker does every few minutes."""
    placing.place_all.call()
    run_all()


def facts_of(talk: Interview, **new: Any) -> dict[str, Any]:
    names = ("starts_at", "minutes", "my_zone", "their_zone", "format", "place", "link")
    return {**{name: getattr(talk, name) for name in names}, **new}


def moved(talk: Interview, hours: int = 24) -> None:
    talk.refresh_from_db()
    starts_at = talk.starts_at + timedelta(hours=hours)
    rearrange(talk, facts_of(talk, starts_at=starts_at), by="mine", at=NOW)
    run()


def lying(server: Server) -> Any:
    """The only event on the server."""
    (text,) = server.events(server.home).values()
    (event,) = read_calendar(text.encode()).events
    return event


def row() -> CalendarEvent:
    found: CalendarEvent = CalendarEvent.objects.select_related("account").get()
    return found


def test_an_agreed_talk_lies_in_the_calendar_with_its_facts_and_nobody_is_invited(server, talk):
    event = lying(server)
    assert event.uid == f"{talk.pk}@askaround"
    assert (event.start, event.end) == (STARTS, STARTS + timedelta(minutes=30))
    assert event.summary == "Talk with Priya Raman"
    assert event.location == "https://meet.example/7"
    assert event.attendees == ()
    assert "METHOD" not in next(iter(server.events(server.home).values()))


def test_a_move_changes_the_same_event_and_raises_its_version(server, talk):
    moved(talk)
    event = lying(server)
    assert (event.uid, event.sequence) == (f"{talk.pk}@askaround", 1)
    assert event.start == STARTS + timedelta(hours=24)


def test_what_is_called_off_is_taken_away_and_agreed_anew_comes_back(server, talk):
    call_off(talk, by="mine", at=NOW)
    run()
    assert server.events(server.home) == {}
    moved(talk)
    assert lying(server).sequence == 2


def test_an_undo_is_followed_too(server, talk, alice):
    moved(talk)
    undo_last(talk, alice)
    run()
    assert lying(server).start == STARTS


def undo_last(talk: Interview, alice: Seat) -> None:
    alice.post(way_back(talk))


def test_running_it_again_asks_the_server_for_nothing(server, talk):
    before = server.events(server.home)
    server.stop()
    run()
    assert row().error == ""
    server.start_again()
    assert server.events(server.home) == before


def test_what_was_written_by_hand_stays_when_the_talk_moves(server, talk):
    (name,) = server.events(server.home)
    server.change(server.home, name, "SUMMARY:Talk with Priya Raman", "SUMMARY:Coffee!\r\nCATEGORIES:Friends")
    moved(talk)
    event = lying(server)
    assert (event.summary, event.start) == ("Coffee!", STARTS + timedelta(hours=24))
    assert "CATEGORIES:Friends" in next(iter(server.events(server.home).values()))
    moved(talk)
    assert (lying(server).summary, lying(server).start) == ("Coffee!", STARTS + timedelta(hours=48))


def test_what_was_written_by_hand_stays_when_the_talk_is_called_off(server, talk):
    (name,) = server.events(server.home)
    server.change(server.home, name, "SUMMARY:Talk with Priya Raman", "SUMMARY:Coffee!")
    call_off(talk, by="theirs", at=NOW)
    run()
    assert (lying(server).summary, lying(server).status) == ("Coffee!", "CANCELLED")


def test_what_was_taken_out_by_hand_stays_out_until_the_talk_moves(server, talk):
    server.remove(server.home, f"{talk.pk}@askaround", "ics")
    run()
    assert server.events(server.home) == {}
    moved(talk)
    assert lying(server).start == STARTS + timedelta(hours=24)


def test_a_put_whose_end_nobody_heard_is_found_and_not_done_twice(server, talk):
    CalendarEvent.objects.update(etag="", put="", put_at=None, started_at=NOW)
    run()
    assert len(server.events(server.home)) == 1
    assert row().put == row().wanted
    CalendarEvent.objects.update(etag="", put="", started_at=NOW)
    call_off(talk, by="mine", at=NOW)
    run()
    assert lying(server).status == "CANCELLED"


def test_a_file_that_was_opened_before_is_changed_and_not_doubled(server, account, campaign, priya, talk):
    (text,) = server.events(server.home).values()
    server.remove(server.home, f"{talk.pk}@askaround", "ics")
    server._ask("PUT", f"{server.home}brought.ics", text)
    CalendarEvent.objects.all().delete()
    run()
    assert len(server.events(server.home)) == 1
    moved(talk)
    assert lying(server).start == STARTS + timedelta(hours=24)
    assert list(server.events(server.home)) == ["brought.ics"]


def test_a_server_that_is_away_is_tried_again(server, talk):
    server.stop()
    moved(talk)
    assert "does not answer" in row().error
    server.start_again()
    run()
    assert row().error == ""
    assert lying(server).start == STARTS + timedelta(hours=24)


def test_a_wrong_password_is_told_on_the_page_and_loses_nothing(server, talk, account, alice):
    CalendarAccount.objects.update(secret=seal("wrong"))
    moved(talk)
    assert row().error == REFUSED
    assert "An interview could not be put here." in alice.get("/calendars/").content.decode()
    CalendarAccount.objects.update(secret=seal(PASSWORD))
    run()
    assert lying(server).start == STARTS + timedelta(hours=24)


@pytest.mark.parametrize("after", [0, 40, 400, 2000])
def test_a_connection_cut_in_the_middle_ends_with_one_event(server, talk, account, after, monkeypatch):
    # A line that hangs is given up after 20 seconds; here after one, so that the tests stay short.
    monkeypatch.setattr(fetching, "_ONE_STEP", 1.0)
    with cut_off(server.port, after) as port:
        CalendarAccount.objects.update(url=server.home.replace(str(server.port), str(port)))
        CalendarEvent.objects.update(href=row().href.replace(str(server.port), str(port)))
        moved(talk)
    CalendarAccount.objects.update(url=server.home)
    CalendarEvent.objects.update(href=row().href.replace(str(port), str(server.port)))
    run()
    assert len(server.events(server.home)) == 1
    assert lying(server).start == STARTS + timedelta(hours=24)


class cut_off:  # noqa: N801 - used as a word
    """A line to the server that breaks after so many bytes of its answer."""

    def __init__(self, port: int, after: int) -> None:
        self.target, self.after = port, after
        self.listener = socket.create_server(("127.0.0.1", 0))

    def __enter__(self) -> int:
        threading.Thread(target=self._serve, daemon=True).start()
        return int(self.listener.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self.listener.close()

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self._up, args=(near, far), daemon=True).start()
            left = self.after
            while left > 0 and (data := far.recv(min(left, 512))):
                near.sendall(data)
                left -= len(data)
            for each in (near, far):
                each.close()

    def _up(self, near: socket.socket, far: socket.socket) -> None:
        try:
            while data := near.recv(4096):
                far.sendall(data)
        except OSError:
            return


def test_another_calendar_takes_the_talks_over_and_the_first_is_left_empty(server, talk, account, alice):
    work = server.make_calendar("work", "Work")
    other = CalendarAccount.objects.create(
        notebook=alice.notebook, kind="caldav", name="Work", url=work, username=NAME, secret=seal(PASSWORD),
        created_at=NOW,
    )  # fmt: skip
    connecting.choose(other, at=NOW)
    run()
    assert (len(server.events(server.home)), len(server.events(work))) == (0, 1)
    connecting.choose_none(other, at=NOW)
    run()
    assert (len(server.events(server.home)), len(server.events(work))) == (0, 0)


def test_what_is_over_stays_in_the_calendar(server, talk, clock):
    clock.shift(timedelta(days=30))
    run()
    assert lying(server).start == STARTS


def test_without_a_calendar_to_write_to_nothing_is_asked(alice, campaign, priya):
    agreed(campaign, priya)
    assert not CalendarEvent.objects.exists()


def test_our_own_event_does_not_make_the_seeker_busy(server, talk, account, alice):
    server.put_event(server.home, "dentist", "DTSTART:20261202T090000Z", "DTEND:20261202T100000Z")
    looking.look(CalendarAccount.objects.get(), at=NOW)
    found = busy_between(alice.notebook.pk, NOW, NOW + timedelta(days=30))
    assert found == [(datetime(2026, 12, 2, 9, tzinfo=UTC), datetime(2026, 12, 2, 10, tzinfo=UTC))]


def test_two_workers_at_once_make_one_event(server, talk):
    CalendarEvent.objects.update(etag="", put="")
    first, second = row(), row()
    assert put(first, at=NOW)
    assert put(second, at=NOW)
    assert len(server.events(server.home)) == 1
