"""A sentence shown once on the next page, perhaps with a way to take the verb back."""

from typing import Any

from django.http import HttpRequest

KEY = "flash"


def flash(request: HttpRequest, sentence: str, *, undo: str | None = None) -> None:
    """Keep `sentence` for the next page; `undo` is the URL that a click on Undo posts to."""
    request.session[KEY] = [*request.session.get(KEY, []), {"sentence": sentence, "undo": undo or ""}]


def taken(request: HttpRequest) -> list[dict[str, Any]]:
    """The sentences waiting, which are then gone."""
    waiting: list[dict[str, Any]] = request.session.pop(KEY, []) if KEY in request.session else []
    return waiting
