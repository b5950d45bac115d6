"""A phone is paired by a code that is taken once, within five minutes, and only when the seeker says yes."""

from datetime import timedelta

import pytest

from askaround.accounts.models import PairedDevice, Pairing
from askaround.accounts.pairing import (
    GOOD_FOR,
    UNSEEN_FOR,
    claim,
    confirm,
    device_with,
    offer,
    open_offer,
    refuse,
    token_of,
    waiting_with,
)  # fmt: skip
from conftest import NOW

SOON = NOW + timedelta(minutes=1)


@pytest.fixture
def pairing(alice):
    return offer(alice.user, at=NOW)


def paired(pairing, at=NOW):
    secret = claim(pairing, "Pixel", at=at)
    pairing.refresh_from_db()
    return secret, confirm(pairing, at=at)


def test_the_token_opens_the_offer_for_five_minutes_and_no_longer(pairing):
    token = token_of(pairing)
    assert open_offer(token, at=NOW + GOOD_FOR - timedelta(seconds=1)) == pairing
    assert open_offer(token, at=NOW + GOOD_FOR) is None


def test_no_other_token_opens_it(pairing):
    assert open_offer(token_of(pairing)[:-1], at=NOW) is None
    assert open_offer("", at=NOW) is None
    assert open_offer(pairing.token_hash, at=NOW) is None


def test_neither_token_nor_secret_is_kept(pairing):
    secret, device = paired(pairing)
    kept = " ".join(str(value) for row in (pairing, device) for value in vars(row).values())
    assert token_of(pairing) not in kept
    assert secret not in kept


def test_two_offers_have_two_tokens_and_the_new_one_ends_the_old(alice, pairing):
    second = offer(alice.user, at=SOON)
    assert token_of(second) != token_of(pairing)
    assert open_offer(token_of(pairing), at=SOON) is None
    assert open_offer(token_of(second), at=SOON) == second


def test_an_offer_of_bobs_leaves_alices_open(pairing, bob):
    offer(bob.user, at=SOON)
    assert open_offer(token_of(pairing), at=SOON) == pairing


def test_only_the_first_of_two_phones_takes_it(pairing):
    again = Pairing.objects.get(pk=pairing.pk)
    assert claim(pairing, "Pixel", at=NOW)
    assert claim(again, "Somebody’s", at=NOW) is None
    assert Pairing.objects.get().name == "Pixel"


def test_a_taken_code_opens_nothing_more(pairing):
    claim(pairing, "Pixel", at=NOW)
    assert open_offer(token_of(pairing), at=NOW) is None


def test_who_took_it_waits_and_is_not_in(pairing):
    secret = claim(pairing, "Pixel", at=NOW)
    assert waiting_with(secret, at=SOON) == pairing
    assert device_with(secret, at=SOON) is None
    assert waiting_with(secret, at=NOW + timedelta(minutes=10)) is None


def test_a_yes_lets_it_in_and_counts_once(pairing):
    secret, device = paired(pairing)
    assert device_with(secret, at=NOW) == device
    assert waiting_with(secret, at=NOW) is None
    assert confirm(pairing, at=NOW) is None
    assert PairedDevice.objects.count() == 1


def test_a_yes_to_what_nobody_took_is_no_yes(pairing):
    assert confirm(pairing, at=NOW) is None


def test_after_a_no_comes_no_yes(pairing):
    secret = claim(pairing, "Pixel", at=NOW)
    refuse(pairing, at=NOW)
    pairing.refresh_from_db()
    assert confirm(pairing, at=NOW) is None
    assert device_with(secret, at=NOW) is None


def test_a_yes_that_crosses_a_no_in_another_tab_lets_nobody_in(pairing):
    claim(pairing, "Pixel", at=NOW)
    seen_before = Pairing.objects.get(pk=pairing.pk)
    refuse(pairing, at=NOW)
    assert confirm(seen_before, at=NOW) is None


def test_a_revoked_phone_is_out(pairing):
    secret, device = paired(pairing)
    device.revoke(at=SOON)
    device.revoke(at=SOON + timedelta(hours=1))
    assert device_with(secret, at=SOON) is None
    assert PairedDevice.objects.get().revoked_at == SOON


def test_a_phone_that_stayed_away_for_ninety_days_is_out(pairing):
    secret, _ = paired(pairing)
    assert device_with(secret, at=NOW + UNSEEN_FOR) is None


def test_a_phone_that_comes_now_and_then_stays_in(pairing):
    secret, _ = paired(pairing)
    for days in range(60, 600, 60):
        assert device_with(secret, at=NOW + timedelta(days=days))


def test_last_seen_is_not_written_at_each_request(pairing, django_assert_num_queries):
    secret, _ = paired(pairing)
    with django_assert_num_queries(1):
        device_with(secret, at=NOW + timedelta(minutes=4))


def test_a_phone_of_somebody_who_may_not_sign_in_is_out(pairing, alice):
    secret, _ = paired(pairing)
    alice.user.is_active = False
    alice.user.save(update_fields=["is_active"])
    assert device_with(secret, at=NOW) is None


def test_old_offers_go(alice, pairing):
    offer(alice.user, at=NOW + timedelta(days=2))
    assert not Pairing.objects.filter(pk=pairing.pk).exists()
