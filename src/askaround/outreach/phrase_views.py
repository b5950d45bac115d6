"""Words of the seeker's own that drafts are made of."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.history import recording
from askaround.history.undoing import way_back
from askaround.web.flash import flash
from askaround.web.pages import page

from . import phrasing
from .forms import PhraseForm
from .models import Phrase


@require_http_methods(["GET", "POST"])
def phrases(request: Request) -> HttpResponse:
    """Every phrase with how often it is used; a form for one more."""
    form, notebook = PhraseForm(request.POST or None), request.user.active_notebook
    if form.is_valid() and notebook is not None:
        kept = phrasing.add(notebook.pk, **form.cleaned_data, at=timezone.now())
        flash(request, "Kept. Drafts use it from now on.", undo=way_back(kept))
        return redirect("phrases")
    rows = phrasing.with_use(notebook.pk) if notebook else []
    facts = {"form": form, "rows": [(used, phrasing.spoils(used.phrase.text)) for used in rows]}
    return page(request, "outreach/phrases.html", facts, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def phrase_edit(request: Request, pk: str) -> HttpResponse:
    """Other words, or another place."""
    found = get_object_or_404(Phrase.objects.of(request.user), pk=pk)
    form = PhraseForm(request.POST or None, initial={"text": found.text, "place": found.place}, standing=found)
    if form.is_valid():
        recording.change(found, at=timezone.now(), **form.cleaned_data)
        flash(request, "Saved.", undo=way_back(found))
        return redirect("phrases")
    return page(request, "outreach/phrase.html", {"form": form, "phrase": found}, status=422 if form.is_bound else 200)


@require_POST
def phrase_removal(request: Request, pk: str) -> HttpResponse:
    """Throw one away; letters that have it keep it."""
    found = get_object_or_404(Phrase.objects.of(request.user), pk=pk)
    recording.remove(found, at=timezone.now())
    flash(request, "The phrase is gone. Letters that have it keep it.", undo=way_back(found))
    return redirect("phrases")
