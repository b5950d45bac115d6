"""Letters of the seeker's own to start from."""

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history import recording
from askaround.history.undoing import way_back
from askaround.web.flash import flash
from askaround.web.pages import page

from .forms import TemplateForm
from .models import Template


@require_safe
def templates(request: Request) -> HttpResponse:
    """Every template."""
    return page(request, "outreach/templates.html", {"templates": Template.objects.of(request.user)})


@require_http_methods(["GET", "POST"])
def template_new(request: Request) -> HttpResponse:
    """A new one."""
    form = TemplateForm(request.POST or None)
    notebook = request.user.active_notebook
    if form.is_valid() and notebook is not None:
        now = timezone.now()
        recording.create(Template(notebook=notebook, created_at=now, **form.cleaned_data), at=now)
        flash(request, "Kept. The next letter of this kind starts from it.")
        return redirect("templates")
    return page(request, "outreach/template_form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def template_edit(request: Request, pk: str) -> HttpResponse:
    """Change one."""
    found = get_object_or_404(Template.objects.of(request.user), pk=pk)
    initial = model_to_dict(found)
    form = TemplateForm(request.POST or None, initial=initial)
    if form.is_valid():
        recording.change(found, at=timezone.now(), **form.cleaned_data)
        flash(request, "Saved.")
        return redirect("templates")
    facts = {"form": form, "template": found}
    return page(request, "outreach/template_form.html", facts, status=422 if form.is_bound else 200)


@require_POST
def template_removal(request: Request, pk: str) -> HttpResponse:
    """Throw one away."""
    found = get_object_or_404(Template.objects.of(request.user), pk=pk)
    key = found.pk
    recording.remove(found, at=timezone.now())
    found.pk = key  # deleted rows lose it; history names them by it
    flash(request, f"“{found.name}” is gone.", undo=way_back(found))
    return redirect("templates")
