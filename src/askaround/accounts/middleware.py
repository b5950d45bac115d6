"""Binds the active notebook and the time zone to each request."""

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from .models import Membership, Notebook, User


class ActiveNotebook:
    """After it, `request.user.active_notebook_id` is a notebook that the user may open, or they have none."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User):
            return self.answer(request)
        _bind(user)
        with timezone.override(zone_of(user)):
            return self.answer(request)


def _bind(user: User) -> None:
    wanted = user.active_notebook_id
    if wanted and Membership.objects.filter(notebook=wanted, user=user).exists():
        return
    # For this request only: which one they open for good is a verb of its own.
    user.active_notebook = Notebook.objects.filter(memberships__user=user).first()


def zone_of(user: User) -> zoneinfo.ZoneInfo:
    """The user's time zone; UTC while unknown or misspelt."""
    try:
        return zoneinfo.ZoneInfo(user.zone or "UTC")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")
