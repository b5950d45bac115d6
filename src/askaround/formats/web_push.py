"""Web Push: a message that only one browser can read (RFC 8291), and the proof of who sends it (VAPID, RFC 8292).

Keys and secrets travel as base64url without padding. The cipher is `aes128gcm` of RFC 8188 in one record.
"""

import base64
import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey, EllipticCurvePublicKey

RECORD = 4096
# What a push service must take, less the head of the record, its end mark and the tag of the cipher.
MOST_BYTES = RECORD - 86 - 17
# A proof is good for at most a day; half of it leaves room for clocks that are wrong.
GOOD_FOR = timedelta(hours=12)
_POINT, _SECRET = 65, 16


class PushError(ValueError):
    """The browser's keys are none, or the message is too long."""


@dataclass(frozen=True)
class Keys:
    """What a browser gives out when it lets itself be reached: its public key and a secret, as bytes."""

    p256dh: bytes
    auth: bytes

    @classmethod
    def read(cls, p256dh: str, auth: str) -> "Keys":
        """From the two texts that a browser names so. Raises PushError when they are none."""
        try:
            keys = cls(decoded(p256dh), decoded(auth))
            _public(keys.p256dh)
        except ValueError:
            raise PushError("These are not a browser’s keys.") from None
        if len(keys.auth) != _SECRET:
            raise PushError("The browser’s secret has not 16 bytes.")
        return keys


def encrypt(
    message: bytes, keys: Keys, *, salt: bytes | None = None, key: "EllipticCurvePrivateKey | None" = None
) -> bytes:
    """The body of the request. `salt` and `key` are made anew for each message, but in a test.

    Raises PushError for a message of more than 3,993 bytes.
    """
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(message) > MOST_BYTES:
        raise PushError(f"A message has at most {MOST_BYTES} bytes.")
    salt, key = salt or os.urandom(16), key or ec.generate_private_key(ec.SECP256R1())
    ours = point(key)
    shared = key.exchange(ec.ECDH(), _public(keys.p256dh))
    secret = _derived(shared, keys.auth, b"WebPush: info\0" + keys.p256dh + ours, 32)
    cipher = AESGCM(_derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16))
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    # The mark of the last record.
    return head + cipher.encrypt(nonce, message + b"\x02", None)


def authorization(address: str, key: "EllipticCurvePrivateKey", *, contact: str, now: datetime) -> str:
    """The Authorization header: a token for the push service of that address, signed, and the key to check it with.

    `contact` (mailto: or https:) is whom the push service may turn to.
    """
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256

    parts = urlsplit(address)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int((now + GOOD_FOR).timestamp()), "sub": contact}
    said = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(claims)}"
    r, s = decode_dss_signature(key.sign(said.encode(), ec.ECDSA(SHA256())))
    signature = encoded(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={said}.{signature}, k={encoded(point(key))}"


def key_from(seed: bytes) -> "EllipticCurvePrivateKey":
    """The key that the seed means: the same for the same seed. At least 40 random bytes, so that none is likelier."""
    from cryptography.hazmat.primitives.asymmetric import ec

    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    return ec.derive_private_key(int.from_bytes(seed, "big") % (order - 1) + 1, ec.SECP256R1())


def point(key: "EllipticCurvePrivateKey") -> bytes:
    """The public half of a key, as 65 bytes."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encoded(data: bytes) -> str:
    """As base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """The bytes again, with or without padding. Raises ValueError."""
    return base64.b64decode(
        text.encode("ascii").rstrip(b"=") + b"=" * (-len(text.rstrip("=")) % 4), b"-_", validate=True
    )


def _public(data: bytes) -> "EllipticCurvePublicKey":
    from cryptography.hazmat.primitives.asymmetric import ec

    if len(data) != _POINT:
        raise ValueError("A point on the curve has 65 bytes.")
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def _json(value: object) -> str:
    return encoded(json.dumps(value, separators=(",", ":")).encode())
