"""Staying in touch: promises both ways, kept, moved or let go; who hears from the seeker next, in whose rhythm."""

from datetime import date, timedelta

from django.urls import reverse

from askaround.people.models import Contact, Promise
from askaround.people.promising import promise
from askaround.purpose.models import Campaign
from conftest import NOW, Seat, contact_of

URL = "/staying-in-touch/"


def shown(seat: Seat) -> str:
    return seat.get(URL).content.decode()


def test_what_is_owed_stands_in_the_heading(alice: Seat, campaign: Campaign, priya: Contact) -> None:
    assert "No promise is open, and nobody waits for news." in shown(alice)
    promise(priya, what="Send the article", at=NOW, until=date(2026, 11, 20))
    promise(priya, what="Introduce me to Tom", at=NOW, whose="theirs")
    page = shown(alice)
    assert "You owe 1 promise, 1 of them late." in page
    assert "Priya Raman said so." in page


def test_a_promise_is_moved_let_go_and_taken_back(alice: Seat, campaign: Campaign, priya: Contact) -> None:
    made = promise(priya, what="Send the article", at=NOW, until=date(2026, 11, 20))
    alice.post(reverse("promise-day", args=[made.pk]), {"until": "2026-12-01"})
    assert "none of them late" in shown(alice)
    alice.post(reverse("promise-letting-go", args=[made.pk]))
    assert "let go." in shown(alice)
    made.refresh_from_db()
    assert (made.until, made.is_open) == (date(2026, 12, 1), False)
    alice.post(reverse("promise-day", args=[made.pk]), {"until": "2026-12-24"})
    made.refresh_from_db()
    assert made.until == date(2026, 12, 1)


def test_a_day_that_is_none_moves_nothing(alice: Seat, campaign: Campaign, priya: Contact) -> None:
    made = promise(priya, what="Send the article", at=NOW)
    alice.post(reverse("promise-day", args=[made.pk]), {"until": "soon"})
    assert Promise.objects.of(alice.user).get().until is None


def test_each_person_may_have_a_rhythm_of_their_own(alice: Seat, campaign: Campaign, priya: Contact) -> None:
    priya.touch(at=NOW - timedelta(days=40), direction="met")
    assert "every 90 days." in shown(alice)
    alice.post(reverse("rhythm", args=[priya.pk]), {"every": "30"})
    assert "every 30 days, their own rhythm." in shown(alice)
    assert "1 person could hear from you" in shown(alice)
    alice.post(reverse("rhythm", args=[priya.pk]), {"every": "0"})
    assert "Priya Raman" not in shown(alice)
    alice.post(reverse("rhythm", args=[priya.pk]), {"every": ""})
    priya.refresh_from_db()
    assert priya.news_every is None
    assert alice.post(reverse("rhythm", args=[priya.pk]), {"every": "7"}).status_code == 302
    priya.refresh_from_db()
    assert priya.news_every is None


def test_the_page_takes_the_same_queries_for_one_and_for_twenty(alice, campaign, priya, queries):
    def fill(number: int) -> None:
        other = contact_of(alice, f"Person {number}")
        other.touch(at=NOW - timedelta(days=100), direction="met")
        promise(other, what="Send it", at=NOW)
        promise(other, what="Call me", at=NOW, whose="theirs")
        promise(other, what="Was kept", at=NOW).keep(at=NOW)

    fill(0)
    few = queries(alice, URL)
    for number in range(1, 20):
        fill(number)
    assert queries(alice, URL) == few
