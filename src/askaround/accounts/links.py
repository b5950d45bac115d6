"""One-time links: how a browser on the seeker's own laptop gets in without a password.

The token is random (256 bits), only its hash is kept, it is good for ten minutes and for one use, and only a
browser on the same machine may use it.
"""

import hashlib
import ipaddress
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from .models import SignInLink, User
from .opening import local_user

GOOD_FOR = timedelta(minutes=10)


def make_link(*, at: datetime | None = None) -> str:
    """A fresh address that signs the local user in once, within ten minutes."""
    now = at or timezone.now()
    token = secrets.token_urlsafe(32)
    SignInLink.objects.filter(created_at__lt=now - timedelta(days=1)).delete()
    SignInLink.objects.create(token_hash=_hash(token), user=local_user(at=now), created_at=now)
    return settings.SITE_URL + reverse("open", args=[token])


def use_link(token: str, *, at: datetime) -> User | None:
    """The user whom the token signs in, once; None when it is unknown, used or too old."""
    link = SignInLink.objects.filter(token_hash=_hash(token), used_at=None, created_at__gt=at - GOOD_FOR).first()
    if link is None or not secrets.compare_digest(link.token_hash, _hash(token)):
        return None
    # The row that is still unused is claimed in one statement, so two browsers can't both get in.
    claimed = SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at)
    return link.user if claimed else None


def from_this_machine(address: str) -> bool:
    """True for a peer on loopback (127.0.0.0/8 or ::1)."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
