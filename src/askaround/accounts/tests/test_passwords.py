"""Where it is hosted, one signs in with a name and a password, and nobody can try them all."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from askaround.accounts.models import User
from askaround.accounts.trying import MOST


@pytest.fixture
def hosted(settings, db, clock):
    settings.LOCAL = False
    cache.clear()
    user = User(username="alice")
    user.set_password("correct horse")
    user.save()
    return reverse("sign-in")


def test_on_a_laptop_the_page_says_what_to_do(visitor):
    assert "askaround link" in visitor.get(reverse("sign-in")).content.decode()


def test_the_right_password_opens_the_page_that_was_wanted(visitor, hosted):
    right = {"username": "alice", "password": "correct horse"}
    assert visitor.post(f"{hosted}?next=/settings/", right).headers["Location"] == "/settings/"


def test_nobody_is_sent_to_another_site(visitor, hosted):
    right = {"username": "alice", "password": "correct horse"}
    assert visitor.post(f"{hosted}?next=https://evil.example/", right).headers["Location"] == reverse("today")


def test_a_wrong_password_keeps_the_name(visitor, hosted):
    answer = visitor.post(hosted, {"username": "alice", "password": "wrong"})
    assert answer.status_code == 422
    assert 'value="alice"' in answer.content.decode()


def test_after_ten_wrong_passwords_even_the_right_one_waits(visitor, hosted, clock):
    for _ in range(MOST):
        assert visitor.post(hosted, {"username": "alice", "password": "wrong"}).status_code == 422
    right = {"username": "Alice", "password": "correct horse"}
    assert visitor.post(hosted, right | {"username": "alice"}).status_code == 429
    assert visitor.post(hosted, right | {"username": "bob"}).status_code == 422
    clock.shift(timedelta(minutes=15, seconds=1))
    assert visitor.post(hosted, right | {"username": "alice"}).status_code == 302


def test_one_time_links_are_for_laptops_only(visitor, hosted):
    assert visitor.get(reverse("open", args=["made-up"])).status_code == 403


def test_signing_out_closes_the_door(alice):
    assert alice.get(reverse("sign-out")).status_code == 405
    left = alice.post(reverse("sign-out"))
    assert b"forget" in alice.client.get(left.headers["Location"]).content
    assert alice.get(reverse("settings")).status_code == 302
