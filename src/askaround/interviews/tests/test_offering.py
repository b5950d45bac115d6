"""Offering times and taking one: the talk stands once, whoever clicks, and old times fall away."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.calendars.models import CalendarAccount
from askaround.interviews import offer_words
from askaround.interviews.agreeing import agree
from askaround.interviews.being_busy import busy_spans
from askaround.interviews.models import Interview
from askaround.interviews.offering import Occasion, Wishes, offer_times
from askaround.interviews.private_links import link_of, offer_id, token_of
from askaround.interviews.taking import fit_none, take
from askaround.outreach.asking import start_ask
from askaround.outreach.models import Ask, DoorClosed, Letter, Offer, Passed, Taken
from askaround.people.models import Contact
from askaround.purpose.models import Campaign
from conftest import NOW, Seat

FIRST = datetime(2026, 11, 27, 15, tzinfo=UTC)
SECOND = datetime(2026, 12, 1, 19, tzinfo=UTC)
THIRD = datetime(2026, 12, 3, 15, tzinfo=UTC)
WISHES = Wishes("America/New_York", "Europe/Berlin", 20, "video", "Robin")


@pytest.fixture
def ask(campaign: Campaign, priya: Contact) -> Ask:
    made = start_ask(campaign, priya, reason="Your talk on pipelines", minutes=20, at=NOW)
    made.accept(at=NOW)
    return made


@pytest.fixture
def offer(alice: Seat, ask: Ask) -> Offer:
    return offer_times(Occasion.of_ask(ask, alice.user), [SECOND, FIRST, THIRD], WISHES, at=NOW)


def test_the_letter_has_both_clocks_and_names_the_zone(offer: Offer) -> None:
    assert offer.letter is not None
    assert "1. Friday 27 November, 10:00 to 10:20 (16:00 in Berlin)" in offer.letter.body
    assert "2. Tuesday 1 December, 14:00 to 14:20 (20:00 in Berlin)" in offer.letter.body
    assert "on the clock of New York. 20 minutes, by video." in offer.letter.body
    assert "http" not in offer.letter.body, "in local mode nobody could open a page"
    assert offer.letter.kind == "reply"


def test_another_day_on_the_seekers_clock_is_named() -> None:
    far = Offer(minutes=30, format="video", their_zone="America/Los_Angeles", my_zone="Asia/Tokyo", times=[])
    assert offer_words.line(far, datetime(2026, 12, 1, 18, tzinfo=UTC)) == (
        "Tuesday 1 December, 10:00 to 10:30 (Wednesday, 03:00 in Tokyo)"
    )
    same = Offer(minutes=30, format="video", their_zone="Europe/Paris", my_zone="Europe/Berlin", times=[])
    assert offer_words.line(same, FIRST) == "Friday 27 November, 16:00 to 16:30"


def test_the_times_count_as_offered_when_the_letter_goes_out(offer: Offer) -> None:
    assert offer.offered_at is None
    offer.letter.send(at=NOW + timedelta(hours=1))
    offer.refresh_from_db()
    assert offer.offered_at == NOW + timedelta(hours=1)


def test_one_time_taken_makes_the_talk(offer: Offer, ask: Ask) -> None:
    talk = take(offer, SECOND, at=NOW)
    assert (talk.starts_at, talk.minutes, talk.format) == (SECOND, 20, "video")
    assert talk.their_zone == "America/New_York"
    ask.refresh_from_db()
    offer.refresh_from_db()
    assert ask.closed_at == NOW
    assert (offer.taken, offer.taken_at) == (SECOND, NOW)


def test_two_clicks_take_one(offer: Offer) -> None:
    """Both pages were opened while nothing was taken."""
    other_tab = Offer.objects.get(pk=offer.pk)
    first = take(offer, SECOND, at=NOW)
    with pytest.raises(Taken):
        take(other_tab, FIRST, at=NOW)
    assert take(other_tab, SECOND, at=NOW) == first, "the same time twice is one click"
    assert Interview.objects.count() == 1


def test_a_time_that_passed_was_never_offered_or_is_withdrawn_is_refused(offer: Offer) -> None:
    with pytest.raises(Passed):
        take(offer, FIRST, at=FIRST + timedelta(minutes=1))
    with pytest.raises(Passed):
        take(offer, FIRST + timedelta(minutes=30), at=NOW)
    offer.withdraw(at=NOW)
    with pytest.raises(Passed):
        take(offer, SECOND, at=NOW)
    assert not Interview.objects.exists()


def test_times_for_a_closed_ask_are_not_taken(offer: Offer, ask: Ask) -> None:
    ask.close(at=NOW)
    with pytest.raises(Passed):
        take(offer, SECOND, at=NOW)


def test_offering_anew_withdraws_the_earlier_times_and_writes_the_same_letter(
    alice: Seat, offer: Offer, ask: Ask
) -> None:
    anew = offer_times(Occasion.of_ask(ask, alice.user), [THIRD], WISHES, at=NOW)
    offer.refresh_from_db()
    assert offer.withdrawn_at == NOW
    assert anew.letter == offer.letter
    assert Letter.objects.count() == 1
    assert "Thursday 3 December" in anew.letter.body
    assert "Tuesday 1 December" not in anew.letter.body


def test_a_time_agreed_by_word_ends_the_offer(campaign: Campaign, priya: Contact, offer: Offer, ask: Ask) -> None:
    agree(
        campaign, [priya], starts_at=THIRD, minutes=20, at=NOW, my_zone="UTC", their_zone="UTC", ask=ask,
    )  # fmt: skip
    offer.refresh_from_db()
    assert offer.withdrawn_at == NOW


def test_a_talk_is_moved_to_a_time_they_take(alice: Seat, offer: Offer) -> None:
    talk = take(offer, SECOND, at=NOW)
    talk.confirm(at=NOW)
    anew = offer_times(Occasion.of_interview(talk, alice.user), [THIRD], WISHES, at=NOW)
    assert anew.letter.kind == "reschedule"
    moved = take(anew, THIRD, at=NOW)
    assert moved == talk
    assert (moved.starts_at, moved.sequence, moved.confirmed_at) == (THIRD, 1, None)
    assert Interview.objects.count() == 1


def test_what_they_say_instead_is_kept_and_counts_as_word_from_them(offer: Offer, priya: Contact) -> None:
    fit_none(offer, words="Mondays are best", link="https://book.example/priya", at=NOW)
    fit_none(offer, words="Mondays after ten", link="", at=NOW)
    offer.refresh_from_db()
    priya.refresh_from_db()
    assert (offer.their_words, offer.none_fits_at) == ("Mondays after ten", NOW)
    assert priya.received == 1


def test_somebody_to_be_left_alone_is_offered_nothing(alice: Seat, ask: Ask) -> None:
    ask.contact.close_door(at=NOW)
    with pytest.raises(DoorClosed):
        offer_times(Occasion.of_ask(ask, alice.user), [FIRST], WISHES, at=NOW)


def test_busy_is_calendars_talks_and_other_offers(
    alice: Seat, campaign: Campaign, tom: Contact, offer: Offer, ask: Ask
) -> None:
    talk = agree(
        campaign, [tom], starts_at=FIRST + timedelta(hours=3), minutes=30, at=NOW, my_zone="UTC", their_zone="UTC"
    )
    found = busy_spans(alice.notebook.pk, NOW, NOW + timedelta(days=30), now=NOW)
    assert (talk.starts_at, talk.ends_at) in found
    assert (SECOND, SECOND + timedelta(minutes=20)) in found
    own = Occasion.of_ask(ask, alice.user).busy(NOW)
    assert (SECOND, SECOND + timedelta(minutes=20)) not in own, "times offered for this talk are free again"
    assert (talk.starts_at, talk.ends_at) in own
    assert CalendarAccount.objects.count() == 0


def test_proposals_keep_clear_of_what_is_agreed(alice: Seat, campaign: Campaign, tom: Contact, ask: Ask) -> None:
    occasion = Occasion.of_ask(ask, alice.user)
    first = occasion.propose(WISHES, NOW).starts[0]
    agree(campaign, [tom], starts_at=first, minutes=30, at=NOW, my_zone="UTC", their_zone="UTC")
    assert first not in occasion.propose(WISHES, NOW).starts


def test_a_link_opens_its_offer_only_and_dies_with_the_key(offer: Offer, settings: Any) -> None:
    token = token_of(offer)
    assert len(token) == 43
    assert offer_id(token) == offer.pk
    assert link_of(offer) == ""
    settings.SECRET_KEY = "another"
    assert offer_id(token) is None


@given(st.text(max_size=60))
def test_no_guess_is_a_link(text: str) -> None:
    assert offer_id(text) is None


@given(at=st.integers(0, 42), letter=st.sampled_from("AZaz09-_"))
def test_no_changed_letter_is_a_link(at: int, letter: str) -> None:
    token = token_of(Offer())
    changed = token[:at] + letter + token[at + 1 :]
    # The last character carries two bits only.
    assert changed[:42] == token[:42] or offer_id(changed) is None
