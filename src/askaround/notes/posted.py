"""What a device sends from its outbox: when it was tapped there, and how it is answered."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.forms import BaseForm
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

# A battery may be dead for a while; a clock that claims more is wrong.
LONGEST_WAIT = timedelta(days=60)


def by_script(request: HttpRequest) -> bool:
    """The page's script asks, not a form."""
    return "application/json" in request.headers.get("Accept", "")


def tapped_at(data: Mapping[str, str], *, now: datetime) -> datetime:
    """When it was tapped: the device says how many milliseconds ago, so its clock may stand wrong."""
    ago = data.get("ago", "")
    waited = int(ago) if re.fullmatch(r"[0-9]{1,12}", ago) else 0
    return now - min(timedelta(milliseconds=waited), LONGEST_WAIT)


def milliseconds(at: datetime | None) -> int | None:
    """A moment as scripts count it."""
    return None if at is None else int(at.timestamp() * 1000)


def kept(request: HttpRequest, *, status: int = 200, **more: object) -> JsonResponse:
    """Yes, by the very id that was sent: a sign-in page could not say it.

    `at` is read when all is written: what the server tells of a later moment holds it.
    """
    at = milliseconds(timezone.now())
    return JsonResponse({"id": request.POST.get("id", ""), "at": at, **more}, status=status)


def first_wrong(form: BaseForm) -> str:
    """The first thing that is wrong about a form."""
    return str(next(iter(form.errors.values()))[0])


def refused(sentence: str, *, status: int = 409) -> JsonResponse:
    """No, and why. Sending it again would change nothing."""
    return JsonResponse({"sentence": sentence}, status=status)
