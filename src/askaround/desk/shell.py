"""What stands around every page: the navigation with its counts, the campaign, the notebook."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from askaround.accounts.models import User

from .frame import Frame, frame_of

# Name of the door, label, icon, the count in the frame, and the first words of the paths that belong to it.
SECTIONS = (
    ("today", "Today", "today", "", ("", "steps", "staying-in-touch")),
    ("purpose", "Purpose", "purpose", "", ("purpose", "first-steps", "campaigns", "profile", "questions")),
    ("targets", "Targets", "targets", "", ("targets",)),
    ("people", "People", "people", "people", ("people", "organizations", "roles", "ties", "introductions", "promises")),
    ("asks", "Asks", "asks", "asks", ("asks", "letters", "templates")),
    ("interviews", "Interviews", "interviews", "interviews", ("interviews", "notes")),
    ("findings", "Findings", "findings", "", ("findings",)),
    ("network", "Network", "network", "", ("network",)),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context for `web/page.html`. Nothing is asked of the database for somebody who is not signed in,
    nor before a template looks.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    return {"shell": SimpleLazyObject(lambda: _shell(user, request.path)), "keys": user.preferences.get("keys", True)}


def _shell(user: User, path: str) -> dict[str, Any]:
    frame = frame_of(user)
    return {
        "nav": _nav(frame, path.strip("/").split("/")[0]) if frame.campaign else [],
        "campaign": frame.campaign,
        "campaigns": frame.campaigns,
        "notebook": frame.notebook,
        "demo": frame.notebook["demo"],
        "keys": user.preferences.get("keys", True),
    }


def _nav(frame: Frame, here: str) -> list[dict[str, Any]]:
    return [
        {
            "name": name, "label": label, "icon": icon, "url": reverse(name),
            "count": getattr(frame, counted) if counted else None, "current": here in paths,
        }
        for name, label, icon, counted, paths in SECTIONS
        if _stands(name)
    ]  # fmt: skip


def _stands(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
