"""After the talk: the debrief, the thank-you from what was noted, each name followed."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from askaround.history.models import Batch
from askaround.interviews.models import Brief, InterviewPerson
from askaround.notes import referring, thanking
from askaround.notes.models import DebriefAnswer, Note
from askaround.outreach.knowing import facts_for
from askaround.outreach.models import Letter
from askaround.outreach.review import Facts, review
from askaround.people.models import Contact, Introduction, Promise
from askaround.people.promising import promise
from askaround.plain.text import clean
from askaround.purpose.practice import change
from conftest import NOW, contact_of

from .cast import agreed, held, noted

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(campaign, priya):
    return held(campaign, priya, minutes=28)


def debrief(alice, talk, **answers):
    return alice.post(f"/interviews/{talk.pk}/debrief/", answers)


def test_the_debrief_keeps_words_ratings_and_promises(alice, talk, priya):
    answer = debrief(
        alice, talk, surprise="How little SQL", opening="", confidence="4", questions="5",
        promises_mine="send the article\n", promises_theirs="introduce me to Ana",
    )  # fmt: skip
    assert answer.status_code == 302
    kept = {row.key: row.rating or row.text for row in DebriefAnswer.objects.all()}
    assert kept == {"surprise": "How little SQL", "confidence": 4, "questions": 5}
    assert {(p.whose, p.what) for p in Promise.objects.filter(contact=priya)} == {
        ("mine", "send the article"), ("theirs", "introduce me to Ana"),
    }  # fmt: skip
    talk.refresh_from_db()
    assert talk.debriefed_at == NOW


def test_the_debrief_can_be_changed_and_makes_no_promise_twice(alice, talk):
    debrief(alice, talk, surprise="A", confidence="4", promises_mine="send the article")
    debrief(alice, talk, surprise="B", confidence="", promises_mine="send the article")
    assert [(row.key, row.text) for row in DebriefAnswer.objects.all()] == [("surprise", "B")]
    assert Promise.objects.count() == 1


def test_a_rating_outside_one_to_five_is_said_back_with_what_was_typed(alice, talk):
    page = debrief(alice, talk, surprise="Kept words", confidence="6")
    assert page.status_code == 422
    assert "Kept words" in page.content.decode()
    assert not DebriefAnswer.objects.exists()


def test_kept_time_is_shown_and_not_asked(alice, talk):
    page = alice.get(f"/interviews/{talk.pk}/debrief/").content.decode()
    assert "28 of 30 agreed minutes: time kept." in page


def test_the_24_hours_run_from_the_end(alice, talk, clock):
    clock.shift(timedelta(hours=3))
    assert "21 hours left" in alice.get(f"/interviews/{talk.pk}/debrief/").content.decode()
    clock.shift(timedelta(hours=22))
    assert "24 hours are over" in alice.get(f"/interviews/{talk.pk}/debrief/").content.decode()


def test_a_campaign_may_give_thanks_longer(alice, campaign, talk, clock):
    change(campaign, {"thanks_hours": 48}, at=NOW)
    clock.shift(timedelta(hours=25))
    assert "23 hours left" in alice.get(f"/interviews/{talk.pk}/debrief/").content.decode()
    clock.shift(timedelta(hours=24))
    assert "48 hours are over" in alice.get(f"/interviews/{talk.pk}/debrief/").content.decode()


def test_times_can_be_told_afterwards(alice, campaign, priya, clock):
    interview = agreed(campaign, priya)
    clock.shift(timedelta(hours=2))
    wrong = debrief(alice, interview, began_at="2026-11-24T10:10", ended_at="2026-11-24T10:00")
    assert wrong.status_code == 422
    debrief(alice, interview, began_at="2026-11-24T10:10", ended_at="2026-11-24T10:35")
    interview.refresh_from_db()
    assert interview.ended_at == NOW + timedelta(minutes=25)


def test_the_thank_you_quotes_marked_words_then_advice_and_names_the_promise(talk, priya):
    noted(talk, priya, "information", "The team runs on-call two weeks in eight")
    noted(talk, priya, "advice", "Learn to read a query plan before you learn another framework. It pays.")
    quoted = noted(talk, priya, "information", "Well, nobody asks which framework you know.")
    Note.objects.filter(pk=quoted.pk).update(marks=[{"kind": "quote", "start": 6, "end": 42}])
    Promise.objects.create(notebook=talk.notebook, contact=priya, what="send the article", created_at=NOW)
    letter = thanking.draft(talk, priya)
    assert letter.quoted == (
        "nobody asks which framework you know", "Learn to read a query plan before you learn another framework",
    )  # fmt: skip
    assert "Dear Priya," in letter.body
    assert "send the article" in letter.body
    assert len(letter.body.split()) <= 150


def test_words_that_would_ask_for_a_job_are_not_quoted(talk, priya):
    noted(talk, priya, "advice", "Could you hire me for the open position? I asked, and sent my résumé.")
    noted(talk, priya, "information", "The weekly review of slow queries teaches most.")
    assert thanking.draft(talk, priya).quoted[0] == "The weekly review of slow queries teaches most"


def test_a_short_yes_is_passed_over_for_what_was_said_next(talk, priya):
    noted(talk, priya, "advice", "Yes! Read slow queries with a mentor every week. It pays.")
    noted(talk, priya, "information", "Nobody here reviews alone. Two people look at each change.")
    assert thanking.draft(talk, priya).quoted == (
        "Read slow queries with a mentor every week", "Nobody here reviews alone",
    )  # fmt: skip


def test_what_both_promised_stands_in_it_with_the_day(talk, priya):
    noted(talk, priya, "advice", "Read slow queries with a mentor every week.")
    noted(talk, priya, "information", "Two people look at each change.")
    promise(priya, what="send the article.", until=date(2026, 11, 27), at=NOW)
    promise(priya, what="the slides of the June meeting", whose="theirs", at=NOW)
    body = thanking.draft(talk, priya).body
    assert "And as promised: send the article, by Friday 27 November." in body
    assert "Thank you for what you offered: the slides of the June meeting." in body


def test_a_promise_that_would_ask_for_a_job_stays_out(talk, priya):
    noted(talk, priya, "advice", "Read slow queries with a mentor every week.")
    noted(talk, priya, "information", "Two people look at each change.")
    promise(priya, what="hire me for the open position", whose="theirs", at=NOW)
    letter = thanking.draft(talk, priya)
    assert "hire" not in letter.body
    assert len(letter.quoted) == 2


def test_of_two_who_were_met_each_is_thanked_for_what_they_said(talk, priya, tom):
    InterviewPerson.objects.create(notebook=talk.notebook, interview=talk, contact=tom, created_at=NOW)
    for person, words in ((priya, "Read slow queries with a mentor."), (tom, "Write the memo before the code.")):
        noted(talk, person, "advice", words)
        noted(talk, person, "information", f"{person.name} has been here nine years.")
    assert "memo" not in thanking.draft(talk, priya).body
    assert thanking.draft(talk, tom).quoted == ("Write the memo before the code", "Tom Okafor has been here nine years")


PLAIN = [
    "query", "plan", "team", "review", "analyst", "weekly", "warehouse", "pipeline", "mentor", "portfolio", "ship",
    "small", "slow", "model", "memo", "customers", "dashboards", "testing", "release", "quality", "incident",
]  # fmt: skip
ODD = [
    "job", "hire", "hiring", "opening", "position", "résumé", "apply", "me", "your", "company", "could", "you",
    "consider", ".", ",", "?", "!", "–", "“", "”", "[name]", "{x}", "я", "数据。", "the", "and", "yes", "no", "I’m",
    "CV",
]  # fmt: skip
SAID = st.lists(st.sampled_from(PLAIN + ODD), min_size=1, max_size=60).map(" ".join)
# Four plain words in a row somewhere: of a note of nothing but "hire" no word may stand in a thank-you.
QUOTABLE = st.tuples(
    st.lists(st.sampled_from(PLAIN + ODD), max_size=25),
    st.lists(st.sampled_from(PLAIN), min_size=4, max_size=8, unique=True),
    st.lists(st.sampled_from(PLAIN + ODD), max_size=25),
).map(lambda parts: " ".join(word for part in parts for word in part))
NOTES = st.lists(st.tuples(st.sampled_from(["advice", "information", "referral"]), QUOTABLE), min_size=2, max_size=6)
PROMISES = st.lists(st.tuples(st.sampled_from(["mine", "theirs"]), SAID), max_size=3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NOTES, PROMISES)
def test_a_draft_passes_its_own_review_and_quotes_two_notes_rightly(talk, priya, said, promises):
    Note.objects.all().delete()
    Promise.objects.all().delete()
    for kind, words in said:
        noted(talk, priya, kind, words)
    for whose, words in promises:
        promise(priya, what=words, whose=whose, at=NOW)
    letter = thanking.draft(talk, priya)
    texts = tuple(clean(text) for text in Note.objects.values_list("text", flat=True))
    remarks = review(letter.body, kind="thank-you", subject=letter.subject, facts=Facts(noted=texts))
    assert not [remark for remark in remarks if remark.level == "must"]
    assert len(letter.body.split()) <= 150
    assert all(any(quote in text for text in texts) for quote in letter.quoted)
    assert len(letter.quoted) == 2 or len(set(texts)) == 1


def test_a_note_that_may_not_be_quoted_is_asked_about(talk, priya):
    noted(talk, priya, "advice", "hire")
    letter = thanking.draft(talk, priya)
    assert "hire" not in letter.body
    remarks = review(letter.body, kind="thank-you", facts=Facts(noted=letter.noted))
    assert [remark.rule for remark in remarks if remark.level == "must"] == ["thanks-quotes-nothing"]


def test_thanks_are_drafted_once_and_lead_to_the_letter(alice, talk, priya):
    noted(talk, priya, "advice", "Learn to read a query plan before another framework")
    url = f"/interviews/{talk.pk}/thanks/{priya.pk}/"
    first, again = alice.post(url), alice.post(url)
    letter = Letter.objects.get()
    assert first.headers["Location"] == again.headers["Location"] == f"/letters/{letter.pk}/"
    assert (letter.kind, letter.contact, talk.thanks.get().letter) == ("thank-you", priya, letter)
    assert letter.noted == ["Learn to read a query plan before another framework"]
    emptied = review("Dear Priya,\n\nThank you.", kind=letter.kind, facts=facts_for(letter))
    assert "thanks-quotes-nothing" in [remark.rule for remark in emptied]


def test_thanked_otherwise_is_done(alice, talk, priya):
    alice.post(f"/interviews/{talk.pk}/thanks/{priya.pk}/otherwise/")
    assert talk.thanks.get().thanked_at == NOW
    assert "Priya was thanked" in alice.get(f"/interviews/{talk.pk}/debrief/").content.decode()


def test_somebody_who_closed_the_door_gets_no_letter(alice, talk, priya):
    Contact.objects.filter(pk=priya.pk).update(do_not_contact_at=NOW)
    answer = alice.post(f"/interviews/{talk.pk}/thanks/{priya.pk}/")
    assert answer.headers["Location"] == f"/interviews/{talk.pk}/debrief/"
    assert not Letter.objects.exists()


def test_bob_cannot_thank_in_alices_name(bob, talk, priya):
    for path in ("", "otherwise/"):
        assert bob.post(f"/interviews/{talk.pk}/thanks/{priya.pk}/{path}").status_code == 404


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Talk to Ana Ruiz at Contoso, she runs the platform", ["Ana Ruiz"]),
        ("Ask Jean-Luc de la Tour or O’Neill Baker", ["Jean-Luc de la Tour", "O’Neill Baker"]),
        ("ask Sam, he knows", ["Sam"]),
        ("Her old boss might help", []),
        ("You should meet Łukasz Żak’s team", ["Łukasz Żak"]),
    ],
)
def test_names_are_guessed_from_capitals(talk, priya, text, names):
    guessed = referring.names_in(noted(talk, priya, "referral", text))
    assert guessed[: len(names)] == names


def test_a_referral_becomes_a_contact_with_its_introduction(alice, talk, priya):
    note = noted(talk, priya, "referral", "Talk to Ana Ruiz, data lead at Contoso")
    page = alice.get(f"/notes/{note.pk}/referral/").content.decode()
    assert 'value="Ana Ruiz"' in page
    form = {"name": "Ana Ruiz", "organization": "Contoso", "title": "Data lead", "may_use_name": "yes"}
    answer = alice.post(f"/notes/{note.pk}/referral/", form)
    made = Introduction.objects.get()
    assert (made.by, made.to.name, made.may_use_name, made.note_id) == (priya, "Ana Ruiz", "yes", note.pk)
    assert made.to.ties.get().kind == "referred"
    assert answer.headers["Location"] == f"/people/{made.to_id}/"
    alice.post(f"/notes/{note.pk}/referral/", form)
    assert Introduction.objects.count() == 1
    assert Contact.objects.filter(name="Ana Ruiz").count() == 1


def test_somebody_of_that_name_is_offered_as_the_same_person(alice, talk, priya):
    ana = contact_of(alice, "Ana Ruiz")
    note = noted(talk, priya, "referral", "Talk to Ana Ruiz")
    assert "among your people already" in alice.get(f"/notes/{note.pk}/referral/").content.decode()
    alice.post(f"/notes/{note.pk}/referral/", {"name": "Ana Ruiz", "same": "on"})
    assert Introduction.objects.get().to == ana


def test_a_referral_without_a_name_is_said_back(alice, talk, priya):
    note = noted(talk, priya, "referral", "somebody in payroll")
    page = alice.post(f"/notes/{note.pk}/referral/", {"name": "", "organization": "Contoso"})
    assert page.status_code == 422
    assert "Whom did they name?" in page.content.decode()
    assert "Contoso" in page.content.decode()


def test_a_name_leaves_the_list_once_it_is_followed(alice, talk, priya):
    note = noted(talk, priya, "referral", "Talk to Ana Ruiz")
    assert "1 name to follow" in alice.get(f"/interviews/{talk.pk}/debrief/").content.decode()
    referring.refer(note, name="Ana Ruiz", at=NOW)
    assert "to follow" not in alice.get(f"/interviews/{talk.pk}/debrief/").content.decode()


def test_the_debrief_takes_no_more_queries_for_twenty_notes(alice, talk, priya, queries):
    noted(talk, priya, "referral", "Ask Ana Ruiz")
    few = queries(alice, f"/interviews/{talk.pk}/debrief/")
    for number in range(19):
        noted(talk, priya, "referral", f"Ask Ana Ruiz {number}")
    assert queries(alice, f"/interviews/{talk.pk}/debrief/") == few


def test_one_tap_makes_a_name_a_person_introduced_by_who_named_them(alice, talk, priya):
    note = noted(talk, priya, "referral", "Talk to Ana Ruiz or Jun Sato, both at Contoso")
    text = alice.get(f"/interviews/{talk.pk}/debrief/").content.decode()
    assert "Add Ana Ruiz" in text
    assert "Add Jun Sato" in text
    answer = alice.post(f"/notes/{note.pk}/introduction/", {"name": "Ana Ruiz"})
    assert answer.headers["Location"] == f"/interviews/{talk.pk}/debrief/"
    made = Introduction.objects.get()
    assert (made.by, made.to.name, made.note_id) == (priya, "Ana Ruiz", note.pk)
    alice.post(f"/batches/{Batch.objects.get(verb='referred').pk}/undo/")
    assert not Introduction.objects.exists()
    assert not Contact.objects.filter(name="Ana Ruiz").exists()


def test_one_tap_takes_somebody_of_that_name_who_is_here_and_leaves_them_at_undo(alice, talk, priya):
    ana = contact_of(alice, "Ana Ruiz")
    note = noted(talk, priya, "referral", "Talk to Ana Ruiz")
    alice.post(f"/notes/{note.pk}/introduction/", {"name": "Ana Ruiz"})
    assert Introduction.objects.get().to == ana
    alice.post(f"/batches/{Batch.objects.get(verb='referred').pk}/undo/")
    assert Contact.objects.filter(pk=ana.pk).exists()
    assert not Introduction.objects.exists()


def test_a_name_that_the_note_does_not_give_is_asked_about(alice, bob, talk, priya):
    note = noted(talk, priya, "referral", "Talk to Ana Ruiz")
    answer = alice.post(f"/notes/{note.pk}/introduction/", {"name": "Mallory"})
    assert answer.headers["Location"] == f"/notes/{note.pk}/referral/"
    assert bob.post(f"/notes/{note.pk}/introduction/", {"name": "Ana Ruiz"}).status_code == 404
    assert not Introduction.objects.exists()


def test_the_goals_of_the_brief_are_ticked_and_counted(alice, talk):
    Brief.objects.filter(interview=talk).update(goals="What a day is like\nWhom to ask next\n")
    text = alice.get(f"/interviews/{talk.pk}/debrief/").content.decode()
    assert "Whom to ask next" in text
    debrief(alice, talk, reached=["Whom to ask next"])
    assert DebriefAnswer.objects.get().text == "Whom to ask next"
    text = alice.get(f"/interviews/{talk.pk}/debrief/").content.decode()
    assert re.search(r'value="Whom to ask next"[^>]* checked', text)
    assert "1 of 2" in alice.get("/debriefs/").content.decode()


def test_a_goal_taken_out_of_the_brief_stays_ticked(alice, talk):
    Brief.objects.filter(interview=talk).update(goals="One\nTwo")
    debrief(alice, talk, reached=["One", "Two"])
    Brief.objects.filter(interview=talk).update(goals="Two")
    debrief(alice, talk, reached=["One", "Two"], surprise="More")
    assert DebriefAnswer.objects.get(key="reached").text == "One\nTwo"


def test_with_two_people_it_is_said_to_whom_it_was_promised(alice, talk, priya, tom):
    InterviewPerson.objects.create(notebook=talk.notebook, interview=talk, contact=tom, created_at=NOW)
    debrief(alice, talk, promises_mine="send the article", promised_to=str(tom.pk))
    assert Promise.objects.get().contact == tom


def test_a_promise_gets_its_day_and_is_kept_where_it_was_made(alice, talk, priya):
    made = promise(priya, what="send the article", at=NOW)
    here = f"/interviews/{talk.pk}/debrief/"
    text = alice.get(here).content.decode()
    assert "1 promise to keep in mind" in text
    came = {"referer": "http://127.0.0.1" + here}
    answer = alice.client.post(f"/promises/{made.pk}/day/", {"until": "2026-11-27"}, headers=came)
    assert answer.headers["Location"].endswith(here)
    made.refresh_from_db()
    assert made.until == date(2026, 11, 27)
    alice.client.post(f"/promises/{made.pk}/keeping/", headers=came)
    assert "to keep in mind" not in alice.get(here).content.decode()


def test_thanks_on_paper_begin_as_a_letter_to_sign(alice, talk, priya):
    noted(talk, priya, "advice", "Learn to read a query plan before another framework")
    alice.post(f"/interviews/{talk.pk}/thanks/{priya.pk}/", {"channel": "paper"})
    letter = Letter.objects.get()
    assert letter.channel == "paper"
    assert "To print and sign" in alice.get(f"/letters/{letter.pk}/").content.decode()
