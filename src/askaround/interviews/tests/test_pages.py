"""Agreeing, the brief, its questions and the list, through the browser's door."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from askaround.history.models import Batch, Entry
from askaround.interviews import choosing
from askaround.interviews.agreeing import agree
from askaround.interviews.models import Interview
from askaround.outreach.models import Ask
from askaround.people.models import Contact, Promise, ResearchNote
from askaround.purpose.bank import questions
from askaround.purpose.models import Campaign, Question
from askaround.purpose.profile import profile_of
from conftest import NOW, Seat, contact_of

START = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)
TYPED = {
    "day": "2026-11-26", "time": "15:30", "clock": "mine", "my_zone": "Europe/Berlin",
    "their_zone": "America/New_York", "minutes": "30", "other_minutes": "", "format": "face to face",
    "place": "Caffè Nero", "link": "", "others": "",
}  # fmt: skip


@pytest.fixture
def interview(campaign: Campaign, priya: Contact) -> Interview:
    return agree(
        campaign, [priya], starts_at=START, minutes=30, at=NOW, my_zone="Europe/Berlin",
        their_zone="America/New_York", place="Caffè Nero",
    )  # fmt: skip


def brief_of(seat: Seat, interview: Interview) -> str:
    return seat.get(reverse("interview", args=[interview.pk])).content.decode()


def test_an_interview_is_agreed_on_my_clock(alice: Seat, campaign: Campaign, priya: Contact) -> None:
    answer = alice.post(reverse("interview-new", args=[priya.pk]), TYPED)
    made = Interview.objects.of(alice.user).get()
    assert answer.headers["Location"] == reverse("interview", args=[made.pk])
    assert (made.starts_at, made.minutes, made.place) == (START, 30, "Caffè Nero")


def test_an_interview_is_agreed_on_their_clock(alice: Seat, campaign: Campaign, priya: Contact) -> None:
    alice.post(reverse("interview-new", args=[priya.pk]), TYPED | {"clock": "theirs", "time": "09:30"})
    assert Interview.objects.of(alice.user).get().starts_at == START


def test_a_time_that_the_clocks_skip_is_told_and_nothing_is_lost(
    alice: Seat, campaign: Campaign, priya: Contact
) -> None:
    answer = alice.post(reverse("interview-new", args=[priya.pk]), TYPED | {"day": "2027-03-28", "time": "02:30"})
    assert answer.status_code == 422
    assert "Did you mean 03:30?" in answer.content.decode()
    assert "Caffè Nero" in answer.content.decode()


def test_a_time_that_comes_twice_is_taken_and_told(alice: Seat, campaign: Campaign, priya: Contact) -> None:
    typed = TYPED | {"day": "2027-10-31", "time": "02:30"}
    answer = alice.client.post(reverse("interview-new", args=[priya.pk]), typed, follow=True)
    assert "comes twice in Berlin" in answer.content.decode()


@pytest.mark.parametrize(("other", "agreed"), [("25", 25), ("", None), ("4", None)])
def test_other_minutes_can_be_agreed(
    alice: Seat, campaign: Campaign, priya: Contact, other: str, agreed: int | None
) -> None:
    typed = TYPED | {"minutes": "0", "other_minutes": other}
    answer = alice.post(reverse("interview-new", args=[priya.pk]), typed)
    assert answer.status_code == (302 if agreed else 422)
    made = Interview.objects.of(alice.user).first()
    assert (made.minutes if made else None) == agreed


def test_two_people_can_be_in_one_talk(alice: Seat, campaign: Campaign, priya: Contact, tom: Contact) -> None:
    alice.post(reverse("interview-new", args=[priya.pk]), TYPED | {"others": "tom  okafor"})
    assert Interview.objects.of(alice.user).get().names == "Priya Raman and Tom Okafor"
    answer = alice.post(reverse("interview-new", args=[priya.pk]), TYPED | {"others": "Nobody Here"})
    assert "Nobody here is called “Nobody Here”." in answer.content.decode()


def test_the_form_knows_their_zone_and_the_minutes_of_the_ask(alice: Seat, campaign: Campaign, tom: Contact) -> None:
    ask = Ask.objects.create(notebook=alice.notebook, campaign=campaign, contact=tom, minutes=25, created_at=NOW)
    text = alice.get(reverse("interview-new", args=[tom.pk]) + f"?ask={ask.pk}").content.decode()
    assert '<option value="America/New_York" selected>' in text
    assert '<option value="Europe/Berlin" selected>' in text
    assert 'value="25"' in text
    alice.post(reverse("interview-new", args=[tom.pk]), TYPED)
    ask.refresh_from_db()
    assert ask.accepted_at == NOW


def test_somebody_who_wants_no_contact_is_not_agreed_with_unwarned(
    alice: Seat, campaign: Campaign, priya: Contact
) -> None:
    url = reverse("interview-new", args=[priya.pk])
    assert "asked not to be contacted" not in alice.get(url).content.decode()
    priya.close_door(at=NOW, why="too busy")
    assert "Priya asked not to be contacted: too busy." in alice.get(url).content.decode()


def test_both_clocks_are_shown_while_typing(alice: Seat, campaign: Campaign, priya: Contact) -> None:
    url = reverse("interview-clocks", args=[priya.pk])
    typed = "&".join(f"{name}={value}" for name, value in TYPED.items())
    assert "09:30 for Priya (New York)" in alice.get(f"{url}?{typed}").content.decode()
    assert alice.get(url).status_code == 200


def test_without_a_campaign_the_first_steps_come_first(alice: Seat, priya: Contact) -> None:
    assert alice.get(reverse("interview-new", args=[priya.pk])).headers["Location"] == reverse("first-steps")
    assert alice.get(reverse("interviews")).headers["Location"] == reverse("first-steps")


def test_the_brief_says_who_when_and_how_long(alice: Seat, interview: Interview, priya: Contact) -> None:
    ResearchNote.objects.create(
        notebook=alice.notebook, contact=priya, kind="talk", fact="Spoke about late data", source="the meetup’s page",
        found_on=NOW.date(), created_at=NOW,
    )  # fmt: skip
    Promise.objects.create(notebook=alice.notebook, contact=priya, what="send the article", created_at=NOW)
    text = brief_of(alice, interview)
    assert "Priya Raman, Thursday 15:30, 30 minutes." in text
    assert "09:30 for Priya (New York)" in text
    for words in ("Data platform manager", "Alumna or alumnus", "Spoke about late data", "You promised: send the"):
        assert words in text
    for phase in ("Greetings", "Why I asked", "Who I am", "Questions", "Who else", "Thanks and staying in touch"):
        assert phase in text


def test_the_brief_changes_words_and_nothing_else(alice: Seat, interview: Interview) -> None:
    url = reverse("brief-edit", args=[interview.pk])
    assert alice.get(url).status_code == 200
    typed = {"goals": "One thing", "why_this_person": "Her talk", "pitch": "I taught.", "version": "1"}
    assert alice.post(url, typed).status_code == 302
    interview.brief.refresh_from_db()
    assert (interview.brief.goals, interview.brief.version) == ("One thing", 2)


def test_two_windows_on_one_brief_both_keep_their_words(alice: Seat, interview: Interview) -> None:
    url = reverse("brief-edit", args=[interview.pk])
    before = {"was-goals": "", "was-why_this_person": "", "was-pitch": "", "version": "1"}
    alice.post(url, before | {"goals": "Mine", "why_this_person": "", "pitch": ""})
    assert alice.post(url, before | {"goals": "", "why_this_person": "Yours", "pitch": ""}).status_code == 302
    interview.brief.refresh_from_db()
    assert (interview.brief.goals, interview.brief.why_this_person) == ("Mine", "Yours")


def test_two_windows_on_one_field_are_shown_both(alice: Seat, interview: Interview) -> None:
    url = reverse("brief-edit", args=[interview.pk])
    before = {"was-goals": "", "was-why_this_person": "", "was-pitch": "", "version": "1"}
    alice.post(url, before | {"goals": "Mine", "why_this_person": "", "pitch": ""})
    answer = alice.post(url, before | {"goals": "Theirs", "why_this_person": "", "pitch": ""})
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode()
    assert "Theirs" in answer.content.decode()
    again = {"goals": "Theirs", "why_this_person": "", "pitch": "", "was-goals": "Mine", "version": "2"}
    assert alice.post(url, again).status_code == 302


def test_goals_that_ask_for_a_job_are_warned_of(alice: Seat, interview: Interview) -> None:
    interview.brief.goals = "Ask whether you have a job for me."
    interview.brief.save()
    assert "sounds like asking for a job" in brief_of(alice, interview)


def test_the_checklist_is_ticked_and_unticked(alice: Seat, interview: Interview) -> None:
    url = reverse("brief-check", args=[interview.pk])
    assert alice.post(url, {"key": "route"}).status_code == 302
    part = alice.post(url, {"key": "card"}, **{"HX-Request": "true"})
    assert part.content.decode().count('aria-pressed="true"') == 2
    assert "<html" not in part.content.decode()
    alice.post(url, {"key": "route"})
    alice.post(url, {"key": "no-such-line"})
    interview.brief.refresh_from_db()
    assert list(interview.brief.checked) == ["card"]


@pytest.mark.parametrize(("format_", "there", "absent"), [
    ("face to face", "Be there 10 minutes early", "microphone"),
    ("video", "Try the link", "offer to pay"),
    ("phone", "clear who calls whom", "offer to pay"),
    ("email", "five questions at most", "notebook"),
])  # fmt: skip
def test_the_checklist_suits_the_format(
    alice: Seat, interview: Interview, format_: str, there: str, absent: str
) -> None:
    interview.format = format_
    interview.save()
    text = brief_of(alice, interview)
    assert there in text
    assert absent not in text


def test_questions_are_suggested_chosen_moved_and_taken_out(alice: Seat, interview: Interview) -> None:
    alice.post(reverse("interview-suggestion", args=[interview.pk]))
    assert interview.questions.count() == 8
    first, second, *_ = interview.questions.all()
    alice.post(reverse("chosen-place", args=[second.pk]), {"to": "up"})
    assert interview.questions.first() == second
    alice.post(reverse("chosen-removal", args=[first.pk]))
    assert interview.questions.count() == 7


def test_only_the_talk_is_sent_again_when_htmx_asks(alice: Seat, interview: Interview) -> None:
    chosen = choosing.choose(interview, questions()[:2], at=NOW)[0]
    part = alice.post(reverse("chosen-place", args=[chosen.pk]), {"to": "down"}, **{"HX-Request": "true"})
    assert part.status_code == 200
    assert "<html" not in part.content.decode()
    assert chosen.text in part.content.decode()


def test_a_suggestion_and_a_removal_can_be_taken_back(alice: Seat, interview: Interview) -> None:
    alice.post(reverse("interview-suggestion", args=[interview.pk]))
    chosen = interview.questions.first()
    alice.post(reverse("chosen-removal", args=[chosen.pk]))
    removed = Entry.objects.of(alice.user).filter(subject_id=chosen.pk).last()
    assert reverse("undo", args=[removed.number]) in brief_of(alice, interview)
    alice.post(reverse("undo", args=[removed.number]))
    assert interview.questions.count() == 8
    alice.post(reverse("batch-undo", args=[Batch.objects.of(alice.user).get().pk]))
    assert interview.questions.count() == 0


def test_questions_are_picked_from_the_bank_and_written_by_hand(alice: Seat, interview: Interview) -> None:
    url = reverse("interview-questions", args=[interview.pk])
    text = alice.get(url + "?about=conditions").content.decode()
    assert "There is time for about 6 questions." in text
    assert "A web search answers this." in text
    alice.post(url, {"question": ["hours-real", "who-else", "nonsense"]})
    alice.post(reverse("interview-own-question", args=[interview.pk]), {"text": "What about the strike?"})
    assert [row.bank_key for row in interview.questions.all()] == ["hours-real", "who-else", ""]
    assert Question.objects.of(alice.user).get().text == "What about the strike?"
    assert "What about the strike?" in brief_of(alice, interview)


def test_moving_tells_the_calendar(alice: Seat, interview: Interview) -> None:
    url = reverse("interview-edit", args=[interview.pk])
    assert alice.get(url).status_code == 200
    typed = {name: value for name, value in TYPED.items() if name != "others"}
    assert alice.post(url, typed | {"time": "16:00", "by": "theirs", "place": "Room 2"}).status_code == 302
    interview.refresh_from_db()
    assert (interview.sequence, interview.moved_by, interview.place) == (1, "theirs", "Room 2")
    alice.post(url, typed | {"time": "16:00", "by": "theirs", "place": "Room 3"})
    interview.refresh_from_db()
    assert (interview.sequence, interview.place) == (2, "Room 3")
    assert alice.post(url, typed | {"time": "25:00", "by": "theirs"}).status_code == 422


def test_what_became_of_it_is_said(alice: Seat, interview: Interview) -> None:
    alice.post(reverse("interview-no-show", args=[interview.pk]), {"by": "theirs"})
    assert "They did not come." in brief_of(alice, interview)
    alice.post(reverse("interview-cancellation", args=[interview.pk]), {"by": "mine"})
    assert "Called off" in brief_of(alice, interview)
    typed = {"day": "2026-11-24", "time": "08:00", "took": "25", "cut_short": "on"}
    url = reverse("interview-held", args=[interview.pk])
    assert alice.get(url).status_code == 200
    assert alice.post(url, typed | {"day": "2026-12-24"}).status_code == 422
    assert alice.post(url, typed).headers["Location"] == reverse("debrief", args=[interview.pk])
    interview.refresh_from_db()
    assert (interview.took, interview.cut_short_at) == (25, interview.ended_at)
    assert "25 of 30 minutes, cut short" in brief_of(alice, interview)
    again = alice.client.post(reverse("interview-cancellation", args=[interview.pk]), {"by": "mine"}, follow=True)
    assert "has been held, so it cannot be called off." in again.content.decode()


def test_the_calendar_file_is_these_facts(alice: Seat, interview: Interview) -> None:
    profile = profile_of(alice.notebook, at=NOW)
    profile.name, profile.email = "Alice Example", "alice@example.com"
    profile.save()
    interview.move(starts_at=START, minutes=45, by="theirs", at=NOW)
    answer = alice.get(reverse("interview-ics", args=[interview.pk]))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode().replace("\r\n", "\n")
    event = text[text.index("BEGIN:VEVENT") :]
    assert event == GOLDEN.format(pk=interview.pk)
    assert icalendar.Calendar.from_ical(answer.content)["method"] == "PUBLISH"
    interview.cancel(by="mine", at=NOW)
    assert b"STATUS:CANCELLED" in alice.get(reverse("interview-ics", args=[interview.pk])).content


GOLDEN = """\
BEGIN:VEVENT
SUMMARY:Talk: Priya Raman and Alice Example
DTSTART;TZID=Europe/Berlin:20261126T153000
DTEND;TZID=Europe/Berlin:20261126T161500
DTSTAMP:20261124T091000Z
UID:{pk}@askaround
SEQUENCE:1
DESCRIPTION:45 minutes\\, face to face.\\n15:30 Europe/Berlin\\, 09:30 Americ
 a/New_York.
