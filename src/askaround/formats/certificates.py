"""A certificate authority of one home, and the short-lived certificates that it gives to that home's own address.

What a phone is asked to trust must be worth little to whoever steals it: the authority may only vouch for servers
(extended key usage), for private addresses and `.local` names (name constraints, RFC 5280, section 4.2.1.10), and for
no further authority (path length 0). Keys are on the curve P-256. Everything travels as PEM bytes.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from askaround.plain.lan import PRIVATE

AUTHORITY_FOR = timedelta(days=5 * 365)
# Below what browsers take from any authority (398 days); it is made anew by itself, so short costs nothing.
LEAF_FOR = timedelta(days=90)
# A phone's clock may be a little behind.
_EARLIER = timedelta(days=1)
_MAY_NAME = "local"


@dataclass(frozen=True)
class Pair:
    """A certificate and its private key, both as PEM."""

    certificate: bytes
    key: bytes


def make_authority(name: str, *, at: datetime) -> Pair:
    """A new authority that calls itself `name` (at most 64 characters count), good for five years."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    builder = _begun(key, called, called, at, AUTHORITY_FOR)
    networks = [x509.IPAddress(network) for network in PRIVATE]
    permitted: list[x509.GeneralName] = [x509.DNSName(_MAY_NAME), *networks]
    builder = (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints(permitted_subtrees=permitted, excluded_subtrees=None), critical=True)
    )
    return _pair(builder.sign(key, hashes.SHA256()), key)


def make_leaf(authority: Pair, *, address: str, name: str, at: datetime) -> Pair:
    """A certificate for one address and, unless it is empty, one name. ValueError when the address is none."""
    issuer = x509.load_pem_x509_certificate(authority.certificate)
    signer = serialization.load_pem_private_key(authority.key, password=None)
    if not isinstance(signer, ec.EllipticCurvePrivateKey):
        raise ValueError("The authority's key is of a kind that it never makes.")
    key = ec.generate_private_key(ec.SECP256R1())
    names: list[x509.GeneralName] = [x509.IPAddress(ipaddress.IPv4Address(address))]
    if name:
        names.append(x509.DNSName(name))
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
    builder = (
        _begun(key, called, issuer.subject, at, LEAF_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    return _pair(builder.sign(signer, hashes.SHA256()), key)


def ends(certificate: bytes) -> datetime:
    """When it ends, in UTC. ValueError when it is no certificate; so with each of the following."""
    return x509.load_pem_x509_certificate(certificate).not_valid_after_utc


def vouches_for(certificate: bytes) -> set[str]:
    """The addresses and names that it stands for."""
    try:
        found = x509.load_pem_x509_certificate(certificate).extensions.get_extension_for_class(
            x509.SubjectAlternativeName
        )
    except x509.ExtensionNotFound:
        return set()
    return {str(each.value) for each in found.value}


def is_of(certificate: bytes, authority: bytes) -> bool:
    """True when the authority signed it."""
    try:
        x509.load_pem_x509_certificate(certificate).verify_directly_issued_by(x509.load_pem_x509_certificate(authority))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def fits(pair: Pair) -> bool:
    """True when the key is the certificate's own."""
    try:
        key = serialization.load_pem_private_key(pair.key, password=None)
        return key.public_key() == x509.load_pem_x509_certificate(pair.certificate).public_key()
    except (ValueError, TypeError):
        return False


def fingerprint(certificate: bytes) -> str:
    """The SHA-256 of it as phones show it: "AB:CD:…"."""
    digest = x509.load_pem_x509_certificate(certificate).fingerprint(hashes.SHA256())
    return digest.hex(":").upper()


def as_der(certificate: bytes) -> bytes:
    """The bytes that a phone takes for a certificate to install."""
    return x509.load_pem_x509_certificate(certificate).public_bytes(serialization.Encoding.DER)


def _begun(
    key: ec.EllipticCurvePrivateKey, subject: x509.Name, issuer: x509.Name, at: datetime, good_for: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _EARLIER)
        .not_valid_after(at + good_for)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates, key_cert_sign=signs_certificates, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, crl_sign=False, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip


def _pair(certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> Pair:
    kept = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Pair(certificate.public_bytes(serialization.Encoding.PEM), kept)
