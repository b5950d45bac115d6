"""The security policy on every answer, and an id on every error."""

import logging
import secrets
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

log = logging.getLogger("askaround.web")
Answer = Callable[[HttpRequest], HttpResponseBase]
# Nothing of ours listens, looks or asks where you are; so nothing that slips in can. `may_listen` is the exception.
PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


class ContentSecurityPolicy:
    """Sends `SECURE_CSP` with every answer, as Django 6 will by itself, and what a page may never use."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.policy = policy()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if isinstance(response, HttpResponse) and "text/html" in response.headers.get("Content-Type", ""):
            response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary"), "HX-Request"]))
        return response


def policy(**more: list[str]) -> str:
    """`SECURE_CSP` as the header says it, with more directives: `media_src=["blob:"]`."""
    told = settings.SECURE_CSP | {name.replace("_", "-"): sources for name, sources in more.items()}
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in told.items())


def may_listen(response: HttpResponse) -> HttpResponse:
    """This page may ask for the microphone, and play what it recorded itself. It may send neither anywhere else."""
    response.headers["Permissions-Policy"] = PERMISSIONS.replace("microphone=()", "microphone=(self)")
    response.headers["Content-Security-Policy"] = policy(media_src=["'self'", "blob:"])
    return response


class ErrorsWithAnId:
    """Gives each request an id; the error page shows it and the log line carries it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.error_id = secrets.token_hex(4)  # type: ignore[attr-defined]
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Log what flew; Django then answers with the 500 page. What is answered 404, 403 or 400 is no fault."""
        if isinstance(exception, Http404 | PermissionDenied | SuspiciousOperation):
            return
        error_id = getattr(request, "error_id", "")
        log.error("error %s at %s: %r", error_id, request.path, exception, exc_info=exception)
