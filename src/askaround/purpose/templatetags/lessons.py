"""The tag that teaches: `{% load lessons %}`, then `{% lesson "key" %}` outside any form."""

from typing import Any

from django import template

from askaround.purpose.lessons import known_to, lessons

register = template.Library()


@register.inclusion_tag("purpose/lesson.html", takes_context=True)
def lesson(context: dict[str, Any], key: str) -> dict[str, Any]:
    """One line, and on a click the why and the source; nothing once they know it, or for a visitor."""
    user = getattr(context.get("request"), "user", None)
    taught = lessons()[key]
    shown = user is not None and user.is_authenticated and key not in known_to(user)
    return {"lesson": taught if shown else None, "csrf_token": context.get("csrf_token")}
