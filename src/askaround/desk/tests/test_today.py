"""Today through the browser: the most urgent in the heading, putting off, taking back, and done for today."""

from datetime import timedelta

import pytest

from askaround.desk.facts import known_of
from askaround.desk.frame import frame_of
from askaround.desk.models import Snooze
from askaround.desk.today import Today, steps_json
from askaround.history.models import Batch
from askaround.history.recording import create
from askaround.interviews.models import Brief, Interview, InterviewPerson, ThankYou
from askaround.notes.models import Note
from askaround.outreach.models import Ask, Letter
from askaround.people.models import Contact, Introduction, LookAlike, Promise
from askaround.purpose.models import Profile
from askaround.targets.models import Target
from conftest import NOW, contact_of


def talk(seat, campaign, contact, *, ended=None, starts=None, **facts):
    begin = starts or ended - timedelta(minutes=30)
    interview = Interview.objects.create(
        notebook=seat.notebook, campaign=campaign, starts_at=begin, ends_at=begin + timedelta(minutes=30),
        began_at=begin if ended else None, ended_at=ended, created_at=NOW, **facts,
    )  # fmt: skip
    InterviewPerson.objects.create(notebook=seat.notebook, interview=interview, contact=contact, created_at=NOW)
    return interview


def ask(seat, campaign, contact, *, days, **facts):
    sent = NOW - timedelta(days=days)
    made = Ask.objects.create(
        notebook=seat.notebook, campaign=campaign, contact=contact, created_at=sent, sent_at=sent, **facts
    )
    Letter.objects.create(notebook=seat.notebook, contact=contact, ask=made, kind="ask", sent_at=sent, created_at=sent)
    return made


@pytest.fixture
def settled(alice, campaign):
    """A campaign that no longer needs to be led by the hand."""
    Profile.objects.create(notebook=alice.notebook, pitch="I count things.", created_at=NOW)
    Target.objects.create(
        notebook=alice.notebook, campaign=campaign, kind="occupation", occupation="Engineer", created_at=NOW
    )
    for number in range(5):
        contact_of(alice, f"Person {number}")
    return campaign


@pytest.fixture
def lou_talked(alice, settled):
    lou = contact_of(alice, "Lou Marchetti")
    interview = talk(alice, settled, lou, ended=NOW - timedelta(hours=19), debriefed_at=NOW)
    for number, text in enumerate(("Write the memo first.", "Join the reading group.")):
        Note.objects.create(
            notebook=alice.notebook, interview=interview, contact=lou, kind="advice", text=text, number=number,
            created_at=NOW,
        )  # fmt: skip
    return interview


def heading(seat):
    return Today.of(seat.user, NOW).heading


def test_without_a_campaign_it_leads_to_the_first_steps(alice):
    assert alice.get("/").headers["Location"] == "/first-steps/"


def test_the_heading_is_the_most_urgent_in_words(alice, lou_talked):
    page = alice.get("/").content.decode()
    assert "Thank Lou before 15:10." in page
    assert "5 h left" in page
    assert "“Write the memo first” and “Join the reading group”" in page
    assert "Write the thank-you" in page


def test_done_for_today_says_when_the_next_thing_comes(alice, settled, lena):
    ask(alice, settled, lena, days=1)
    page = alice.get("/").content.decode()
    assert "Nothing is due: done for today." in page
    assert "Next: Follow up with Lena Fischer, " in page


def test_a_step_put_off_is_gone_until_tomorrow_and_can_be_taken_back(alice, lou_talked, clock):
    subject = str(lou_talked.pk)
    answer = alice.post("/steps/snooze/", {"kind": "thank", "subject": subject, "until": "tomorrow"})
    assert answer.status_code == 302
    assert "Thank Lou" not in heading(alice)
    assert "Thank Lou Marchetti" in alice.get("/steps/").content.decode()
    alice.post(f"/steps/{Snooze.objects.get().pk}/return/")
    assert heading(alice) == "Thank Lou before 15:10."
    alice.post("/steps/snooze/", {"kind": "thank", "subject": subject, "until": "tomorrow"})
    clock.shift(timedelta(days=1))
    assert "Thank Lou" in Today.of(alice.user, NOW + timedelta(days=1)).heading


