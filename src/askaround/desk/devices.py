"""The browsers that get messages: kept sealed, known by name, gone when they say so."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from askaround.accounts.sealing import seal_facts, unseal_facts
from askaround.formats.web_push import Keys, PushError, decoded, encoded, key_from, point
from askaround.plain.refusal import RefusalError

from .models import Device, ReminderSettings
from .reminders import keep

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

MOST, LONGEST = 10, 2000
_LOOPBACK = frozenset({"127.0.0.1", "localhost"})
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrom", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Windows", "Windows"), ("Mac OS X", "a Mac"),
    ("CrOS", "a Chromebook"), ("Linux", "Linux"),
)  # fmt: skip


class DeviceError(RefusalError):
    """This browser can't be kept as one that gets messages."""


@dataclass(frozen=True)
class Reached:
    """Where a browser is reached, and with which keys."""

    address: str
    keys: Keys


def home_key() -> "EllipticCurvePrivateKey":
    """The key by which push services and browsers know this home: made from its secret key, so never kept itself."""
    return key_from(hmac.digest(settings.SECRET_KEY.encode(), b"askaround push key 1", "sha512"))


def public_key() -> str:
    """Its public half, as a browser wants it when it subscribes."""
    return encoded(point(home_key()))


def add_device(chosen: ReminderSettings, address: str, *, p256dh: str, auth: str, agent: str, at: datetime) -> Device:
    """Keep a browser. One that is here already gets its keys anew. Raises DeviceError."""
    notebook = chosen.notebook
    try:
        Keys.read(p256dh, auth)
    except PushError:
        raise DeviceError("The browser gave no keys that it could be reached with. Try again.") from None
    if not may_be_asked(address):
        raise DeviceError("Messages only go through a push service of the public internet.")
    mark = hashlib.sha256(address.encode()).hexdigest()
    with transaction.atomic():
        keep(chosen, at=at)
        others = Device.objects.within(notebook).exclude(address_hash=mark)
        if others.count() >= MOST:
            raise DeviceError(f"{MOST} devices get messages already. Remove one first.")
        sealed = seal_facts({"address": address, "p256dh": p256dh, "auth": auth})
        kept, _ = Device.objects.update_or_create(
            notebook=notebook, address_hash=mark, defaults={"name": named(agent), "sealed": sealed},
            create_defaults={"name": named(agent), "sealed": sealed, "created_at": at},
        )  # fmt: skip
    return kept


def reached(device: Device) -> Reached:
    """Where and how it is reached. Raises UnreadableError after the home got another key."""
    kept = unseal_facts(device.sealed)
    return Reached(kept["address"], Keys(decoded(kept["p256dh"]), decoded(kept["auth"])))


def may_be_asked(address: str) -> bool:
    """An https address; in local mode also a server on this very computer. Its name is looked up when it is asked."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or parts.username or parts.password or len(address) > LONGEST or re.search(r"[\s\\]", address):
        return False
    return parts.scheme == "https" or on_this_computer(address)


def on_this_computer(address: str) -> bool:
    """A server on this computer, which only the local app may ask."""
    parts = urlsplit(address)
    return settings.LOCAL and parts.scheme in {"http", "https"} and parts.hostname in _LOOPBACK


def named(agent: str) -> str:
    """What a browser calls itself, in words: "Firefox on Linux"."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "A browser")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{browser} on {system}" if system else browser
