"""Counting wrong passwords, so that nobody can try them all. For hosts; a seeker's own laptop has no password."""

import hashlib
from datetime import timedelta

from django.core.cache import cache

MOST = 10
WITHIN = timedelta(minutes=15)


def too_many(name: str, address: str) -> bool:
    """True after ten wrong passwords for one name from one address, until a quarter of an hour has passed."""
    tries: int = cache.get(_key(name, address), 0)
    return tries >= MOST


def count_wrong(name: str, address: str) -> None:
    """One more wrong password. The quarter of an hour begins with the first."""
    if not cache.add(_key(name, address), 1, WITHIN.total_seconds()):
        cache.incr(_key(name, address))


def forget(name: str, address: str) -> None:
    """They are in: begin again at none."""
    cache.delete(_key(name, address))


def _key(name: str, address: str) -> str:
    # A hash: what somebody typed as a name may hold what no cache takes as a key.
    return "wrong-" + hashlib.sha256(f"{name.casefold()}\n{address}".encode()).hexdigest()
