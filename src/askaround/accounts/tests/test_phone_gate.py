"""What the gate of the second door does with a request, whichever server brings it; and the page at the computer."""

from io import BytesIO
from typing import Any, cast

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import reverse

from askaround.accounts.listening import Door, hang
from askaround.accounts.models import PairedDevice
from askaround.accounts.pairing import claim, confirm, offer
from askaround.accounts.phone_forms import guessed_name
from askaround.accounts.phone_gate import (
    AT_THE_COMPUTER,
    DEVICE_COOKIE,
    HOSTS,
    MOST,
    PhoneGate,
    PhoneRequest,
    SignedByDevice,
)
from conftest import NOW
from tests.test_doors import DOORS

HOST = "192.168.1.20:8766"


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


def inside(request: HttpRequest) -> HttpResponse:
    """What lies behind the gate."""
    answer = HttpResponse(f"in as {request.user}")
    answer.set_cookie("askaround-csrf", "x")
    return answer


def knock(path: str = "/people/", *, host: str = HOST, secret: str = "", address: str = "192.168.1.7") -> Any:
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": host, "REMOTE_ADDR": address, HOSTS: {HOST},
        "wsgi.input": BytesIO(), "SERVER_NAME": "x", "SERVER_PORT": "8766", "HTTP_COOKIE": f"{DEVICE_COOKIE}={secret}",
    }  # fmt: skip
    return PhoneGate(SignedByDevice(inside))(PhoneRequest(environ))


@pytest.fixture
def secret(alice):
    pairing = offer(alice.user, at=NOW)
    kept = claim(pairing, "Pixel", at=NOW)
    pairing.refresh_from_db()
    confirm(pairing, at=NOW)
    return kept


def test_a_paired_phone_is_who_it_was_paired_for(alice, secret):
    assert knock(secret=secret).content.decode() == f"in as {alice.user}"


def test_every_cookie_that_it_takes_away_needs_tls(secret):
    assert all(cookie["secure"] for cookie in knock(secret=secret).cookies.values())


def test_bobs_phone_is_bob(alice, bob, secret):
    PairedDevice.objects.update(user=bob.user)
    assert knock(secret=secret).content.decode() == f"in as {bob.user}"


@pytest.mark.parametrize("made_up", ["", "x", "None"])
def test_a_made_up_secret_finds_it_closed(secret, made_up):
    assert knock(secret=made_up).status_code == 403


def test_the_hash_of_the_secret_is_no_secret(secret):
    assert knock(secret=PairedDevice.objects.get().secret_hash).status_code == 403


def test_after_sixty_answers_in_a_minute_a_stranger_hears_only_that_it_is_too_much(db, clock, secret):
    assert {knock().status_code for _ in range(MOST)} == {403}
    assert knock().status_code == 429
    assert knock(address="192.168.1.8").status_code == 403
    assert knock(secret=secret).status_code == 200


@pytest.mark.parametrize("host", ["", "evil.example", "192.168.1.20", "192.168.1.20:1", "127.0.0.1:8766"])
def test_under_any_other_name_it_is_closed(secret, host):
    assert knock(host=host, secret=secret).status_code == 400


def test_who_may_come_in_and_what_holds_passwords_stays_at_the_computer():
    """Each prefix is one of a real door, so that a renamed page does not slip out to phones."""
    paths = {"/" + str(door.pattern) for door in DOORS.values()}
    assert all(any(path.startswith(prefix) for path in paths) for prefix in AT_THE_COMPUTER)
    for name in ("export", "backups", "backup", "settings", "mail-edit", "calendar-password", "phone-confirmation"):
        assert ("/" + str(DOORS[name].pattern)).startswith(AT_THE_COMPUTER)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)", "iPhone"),
        ("Mozilla/5.0 (Linux; Android 15; K)", "Android phone"),
        ("Mozilla/5.0 (X11; Linux x86_64)", ""),
        ("", ""),
    ],
)
def test_a_phone_is_called_by_what_its_browser_says(agent, name):
    assert guessed_name(agent) == name


def test_without_a_running_app_of_its_own_the_page_says_so(alice):
    assert "Only the app that you start with" in alice.get(reverse("phone")).content.decode()
    assert alice.post(reverse("phone-opening")).status_code == 404
    assert alice.post(reverse("phone-closing")).status_code == 404


def test_a_host_has_no_second_door(alice, settings):
    settings.LOCAL = False
    for name in ("phone", "phone-opening", "phone-closing", "phone-pairings"):
        assert alice.get(reverse(name)).status_code in (404, 405)
        assert alice.post(reverse(name)).status_code in (404, 405)
    assert "Your phone" not in alice.get(reverse("settings")).content.decode()


def test_the_list_of_phones_asks_the_database_as_often_for_twenty_as_for_one(alice, queries):
    def more(count: int) -> None:
        for number in range(count):
            PairedDevice.objects.create(
                user=alice.user, name=f"Phone {number}", secret_hash=f"{PairedDevice.objects.count()}",
                paired_at=NOW, last_seen_at=NOW,
            )  # fmt: skip

    more(1)
    one = queries(alice, reverse("phone"))
    more(19)
    assert queries(alice, reverse("phone")) == one


def test_bob_sends_none_of_alices_phones_away(alice, bob, secret):
    device = PairedDevice.objects.get()
    assert bob.post(reverse("phone-revocation", args=[device.pk])).status_code == 404
    assert "Pixel" not in bob.get(reverse("phone")).content.decode()
    assert "Pixel" in alice.get(reverse("phone")).content.decode()


class SomeDoor:
    """Only that there is one counts here."""


def test_the_way_to_the_phone_is_shown_at_a_computer_that_has_a_door_and_nowhere_else(rf):
    def line(request: HttpRequest) -> str:
        return Template("{% load phone %}{% phone_line %}").render(Context({"request": request})).strip()

    by_phone = PhoneRequest({"REQUEST_METHOD": "GET", "wsgi.input": BytesIO()})
    assert line(rf.get("/")) == ""
    hang(cast("Door", SomeDoor()))
    try:
        assert reverse("phone") in line(rf.get("/"))
        assert line(by_phone) == ""
    finally:
        hang(None)
