"""The link of an offer's private page: whoever holds it may take one of the times, and nobody can guess it.

It names the offer and proves it: 128 bits of HMAC-SHA256 under a key made from SECRET_KEY. The database holds neither
the link nor anything that it could be made from, and a link that was guessed is refused before the database is asked.
"""

import base64
import binascii
import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from askaround.outreach.models import Offer

PROOF = 16
LENGTH = 43


def reachable() -> bool:
    """Nobody but the seeker can reach a laptop: private pages are for an app that has an address."""
    return not settings.LOCAL


def token_of(offer: Offer) -> str:
    """43 characters: the offer's id and its proof."""
    key = offer.pk.bytes
    return base64.urlsafe_b64encode(key + _proof(key)).decode().rstrip("=")


def link_of(offer: Offer) -> str:
    """The whole address, for a letter; "" while nobody could open it."""
    if not reachable():
        return ""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('private-times', args=[token_of(offer)])}"


def offer_id(token: str) -> UUID | None:
    """Which offer the link is for; None for one that we never gave. The same small work for every wrong one."""
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii") + b"=") if len(token) == LENGTH else b""
    except (binascii.Error, UnicodeEncodeError, ValueError):
        raw = b""
    key = raw[:-PROOF].ljust(PROOF, b"\0")
    genuine = hmac.compare_digest(raw[-PROOF:].ljust(PROOF, b"\0"), _proof(key))
    return UUID(bytes=key) if genuine and len(raw) == 2 * PROOF else None


def _proof(key: bytes) -> bytes:
    secret = hashlib.sha256(b"askaround private times 1\n" + settings.SECRET_KEY.encode()).digest()
    return hmac.digest(secret, key, "sha256")[:PROOF]
