"""A one-time link opens the app once, soon, on this machine; and nobody opens another's notebook."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from askaround.accounts.links import from_this_machine, make_link, use_link
from askaround.accounts.middleware import zone_of
from askaround.accounts.models import Notebook, SignInLink, User
from askaround.accounts.opening import local_user, open_notebook
from conftest import NOW


@pytest.fixture
def link(db, clock):
    return make_link(at=NOW).removeprefix(settings.SITE_URL)


def test_a_link_signs_in_once(visitor, link):
    assert visitor.get(link).status_code == 200
    assert visitor.post(link).status_code == 302
    assert visitor.get(reverse("settings")).status_code == 200
    visitor.logout()
    assert visitor.post(link).status_code == 403


def test_looking_at_the_link_does_not_use_it(visitor, link):
    visitor.get(link)
    assert SignInLink.objects.get().used_at is None


def test_a_link_grows_old_after_ten_minutes(visitor, link, clock):
    clock.shift(timedelta(minutes=10, seconds=1))
    assert visitor.post(link).status_code == 403


def test_only_a_browser_on_this_machine_gets_in(visitor, link):
    assert visitor.post(link, REMOTE_ADDR="192.168.1.20").status_code == 403
    assert visitor.post(link, REMOTE_ADDR="127.0.0.1").status_code == 302


@pytest.mark.parametrize(
    ("address", "near"), [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("10.0.0.1", False), ("", False)]
)
def test_loopback_is_this_machine(address, near):
    assert from_this_machine(address) is near


def test_a_foreign_host_is_refused(visitor, link):
    assert visitor.get(link, headers={"host": "evil.example"}).status_code == 400


def test_the_token_itself_is_not_kept(link):
    assert SignInLink.objects.get().token_hash not in link


def test_a_made_up_token_opens_nothing(db):
    assert use_link("made-up", at=NOW) is None


def test_the_local_user_is_made_once_with_a_notebook(db):
    first, again = local_user(at=NOW), local_user(at=NOW)
    assert first == again
    assert User.objects.count() == Notebook.objects.count() == 1
    assert not first.has_usable_password()


def test_bob_cannot_open_alices_notebook(alice, bob):
    assert bob.post(reverse("notebook-opening", args=[alice.notebook.pk])).status_code == 404
    bob.user.refresh_from_db()
    assert bob.user.active_notebook == bob.notebook


def test_a_notebook_that_is_not_his_is_not_shown_even_if_bound(alice, bob):
    """A membership taken away while the notebook was open closes it."""
    alice.notebook.open_for(bob.user)
    answer = bob.get(reverse("settings"))
    assert "Alice" not in answer.content.decode()


def test_settings_keep_the_zone_and_the_keys(alice):
    alice.post(reverse("settings"), {"first_name": "Alice", "zone": "Asia/Tokyo"})
    alice.user.refresh_from_db()
    assert alice.user.zone == "Asia/Tokyo"
    assert alice.user.preferences["keys"] is False


def test_a_zone_that_is_none_is_refused_and_the_rest_kept(alice):
    answer = alice.post(reverse("settings"), {"first_name": "Alicia", "zone": "Mars/Olympus"})
    assert answer.status_code == 422
    assert "Alicia" in answer.content.decode()


def test_the_browsers_guess_is_kept_only_while_none_is_known(alice):
    alice.post(reverse("preferences"), {"guessed_zone": "Asia/Tokyo"})
    alice.user.refresh_from_db()
    assert alice.user.zone == "Europe/Berlin"


def test_the_settings_ask_the_same_for_one_notebook_and_for_twenty(alice, queries):
    few = queries(alice, reverse("settings"))
    for number in range(19):
        open_notebook(alice.user, f"Notebook {number}", at=NOW)
    alice.notebook.open_for(alice.user)
    assert queries(alice, reverse("settings")) == few
    assert alice.get(reverse("settings")).content.decode().count(">Open</button>") == 19


def test_alice_switches_between_her_notebooks(alice):
    other = open_notebook(alice.user, "Look around", at=NOW, demo=True)
    alice.notebook.open_for(alice.user)
    assert alice.get(reverse("notebook-opening", args=[other.pk])).status_code == 405
    alice.post(reverse("notebook-opening", args=[other.pk]))
    alice.user.refresh_from_db()
    assert alice.user.active_notebook == other


def test_a_zone_that_is_misspelt_reads_as_utc(alice):
    alice.user.zone = "Mars/Olympus"
    assert str(zone_of(alice.user)) == "UTC"


def test_the_keys_are_gone_for_who_switched_them_off(alice, campaign):
    assert "<shortcut-keys" in alice.get(reverse("settings")).content.decode()
    alice.post(reverse("settings"), {"first_name": "Alice", "zone": "Asia/Tokyo"})
    assert "<shortcut-keys" not in alice.get(reverse("settings")).content.decode()


@pytest.mark.parametrize(
    ("guess", "kept"), [("UTC", "UTC"), ("America/New_York", "America/New_York"), ("Etc/Gone", "")]
)
def test_a_guess_is_kept_when_it_is_a_zone(alice, guess, kept):
    User.objects.filter(pk=alice.user.pk).update(zone="")
    assert alice.post(reverse("preferences"), {"guessed_zone": guess}).status_code == 204
    alice.user.refresh_from_db()
    assert alice.user.zone == kept