LOCATION:Caffè Nero
ORGANIZER;CN="Alice Example":mailto:alice@example.com
STATUS:CONFIRMED
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Talk: Priya Raman and Alice Example
TRIGGER:-PT1H
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def test_the_list_says_what_was_held_and_what_comes(alice: Seat, campaign: Campaign, priya: Contact) -> None:
    url = reverse("interviews")
    assert "No interview agreed yet." in alice.get(url).content.decode()
    facts = {"minutes": 30, "at": NOW, "my_zone": "Europe/Berlin", "their_zone": "Europe/Berlin"}
    agree(campaign, [priya], starts_at=START, **facts)
    assert "Your first interview is on Thursday." in alice.get(url).content.decode()
    for n in range(7):
        agree(campaign, [priya], starts_at=NOW - timedelta(days=n + 1), **facts).end(at=NOW - timedelta(days=n))
    text = alice.get(url).content.decode()
    assert "Seven held, one on Thursday." in text
    assert "7 of 8 held, 1 planned." in text
    agree(campaign, [priya], starts_at=NOW - timedelta(hours=2), **facts)
    assert "How did it go?" in alice.get(url).content.decode()


def test_bob_cannot_reach_anything_of_alices(alice: Seat, bob: Seat, interview: Interview, priya: Contact) -> None:
    chosen = choosing.choose(interview, questions()[:1], at=NOW)[0]
    for name in ("interview", "interview-edit", "interview-ics", "interview-questions", "brief-edit", "interview-held"):
        assert bob.get(reverse(name, args=[interview.pk])).status_code == 404, name
    for name in (
        "interview-edit", "interview-cancellation", "interview-no-show", "interview-held", "interview-questions",
        "interview-own-question", "interview-suggestion", "brief-edit", "brief-check",
    ):  # fmt: skip
        assert bob.post(reverse(name, args=[interview.pk]), {"text": "x", "by": "mine"}).status_code == 404, name
    for name in ("chosen-place", "chosen-removal"):
        assert bob.post(reverse(name, args=[chosen.pk])).status_code == 404
    for name in ("interview-new", "interview-clocks"):
        assert bob.get(reverse(name, args=[priya.pk])).status_code == 404
    interview.refresh_from_db()
    assert interview.is_agreed


