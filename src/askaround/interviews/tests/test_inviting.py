"""Invitations: exactly what goes out, in which version, to whom and when; and what is never sent."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.accounts.sealing import seal
from askaround.formats.calendar import Event, Person
from askaround.formats.calendar_reading import read_calendar
from askaround.formats.itip import Letter, calendars_in, mail_of
from askaround.formats.mail import read_mail
from askaround.interviews import inviting
from askaround.interviews.inviting import calendar_file, invitation_to, message_of
from askaround.interviews.models import Interview, InterviewError, InterviewPerson
from askaround.mailbox.models import Delivery, MailAccount
from askaround.people.models import Touch
from askaround.purpose.models import Profile
from conftest import NOW, Seat

GOLDEN = Path(__file__).parent / "golden"
# The clocks of Berlin go forward on 28 March 2027, those of New York did on the 14th.
STARTS = datetime(2026, 12, 1, 15, tzinfo=UTC)
BETWEEN = datetime(2027, 3, 17, 14, tzinfo=UTC)
ZONES = (
    "Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "America/Asuncion", "America/Bogota", "America/Halifax",
    "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Phoenix", "America/Santiago",
    "America/Sao_Paulo", "America/St_Johns", "Asia/Dubai", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kathmandu",
    "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Atlantic/Azores", "Australia/Adelaide", "Australia/Lord_Howe",
    "Australia/Sydney", "Europe/Berlin", "Europe/Dublin", "Europe/London", "Pacific/Apia", "Pacific/Auckland",
    "Pacific/Chatham",
)  # fmt: skip


@pytest.fixture
def profile(alice: Seat) -> Profile:
    return Profile.objects.create(
        notebook=alice.notebook, name="Alice Meyer", email="alice@mail.example", created_at=NOW
    )


@pytest.fixture
def talk(alice: Seat, campaign, priya) -> Interview:
    made = Interview.objects.create(
        pk=UUID("01890000-0000-7000-8000-000000000007"), notebook=alice.notebook, campaign=campaign, starts_at=STARTS,
        ends_at=STARTS + timedelta(minutes=30), minutes=30, my_zone="Europe/Berlin", their_zone="America/New_York",
        format="phone", place="+1 212 555 0100", created_at=NOW,
    )  # fmt: skip
    InterviewPerson.objects.create(
        pk=UUID("01890000-0000-7000-8000-000000000008"), notebook=alice.notebook, interview=made, contact=priya,
        created_at=NOW,
    )  # fmt: skip
    return made


@pytest.fixture
def account(alice: Seat) -> MailAccount:
    return MailAccount.objects.create(
        notebook=alice.notebook, email="alice@mail.example", name="Alice Meyer", imap_host="x", smtp_host="x",
        secret=seal("secret"), created_at=NOW,
    )  # fmt: skip


def person_of(talk: Interview) -> InterviewPerson:
    found: InterviewPerson = InterviewPerson.objects.prefetch_related("interview__people__contact").get(interview=talk)
    return found


def page_of(alice: Seat, talk: Interview) -> str:
    return alice.get(f"/interviews/{talk.pk}/invitations/").content.decode()


def post(alice: Seat, talk: Interview, verb: str, **given: Any) -> Any:
    contact = person_of(talk).contact_id
    return alice.post(f"/interviews/{talk.pk}/invitations/{contact}/{verb}/", given)


def matches_golden(name: str, data: bytes) -> None:
    path = GOLDEN / name
    assert path.read_bytes() == data, f"{name} differs; look at it, then write it anew"


def event_in(data: bytes) -> Any:
    (calendar, *_) = calendars_in(read_mail(data))
    (event,) = calendar.events
    return calendar.method, event


def test_the_invitation_the_update_and_the_cancellation_are_golden(talk, profile, priya):
    def mail() -> bytes:
        return message_of(invitation_to(person_of(talk), profile), at=NOW)

    matches_golden("invitation.eml", mail())
    matches_golden("interview.ics", calendar_file(talk, profile, now=NOW))
    inviting.tell_sent(person_of(talk), at=NOW)
    talk.move(starts_at=BETWEEN, minutes=45, by="theirs", at=NOW)
    matches_golden("update.eml", mail())
    matches_golden("moved.ics", calendar_file(talk, profile, now=NOW))
    inviting.tell_sent(person_of(talk), at=NOW)
    talk.cancel(by="mine", at=NOW)
    matches_golden("cancellation.eml", mail())


def test_the_same_uid_rises_in_version_with_each_change(talk, profile):
    seen = []
    for change in (None, lambda: talk.move(starts_at=BETWEEN, minutes=30, by="mine", at=NOW), talk_off(talk)):
        if change:
            change()
        method, event = event_in(message_of(invitation_to(person_of(talk), profile), at=NOW))
        seen.append((method, event.uid, event.sequence))
        inviting.tell_sent(person_of(talk), at=NOW)
    uid = f"{talk.pk}@askaround"
    assert seen == [("REQUEST", uid, 0), ("REQUEST", uid, 1), ("CANCEL", uid, 2)]


def talk_off(talk: Interview) -> Any:
    return lambda: talk.cancel(by="mine", at=NOW)


def test_the_plain_text_says_the_same_on_both_clocks(talk, profile):
    mail = read_mail(message_of(invitation_to(person_of(talk), profile), at=NOW))
    assert "Tuesday 1 December 2026, 10:00 to 10:30 on your clock (New York)" in mail.text
    assert "16:00 to 16:30 on my clock (Berlin)" in mail.text
    assert "30 minutes, by phone: I’ll call you, +1 212 555 0100." in mail.text
    (calendar, *_) = calendars_in(mail)
    event = calendar.events[0]
    assert (event.start, event.end) == (STARTS, STARTS + timedelta(minutes=30))
    assert event.organizer.email == "alice@mail.example"
    assert [(each.email, each.status) for each in event.attendees] == [("priya@northwind.example", "NEEDS-ACTION")]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"format": "phone", "place": ""}, "by phone: I’ll call you."),
        ({"format": "video", "link": "https://meet.example/7"}, "by video: https://meet.example/7"),
        ({"format": "video", "link": "", "place": ""}, "by video: I’ll send you the link"),
        ({"format": "face to face", "place": "Café Anna"}, "face to face: Café Anna"),
        ({"format": "face to face", "place": ""}, "face to face."),
        ({"format": "email"}, "in writing."),
    ],
)
def test_the_text_says_how_they_meet(talk, profile, how, said):
    Interview.objects.filter(pk=talk.pk).update(**how)
    assert said in invitation_to(person_of(talk), profile).text


def test_nothing_goes_by_itself_and_the_page_shows_exactly_what_would(alice, talk, profile, account):
    shown = page_of(alice, talk)
    assert "Send Priya an invitation." in shown
    assert "Invitation: Talk: Priya Raman and Alice Meyer" in shown
    assert "on your clock (New York)" in shown
    assert not Delivery.objects.exists()


def test_it_leaves_after_ten_seconds_and_can_be_taken_back_before(alice, talk, profile, account, priya):
    post(alice, talk, "sending", sequence="0")
    delivery = Delivery.objects.get()
    assert delivery.due_at == NOW + timedelta(seconds=10)
    assert delivery.to == "priya@northwind.example"
    mail = message_from_bytes(delivery.content.encode("latin-1"), policy=SMTP)
    assert [part.get_content_type() for part in mail.walk() if not part.is_multipart()] == [
        "text/plain", "text/calendar", "application/ics",
    ]  # fmt: skip
    assert "It leaves in a moment" in page_of(alice, talk)
    post(alice, talk, "withdrawal")
    delivery.refresh_from_db()
    assert delivery.withdrawn_at
    assert person_of(talk).invited_at is None
    post(alice, talk, "sending", sequence="0")
    assert Delivery.objects.get().is_waiting


def test_they_are_invited_once_the_server_took_it(alice, talk, profile, account, priya):
    post(alice, talk, "sending", sequence="0")
    Delivery.objects.update(accepted_at=NOW + timedelta(seconds=11), started_at=NOW)
    for _ in range(2):
        inviting.gone_out.call(str(Delivery.objects.get().pk), notebook=str(alice.notebook.pk))
    person = person_of(talk)
    assert (person.invited_at, person.invited_sequence) == (NOW + timedelta(seconds=11), 0)
    assert Touch.objects.filter(contact=priya, direction="sent").count() == 1
    post(alice, talk, "sending", sequence="0")
    assert Delivery.objects.count() == 1


def test_a_version_that_the_seeker_has_not_seen_is_not_sent(alice, talk, profile, account):
    talk.move(starts_at=BETWEEN, minutes=30, by="mine", at=NOW)
    post(alice, talk, "sending", sequence="0")
    assert not Delivery.objects.exists()
    post(alice, talk, "sending", sequence="1")
    talk.move(starts_at=STARTS, minutes=30, by="mine", at=NOW)
    assert "not there any more" in inviting.why_not(Delivery.objects.get())


def test_without_an_account_it_is_a_file_to_send_oneself(alice, talk, profile, priya):
    shown = page_of(alice, talk)
    assert "Take it as a mail file" in shown
    assert "Send this to Priya" not in shown
    answer = alice.get(f"/interviews/{talk.pk}/invitations/{priya.pk}/mail.eml")
    assert answer["Content-Disposition"] == 'attachment; filename="invitation.eml"'
    assert event_in(answer.content)[0] == "REQUEST"
    post(alice, talk, "sending", sequence="0")
    assert not Delivery.objects.exists()
    post(alice, talk, "telling")
    assert person_of(talk).invited_sequence == 0
    assert "has the invitation" in page_of(alice, talk)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"do_not_contact_at": NOW}, inviting.NO_MORE),
        ({"email": ""}, inviting.NO_ADDRESS),
        ({"email": "no address"}, "is no address that mail can go to"),
    ],
)
def test_what_hinders_an_invitation_is_said(alice, talk, profile, account, priya, change, why):
    type(priya).objects.filter(pk=priya.pk).update(**change)
    with pytest.raises(InterviewError) as error:
        message_of(invitation_to(person_of(talk), profile), at=NOW)
    assert why in error.value.sentence
    post(alice, talk, "sending", sequence="0")
    assert not Delivery.objects.exists()


def test_without_a_name_and_address_of_ones_own_nobody_is_invited(alice, talk):
    assert "an invitation names who invites" in page_of(alice, talk)


def test_who_was_never_invited_is_not_told_that_it_is_off(alice, talk, profile):
    talk.cancel(by="mine", at=NOW)
    assert "They were never invited" in page_of(alice, talk)


def test_bob_reaches_no_invitation(alice, bob, talk, priya):
    there = f"/interviews/{talk.pk}/invitations/"
    for path in (there, f"{there}{priya.pk}/mail.eml"):
        assert bob.get(path).status_code == 404
    for verb in ("sending", "withdrawal", "telling"):
        assert bob.post(f"{there}{priya.pk}/{verb}/").status_code == 404


@given(
    zone=st.sampled_from(ZONES), other=st.sampled_from(ZONES), year=st.integers(2026, 2029),
    minutes=st.integers(-180, 180), nth=st.integers(0, 3), long=st.sampled_from([15, 30, 60, 120]),
)  # fmt: skip
def test_around_every_change_of_the_clocks_other_programs_read_the_same_moment(zone, other, year, minutes, nth, long):
    edges = changes_of(zone, year) or changes_of(other, year) or [datetime(year, 6, 1, tzinfo=UTC)]
    starts = edges[nth % len(edges)] + timedelta(minutes=minutes)
    event = Event(
        "7@askaround", "Talk: Priya and Alice", starts, starts + timedelta(minutes=long), zone, NOW, sequence=3,
        organizer=Person("alice@mail.example", "Alice"), attendees=(Person("priya@northwind.example", "Priya"),),
    )  # fmt: skip
    mail = read_mail(mail_of(event, Letter("Invitation", "Dear Priya", NOW, "<7@askaround>")))
    for part in mail.parts:
        ours = read_calendar(part.data).events[0]
        (theirs,) = icalendar.Calendar.from_ical(part.data).walk("VEVENT")
        for found, wanted in ((ours.start, event.starts_at), (ours.end, event.ends_at)):
            assert found.astimezone(UTC) == wanted
        assert theirs["DTSTART"].dt.astimezone(UTC) == starts
        assert theirs["DTEND"].dt.astimezone(UTC) == event.ends_at
        assert (str(theirs["UID"]), theirs["SEQUENCE"]) == ("7@askaround", 3)


def changes_of(zone: str, year: int) -> list[datetime]:
    """The moments of a year at which the clocks of a zone change, to the hour before."""
    hours = (datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=each) for each in range(0, 366 * 24, 6))
    found, last = [], None
    for moment in hours:
        offset = moment.astimezone(ZoneInfo(zone)).utcoffset()
        if last is not None and offset != last:
            found.append(moment - timedelta(hours=3))
        last = offset
    return found
