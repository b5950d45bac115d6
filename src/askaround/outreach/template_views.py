"""Letters of the seeker's own to start from."""

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history import recording
from askaround.history.undoing import way_back
from askaround.people.listing import ids
from askaround.people.models import Contact
from askaround.purpose.models import Campaign
from askaround.web.flash import flash
from askaround.web.pages import page

from . import drafts
from .drafting import FIELDS, unknown_fields
from .forms import TemplateForm
from .models import Template

PEOPLE_SHOWN = 30


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
    return _editor(request, form)


@require_http_methods(["GET", "POST"])
def template_edit(request: Request, pk: str) -> HttpResponse:
    """Change one."""
    found = get_object_or_404(Template.objects.of(request.user), pk=pk)
    form = TemplateForm(request.POST or None, initial=model_to_dict(found))
    if form.is_valid():
        recording.change(found, at=timezone.now(), **form.cleaned_data)
        flash(request, "Saved.", undo=way_back(found))
        return redirect("templates")
    return _editor(request, form, template=found)


@require_POST
def template_preview(request: Request) -> HttpResponse:
    """What is typed, filled in for one person; nothing is saved."""
    return _editor(request, TemplateForm(initial=request.POST.dict()), status=200)


@require_POST
def template_removal(request: Request, pk: str) -> HttpResponse:
    """Throw one away."""
    found = get_object_or_404(Template.objects.of(request.user), pk=pk)
    key = found.pk
    recording.remove(found, at=timezone.now())
    found.pk = key  # deleted rows lose it; history names them by it
    flash(request, f"“{found.name}” is gone.", undo=way_back(found))
    return redirect("templates")


def _editor(request: Request, form: TemplateForm, template: Template | None = None, status: int = 0) -> HttpResponse:
    """The form, the fields beside it, and how it would read to one person."""
    people = list(
        Contact.objects.of(request.user).approachable().order_by("-last_contact_at", "sort_key")[:PEOPLE_SHOWN]
    )
    chosen = Contact.objects.of(request.user).filter(pk__in=ids([request.POST.get("contact", "")])).first()
    to = chosen or next(iter(people), None)
    subject, body = (str(form[name].value() or "") for name in ("subject", "body"))
    campaign = Campaign.objects.active_of(request.user)
    facts = {
        "form": form,
        "template": template,
        "fields": [(f"{{{name}}}", becomes) for name, becomes in FIELDS.items()],
        "people": people,
        "shown_to": to,
        "preview": drafts.previewed(to, subject, body, campaign, at=timezone.localtime()) if to else None,
        "unknown": [(f"{{{name}}}", near and f"{{{near}}}") for name, near in unknown_fields(f"{subject} {body}")],
    }
    bad = 422 if form.is_bound else 200
    return page(request, "outreach/template_form.html", facts, status=status or bad, part="preview")