def test_next_week_is_monday_morning_where_the_seeker_is(alice, lou_talked):
    alice.post("/steps/snooze/", {"kind": "thank", "subject": str(lou_talked.pk), "until": "next week"})
    assert Snooze.objects.get().until.isoformat() == "2026-11-29T23:00:00+00:00"


def test_a_dismissed_step_stays_away(alice, lou_talked):
    alice.post("/steps/dismissal/", {"kind": "thank", "subject": str(lou_talked.pk)})
    assert "Thank Lou" not in heading(alice)
    assert Snooze.objects.get().until is None
    assert "For good" in alice.get("/steps/").content.decode()


def test_putting_off_without_saying_until_when_is_asked_again(alice, lou_talked):
    answer = alice.post("/steps/snooze/", {"kind": "thank", "subject": str(lou_talked.pk)})
    assert answer.status_code == 422
    assert alice.post("/steps/snooze/", {"kind": "", "subject": "x", "until": "never"}).status_code == 422


def test_putting_off_twice_keeps_one_word(alice, lou_talked):
    for until in ("tomorrow", "next week"):
        alice.post("/steps/snooze/", {"kind": "thank", "subject": str(lou_talked.pk), "until": until})
    assert Snooze.objects.count() == 1


def test_bob_cannot_take_back_what_alice_put_off(alice, bob, lou_talked):
    alice.post("/steps/dismissal/", {"kind": "thank", "subject": str(lou_talked.pk)})
    assert bob.post(f"/steps/{Snooze.objects.get().pk}/return/").status_code == 404


def test_bob_sees_none_of_it(alice, bob, lou_talked):
    assert Today.of(bob.user, NOW) is None
    assert steps_json(bob.user, NOW) == []


def test_the_steps_for_the_command_line(alice, lou_talked):
    first = steps_json(alice.user, NOW)[0]
    assert set(first) == {"id", "kind", "due", "contact", "text", "url"}
    assert first["kind"] == "thank"
    assert first["due"] == "2026-11-24T15:10:00+01:00"
    assert first["contact"]["name"] == "Lou Marchetti"
    assert first["text"] == "Thank Lou Marchetti"
    assert first["url"] == f"/interviews/{lou_talked.pk}/"


def test_an_interview_today_shows_its_brief(alice, settled, lena):
    interview = talk(alice, settled, lena, starts=NOW + timedelta(hours=5, minutes=20), place="Café Lume", minutes=30)
    Brief.objects.create(notebook=alice.notebook, interview=interview, goals="Hear it", created_at=NOW)
    page = alice.get("/").content.decode()
    assert "Interview with Lena Fischer</b></a>, 30 min, Café Lume" in page
    assert "No questions chosen yet." in page
    assert heading(alice) == "Meet Lena at 15:30."


def test_whoever_works_beside_somebody_silent_is_offered(alice, settled, priya, tom):
    place = priya.roles.get().organization
    ask(alice, settled, priya, days=5, organization=place)
    assert "Tom Okafor" in str(steps_json(alice.user, NOW))
    tom.do_not_contact_at = NOW
    tom.save(update_fields=["do_not_contact_at"])
    assert "Tom Okafor" not in str(steps_json(alice.user, NOW))


def test_what_lies_in_the_trash_asks_for_nothing(alice, lou_talked):
    Contact.objects.filter(name="Lou Marchetti").update(trashed_at=NOW)
    assert "Lou" not in str(steps_json(alice.user, NOW))


def test_how_far_it_is(alice, lou_talked, campaign, lena, tom):
    ask(alice, campaign, lena, days=2)
    ask(alice, campaign, tom, days=30, answered_at=NOW, declined_at=NOW)
    tally = Today.of(alice.user, NOW).tally
    assert (tally.held, tally.goal, tally.asked, tally.answered, tally.answered_percent) == (1, 8, 2, 1, 50)
    assert tally.cells == ["on", *["open"] * 7]


