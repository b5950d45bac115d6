"""Pairing a phone: a code on the laptop's screen, taken once; two screens that show the same; a secret that lasts.

Three secrets, each of 256 bits and kept only as a hash: the token in the QR code, the secret that the phone takes away,
and between them six digits that are no secret at all: whoever photographed the QR code and was quicker shows others.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from .models import PairedDevice, Pairing, User

# The QR code may be taken so long after it was shown, and the taker be confirmed so long.
GOOD_FOR = timedelta(minutes=5)
CONFIRMED_WITHIN = timedelta(minutes=10)
# A phone that did not come for so long is paired again.
UNSEEN_FOR = timedelta(days=90)
# "Last seen" is as exact as this; each request of a page need not write.
_SEEN_EVERY = timedelta(minutes=5)
_KEEP = timedelta(days=1)


def offer(user: User, *, at: datetime) -> Pairing:
    """A new offer; an earlier one of the user's that nobody took is over."""
    with transaction.atomic():
        Pairing.objects.filter(created_at__lt=at - _KEEP).delete()
        Pairing.objects.of(user).filter(confirmed_at=None, refused_at=None).update(refused_at=at)
        pairing = Pairing(user=user, created_at=at)
        pairing.token_hash = _hash(token_of(pairing))
        pairing.save(force_insert=True)
    return pairing


def token_of(pairing: Pairing) -> str:
    """What the QR code holds. Made from the offer's id with the home's key, so that the page can be loaded again."""
    made = hmac.digest(settings.SECRET_KEY.encode(), b"askaround pairing 1 " + pairing.pk.bytes, "sha256")
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def is_open(pairing: Pairing, *, at: datetime) -> bool:
    """Nobody took it yet, and five minutes have not passed."""
    return not pairing.claimed_at and not pairing.refused_at and at < pairing.created_at + GOOD_FOR


def is_waiting(pairing: Pairing, *, at: datetime) -> bool:
    """Somebody took it, and the seeker has not said yes or no."""
    settled = pairing.confirmed_at or pairing.refused_at
    return bool(pairing.claimed_at) and not settled and at < pairing.created_at + CONFIRMED_WITHIN


def open_offer(token: str, *, at: datetime) -> Pairing | None:
    """The offer that the token opens; None when it is unknown, taken or too old."""
    pairing: Pairing | None = Pairing.objects.filter(token_hash=_hash(token)).first()
    if pairing is None or not secrets.compare_digest(pairing.token_hash, _hash(token)):
        return None
    return pairing if is_open(pairing, at=at) else None


def claim(pairing: Pairing, name: str, *, at: datetime) -> str | None:
    """Take the offer: the secret for the phone to keep, or None when another was quicker."""
    secret = secrets.token_urlsafe(32)
    code = f"{secrets.randbelow(1_000_000):06}"
    # One statement claims the row that is still open, so two phones can't both have it.
    still = Pairing.objects.filter(pk=pairing.pk, claimed_at=None, refused_at=None)
    took = still.update(claimed_at=at, name=name, code=code, secret_hash=_hash(secret))
    return secret if took else None


def waiting_with(secret: str, *, at: datetime) -> Pairing | None:
    """The offer that a phone took with this secret and that still waits for the seeker's yes."""
    if not secret:
        return None
    pairing: Pairing | None = Pairing.objects.filter(secret_hash=_hash(secret)).first()
    return pairing if pairing and is_waiting(pairing, at=at) else None


def confirm(pairing: Pairing, *, at: datetime) -> PairedDevice | None:
    """Both screens show the same: the phone is let in. None when it is too late, or said already."""
    if not is_waiting(pairing, at=at):
        return None
    with transaction.atomic():
        still = Pairing.objects.filter(pk=pairing.pk, confirmed_at=None, refused_at=None)
        if not still.update(confirmed_at=at):
            return None
        return PairedDevice.objects.create(
            user=pairing.user, name=pairing.name, secret_hash=pairing.secret_hash, paired_at=at, last_seen_at=at
        )


def refuse(pairing: Pairing, *, at: datetime) -> None:
    """No: whoever took it is not let in, and the code is good for nothing any more."""
    Pairing.objects.filter(pk=pairing.pk, confirmed_at=None, refused_at=None).update(refused_at=at)


def device_with(secret: str, *, at: datetime) -> PairedDevice | None:
    """The paired phone that has this secret; None when there is none, it was revoked, or it stayed away too long."""
    if not secret:
        return None
    paired = PairedDevice.objects.filter(revoked_at=None, last_seen_at__gt=at - UNSEEN_FOR, user__is_active=True)
    device: PairedDevice | None = paired.select_related("user").filter(secret_hash=_hash(secret)).first()
    if device is None or not secrets.compare_digest(device.secret_hash, _hash(secret)):
        return None
    if at - device.last_seen_at >= _SEEN_EVERY:
        device.last_seen_at = at
        device.save(update_fields=["last_seen_at"])
    return device


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
