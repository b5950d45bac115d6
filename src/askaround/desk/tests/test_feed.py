"""The calendar feed: read back by another library, the same until something changes, dead once renewed."""

import re
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest

from askaround.desk.models import ReminderSettings, Snooze
from askaround.history.recording import change
from askaround.interviews.models import Interview
from askaround.people.models import Contact, Promise
from askaround.people.promising import promise
from conftest import NOW, contact_of

from .test_today import ask, settled, talk  # noqa: F401

GOLDEN = Path(__file__).parent / "samples" / "feed.ics"


@pytest.fixture
def busy(alice, settled, priya, tom):  # noqa: F811
    """A talk ahead, thanks due, a follow-up due, a promise with a date and one without."""
    lou = contact_of(alice, "Lou Marchetti")
    talk(alice, settled, priya, starts=NOW + timedelta(days=2), place="Northwind, 2nd floor", my_zone="Europe/Berlin",
         link="https://meet.example/secret")  # fmt: skip
    talk(alice, settled, lou, ended=NOW - timedelta(hours=19))
    ask(alice, settled, tom, days=12)
    promise(lou, what="Send the salary survey", until=date(2026, 11, 30), at=NOW)
    promise(lou, what="Write some day", at=NOW)
    return alice


@pytest.fixture
def address(busy):
    busy.post("/reminders/calendar/")
    page = busy.get("/reminders/").content.decode()
    return page.split('id="feed-address" value="http://127.0.0.1:')[1].split('"')[0].partition("/")[2]


def events(answer):
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def titles(answer):
    return sorted(str(each["summary"]) for each in events(answer))


