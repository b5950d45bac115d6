"""Answering with a page: the full page, or the part of it that htmx asked for, from the same file."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    part: str = "",
) -> HttpResponse:
    """Render `template`; when htmx asked and `part` names a partial of it, only that part.

    A form that came back with errors is answered with status 422.
    """
    name = f"{template}#{part}" if part and wants_part(request) else template
    return HttpResponse(render_to_string(name, dict(context or {}), request=request), status=status)


def wants_part(request: HttpRequest) -> bool:
    """True when htmx asks for a piece; a boosted link or a restored history page wants the whole."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )
