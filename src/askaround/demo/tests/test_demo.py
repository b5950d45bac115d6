"""The demo builds through our own verbs, fast, in a notebook of its own, and goes with one click."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zeal import zeal_ignore

from askaround.accounts.models import Notebook
from askaround.demo.building import build, throw_away
from askaround.demo.timing import asked_so_long_ago, last_end, next_start, working_day_before
from askaround.desk.today import Today
from askaround.findings.models import Gap, Skill, Theme
from askaround.history.models import Batch, Entry
from askaround.history.undoing import undo_batch
from askaround.interviews.models import Interview
from askaround.notes.models import Note, Transcript
from askaround.outreach.models import Ask, Offer
from askaround.people.models import Contact, LookAlike, Tagging
from askaround.plain.workdays import add_working_days
from askaround.search.finding import find
from askaround.search.indexing import catch_up
from askaround.search.models import Document
from askaround.targets.known import known_at_each
from askaround.targets.models import Target
from conftest import NOW

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def demo(alice):
    return build(alice.user, now=NOW)


def test_today_reads_as_it_should(alice, demo):
    today = Today.of(alice.user, NOW)
    assert today.heading == "Thank Lou before 15:10."
    assert [step.kind for step in today.steps] == ["thank", "interview", "follow-up", "ask-introduced", "report-back"]
    assert [step.when for step in today.steps] == ["5 h left", "15:30", "Day 7", "This week", "This week"]
    assert (today.tally.goal, today.tally.held, today.tally.planned) == (8, 7, 1)


def test_its_pages_open(alice, demo):
    assert "Thank Lou before 15:10." in alice.get("/").content.decode()
    for path in ("/findings/", "/people/", "/targets/", "/asks/", "/interviews/", "/network/", "/purpose/"):
        answer = alice.get(path)
        assert answer.status_code == 200, path
        assert "<h1>" in answer.content.decode(), path
    for contact in Contact.objects.of(alice.user):
        assert alice.get(f"/people/{contact.pk}/").status_code == 200


def test_one_talk_was_written_down_and_offers_sentences_that_are_no_notes_yet(alice, demo):
    transcript = Transcript.objects.within(demo).get()
    assert set(transcript.speakers) == {"Robin Keller", "Ravi Menon"}
    text = alice.get(f"/transcripts/{transcript.pk}/").content.decode()
    assert "sentences look worth keeping" in text
    assert "Edda Marsh" in text


def test_there_is_a_believable_amount_of_everything(alice, demo):
    counts = {model: model.objects.within(demo).count() for model in (Contact, Target, Ask, Interview, Note, Theme)}
    assert counts == {Contact: 32, Target: 9, Ask: 14, Interview: 8, Note: 59, Theme: 8}
    assert Skill.objects.within(demo).count() >= 7
    assert Gap.objects.within(demo).count() == 3


def test_one_yes_has_three_times_to_choose_from(alice, demo):
    offer = Offer.objects.of(alice.user).open(NOW).get()
    assert (offer.contact.name, len(offer.starts), offer.their_zone) == ("Mei Tanaka", 3, "Europe/London")
    assert all(start > NOW for start in offer.starts)
    assert "in Berlin)" in offer.letter.body


def test_industries_find_people_and_a_tag_can_be_taken_back(alice, demo):
    targets = Target.objects.within(demo).filter(kind="industry").select_related("industry")
    assert all(found.count for found in known_at_each(targets, now=NOW).values())
    batch = Batch.objects.within(demo).get(verb="tagged")
    assert Tagging.objects.within(demo).count() == 3
    undo_batch(batch, at=NOW)
    assert not Tagging.objects.within(demo).exists()


def test_everything_in_it_is_in_history(alice, demo):
    told = set(Entry.objects.within(demo).values_list("subject_id", flat=True))
    for model in (Contact, Target, Ask, Interview, Note, Theme, Gap):
        assert set(model.objects.within(demo).values_list("pk", flat=True)) <= told


def test_nothing_happened_after_now(alice, demo):
    assert not Entry.objects.within(demo).filter(at__gt=NOW + timedelta(minutes=10)).exists()


def test_it_builds_in_seconds(alice):
    began = time.perf_counter()
    build(alice.user, now=NOW)
    assert time.perf_counter() - began < 5


def test_the_own_notebook_is_never_touched_and_comes_back(alice, demo):
    assert alice.user.active_notebook_id == demo.pk
    assert not Entry.objects.within(alice.notebook).exists()
    throw_away(alice.user)
    assert alice.user.active_notebook_id == alice.notebook.pk
    assert list(Notebook.objects.filter(owner=alice.user)) == [alice.notebook]


def test_one_click_builds_it_and_one_throws_it_away(alice, clock):
    assert alice.get("/demo/").status_code == 200
    with zeal_ignore():  # the verbs read row by row, once in a demo's life
        assert alice.post("/demo/").headers["Location"] == "/"
    assert "Thank Lou before 15:10." in alice.get("/").content.decode()
    alice.post("/demo/removal/")
    assert alice.get("/").headers["Location"] == "/first-steps/"
    assert not Notebook.objects.filter(demo=True).exists()


def test_building_again_leaves_one_demo(alice, demo):
    build(alice.user, now=NOW)
    assert Notebook.objects.filter(owner=alice.user, demo=True).count() == 1


def test_it_leaves_nothing_in_the_index(alice, demo):
    catch_up(demo)
    assert find(alice.user, "dana")
    throw_away(alice.user)
    assert not Document.objects.within(demo).exists()


def test_bobs_demo_is_not_alices(alice, bob, demo):
    throw_away(bob.user)
    assert Notebook.objects.filter(pk=demo.pk).exists()
    assert bob.get(f"/people/{Contact.objects.within(demo).first().pk}/").status_code == 404


@pytest.mark.parametrize("hour", [0, 5, 11, 14, 18, 23])
def test_at_any_hour_thanks_are_pending_and_nothing_is_late(alice, hour):
    now = datetime(2026, 11, 28, hour, 20, tzinfo=UTC)
    build(alice.user, now=now)
    today = Today.of(alice.user, now)
    assert today.heading.startswith("Thank Lou before ")
    assert today.tally.held == 7
    assert not [step for step in today.steps if step.kind in {"tell-held", "debrief", "alternate"}]


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(BERLIN)))  # noqa: DTZ001
def test_the_times_hold_on_any_day(now):
    assert now - timedelta(hours=24) < last_end(now) < now
    assert next_start(now) > now
    assert working_day_before(now, 9).weekday() < 5
    sent = asked_so_long_ago(now, 7, "DE")
    assert add_working_days(sent.date(), 7, "DE") <= now.date()


def test_one_pair_waits_to_be_looked_at_and_one_was_merged(alice, demo):
    pair = LookAlike.objects.of(alice.user).waiting().get()
    assert (pair.a.name, pair.b.name, pair.sure) == ("Jonas Weber", "Jonas Weber", False)
    noor = Contact.objects.of(alice.user).get(name="Noor Haddad")
    assert (noor.phone, noor.also_called) == ("030 5550 114", "Noor Hadad")
    assert alice.get("/people/look-alikes/").status_code == 200