def test_bobs_ask_is_not_alices(alice: Seat, bob: Seat, campaign: Campaign, priya: Contact) -> None:
    url = reverse("interview-new", args=[priya.pk])
    assert alice.get(url + "?ask=nonsense").status_code == 404
    assert alice.get(url + f"?ask={priya.pk}").status_code == 404


def test_a_visitor_is_sent_to_the_door(visitor: Client, interview: Interview) -> None:
    assert visitor.get(reverse("interview", args=[interview.pk])).status_code == 302
    assert visitor.get(reverse("interviews")).status_code == 302


def test_the_list_takes_as_many_queries_for_twenty_as_for_one(
    alice: Seat, campaign: Campaign, priya: Contact, queries: Callable[[Seat, str], int]
) -> None:
    def add(count: int) -> None:
        for n in range(count):
            agree(
                campaign, [priya], starts_at=START + timedelta(days=n), minutes=30, at=NOW, my_zone="Europe/Berlin",
                their_zone="UTC",
            )  # fmt: skip

    add(1)
    few = queries(alice, reverse("interviews"))
    add(19)
    assert queries(alice, reverse("interviews")) == few


def test_the_brief_takes_as_many_queries_for_much_as_for_little(
    alice: Seat, interview: Interview, priya: Contact, queries: Callable[[Seat, str], int]
) -> None:
    from askaround.interviews.agreeing import add_person

    def add(count: int, name: str) -> None:
        for n in range(count):
            person = contact_of(alice, f"{name} Number{n}", f"Firm {name} {n}", "Manager", "friend")
            add_person(interview, person, at=NOW)
            for about in ({"contact": person}, {"organization": person.roles.get().organization}):
                ResearchNote.objects.create(
                    notebook=alice.notebook, fact="A fact", found_on=NOW.date(), created_at=NOW, **about
                )
            Promise.objects.create(notebook=alice.notebook, contact=person, what="write", created_at=NOW)

    choosing.choose(interview, questions()[:1], at=NOW)
    add(1, "Ana")
    few = {name: queries(alice, reverse(name, args=[interview.pk])) for name in ("interview", "interview-questions")}
    choosing.choose(interview, questions()[:20], at=NOW)
    add(19, "Ben")
    for name, count in few.items():
        assert queries(alice, reverse(name, args=[interview.pk])) == count, name
