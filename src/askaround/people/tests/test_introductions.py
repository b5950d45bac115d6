"""Introductions: offered or wished for, stage by stage, corrected, taken back."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.history.models import Entry
from askaround.history.undoing import undo
from askaround.people.chain import Facts, Next, Turn, links, stand
from askaround.people.introducing import IntroductionError, correct, offer, wish
from askaround.people.models import STAGES, Introduction, Tie
from conftest import NOW

BERLIN = ZoneInfo("Europe/Berlin")
HERE = NOW.astimezone(BERLIN)


def facts(**more):
    return Facts(by="Lou", to="Dana", created_at=HERE - timedelta(days=1), **more)


def days_ago(days):
    return HERE - timedelta(days=days)


@pytest.mark.parametrize(
    ("known", "turn", "following"),
    [
        ({}, Turn.MINE, Next.ASK_TO_INTRODUCE),
        ({"offered_at": HERE}, Turn.MINE, Next.ASK_TO_INTRODUCE),
        ({"offered_at": HERE, "may_use_name": "yes"}, Turn.MINE, Next.ASK_INTRODUCED),
        ({"offered_at": HERE, "may_use_name": "ask first"}, Turn.THEIRS, Next.CHECK_IN),
        ({"asked_at": days_ago(3)}, Turn.THEIRS, Next.CHECK_IN),
        ({"asked_at": days_ago(7)}, Turn.MINE, Next.CHECK_IN),
        ({"asked_at": days_ago(20), "checked_in_at": days_ago(9)}, Turn.THEIRS, Next.NOTHING),
        ({"asked_at": days_ago(9), "agreed_at": days_ago(1)}, Turn.THEIRS, Next.CHECK_IN),
        ({"asked_at": days_ago(9), "made_at": HERE}, Turn.MINE, Next.ASK_INTRODUCED),
        ({"made_at": HERE, "approached": True}, Turn.THEIRS, Next.NOTHING),
        ({"approached": True, "talked_at": HERE}, Turn.MINE, Next.REPORT_BACK),
        ({"met_at": HERE, "thanked_at": HERE}, Turn.MINE, Next.REPORT_BACK),
        ({"met_at": HERE, "reported_at": HERE}, Turn.NOBODY, Next.NOTHING),
        ({"closed_at": HERE}, Turn.NOBODY, Next.NOTHING),
    ],
)
def test_whose_turn_it_is_and_what_comes_next(known, turn, following):
    stands = stand(facts(**known), HERE)
    assert (stands.turn, stands.next) == (turn, following)
    assert stands.sentence.endswith(".")


moments = st.none() | st.integers(-40, 0).map(lambda days: HERE + timedelta(days=days))


@given(
    st.builds(
        Facts, by=st.just("Lou"), to=st.just("Dana"), created_at=st.just(days_ago(40)),
        may_use_name=st.sampled_from(["", "yes", "ask first"]), offered_at=moments, asked_at=moments,
        checked_in_at=moments, agreed_at=moments, made_at=moments, met_at=moments, thanked_at=moments,
        reported_at=moments, closed_at=moments, approached=st.booleans(), talked_at=moments,
    )
)  # fmt: skip
def test_whatever_happened_there_is_one_standing_with_a_day_where_something_is_next(known):
    stands = stand(known, HERE)
    assert stands.sentence
    assert bool(stands.next) == (stands.starts is not None)
    if stands.next:
        assert stands.starts <= stands.by
    assert (stands.turn is Turn.NOBODY) == bool(known.closed_at or known.reported_at)


@pytest.fixture
def offered(priya, lena):
    return offer(priya, lena, at=NOW, may_use_name="ask first")


def test_a_wish_is_no_offer_and_makes_no_tie(priya, lena):
    made = wish(priya, lena, at=NOW)
    assert made.offered_at is None
    assert not Tie.objects.filter(contact=lena, kind="referred").exists()
    assert offer(priya, lena, at=NOW, may_use_name="yes") == made
    made.refresh_from_db()
    assert (made.offered_at, made.may_use_name) == (NOW, "yes")
    assert wish(priya, lena, at=NOW) == made


def test_nobody_is_asked_about_who_wants_to_be_left_alone(priya, lena):
    lena.close_door(at=NOW)
    with pytest.raises(IntroductionError, match="asked not to be contacted"):
        wish(priya, lena, at=NOW)


def test_a_stage_passed_over_is_skipped_and_said(offered):
    offered.reach("made", at=NOW)
    states = {link.name: link.state for link in links(offered)}
    assert states == {
        "offered": "reached", "asked": "skipped", "agreed": "skipped", "made": "reached", "met": "next",
        "thanked": "ahead", "reported": "ahead",
    }  # fmt: skip


def test_a_talk_counts_as_having_met(offered):
    met = next(link for link in links(offered, talked_at=NOW) if link.name == "met")
    assert (met.at, met.state) == (NOW, "reached")


@pytest.mark.parametrize("stage", [*STAGES, "checked_in"])
def test_each_stage_is_reached_once_and_taken_back(alice, offered, stage):
    alice.post(f"/introductions/{offered.pk}/{stage}/")
    offered.refresh_from_db()
    first = getattr(offered, f"{stage}_at")
    assert first == NOW
    alice.post(f"/introductions/{offered.pk}/{stage}/removal/")
    offered.refresh_from_db()
    assert getattr(offered, f"{stage}_at") is None
    undo(Entry.objects.filter(subject_id=offered.pk).latest("number"), at=NOW)
    offered.refresh_from_db()
    assert getattr(offered, f"{stage}_at") == first


def test_the_days_can_be_corrected_and_an_empty_day_did_not_happen(alice, offered):
    offered.reach("asked", at=NOW)
    typed = {"offered": "2026-11-10", "asked": "", "made": "2026-11-12", "may_use_name": "yes", "why": "She leads it"}
    alice.post(f"/introductions/{offered.pk}/edit/", typed)
    offered.refresh_from_db()
    assert offered.offered_at.astimezone(BERLIN).date().isoformat() == "2026-11-10"
    assert offered.made_at.astimezone(BERLIN).date().isoformat() == "2026-11-12"
    assert (offered.asked_at, offered.may_use_name, offered.why) == (None, "yes", "She leads it")


def test_a_day_that_stays_keeps_its_hour(offered):
    correct(offered, {"offered": HERE.date()}, at=HERE)
    assert offered.offered_at == NOW


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"offered": "2026-11-25"}, "has not happened yet"),
        ({"offered": "2026-11-20", "made": "2026-11-10"}, "cannot be before"),
        ({"met": "2026-11-20", "reported": "2026-11-10"}, "cannot be before"),
        ({"offered": "yesterday"}, "Enter a valid date"),
    ],
)
def test_days_out_of_order_are_refused_where_they_were_typed(alice, offered, typed, said):
    answer = alice.post(f"/introductions/{offered.pk}/edit/", typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    offered.refresh_from_db()
    assert offered.offered_at == NOW


def test_thanks_may_go_out_before_they_meet(offered):
    correct(offered, {"thanked": HERE.date() - timedelta(days=1), "met": HERE.date()}, at=HERE)
    assert offered.thanked_at < offered.met_at


def test_closed_and_taken_up_again(alice, offered):
    alice.post(f"/introductions/{offered.pk}/closing/")
    assert "Nothing came of the introduction" in alice.get(f"/introductions/{offered.pk}/").content.decode()
    alice.post(f"/introductions/{offered.pk}/reopening/")
    offered.refresh_from_db()
    assert offered.closed_at is None


def test_a_wish_is_noted_from_a_contact_or_with_one_button(alice, priya, lena, tom):
    alice.post(f"/people/{priya.pk}/introductions/new/", {"whose": "wished", "name": "Lena Fischer"})
    assert Introduction.objects.get().offered_at is None
    answer = alice.post(f"/people/{tom.pk}/introductions/", {"contact": lena.pk})
    made = Introduction.objects.get(by=tom)
    assert answer["Location"] == f"/introductions/{made.pk}/"
    assert "Tom could introduce you to Lena Fischer." in alice.get(answer["Location"]).content.decode()
    assert alice.post(f"/people/{tom.pk}/introductions/", {"contact": tom.pk})["Location"] == f"/people/{tom.pk}/"


@pytest.mark.parametrize("door", ["edit/", "closing/", "reopening/", "asked/", "asked/removal/", ""])
def test_alices_introduction_is_not_there_for_bob(bob, offered, door):
    for answer in (bob.get(f"/introductions/{offered.pk}/{door}"), bob.post(f"/introductions/{offered.pk}/{door}")):
        assert answer.status_code in (404, 405)
    offered.refresh_from_db()
    assert (offered.asked_at, offered.closed_at) == (None, None)
