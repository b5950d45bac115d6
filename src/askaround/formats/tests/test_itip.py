"""Invitations as mails, byte for byte, and the answers that Google, Outlook and Apple send to them."""

import base64
import quopri
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.formats import FormatError
from askaround.formats.calendar import Event, Person
from askaround.formats.calendar_reading import read_calendar
from askaround.formats.itip import (
    Letter,
    calendar_of,
    calendars_in,
    called_off,
    mail_of,
    reply_of,
    revised,
)
from askaround.formats.mail import read_mail
from askaround.formats.tests.test_calendar import ZONES

NOW = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
START = datetime(2026, 12, 1, 14, 30, tzinfo=UTC)
EVENT = Event(
    "abc@askaround", "Talk with Alice", START, START + timedelta(minutes=30), "Asia/Kolkata", NOW,
    organizer=Person("alice@example.com", "Alice Example"), attendees=(Person("priya@example.com", "Priya Rao"),),
)  # fmt: skip
LETTER = Letter("Our talk on Tuesday", "Dear Priya,\n\nTuesday 1 December, 20:00 your time. Grüße\n", NOW,
                "<2@askaround>", ("<0@askaround>", "<1@example.com>"))  # fmt: skip

GOLDEN_CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Askaround//Askaround//EN
CALSCALE:GREGORIAN
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:Asia/Kolkata
BEGIN:STANDARD
DTSTART:20250101T053000
TZNAME:IST
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Talk with Alice
DTSTART;TZID=Asia/Kolkata:20261201T200000
DTEND;TZID=Asia/Kolkata:20261201T203000
DTSTAMP:20261124T091000Z
UID:abc@askaround
SEQUENCE:0
ATTENDEE;CN="Priya Rao";PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TR
 UE:mailto:priya@example.com
ORGANIZER;CN="Alice Example":mailto:alice@example.com
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"""
GOLDEN_HEAD = """\
From: Alice Example <alice@example.com>
To: Priya Rao <priya@example.com>
Subject: Our talk on Tuesday
Date: Tue, 24 Nov 2026 09:10:00 +0000
Message-ID: <2@askaround>
In-Reply-To: <1@example.com>
References: <0@askaround> <1@example.com>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="=_BOUNDARY0"

--=_BOUNDARY0
Content-Type: multipart/alternative; boundary="=_BOUNDARY1"

--=_BOUNDARY1
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

Dear Priya,

Tuesday 1 December, 20:00 your time. Gr=C3=BC=C3=9Fe

--=_BOUNDARY1
Content-Transfer-Encoding: base64
Content-Type: text/calendar; charset="utf-8"; method="REQUEST"
MIME-Version: 1.0

