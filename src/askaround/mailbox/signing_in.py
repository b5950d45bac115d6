"""Signing in at Google or Microsoft (OAuth 2, authorization code with PKCE) with the host's own client id.

What is kept is a refresh token, sealed like a password. Access tokens live in memory alone.
"""

import base64
import hashlib
import json
import secrets
import time
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings

from askaround.accounts.sealing import UnreadableError, seal, unseal
from askaround.plain.fetching import Fetcher, FetchError

from .models import MailAccount, Way
from .reaching import MailError

# An access token is renewed so many seconds before it ends.
EARLY = 60
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
_tokens: dict[UUID, tuple[str, float]] = {}


def is_offered(way: str) -> bool:
    """Whether this host has a client id at that provider."""
    return bool(settings.MAIL_SIGN_IN.get(way, {}).get("client_id"))


def begin(way: str, email: str) -> tuple[str, dict[str, str]]:
    """Where to send the seeker, and what to remember until they are back."""
    verifier = secrets.token_urlsafe(64)
    kept = {"way": way, "email": email, "state": secrets.token_urlsafe(24), "verifier": verifier}
    provider = settings.MAIL_SIGN_IN[way]
    asked = {
        "client_id": provider["client_id"], "redirect_uri": _back(), "response_type": "code",
        "scope": provider["scope"], "state": kept["state"], "login_hint": email, "code_challenge": _challenge(verifier),
        "code_challenge_method": "S256", "access_type": "offline", "prompt": "consent",
    }  # fmt: skip
    return f"{provider['authorize']}?{urlencode(asked)}", kept


def finish(kept: dict[str, str], code: str) -> str:
    """The refresh token for the code that the provider sent back. Raises MailError."""
    answer = _ask(
        kept["way"], grant_type="authorization_code", code=code, redirect_uri=_back(), code_verifier=kept["verifier"]
    )
    if not answer.get("refresh_token"):
        raise MailError("The provider let Askaround in, but not for long. Try once more.", lasting=True)
    return str(answer["refresh_token"])


def access_token(account: MailAccount) -> str:
    """A token for the servers, renewed when it has run out. Raises MailError; lasting when it was taken away."""
    token, until = _tokens.get(account.pk, ("", 0.0))
    if token and time.time() < until - EARLY:
        return token
    try:
        refresh = unseal(account.secret)
    except UnreadableError as error:
        raise MailError(error.sentence, lasting=True) from None
    answer = _ask(account.way, grant_type="refresh_token", refresh_token=refresh)
    newer = str(answer.get("refresh_token") or refresh)
    if newer != refresh:
        account.secret = seal(newer)
        MailAccount.objects.within(account.notebook_id).filter(pk=account.pk).update(secret=account.secret)
    token = str(answer.get("access_token", ""))
    _tokens[account.pk] = token, time.time() + float(answer.get("expires_in") or 300)
    return token


def forget(account: MailAccount) -> None:
    """Drop the token at hand: the account was connected anew, or is gone."""
    _tokens.pop(account.pk, None)


def _ask(way: str, **fields: str) -> dict[str, Any]:
    provider = settings.MAIL_SIGN_IN.get(way) or {}
    label = Way(way).label
    if not provider.get("client_id"):
        raise MailError(f"This host has no key for {label} any more. Use an app password.", lasting=True)
    fields["client_id"] = provider["client_id"]
    if provider["client_secret"]:
        fields["client_secret"] = provider["client_secret"]
    try:
        with Fetcher(local=settings.LOCAL) as fetcher:
            answer = fetcher.ask("POST", provider["token"], body=urlencode(fields).encode(), headers=_FORM)
    except FetchError as error:
        raise MailError(error.sentence) from None
    said = _read(answer.body)
    if answer.status == 200 and said:
        return said
    if said.get("error") in {"invalid_grant", "interaction_required", "invalid_client", "unauthorized_client"}:
        raise MailError(f"{label} does not let Askaround in any more. Connect the account once more.", lasting=True)
    raise MailError(f"{label} could not be asked for a key just now.")


def _read(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def _back() -> str:
    return f"{settings.SITE_URL}/mail/signed-in/"