def test_only_look_alikes_that_an_import_brought_are_a_step(alice, campaign, priya, tom):
    first, second = sorted((priya, tom), key=lambda one: one.pk)
    LookAlike.objects.create(notebook=alice.notebook, a=first, b=second, likeness=0.8, created_at=NOW)
    said = "Look at a pair who may be one person"
    assert said not in alice.get("/").content.decode()
    batch = Batch.objects.create(notebook=alice.notebook, verb="imported", created_at=NOW)
    Contact.objects.filter(pk=tom.pk).update(batch=batch)
    assert said in alice.get("/").content.decode()


def test_today_takes_as_many_queries_for_twenty_as_for_one(alice, settled, queries):
    def fill(name):
        contact = contact_of(alice, f"{name} One", "Northwind", "Engineer")
        other = contact_of(
            alice, f"{name} Two", "Northwind", "Engineer", met=1, last_contact_at=NOW - timedelta(days=99)
        )
        ask(alice, settled, contact, days=12, organization=contact.roles.get().organization)
        interview = talk(alice, settled, other, ended=NOW - timedelta(hours=3))
        Note.objects.create(
            notebook=alice.notebook, interview=interview, contact=other, kind="advice", text="Go on", created_at=NOW
        )
        Introduction.objects.create(
            notebook=alice.notebook, by=other, to=contact_of(alice, f"{name} Three"), offered_at=NOW, created_at=NOW
        )
        create(Promise(notebook=alice.notebook, contact=other, what="send it", created_at=NOW), at=NOW)
        Letter.objects.create(notebook=alice.notebook, contact=other, kind="keep-in-touch", created_at=NOW)

    for name in ("First", "Second", "Third"):
        fill(name)
    one = queries(alice, "/")
    for number in range(19):
        fill(f"Nr{number}")
    assert queries(alice, "/") == one
    assert one <= 17, "three of them are the door’s own"


def test_asks_that_are_over_still_count(alice, settled, lena, tom, priya):
    ask(alice, settled, lena, days=30, closed_at=NOW)
    ask(alice, settled, tom, days=30, closed_at=NOW, answered_at=NOW)
    ask(alice, settled, priya, days=1)
    tally = Today.of(alice.user, NOW).tally
    assert (tally.asked, tally.answered) == (3, 1)


def test_an_ask_that_is_over_still_keeps_its_organization_apart(alice, settled, priya, tom):
    there = priya.roles.get().organization
    ask(alice, settled, tom, days=2, organization=there)
    ask(alice, settled, priya, days=2, organization=there, closed_at=NOW)
    ask(alice, settled, contact_of(alice, "Eva Lund"), days=2, closed_at=NOW)
    known = known_of(alice.user, frame_of(alice.user), NOW)
    assert {each.who.name for each in known.asks} == {"Priya Raman", "Tom Okafor"}
    assert known.asked_before == 1


def test_marked_words_are_repeated_before_short_advice(alice, settled, lou_talked):
    words = "Nobody asks which framework you know, and that is as true here as anywhere else I have worked so far."
    for number in range(20):
        Note.objects.create(
            notebook=alice.notebook, interview=lou_talked, contact=lou_talked.people.get().contact, second=number,
            kind="information", text=f"{words} {number}", created_at=NOW,
            marks=[{"kind": "quote", "start": 0, "end": 36}] if number == 19 else [],
        )  # fmt: skip
    (step,) = (step for step in Today.of(alice.user, NOW).steps if step.kind == "thank")
    assert "“Nobody asks which framework you know”" in step.detail
    assert "“Write the memo first”" in step.detail


def test_a_thank_you_begun_leads_to_its_letter(alice, lou_talked):
    """The draft is there, unsent: Today still asks for the thanks, and its button opens the draft."""
    lou = Contact.objects.get(name="Lou Marchetti")
    draft = Letter.objects.create(
        notebook=alice.notebook, contact=lou, kind="thank-you", body="Dear Lou", created_at=NOW
    )
    ThankYou.objects.create(notebook=alice.notebook, interview=lou_talked, contact=lou, letter=draft, created_at=NOW)
    assert f'href="/letters/{draft.pk}/"' in alice.get("/").content.decode()
