"""Pages for what went wrong: one sentence, what to do, and an id to name it by."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def _answer(request: HttpRequest, status: int, heading: str, sentence: str) -> HttpResponse:
    context = {
        "heading": heading,
        "sentence": sentence,
        "error_id": getattr(request, "error_id", "") if status >= 500 else "",
    }
    return HttpResponse(render_to_string("web/error.html", context), status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, for what is not there and for what is somebody else's."""
    return _answer(request, 404, "There is nothing here.", "The page may have moved, or it is not in your notebook.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, for what one may see but not do."""
    return _answer(request, 403, "That is not yours to do.", "Go back, and ask the owner of the notebook.")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, for a request that no page of ours sends."""
    return _answer(request, 400, "That request made no sense.", "Go back, load the page again, and try once more.")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, nothing was saved."""
    return _answer(
        request, 500, "Something broke, and it is our fault.", "Nothing was saved. Go back and try once more."
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when a form is older than the sign-in; what was typed is still on the page before."""
    return _answer(
        request,
        403,
        "This form is too old.",
        "Go back, copy what you typed, load the page again, and send it once more.",
    )
