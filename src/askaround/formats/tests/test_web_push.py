"""Web Push against the examples of its RFCs, and against a reader that knows only the browser's half of the secret."""

import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given
from hypothesis import strategies as st

from askaround.formats.web_push import (
    MOST_BYTES,
    Keys,
    PushError,
    authorization,
    decoded,
    encoded,
    encrypt,
    key_from,
    point,
)

from .push_reader import opened

# RFC 8291, appendix A.
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
BROWSER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
SERVER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
AUTH, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def private(text):
    return ec.derive_private_key(int.from_bytes(decoded(text), "big"), ec.SECP256R1())


def test_the_example_of_the_standard_comes_out_byte_for_byte():
    keys = Keys.read(P256DH, AUTH)
    body = encrypt(
        b"When I grow up, I want to be a watermelon", keys, salt=decoded(SALT), key=private(SERVER)
    )  # fmt: skip
    assert encoded(body) == BODY


@given(st.binary(max_size=MOST_BYTES))
def test_the_browser_reads_what_was_sent(message):
    keys = Keys.read(P256DH, AUTH)
    assert opened(encrypt(message, keys), private(BROWSER), keys.auth) == message


def test_no_two_messages_look_alike():
    keys = Keys.read(P256DH, AUTH)
    assert encrypt(b"the same", keys)[:16] != encrypt(b"the same", keys)[:16]


def test_what_is_too_long_is_refused():
    with pytest.raises(PushError):
        encrypt(b"x" * (MOST_BYTES + 1), Keys.read(P256DH, AUTH))


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", AUTH),
        (P256DH[:-4], AUTH),
        (P256DH, ""),
        (P256DH, AUTH[:-4]),
        ("é", AUTH),
        ("B" + "A" * 86, AUTH),
        ("!", "!"),
    ],
)
def test_what_are_no_keys_is_refused(p256dh, auth):
    with pytest.raises(PushError):
        Keys.read(p256dh, auth)


def test_the_proof_names_the_push_service_and_is_signed():
    key = key_from(bytes(range(48)))
    now = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
    header = authorization("https://push.example:8443/a/b?c", key, contact="mailto:me@mail.example", now=now)
    token, _, public = header.removeprefix("vapid t=").partition(", k=")
    assert decoded(public) == point(key)
    said, _, signature = token.rpartition(".")
    head, claims = (json.loads(decoded(part)) for part in said.split("."))
    assert head == {"typ": "JWT", "alg": "ES256"}
    assert claims == {"aud": "https://push.example:8443", "exp": 1795554600, "sub": "mailto:me@mail.example"}
    both = decoded(signature)
    der = encode_dss_signature(int.from_bytes(both[:32], "big"), int.from_bytes(both[32:], "big"))
    key.public_key().verify(der, said.encode(), ec.ECDSA(SHA256()))


def test_a_seed_means_one_key():
    assert point(key_from(b"a" * 48)) == point(key_from(b"a" * 48)) != point(key_from(b"b" * 48))