"""


def test_the_invitation_is_these_bytes() -> None:
    assert calendar_of(EVENT).decode().replace("\r\n", "\n") == GOLDEN_CALENDAR


def test_the_mail_around_it_is_these_bytes() -> None:
    mail = mail_of(EVENT, LETTER)
    assert mail == mail_of(EVENT, LETTER)
    assert b"\n" not in mail.replace(b"\r\n", b"")
    told = mail.decode("ascii").replace("\r\n", "\n")
    for number, part in enumerate(
        each for each in message_from_bytes(mail, policy=default).walk() if each.is_multipart()
    ):
        told = told.replace(str(part.get_boundary()), f"=_BOUNDARY{number}")
    assert told.startswith(GOLDEN_HEAD)
    text, calendar, attached = (
        part for part in message_from_bytes(mail, policy=default).walk() if not part.is_multipart()
    )
    assert text.get_content_type() == "text/plain"
    assert calendar.get_payload(decode=True) == calendar_of(EVENT)
    assert attached.get_payload(decode=True) == calendar_of(EVENT)
    assert (attached.get_content_type(), attached.get_filename()) == ("application/ics", "invite.ics")
    assert attached.get_content_disposition() == "attachment"


def test_a_change_keeps_the_uid_and_raises_the_sequence_and_so_does_calling_off() -> None:
    later = revised(EVENT, replace(EVENT, uid="other", starts_at=START + timedelta(days=1)))
    assert (later.uid, later.sequence) == ("abc@askaround", 1)
    assert b"METHOD:REQUEST" in calendar_of(later)
    off = called_off(later, at=NOW)
    written = calendar_of(off)
    assert b"METHOD:CANCEL" in written
    assert b"STATUS:CANCELLED" in written
    assert b"SEQUENCE:2" in written
    assert b"RSVP" not in written
    mail = mail_of(off, LETTER)
    assert b'method="CANCEL"' in mail
    assert b"cancel.ics" in mail


def test_nobody_is_invited_to_nothing_nor_at_an_address_that_is_none() -> None:
    for event in (replace(EVENT, attendees=()), replace(EVENT, organizer=None)):
        with pytest.raises(FormatError):
            mail_of(event, LETTER)
    for address in ("", "nobody", "a b@c d", "x@y\r\nBcc: all@example.com"):
        with pytest.raises(FormatError):
            mail_of(replace(EVENT, attendees=(Person(address),)), LETTER)


def test_no_line_of_a_head_can_be_smuggled_in() -> None:
    letter = replace(LETTER, subject="Talk\r\nBcc: all@example.com")
    event = replace(EVENT, attendees=(Person("priya@example.com", "P\r\nBcc: all@example.com"),))
    assert "bcc" not in read_mail(mail_of(event, letter)).head


def test_an_address_beyond_ascii_is_written_as_it_is() -> None:
    event = replace(EVENT, attendees=(Person("jörg@exämple.com", "Jörg"),))
    assert read_mail(mail_of(event, LETTER)).to[0].email == "jörg@exämple.com"


@pytest.mark.parametrize("zone", ZONES)
@settings(max_examples=8, deadline=None)
@given(edge=st.integers(0, 400 * 24), minutes=st.integers(-90, 90), text=st.text(max_size=40))
def test_an_invitation_is_the_same_through_the_mail(zone: str, edge: int, minutes: int, text: str) -> None:
    start = _near_a_change(zone, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=edge)) + timedelta(minutes=minutes)
    event = replace(EVENT, zone=zone, starts_at=start, ends_at=start + timedelta(minutes=30))
    mail = read_mail(mail_of(event, replace(LETTER, text=text, subject=text)))
    first, second = calendars_in(mail)
    assert first == second
    assert (first.method, len(first.events)) == ("REQUEST", 1)
    read = first.events[0]
    assert [each.email for each in read.attendees] == ["priya@example.com"]
    peer = icalendar.Calendar.from_ical(calendar_of(event))
    assert peer["method"] == "REQUEST"
    if start.astimezone(ZoneInfo(zone)).fold == 0:
        assert isinstance(read.start, datetime)
        assert read.start.astimezone(UTC) == start == peer.events[0].start.astimezone(UTC)
    assert reply_of(mail) is None


def _near_a_change(zone: str, at: datetime) -> datetime:
    """The next hour at which the clocks change within a year; `at` where they never do."""
    clock = ZoneInfo(zone)
    day, offset = at, at.astimezone(clock).utcoffset()
    for _ in range(366):
        if (day + timedelta(days=1)).astimezone(clock).utcoffset() != offset:
            return next(
                day + timedelta(hours=hour)
                for hour in range(25)
                if (day + timedelta(hours=hour)).astimezone(clock).utcoffset() != offset
            )
        day += timedelta(days=1)
    return at


def answer(method: str, lines: str) -> str:
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{method}BEGIN:VEVENT\r\nUID:abc@askaround\r\nSEQUENCE:2\r\n"
        f"DTSTAMP:20261125T080000Z\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


ORGANIZER = "ORGANIZER;CN=Alice:mailto:alice@example.com\r\n"
GOOGLE = answer(
    "PRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:REPLY\r\n",
    f"DTSTART:20261201T143000Z\r\nDTEND:20261201T150000Z\r\n{ORGANIZER}ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT"
    ';PARTSTAT=ACCEPTED;CN=Priya Rao;\r\n X-NUM-GUESTS=0;X-RESPONSE-COMMENT="Looking forward":mailto:priya@example.com'
    "\r\nSTATUS:CONFIRMED\r\n",
)
OUTLOOK = answer(
    "METHOD:REPLY\r\nPRODID:Microsoft Exchange Server 2010\r\nBEGIN:VTIMEZONE\r\nTZID:India Standard Time\r\n"
    "BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n",
    "ATTENDEE;PARTSTAT=DECLINED;CN=Priya Rao:mailto:priya@example.com\r\n"
    "COMMENT;LANGUAGE=en-GB:Sorry\\, I am away\\n\r\n"
    "DTSTART;TZID=India Standard Time:20261201T200000\r\nDTEND;TZID=India Standard Time:20261201T203000\r\n"
    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\n",
)
APPLE = answer(
    "METHOD:REPLY\r\nPRODID:-//Apple Inc.//macOS 15.0//EN\r\n",
    f"{ORGANIZER}ATTENDEE;CN=Priya Rao;CUTYPE=INDIVIDUAL;EMAIL=priya@example.com;PARTSTAT=TENTATIVE:/123/principal/\r\n"
    "DTSTART:20261201T143000Z\r\nDURATION:PT30M\r\n",
)
COUNTER = answer(
    "METHOD:COUNTER\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\n",
    f"{ORGANIZER}DTSTART;TZID=Europe/Berlin:20261202T100000\r\nDTEND;TZID=Europe/Berlin:20261202T103000\r\n"
    "ATTENDEE;PARTSTAT=TENTATIVE:mailto:priya@example.com\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:alice@example.com\r\n"
    "COMMENT:Could we meet on Wednesday?\r\n",
)
REFUSED = answer(
    "METHOD:DECLINECOUNTER\r\n",
    f"{ORGANIZER}DTSTART:20261201T143000Z\r\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:priya@example.com\r\n",
)


def mail_with(calendar: str, head: str = "text/calendar; charset=UTF-8; method=REPLY", way: str = "base64") -> bytes:
    data = calendar.encode()
    body = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(way, bytes)(data)
    return (
        b"From: Priya <priya@example.com>\r\nSubject: Accepted: Talk\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nPriya has answered.\r\n--b\r\n"
        + f"Content-Type: {head}\r\nContent-Transfer-Encoding: {way}\r\n\r\n".encode()
        + body + b"\r\n--b--\r\n"
    )  # fmt: skip


@pytest.mark.parametrize("way", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize(
    ("calendar", "expected", "comment"),
    [
        (GOOGLE, "ACCEPTED", "Looking forward"), (OUTLOOK, "DECLINED", "Sorry, I am away"), (APPLE, "TENTATIVE", ""),
        (COUNTER, "COUNTER", "Could we meet on Wednesday?"),
    ],
)  # fmt: skip
def test_the_answer_of_every_vendor_is_read(calendar: str, expected: str, comment: str, way: str) -> None:
    reply = reply_of(read_mail(mail_with(calendar, way=way)))
    assert reply
    assert (reply.answer, reply.uid, reply.sequence) == (expected, "abc@askaround", 2)
    assert (reply.by.email, reply.sent_by) == ("priya@example.com", "priya@example.com")
    assert reply.comment == comment
    assert reply.at == datetime(2026, 11, 25, 8, tzinfo=UTC)


def test_a_counter_brings_its_times_and_its_refusal_none() -> None:
    reply = reply_of(read_mail(mail_with(COUNTER)))
    assert reply
    begin = datetime(2026, 12, 2, 9, tzinfo=UTC)
    assert reply.proposed == ((begin, begin + timedelta(minutes=30)),)
    refused = reply_of(read_mail(mail_with(REFUSED)))
    assert refused
    assert (refused.answer, refused.by.email, refused.proposed) == ("DECLINECOUNTER", "alice@example.com", ())


@pytest.mark.parametrize(
    ("calendar", "head"),
    [
        (GOOGLE.replace("METHOD:REPLY\r\n", ""), "text/calendar; method=REPLY"),
        (GOOGLE, "text/calendar"),
        (GOOGLE, "text/calendar; method=REQUEST"),
        (GOOGLE.replace("METHOD:REPLY", "METHOD:REQUEST"), "text/calendar; method=REPLY"),
        (GOOGLE.replace("METHOD:REPLY\r\n", ""), "text/calendar"),
        (GOOGLE, 'application/ics; name="invite.ics"\r\nContent-Disposition: attachment; filename="invite.ics"'),
        (GOOGLE, 'application/octet-stream; name="reply.ics"'),
        (GOOGLE, "application/octet-stream"),
        (GOOGLE, 'text/plain; name="invite.ics"'),
        (GOOGLE.replace("END:VCALENDAR", "").replace("\r\n", "\n"), "TEXT/CALENDAR; METHOD=reply"),
    ],
)  # fmt: skip
def test_an_answer_is_read_though_its_form_is_broken(calendar: str, head: str) -> None:
    reply = reply_of(read_mail(mail_with(calendar, head)))
    assert reply
    assert (reply.answer, reply.by.email, reply.by.name) == ("ACCEPTED", "priya@example.com", "Priya Rao")


def test_a_mail_that_is_all_calendar_is_read() -> None:
    raw = b"From: priya@example.com\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n" + GOOGLE.encode()
    assert reply_of(read_mail(raw))


def test_what_is_no_answer_is_none() -> None:
    unanswered = GOOGLE.replace("ACCEPTED", "NEEDS-ACTION")
    called = GOOGLE.replace("METHOD:REPLY", "METHOD:CANCEL")
    published = GOOGLE.replace("METHOD:REPLY", "METHOD:REQUEST")
    for calendar in (unanswered, called, published, "no calendar", GOOGLE.replace("UID:abc@askaround", "UID:")):
        assert reply_of(read_mail(mail_with(calendar, "text/calendar"))) is None
    assert reply_of(read_mail(b"Subject: Accepted\r\n\r\nYes")) is None


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 600))
def test_no_mail_makes_the_reader_fail(data: bytes, at: int) -> None:
    raw = mail_with(GOOGLE, way="8bit")
    reply_of(read_mail(raw[:at] + data + raw[at:]))
    reply_of(read_mail(data))


def test_an_answer_can_be_read_without_the_mail_as_a_calendar() -> None:
    assert read_calendar(COUNTER.encode()).method == "COUNTER"
