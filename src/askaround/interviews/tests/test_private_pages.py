"""The private page: no account, no cookie, no write by looking, no word too much; and it holds under a flood."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from askaround.history.models import Entry
from askaround.interviews.models import Interview
from askaround.interviews.offering import Occasion, Wishes, offer_times
from askaround.interviews.private_links import link_of, token_of
from askaround.interviews.private_pages import LOOKS, POSTS
from askaround.outreach.asking import start_ask
from askaround.outreach.models import Offer
from askaround.people.models import Contact
from askaround.purpose.models import Campaign
from conftest import NOW, Seat

FIRST, SECOND = datetime(2026, 11, 27, 15, tzinfo=UTC), datetime(2026, 12, 1, 19, tzinfo=UTC)
WISHES = Wishes("America/New_York", "Europe/Berlin", 20, "video", "Robin")
WRITES = re.compile(r"^(INSERT|UPDATE|DELETE|SAVEPOINT|BEGIN)")


@pytest.fixture(autouse=True)
def hosted(settings: Any) -> Any:
    """The app as a host runs it, and nobody has knocked yet."""
    settings.LOCAL = False
    settings.SITE_URL = "https://ask.example"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def offer(alice: Seat, campaign: Campaign, priya: Contact) -> Offer:
    ask = start_ask(campaign, priya, reason="Your secret reason", minutes=20, at=NOW)
    ask.accept(at=NOW)
    return offer_times(Occasion.of_ask(ask, alice.user), [FIRST, SECOND], WISHES, at=NOW)


@pytest.fixture
def stranger(db: None) -> Client:
    """A browser without a session, which insists on CSRF tokens."""
    return Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)


def door(offer: Offer, name: str = "private-times") -> str:
    return reverse(name, args=[token_of(offer)])


def test_the_letter_has_the_link_of_the_site(offer: Offer) -> None:
    assert link_of(offer) == f"https://ask.example{door(offer)}"
    assert link_of(offer) in offer.letter.body


def test_it_shows_the_name_times_minutes_and_format_and_nothing_else(stranger: Client, offer: Offer) -> None:
    answer = stranger.get(door(offer))
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<body")[2]))
    assert answer.status_code == 200
    assert "Robin offers you two times to talk." in told
    assert "Friday 27 November, 10:00 to 10:20" in told
    assert "20 minutes, by video. All times are on the clock of New York ." in told
    for word in ("Priya", "Raman", "Northwind", "secret", "Alice", "Berlin", "campaign", "data engineer"):
        assert word.casefold() not in answer.content.decode().casefold(), word


def test_it_is_kept_by_nobody_and_sets_no_cookie(stranger: Client, offer: Offer) -> None:
    for answer in (
        stranger.get(door(offer)),
        stranger.get("/times/nobody/"),
        stranger.get(door(offer, "private-calendar")),
    ):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert not answer.cookies
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "<script" in stranger.get(door(offer)).content.decode()
    assert "//" not in re.sub(r"https://$", "", "".join(re.findall(r'(?:src|href)="([^"]*)"', answer.content.decode())))


def test_looking_writes_nothing(stranger: Client, offer: Offer) -> None:
    entries = Entry.objects.count()
    with CaptureQueriesContext(connection) as captured:
        stranger.get(door(offer))
        stranger.head(door(offer))
    assert not [query["sql"] for query in captured if WRITES.match(query["sql"])]
    assert len(captured) <= 6
    assert Entry.objects.count() == entries


def test_one_click_without_session_or_token_takes_a_time(stranger: Client, alice: Seat, offer: Offer) -> None:
    answer = stranger.post(door(offer, "private-taking"), {"which": "2"})
    assert answer.headers["Location"] == door(offer)
    talk = Interview.objects.of(alice.user).get()
    assert talk.starts_at == SECOND
    told = stranger.get(door(offer)).content.decode()
    assert "Tuesday 1 December, 14:00 to 14:20</time>." in told
    assert "Robin knows." in told
    assert "Tuesday 1 December" in alice.get(offer.get_absolute_url()).content.decode()
    assert not answer.cookies


def test_who_comes_second_is_told_kindly(stranger: Client, offer: Offer) -> None:
    stranger.post(door(offer, "private-taking"), {"which": "2"})
    again = stranger.post(door(offer, "private-taking"), {"which": "1"})
    assert again.status_code == 409
    assert "One of these times is taken already. What stands is below." in again.content.decode()
    assert "Agreed: <time" in again.content.decode()
    assert stranger.post(door(offer, "private-taking"), {"which": "2"}).status_code == 302
    assert Interview.objects.count() == 1


def test_a_time_that_passed_is_said(stranger: Client, offer: Offer, clock: time_machine.Traveller) -> None:
    clock.move_to(FIRST + timedelta(hours=1))
    told = stranger.get(door(offer)).content.decode()
    assert "Robin offers you one time to talk." in told
    assert 'value="1"' not in told
    late = stranger.post(door(offer, "private-taking"), {"which": "1"})
    assert late.status_code == 409
    assert "This time has passed. The others are still free." in late.content.decode()


@pytest.mark.parametrize("which", ["", "0", "3", "1; drop", "²"])
def test_a_number_that_is_none_of_them_is_refused(stranger: Client, offer: Offer, which: str) -> None:
    assert stranger.post(door(offer, "private-taking"), {"which": which}).status_code == 422
    assert not Interview.objects.exists()


def test_none_fits_reaches_the_seeker_as_text(stranger: Client, alice: Seat, offer: Offer) -> None:
    said = {"words": "Mondays <script>after</script> ten", "link": "https://book.example/p"}
    assert stranger.post(door(offer, "private-refusal"), said).status_code == 302
    told = stranger.get(door(offer)).content.decode()
    assert "Mondays &lt;script&gt;after" in told
    assert 'href="https://book' not in told
    assert "None of the times suits Priya." in alice.get(offer.get_absolute_url()).content.decode()
    assert stranger.post(door(offer, "private-refusal"), {"words": "", "link": "http://x.example"}).status_code == 422


def test_the_calendar_file_says_no_more_than_the_page(stranger: Client, offer: Offer) -> None:
    assert stranger.get(door(offer, "private-calendar")).status_code == 404
    stranger.post(door(offer, "private-taking"), {"which": "1"})
    answer = stranger.get(door(offer, "private-calendar"))
    event = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert str(event["summary"]) == "Talk with Robin"
    assert event["dtstart"].dt.astimezone(UTC) == FIRST
    for word in (b"Priya", b"secret", b"Northwind", b"ORGANIZER", b"ATTENDEE"):
        assert word not in answer.content


def test_what_was_moved_or_called_off_is_told_as_it_stands(stranger: Client, offer: Offer) -> None:
    stranger.post(door(offer, "private-taking"), {"which": "1"})
    talk = Interview.objects.get()
    talk.move(starts_at=SECOND, minutes=20, by="mine", at=NOW)
    assert ">Tuesday 1 December, 14:00" in stranger.get(door(offer)).content.decode()
    talk.cancel(by="mine", at=NOW)
    answer = stranger.get(door(offer))
    assert (answer.status_code, "This talk was called off." in answer.content.decode()) == (410, True)


def test_no_log_has_the_link(stranger: Client, offer: Offer, caplog: pytest.LogCaptureFixture) -> None:
    stranger.post(door(offer, "private-taking"), {"which": "9"})
    stranger.get(door(offer)[:-2] + "/")
    stranger.get(door(offer, "private-taking"))
    assert "/times/" not in caplog.text


def test_it_expires(stranger: Client, offer: Offer, clock: time_machine.Traveller) -> None:
    clock.move_to(SECOND + timedelta(minutes=1))
    answer = stranger.get(door(offer))
    assert answer.status_code == 410
    assert "no longer open" in answer.content.decode()
    assert stranger.post(door(offer, "private-taking"), {"which": "2"}).status_code == 409
    assert not Interview.objects.exists()


def test_the_page_of_a_talk_that_is_over_has_done_its_work(
    stranger: Client, offer: Offer, clock: time_machine.Traveller
) -> None:
    stranger.post(door(offer, "private-taking"), {"which": "1"})
    clock.move_to(FIRST + timedelta(days=3))
    assert stranger.get(door(offer)).status_code == 410


def test_wrong_links_are_all_alike_and_ask_the_database_nothing(stranger: Client, offer: Offer) -> None:
    """A changed letter, another key, one that never was, or the one of an offer that is gone from here."""
    token = token_of(offer)
    changed = ("B" if token[30] == "A" else "A").join([token[:30], token[31:]])
    seen = set()
    for wrong in (changed, "x", "x" * 43, "A" * 500, "ü" * 43, "%00", token[:-1]):
        with CaptureQueriesContext(connection) as captured:
            answer = stranger.get(reverse("private-times", args=[wrong]))
            posted = stranger.post(reverse("private-taking", args=[wrong]), {"which": "1"})
        assert not captured.captured_queries
        assert (answer.status_code, posted.status_code) == (404, 404)
        seen |= {answer.content, posted.content}
    key = door(offer)
    offer.delete()
    seen.add(stranger.get(key).content)
    assert len(seen) == 1


def test_somebody_in_the_trash_or_to_be_left_alone_has_no_page(stranger: Client, offer: Offer, priya: Contact) -> None:
    priya.close_door(at=NOW)
    assert stranger.get(door(offer)).status_code == 404


def test_nobody_reaches_a_laptop(stranger: Client, offer: Offer, settings: Any) -> None:
    url = door(offer)
    settings.LOCAL = True
    assert stranger.get(url).status_code == 404


def test_a_flood_is_held_back_without_a_write_and_slows_nobody_else(
    stranger: Client, alice: Seat, offer: Offer
) -> None:
    entries = Entry.objects.count()
    with CaptureQueriesContext(connection) as captured:
        codes = [stranger.get(door(offer)).status_code for _ in range(200)]
    assert codes == [200] * LOOKS + [429] * (200 - LOOKS)
    assert len(captured) <= 6 * LOOKS, "a visit too many asks the database nothing"
    assert not [query["sql"] for query in captured if WRITES.match(query["sql"])]
    assert Entry.objects.count() == entries
    elsewhere = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR="192.0.2.9")
    assert elsewhere.get(door(offer)).status_code == 200, "another address still gets in"
    assert alice.get(offer.get_absolute_url()).status_code == 200


def test_the_limit_ends_after_a_minute(stranger: Client, offer: Offer, clock: time_machine.Traveller) -> None:
    for _ in range(LOOKS + 1):
        answer = stranger.get(door(offer))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    clock.shift(timedelta(seconds=61))
    assert stranger.get(door(offer)).status_code == 200


def test_many_posts_are_held_back_too(stranger: Client, offer: Offer) -> None:
    said = {"words": "No", "link": ""}
    codes = [stranger.post(door(offer, "private-refusal"), said).status_code for _ in range(POSTS + 5)]
    assert codes == [302] * POSTS + [429] * 5
    assert stranger.post(door(offer, "private-refusal"), {"words": "x" * 40_000}).status_code in (413, 429)


def test_a_huge_letter_is_not_read(stranger: Client, offer: Offer) -> None:
    assert stranger.post(door(offer, "private-refusal"), {"words": "x" * 40_000}).status_code == 413
