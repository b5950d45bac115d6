"""Offering times through the browser's door: choose, send, hear which; and who may not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from askaround.interviews.agreeing import agree
from askaround.interviews.models import Interview
from askaround.interviews.offering import Occasion, Wishes, offer_times
from askaround.outreach.asking import start_ask
from askaround.outreach.models import Ask, Letter, Offer
from askaround.people.models import Contact
from askaround.purpose.models import Campaign
from conftest import NOW, Seat, contact_of

FIRST = datetime(2026, 11, 27, 15, tzinfo=UTC)
TYPED = {
    "day1": "2026-11-27", "time1": "10:00", "day2": "2026-12-01", "time2": "14:00", "day3": "", "time3": "",
    "their_zone": "America/New_York", "my_zone": "Europe/Berlin", "minutes": "20", "other_minutes": "",
    "format": "video", "signed": "Robin",
}  # fmt: skip
WISHES = Wishes("America/New_York", "Europe/Berlin", 20, "video", "Robin")


@pytest.fixture
def ask(campaign: Campaign, priya: Contact) -> Ask:
    made = start_ask(campaign, priya, reason="Your talk on pipelines", minutes=20, at=NOW)
    made.accept(at=NOW)
    return made


@pytest.fixture
def offer(alice: Seat, ask: Ask) -> Offer:
    return offer_times(Occasion.of_ask(ask, alice.user), [FIRST, FIRST + timedelta(days=4)], WISHES, at=NOW)


def page_of(seat: Seat, url: str) -> str:
    answer = seat.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_three_times_are_proposed_on_both_clocks(alice: Seat, ask: Ask) -> None:
    Contact.objects.filter(pk=ask.contact_id).update(town="New York", country="US")
    told = page_of(alice, reverse("ask-times", args=[ask.pk]))
    assert "Three times on Priya’s clock." in told
    assert "Friday 27 November, 16:00 for you (Berlin), 10:00 for Priya (New York)." in told
    assert 'value="2026-11-27"' in told
    assert "this is a guess" not in told


def test_a_zone_that_is_only_guessed_says_so(alice: Seat, ask: Ask) -> None:
    assert "Nobody has noted where Priya lives" in page_of(alice, reverse("ask-times", args=[ask.pk]))


def test_times_are_offered_after_a_yes(alice: Seat, campaign: Campaign, tom: Contact) -> None:
    asked = start_ask(campaign, tom, reason="", minutes=20, at=NOW)
    assert alice.get(reverse("ask-times", args=[asked.pk])).headers["Location"].endswith("/answer/?outcome=yes")


def test_what_is_chosen_becomes_a_letter_ready_to_send(alice: Seat, ask: Ask) -> None:
    answer = alice.post(reverse("ask-times", args=[ask.pk]), TYPED)
    made = Offer.objects.of(alice.user).get()
    assert answer.headers["Location"] == made.get_absolute_url()
    assert [start.hour for start in made.starts] == [15, 19]
    told = page_of(alice, made.get_absolute_url())
    assert "Send Priya these times." in told
    assert "1. Friday 27 November, 10:00 to 10:20 (16:00 in Berlin)" in told
    assert made.letter.get_absolute_url() in told
    assert "A page of their own" not in told, "nobody can reach a laptop"
    ask.contact.refresh_from_db()
    assert ask.contact.zone == "America/New_York"


def test_checking_tells_both_clocks_and_keeps_nothing(alice: Seat, ask: Ask) -> None:
    typed = TYPED | {"day1": "2026-11-26", "time1": "19:30"}
    told = alice.post(reverse("ask-times-check", args=[ask.pk]), typed, **{"HX-Request": "true"}).content.decode()
    assert "Friday 27 November, 01:30 for you (Berlin), Thursday 26 November, 19:30 for Priya" in told
    assert "outside of working hours" in told
    assert "It is 01:30 for you." in told
    assert "<html" not in told
    assert not Offer.objects.exists()


def test_looking_again_proposes_for_the_new_minutes_and_zone(alice: Seat, ask: Ask) -> None:
    again = TYPED | {"minutes": "60", "their_zone": "Asia/Tokyo", "again": "yes"}
    told = alice.post(reverse("ask-times-check", args=[ask.pk]), again).content.decode()
    assert "for Priya (Tokyo)" in told
    assert "Your days hardly overlap" not in told
    assert not Offer.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day1": "2026-11-23"}, "still to come"),
        ({"day2": "2026-11-27", "time2": "10:00"}, "Two of the times are the same"),
        ({"day2": ""}, "Say day and time, or neither"),
        ({"day1": "2027-03-14", "time1": "02:30"}, "Did you mean 03:30?"),
        ({"minutes": "0", "other_minutes": ""}, "Say how many minutes"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(
    alice: Seat, ask: Ask, wrong: dict[str, str], sentence: str
) -> None:
    answer = alice.post(reverse("ask-times", args=[ask.pk]), TYPED | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Robin" in answer.content.decode()
    assert not Offer.objects.exists()


def test_one_tap_notes_that_they_took_the_second(alice: Seat, offer: Offer) -> None:
    answer = alice.post(reverse("offer-taking", args=[offer.pk]), {"which": "2"})
    talk = Interview.objects.of(alice.user).get()
    assert answer.headers["Location"] == talk.get_absolute_url()
    assert talk.starts_at == FIRST + timedelta(days=4)
    assert "Priya took Tuesday 1 December, 16:00." in page_of(alice, offer.get_absolute_url())


@pytest.mark.parametrize("which", ["", "0", "3", "x"])
def test_a_time_that_was_not_offered_makes_nothing(alice: Seat, offer: Offer, which: str) -> None:
    alice.post(reverse("offer-taking", args=[offer.pk]), {"which": which})
    assert not Interview.objects.exists()


def test_none_fits_is_kept_in_their_words(alice: Seat, offer: Offer) -> None:
    alice.post(reverse("offer-refusal", args=[offer.pk]), {"words": "Mondays <b>only</b>", "link": ""})
    told = page_of(alice, offer.get_absolute_url())
    assert "None of the times suits Priya." in told
    assert "Mondays &lt;b&gt;only&lt;/b&gt;" in told
    assert reverse("ask-times", args=[offer.ask_id]) in told


def test_their_link_is_text_and_must_be_https(alice: Seat, offer: Offer) -> None:
    url = reverse("offer-refusal", args=[offer.pk])
    for bad in (
        "http://book.example/p",
        "javascript:alert(1)",
        "https://",
        "https://a b.example",
        "https://u@b.example",
    ):
        assert alice.post(url, {"words": "", "link": bad}).status_code == 422
    assert alice.post(url, {"words": "", "link": ""}).status_code == 422
    alice.post(url, {"words": "", "link": "https://book.example/priya"})
    told = page_of(alice, offer.get_absolute_url())
    assert "https://book.example/priya" in told
    assert 'href="https://book.example' not in told


def test_a_withdrawn_offer_and_one_whose_times_passed_say_so(
    alice: Seat, offer: Offer, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=30))
    assert "All of these times have passed." in page_of(alice, offer.get_absolute_url())
    alice.post(reverse("offer-withdrawal", args=[offer.pk]))
    assert "These times are no longer offered." in page_of(alice, offer.get_absolute_url())


def test_times_sent_another_way_count_as_offered(alice: Seat, offer: Offer) -> None:
    alice.post(reverse("offer-handing-over", args=[offer.pk]))
    assert "Priya has two times to choose from." in page_of(alice, offer.get_absolute_url())


def test_other_times_for_a_talk_that_is_moved(alice: Seat, campaign: Campaign, priya: Contact) -> None:
    talk = agree(
        campaign, [priya], starts_at=FIRST, minutes=30, at=NOW, my_zone="Europe/Berlin", their_zone="America/New_York",
        place="Caffè Nero",
    )  # fmt: skip
    url = reverse("interview-times", args=[talk.pk])
    assert "10:00 for Priya (New York)" in page_of(alice, url)
    alice.post(url, TYPED | {"day1": "2026-12-02"})
    made = Offer.objects.of(alice.user).get()
    assert made.letter.kind == "reschedule"
    alice.post(reverse("offer-taking", args=[made.pk]), {"which": "2"})
    talk.refresh_from_db()
    assert talk.starts_at == datetime(2026, 12, 2, 15, tzinfo=UTC)
    assert talk.place == "Caffè Nero"
    talk.end(at=talk.ends_at)
    assert alice.post(url, TYPED | {"day1": "2026-12-09"}).status_code == 422


def test_the_page_of_the_ask_shows_what_is_offered(alice: Seat, offer: Offer) -> None:
    told = page_of(alice, offer.ask.get_absolute_url())
    assert reverse("offer-taking", args=[offer.pk]) in told


def test_an_undone_offer_is_gone_and_its_letter_stays(alice: Seat, offer: Offer) -> None:
    letter = Letter.objects.of(alice.user).get()
    offer.delete()
    assert Letter.objects.filter(pk=letter.pk).exists()


def test_the_pages_take_as_many_queries_for_much_as_for_little(
    alice: Seat, campaign: Campaign, ask: Ask, offer: Offer, queries: Callable[[Seat, str], int]
) -> None:
    urls = (reverse("ask-times", args=[ask.pk]), offer.get_absolute_url())
    few = [queries(alice, url) for url in urls]
    for number in range(6):
        other = start_ask(campaign, contact_of(alice, f"Somebody {number}"), reason="", minutes=20, at=NOW)
        offer_times(Occasion.of_ask(other, alice.user), [FIRST + timedelta(hours=number)], WISHES, at=NOW)
    assert [queries(alice, url) for url in urls] == few


def test_bob_sees_nothing_of_it(bob: Seat, offer: Offer) -> None:
    assert bob.get(offer.get_absolute_url()).status_code == 404
    assert bob.post(reverse("offer-taking", args=[offer.pk]), {"which": "1"}).status_code == 404
    assert bob.get(reverse("ask-times", args=[offer.ask_id])).status_code == 404