def test_a_calendar_program_reads_what_is_agreed_and_due(visitor, address):
    answer = visitor.get("/" + address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert titles(answer) == [
        "Follow up with Tom Okafor", "Keep your promise to Lou Marchetti", "Talk with Lou Marchetti",
        "Talk with Priya Raman", "Thank Lou Marchetti",
    ]  # fmt: skip
    found = {str(each["summary"]): each for each in events(answer)}
    coming = found["Talk with Priya Raman"]
    assert coming.decoded("dtstart") == NOW + timedelta(days=2)
    assert coming.decoded("dtstart").utcoffset() == timedelta(hours=1)
    assert [str(alarm["trigger"].to_ical(), "ascii") for alarm in coming.walk("VALARM")] == ["-PT1H"]
    assert found["Keep your promise to Lou Marchetti"].decoded("dtstart") == date(2026, 11, 30)
    assert found["Follow up with Tom Okafor"]["transp"] == "TRANSPARENT"
    thanks = found["Thank Lou Marchetti"]
    assert thanks.decoded("dtend") == NOW + timedelta(hours=5)
    assert not thanks.walk("VALARM")


def test_the_bytes_are_the_golden_file(visitor, busy, address):
    """But for ids, which are new at each run, and the folds of the lines that they stand in."""
    text = visitor.get("/" + address).content.decode().replace("\r\n ", "").replace("\r\n", "\n")
    text = re.sub(r"http://127\.0\.0\.1:\d+", "http://127.0.0.1:8765", text)
    names: dict[str, str] = {}
    shown = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", lambda m: names.setdefault(m[0], f"id-{len(names)}"), text)
    assert shown == GOLDEN.read_text()


def test_a_second_look_costs_nothing_until_something_changes(visitor, busy, address, clock):
    first = visitor.get("/" + address)
    clock.shift(timedelta(minutes=20))
    again = visitor.get("/" + address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    change(Interview.objects.get(place__startswith="Northwind"), at=NOW + timedelta(minutes=20), sequence=1,
           starts_at=NOW + timedelta(days=3), ends_at=NOW + timedelta(days=3, minutes=30))  # fmt: skip
    moved = visitor.get("/" + address, headers={"If-None-Match": first.headers["ETag"]})
    assert moved.status_code == 200
    before = next(each for each in events(first) if "Priya" in each["summary"])
    after = next(each for each in events(moved) if "Priya" in each["summary"])
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("last-modified") == NOW + timedelta(minutes=20)


def test_a_promise_whose_day_moves_stays_the_same_event(visitor, busy, address):
    first = next(each for each in events(visitor.get("/" + address)) if "promise" in each["summary"])
    change(Promise.objects.get(until__isnull=False), at=NOW + timedelta(hours=1), until=date(2026, 12, 4))
    moved = next(each for each in events(visitor.get("/" + address)) if "promise" in each["summary"])
    assert first["uid"] == moved["uid"]
    assert moved["sequence"] > first["sequence"]
    assert moved.decoded("dtstart") == date(2026, 12, 4)


def test_proxies_keep_nothing_and_programs_are_told_when_to_look_again(visitor, address):
    answer = visitor.get("/" + address)
    assert "private" in answer.headers["Cache-Control"]
    assert answer.headers["CDN-Cache-Control"] == "no-store"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in answer.content
    assert b"X-PUBLISHED-TTL:PT1H\r\n" in answer.content
    assert visitor.head("/" + address).status_code == 200
    assert visitor.post("/" + address).status_code == 405


@pytest.mark.parametrize(
    ("told", "shown", "hidden"),
    [
        ("places", ["Talk with Priya Raman", "Northwind\\, 2nd floor", "https://meet.example/secret"], []),
        ("names", ["Talk with Priya Raman"], ["Northwind", "meet.example"]),
        ("initials", ["Talk with P. R.", "Thank L. M."], ["Priya", "Raman", "Lou", "Northwind", "meet.example"]),
        ("nothing", ["SUMMARY:Busy", "SUMMARY:To do"], ["Priya", "P. R.", "Thank", "Talk", "Northwind", "URL:"]),
    ],
)  # fmt: skip
def test_it_tells_no_more_than_was_chosen(busy, address, told, shown, hidden):
    busy.post("/reminders/calendar/telling/", {"feed_told": told})
    text = busy.get("/" + address).content.decode().replace("\r\n ", "")
    assert all(each in text for each in shown)
    assert not [each for each in [*hidden, "salary survey"] if each in text]


def test_a_renewed_address_makes_the_old_one_dead(visitor, busy, address):
    busy.post("/reminders/calendar/")
    assert visitor.get("/" + address).status_code == 404
    busy.post("/reminders/calendar/end/")
    assert 'feed-address" value' not in busy.get("/reminders/").content.decode()
    assert ReminderSettings.objects.get().feed_nonce == ""


def test_nobody_guesses_an_address(visitor, bob, busy, address):
    token = address.removeprefix("calendar/").removesuffix(".ics")
    swapped = [token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in range(0, len(token), 7)]
    for wrong in (*swapped, token[:-1], token + "A", "x", "é" * 54):
        assert visitor.get(f"/calendar/{wrong}.ics").status_code == 404
    assert token not in bob.get("/reminders/").content.decode()


def test_the_address_is_in_no_database_and_no_export(busy, address):
    token = address.removeprefix("calendar/").removesuffix(".ics")
    kept = ReminderSettings.objects.get()
    assert token not in str([getattr(kept, field.attname) for field in kept._meta.concrete_fields])


def test_what_was_called_off_or_put_off_or_thrown_away_is_gone(visitor, busy, address):
    change(Interview.objects.get(place__startswith="Northwind"), at=NOW, cancelled_at=NOW, cancelled_by="theirs")
    Snooze.put_off(busy.notebook, "promise", Promise.objects.get(until__isnull=False).pk, until=None, at=NOW)
    change(Contact.objects.get(name="Tom Okafor"), at=NOW, trashed_at=NOW)
    assert titles(visitor.get("/" + address)) == ["Talk with Lou Marchetti", "Thank Lou Marchetti"]


def test_an_empty_notebook_has_an_empty_calendar(visitor, alice):
    alice.post("/reminders/calendar/")
    page = alice.get("/reminders/").content.decode()
    path = page.split('id="feed-address" value="http://127.0.0.1:')[1].split('"')[0].partition("/")[2]
    assert events(visitor.get("/" + path)) == []


def test_the_feed_takes_no_more_queries_for_more(visitor, busy, address, queries, settled):  # noqa: F811
    class Reader:
        def get(self, url):
            return visitor.get(url)

    one = queries(Reader(), "/" + address)
    for number in range(20):
        someone = contact_of(busy, f"More {number}")
        talk(busy, settled, someone, starts=NOW + timedelta(days=3, hours=number))
        promise(someone, what=f"Thing {number}", until=date(2026, 12, 1), at=NOW)
    assert queries(Reader(), "/" + address) == one
