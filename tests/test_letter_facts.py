"""Letters that are made of what really happened: the agreed talk, what was said in it, what came of an introduction."""

from datetime import timedelta

import pytest
from django.urls import reverse

from askaround.demo.building import build
from askaround.desk.letter_facts import said_by
from askaround.interviews.models import Interview, InterviewPerson
from askaround.notes.models import Note
from askaround.outreach.models import Letter
from askaround.people.models import Introduction
from conftest import NOW


def talk(campaign, contact, **more):
    facts = {"starts_at": NOW + timedelta(days=2), "ends_at": NOW + timedelta(days=2, minutes=30), **more}
    found = Interview.objects.create(
        notebook=campaign.notebook, campaign=campaign, minutes=30, my_zone="Europe/Berlin",
        their_zone="America/New_York", format="video", link="https://meet.example/abc", created_at=NOW, **facts,
    )  # fmt: skip
    InterviewPerson.objects.create(notebook=campaign.notebook, interview=found, contact=contact, created_at=NOW)
    return found


def noted(interview, contact, text, kind="advice"):
    return Note.objects.create(
        notebook=interview.notebook, interview=interview, contact=contact, kind=kind, text=text, created_at=NOW
    )


def begun(alice, contact, kind, query=""):
    url = reverse("keep-in-touch", args=[contact.pk]) + query
    assert alice.post(url, {"kind": kind, "channel": "email"}).status_code == 302
    return Letter.objects.get()


def test_a_confirmation_says_the_talk_on_their_clock(alice, campaign, priya):
    talk(campaign, priya)
    letter = begun(alice, priya, "confirm")
    assert (
        "Thursday 26 November at 04:10, New York time, for 30 minutes, by video: https://meet.example/abc."
        in letter.body
    )
    assert letter.subject == "Confirming Thursday 26 November"


@pytest.mark.parametrize("kind", ["cancel", "reschedule"])
def test_a_talk_that_is_named_is_the_one_the_letter_is_about(alice, campaign, priya, kind):
    talk(campaign, priya)
    other = talk(campaign, priya, starts_at=NOW + timedelta(days=9), ends_at=NOW + timedelta(days=9, minutes=30))
    letter = begun(alice, priya, kind, f"?interview={other.pk}")
    assert "Thursday 3 December" in letter.body


def test_without_a_talk_the_day_is_asked_for(alice, campaign, priya):
    assert "[day and time, in their zone]" in begun(alice, priya, "confirm").body


def test_keep_in_touch_quotes_what_they_said_and_names_a_promise_kept(alice, campaign, priya):
    held = talk(
        campaign, priya, starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=9) + timedelta(minutes=30)
    )
    noted(held, priya, "Learn to read a query plan before another framework.")
    promise = priya.promises.create(notebook=alice.notebook, what="send the article", created_at=NOW)
    promise.keep(at=NOW)
    letter = begun(alice, priya, "keep-in-touch")
    assert "You said “Learn to read a query plan before another framework”." in letter.body
    assert "What I promised is done: send the article." in letter.body


def test_what_would_read_as_a_job_ask_is_not_quoted(alice, campaign, priya):
    held = talk(campaign, priya)
    noted(held, priya, "Send me your résumé and I will pass it on.", kind="referral")
    noted(held, priya, "Write the memo first.")
    assert said_by(priya, "news") == ("Write the memo first",)


def test_a_report_back_says_what_the_one_they_named_told(alice, campaign, priya, tom):
    introduction = Introduction.objects.create(
        notebook=alice.notebook, by=priya, to=tom, offered_at=NOW, asked_at=NOW, made_at=NOW, met_at=NOW, created_at=NOW
    )
    noted(talk(campaign, tom), tom, "Nobody reads the second page.")
    alice.post(reverse("introduction-letter", args=[introduction.pk]) + "?kind=report-back")
    letter = Letter.objects.get()
    assert "“Nobody reads the second page” stays with me." in letter.body
    assert letter.facts["came_of_it"] == ["Nobody reads the second page"]


def test_only_the_lines_to_forward(alice, campaign, priya, tom):
    introduction = Introduction.objects.create(
        notebook=alice.notebook, by=priya, to=tom, offered_at=NOW, created_at=NOW
    )
    alice.post(reverse("introduction-letter", args=[introduction.pk]) + "?kind=forward")
    letter = Letter.objects.get()
    assert letter.body.startswith("Hi Priya,\n\nHere are the lines for Tom Okafor.")
    assert "---\n\nDear Tom," in letter.body
    letter.send(at=NOW)
    introduction.refresh_from_db()
    assert introduction.asked_at == NOW
    assert introduction.blurb.startswith("Dear Tom,")


def test_an_answer_is_begun_from_the_ask(alice, campaign, priya):
    alice.post(reverse("ask-new", args=[priya.pk]), {"reason": "You moved to data", "minutes": 20, "channel": "email"})
    first = Letter.objects.get()
    first.send(at=NOW)
    first.ask.answer(at=NOW, text="Tell me more.")
    page = alice.get(first.ask.get_absolute_url()).content.decode()
    assert f"?kind=reply&amp;ask={first.ask_id}" in page
    alice.post(
        reverse("keep-in-touch", args=[priya.pk]) + f"?ask={first.ask_id}", {"kind": "reply", "channel": "email"}
    )
    assert Letter.objects.get(kind="reply").ask == first.ask


def test_in_the_demo_every_letter_beside_an_ask_can_be_begun(alice):
    build(alice.user, now=NOW)
    alice.user.refresh_from_db()
    person = Note.objects.exclude(contact__do_not_contact_at__isnull=False).first().contact
    for kind in ("keep-in-touch", "news", "thank-you", "who-else"):
        alice.post(reverse("keep-in-touch", args=[person.pk]), {"kind": kind, "channel": "email"})
        assert "“" in Letter.objects.filter(kind=kind, contact=person).first().body or kind in ("news", "who-else")
