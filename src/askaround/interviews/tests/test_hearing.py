"""What other calendars answer: noted, shown, agreed to in one tap; heard once, and only when it means this time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from askaround.history.models import Entry
from askaround.interviews import hearing
from askaround.interviews.hearing import hear_all
from askaround.interviews.models import Interview, InterviewPerson, InvitationReply
from askaround.outreach.models import Reply
from askaround.people.models import Contact
from conftest import NOW, Seat

from .test_verbs import agreed

START = datetime(2026, 12, 1, 15, tzinfo=UTC)
URL = "/calendar-answers/"


@pytest.fixture
def talk(campaign, priya) -> Interview:
    return agreed(campaign, priya, starts_at=START)


def ics(method: str, uid: str, status: str = "", **facts: Any) -> str:
    told = {"start": START, "sequence": 0, "stamp": NOW, "by": "priya@northwind.example", "more": (), **facts}
    attendee = f";PARTSTAT={status}" if status else ""
    person = f"ORGANIZER:mailto:{told['by']}" if method in {"REQUEST", "CANCEL"} else (
        f"ATTENDEE{attendee};CN=Priya Raman:mailto:{told['by']}"
    )  # fmt: skip
    ends = told["start"] + timedelta(minutes=45)
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", *([f"METHOD:{method}"] if method else []), "BEGIN:VEVENT", f"UID:{uid}",
            f"DTSTAMP:{told['stamp']:%Y%m%dT%H%M%SZ}", f"DTSTART:{told['start']:%Y%m%dT%H%M%SZ}",
            f"DTEND:{ends:%Y%m%dT%H%M%SZ}", f"SEQUENCE:{told['sequence']}", person, *told["more"], "END:VEVENT",
            "END:VCALENDAR", "",
        ]
    )  # fmt: skip


def uid(talk: Interview) -> str:
    return f"{talk.pk}@askaround"


def came(contact: Contact, calendar: str, **facts: Any) -> InvitationReply:
    """Fetched with a mail, and heard."""
    reply = Reply.objects.create(
        notebook=contact.notebook, contact=contact, at=NOW, text="", calendar=calendar, created_at=NOW,
        sender=facts.pop("sender", contact.email), **facts,
    )  # fmt: skip
    hear_all.call()
    found: InvitationReply = InvitationReply.objects.filter(reply=reply).first()
    return found


def person(talk: Interview) -> InterviewPerson:
    found: InterviewPerson = InterviewPerson.objects.get(interview=talk)
    return found


@pytest.mark.parametrize(
    ("status", "field"), [("ACCEPTED", "accepted_at"), ("DECLINED", "declined_at"), ("TENTATIVE", "tentative_at")]
)
def test_a_yes_a_no_and_a_perhaps_are_noted(talk, priya, status, field):
    row = came(priya, ics("REPLY", uid(talk), status))
    assert row.ignored == ""
    found = person(talk)
    assert {name for name in ("accepted_at", "declined_at", "tentative_at") if getattr(found, name)} == {field}
    assert getattr(found, field) == NOW
    assert Entry.objects.filter(subject="interviews.interviewperson", contact_id=priya.pk).exists()


def test_what_came_once_is_heard_once(talk, priya):
    came(priya, ics("REPLY", uid(talk), "ACCEPTED"))
    entries = Entry.objects.count()
    for _ in range(3):
        assert hear_all.call() == 0
    assert (InvitationReply.objects.count(), Entry.objects.count()) == (1, entries)


def test_answers_that_come_in_the_wrong_order_end_with_the_later_one(talk, priya):
    came(priya, ics("REPLY", uid(talk), "DECLINED", stamp=NOW + timedelta(hours=1)))
    row = came(priya, ics("REPLY", uid(talk), "ACCEPTED", stamp=NOW))
    assert row.ignored == hearing.OVERTAKEN
    assert person(talk).declined_at
    came(priya, ics("REPLY", uid(talk), "ACCEPTED", stamp=NOW + timedelta(hours=2)))
    assert (person(talk).declined_at, bool(person(talk).accepted_at)) == (None, True)


def test_an_answer_to_an_earlier_time_changes_nothing(talk, priya):
    talk.move(starts_at=START + timedelta(days=1), minutes=30, by="mine", at=NOW)
    row = came(priya, ics("REPLY", uid(talk), "ACCEPTED", sequence=0))
    assert row.ignored == hearing.EARLIER
    assert person(talk).accepted_at is None
    same_time = came(priya, ics("REPLY", uid(talk), "ACCEPTED", sequence=0, start=START + timedelta(days=1)))
    assert same_time.ignored == ""


@pytest.mark.parametrize(
    "strange", ["8@elsewhere.example", "nonsense@askaround", f"{'0' * 36}@askaround", "@askaround"]
)
def test_an_answer_to_an_unknown_event_is_kept_as_a_fact_alone(talk, priya, strange):
    assert came(priya, ics("REPLY", strange, "ACCEPTED")).ignored == hearing.UNKNOWN
    assert person(talk).accepted_at is None


def test_nobody_answers_for_somebody_else(talk, priya, tom):
    Contact.objects.filter(pk=tom.pk).update(email="tom@northwind.example")
    tom.refresh_from_db()
    row = came(tom, ics("REPLY", uid(talk), "DECLINED"))
    assert row.ignored == hearing.STRANGER
    assert person(talk).declined_at is None


def test_bobs_mail_does_not_reach_alices_talk(talk, bob):
    stranger = Contact.objects.create(notebook=bob.notebook, name="X", email="x@x.example", created_at=NOW)
    assert came(stranger, ics("REPLY", uid(talk), "DECLINED")).ignored == hearing.UNKNOWN


def test_another_time_is_shown_on_both_clocks_and_agreed_by_one_tap(alice, talk, priya):
    wish = START + timedelta(hours=25)
    row = came(priya, ics("COUNTER", uid(talk), "TENTATIVE", start=wish, more=("COMMENT:Could we do Wednesday?",)))
    assert talk.starts_at == START
    shown = alice.get(f"{URL}{row.pk}/").content.decode()
    assert "Priya proposes another time." in shown
    assert "Wednesday 2 December, 17:00 for you (Berlin), 11:00 for Priya (New York)." in shown
    assert "Could we do Wednesday?" in shown
    answer = alice.post(f"{URL}{row.pk}/agreement/")
    assert answer["Location"] == f"/interviews/{talk.pk}/invitations/"
    talk.refresh_from_db()
    assert (talk.starts_at, talk.minutes, talk.sequence, talk.moved_by) == (wish, 45, 1, "theirs")
    alice.post(f"{URL}{row.pk}/agreement/")
    talk.refresh_from_db()
    assert talk.sequence == 1


def test_a_proposal_that_has_passed_is_not_agreed_to(alice, talk, priya, clock):
    row = came(priya, ics("COUNTER", uid(talk), start=NOW + timedelta(hours=2)))
    clock.shift(timedelta(hours=3))
    alice.post(f"{URL}{row.pk}/agreement/")
    talk.refresh_from_db()
    assert talk.starts_at == START
    assert came(priya, ics("COUNTER", uid(talk), start=NOW)).ignored == hearing.PAST


def test_their_own_invitation_becomes_a_talk_when_agreed_to(alice, campaign, priya):
    row = came(priya, ics("REQUEST", "1@their.example", more=("LOCATION:https://meet.example/7",)))
    assert "Priya invited you." in alice.get(f"{URL}{row.pk}/").content.decode()
    alice.post(f"{URL}{row.pk}/agreement/")
    talk = Interview.objects.get()
    assert (talk.starts_at, talk.minutes, talk.format, talk.link) == (START, 45, "video", "https://meet.example/7")
    assert talk.contacts == [priya]
    later = came(
        priya, ics("REQUEST", "1@their.example", sequence=1, start=START + timedelta(days=1), stamp=NOW + timedelta(1))
    )
    alice.post(f"{URL}{later.pk}/agreement/")
    talk.refresh_from_db()
    assert talk.starts_at == START + timedelta(days=1)
    off = came(priya, ics("CANCEL", "1@their.example", sequence=2, stamp=NOW + timedelta(2)))
    alice.post(f"{URL}{off.pk}/agreement/")
    talk.refresh_from_db()
    assert talk.cancelled_at
    assert talk.cancelled_by == "theirs"


def test_an_invitation_to_what_is_agreed_already_is_matched(talk, priya):
    row = came(priya, ics("REQUEST", "1@their.example"))
    assert (row.interview_id, bool(row.settled_at)) == (talk.pk, True)
    assert Interview.objects.count() == 1


@pytest.mark.parametrize(
    ("calendar", "why"),
    [
        ("", ""),
        ("nonsense", hearing.NO_ANSWER),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", hearing.NO_ANSWER),
        (ics("CANCEL", "9@their.example"), hearing.UNKNOWN),
        (ics("REQUEST", "9@their.example", start=NOW - timedelta(days=1)), hearing.PAST),
    ],
)
def test_what_says_nothing_new_is_not_looked_at_again(priya, calendar, why):
    row = came(priya, calendar)
    assert (row.ignored if row else "") == why
    assert hear_all.call() == 0


def test_an_answer_can_be_brought_as_a_file_or_pasted(alice, talk, priya):
    answer = alice.post(URL, {"file": SimpleUploadedFile("reply.ics", ics("REPLY", uid(talk), "ACCEPTED").encode())})
    row = InvitationReply.objects.get()
    assert answer["Location"] == f"{URL}{row.pk}/"
    assert person(talk).accepted_at
    alice.post(URL, {"text": ics("REPLY", uid(talk), "ACCEPTED")})
    assert InvitationReply.objects.count() == 1
    head = "From: priya@northwind.example\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n"
    mail = head + ics("", uid(talk), "DECLINED", stamp=NOW + timedelta(1))
    alice.post(URL, {"file": SimpleUploadedFile("reply.eml", mail.encode())})
    assert person(talk).declined_at


def test_what_is_brought_and_says_nothing_is_said(alice, talk):
    assert alice.post(URL, {}).status_code == 422
    answer = alice.post(URL, {"text": "Dear Alice"})
    assert answer.status_code == 422
    assert hearing.NO_ANSWER in answer.content.decode()


def test_bob_sees_no_answer_of_alices(bob, talk, priya):
    row = came(priya, ics("REPLY", uid(talk), "DECLINED"))
    assert bob.get(f"{URL}{row.pk}/").status_code == 404
    for verb in ("agreement", "settling"):
        assert bob.post(f"{URL}{row.pk}/{verb}/").status_code == 404


def test_a_no_is_settled_when_the_seeker_says_so(alice: Seat, talk, priya):
    row = came(priya, ics("REPLY", uid(talk), "DECLINED"))
    assert "Offer other times" in alice.get(f"{URL}{row.pk}/").content.decode()
    assert list(InvitationReply.objects.open()) == [row]
    alice.post(f"{URL}{row.pk}/settling/")
    assert not InvitationReply.objects.open().exists()
