"""One tap on a letter. What is typed is kept first, so that nothing of it is ever lost."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from askaround.accounts.doors import Request
from askaround.history.undoing import way_back
from askaround.web.flash import flash

from . import phrasing, rewriting
from .letter_views import _letter, _saved
from .models import AskError, Letter

Verb = Callable[[Letter], str]


@require_POST
def letter_draft(request: Request, pk: str) -> HttpResponse:
    """Write it another way, or anew for the way that it goes now."""

    def verb(found: Letter) -> str:
        name = rewriting.write_another_way(found, request.POST.get("way", ""), at=timezone.now())
        return f"Written anew: {name[:1].lower()}{name[1:]}."

    return after_typing(request, pk, verb)


@require_POST
def letter_gaps(request: Request, pk: str) -> HttpResponse:
    """Fill in what is missing."""

    def verb(found: Letter) -> str:
        labels, answers = request.POST.getlist("missing"), request.POST.getlist("answer")
        filled = rewriting.fill_gaps(found, labels, answers, at=timezone.now())
        return "It stands in the letter." if filled else ""

    return after_typing(request, pk, verb)


@require_POST
def letter_cut(request: Request, pk: str) -> HttpResponse:
    """Apply the cut that a remark suggests."""

    def verb(found: Letter) -> str:
        rule, _, start = request.POST.get("cut", "").partition(":")
        rewriting.cut(found, rule, int(start) if start.isdecimal() else -1, at=timezone.now())
        return "Done."

    return after_typing(request, pk, verb)


@require_POST
def letter_phrase(request: Request, pk: str) -> HttpResponse:
    """Keep the words that are selected as a phrase of one's own."""
    found = _letter(request, pk)
    problem = _kept(request, found)
    if problem:
        return problem
    try:
        phrase = phrasing.keep(found.notebook_id, found.body, *_selected(request), at=timezone.now())
        flash(request, f"Kept as your {phrase.get_place_display()}. Drafts use it from now on.", undo=way_back(phrase))
    except AskError as error:
        flash(request, error.sentence)
    return redirect(found)


def _selected(request: Request) -> tuple[int, int]:
    """From which to which code point; nothing where that makes no sense."""
    start, end = request.POST.get("from", ""), request.POST.get("to", "")
    return (int(start), int(end)) if start.isdecimal() and end.isdecimal() else (0, 0)


def after_typing(request: Request, pk: str, verb: Verb) -> HttpResponse:
    """Keep what is typed, act, and say what was done with a way back."""
    found = _letter(request, pk)
    problem = _kept(request, found)
    if problem:
        return problem
    try:
        said = verb(found)
        if said:
            flash(request, said, undo=way_back(found))
    except AskError as error:
        flash(request, error.sentence)
    return redirect(found)


def _kept(request: Request, found: Letter) -> HttpResponse | None:
    return _saved(request, found, said="") if "body" in request.POST else None
