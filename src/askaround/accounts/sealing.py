"""Secrets at rest: sealed with a key that lies beside the database, never in it.

The key is made from `SECRET_KEY`, which the local start keeps in a file beside the database and a host sets, so a
stolen database alone opens nothing. A backup leaves the key out: after `restore` on another machine passwords are typed
again.
"""

import base64
import json
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


class UnreadableError(Exception):
    """The secret was sealed with another key; `sentence` says what to do."""

    sentence = "The password was kept with another key, as after moving to another computer. Type it once more."


def seal(secret: str) -> str:
    """The secret as it may lie in the database; empty stays empty."""
    return _lock().encrypt(secret.encode()).decode() if secret else ""


def unseal(sealed: str) -> str:
    """The secret again. Raises UnreadableError when the key is another one or the text was changed."""
    from cryptography.fernet import InvalidToken

    try:
        return _lock().decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken:
        raise UnreadableError from None


def seal_facts(facts: dict[str, Any]) -> str:
    """Facts as JSON, sealed: for a page that asks once more before it keeps a password."""
    return seal(json.dumps(facts))


def unseal_facts(sealed: str) -> dict[str, Any]:
    """The facts again; none from nothing. Raises UnreadableError."""
    found: dict[str, Any] = json.loads(unseal(sealed) or "{}")
    return found


def _lock() -> "Fernet":
    """Loaded when there is a secret: most notebooks have none."""
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"askaround sealed secrets 1")
    return Fernet(base64.urlsafe_b64encode(key.derive(settings.SECRET_KEY.encode())))
