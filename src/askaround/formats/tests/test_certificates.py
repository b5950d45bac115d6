"""The authority vouches for private addresses alone, and what it signs is taken by a strict reader."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from askaround.formats.certificates import (
    AUTHORITY_FOR,
    LEAF_FOR,
    Pair,
    as_der,
    ends,
    fingerprint,
    fits,
    is_of,
    make_authority,
    make_leaf,
    vouches_for,
)  # fmt: skip

NOW = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority() -> Pair:
    return make_authority("Askaround on laptop", at=NOW)


@pytest.fixture(scope="module")
def leaf(authority: Pair) -> Pair:
    return make_leaf(authority, address="192.168.1.20", name="laptop.local", at=NOW)


def test_a_certificate_stands_for_its_address_and_its_name_alone(leaf: Pair) -> None:
    assert vouches_for(leaf.certificate) == {"192.168.1.20", "laptop.local"}


def test_without_a_name_it_stands_for_the_address(authority: Pair) -> None:
    assert vouches_for(make_leaf(authority, address="10.0.0.7", name="", at=NOW).certificate) == {"10.0.0.7"}


def test_a_certificate_is_told_from_that_of_another_authority(authority: Pair, leaf: Pair) -> None:
    assert is_of(leaf.certificate, authority.certificate)
    assert not is_of(leaf.certificate, make_authority("Askaround on laptop", at=NOW).certificate)


def test_they_end_when_they_should(authority: Pair, leaf: Pair) -> None:
    assert ends(authority.certificate) == NOW + AUTHORITY_FOR
    assert ends(leaf.certificate) == NOW + LEAF_FOR


def test_the_authority_may_vouch_for_private_servers_and_for_no_further_authority(authority: Pair) -> None:
    found = x509.load_pem_x509_certificate(authority.certificate).extensions
    basic = found.get_extension_for_class(x509.BasicConstraints)
    assert (basic.critical, basic.value.ca, basic.value.path_length) == (True, True, 0)
    names = found.get_extension_for_class(x509.NameConstraints)
    assert names.critical
    permitted = {str(each.value) for each in names.value.permitted_subtrees or []}
    assert "192.168.0.0/16" in permitted
    assert "local" in permitted
    assert not any("0.0.0.0/0" in each for each in permitted)


def test_a_server_certificate_signs_nothing(leaf: Pair) -> None:
    usage = x509.load_pem_x509_certificate(leaf.certificate).extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert not usage.key_cert_sign


def test_the_key_fits_the_certificate(leaf: Pair) -> None:
    key = serialization.load_pem_private_key(leaf.key, password=None)
    assert key.public_key() == x509.load_pem_x509_certificate(leaf.certificate).public_key()


def test_a_phone_gets_bytes_that_it_can_install(authority: Pair) -> None:
    assert x509.load_der_x509_certificate(as_der(authority.certificate)).subject.rfc4514_string().endswith("laptop")


def test_the_fingerprint_reads_as_phones_show_it(authority: Pair) -> None:
    shown = fingerprint(authority.certificate)
    assert len(shown.split(":")) == 32
    assert shown == shown.upper()


def test_a_key_is_told_from_that_of_another(authority: Pair, leaf: Pair) -> None:
    assert fits(leaf)
    assert not fits(Pair(leaf.certificate, authority.key))
    assert not fits(Pair(leaf.certificate, b"rubbish"))
    assert not fits(Pair(b"rubbish", leaf.key))


def shaken(authority: Pair, leaf: Pair, name: str, tmp_path: Path) -> bool:
    """Two ends shake hands in memory: true when the one that trusts the authority takes the certificate."""
    for part, content in (("ca", authority.certificate), ("crt", leaf.certificate), ("key", leaf.key)):
        (tmp_path / part).write_bytes(content)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(tmp_path / "crt", tmp_path / "key")
    asking = ssl.create_default_context(cafile=str(tmp_path / "ca"))
    asking.verify_flags |= ssl.VERIFY_X509_STRICT
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [asking.wrap_bio(back, there, server_hostname=name), serving.wrap_bio(there, back, server_side=True)]
    for _ in range(3):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLCertVerificationError:
                return False
    return ends[0].version() is not None


@pytest.mark.parametrize(
    ("name", "taken"),
    [("laptop.local", "taken"), ("192.168.1.20", "taken"), ("other.local", "refused"), ("192.168.1.21", "refused")],
)
def test_it_is_taken_for_its_own_address_and_name_alone(name: str, taken: str, tmp_path: Path) -> None:
    made = make_authority("Askaround on laptop", at=datetime.now(UTC))
    now = make_leaf(made, address="192.168.1.20", name="laptop.local", at=datetime.now(UTC))
    assert shaken(made, now, name, tmp_path) is (taken == "taken")


@pytest.mark.parametrize(("address", "name"), [("192.168.1.20", "www.example.com"), ("8.8.8.8", "laptop.local")])
def test_with_the_authoritys_key_nobody_passes_for_a_server_of_the_internet(
    address: str, name: str, tmp_path: Path
) -> None:
    made = make_authority("Askaround on laptop", at=datetime.now(UTC))
    forged = make_leaf(made, address=address, name=name, at=datetime.now(UTC))
    assert not shaken(made, forged, name, tmp_path)
    assert not shaken(made, forged, address, tmp_path)


def test_what_is_no_address_gets_no_certificate(authority: Pair) -> None:
    with pytest.raises(ValueError, match="evil"):
        make_leaf(authority, address="evil.example", name="", at=NOW)


def test_a_phone_whose_clock_is_behind_takes_it(leaf: Pair) -> None:
    begins = x509.load_pem_x509_certificate(leaf.certificate).not_valid_before_utc
    assert begins <= NOW - timedelta(hours=12)
