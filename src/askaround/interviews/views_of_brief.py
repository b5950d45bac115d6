"""The brief: one page to prepare with, to print, and to take along."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history.models import Batch
from askaround.history.rewriting import Clash
from askaround.history.undoing import way_back
from askaround.purpose.own_questions import add_question
from askaround.web.flash import flash
from askaround.web.pages import page, wants_part

from . import choosing
from .agreed import Agreed
from .briefing import BriefPage
from .forms import BriefForm, OwnQuestionForm
from .heeding import job_remarks
from .models import ChosenQuestion, Interview
from .rewriting import check, rewrite
from .suggesting import Picking, found_by_key, suggest


@require_safe
def interview(request: Request, pk: str) -> HttpResponse:
    """The brief."""
    row = _interview(request, pk)
    brief_page = BriefPage.of(row)
    facts = {
        "page": brief_page,
        "interview": row,
        "agreed": Agreed.of(row, timezone.now()),
        "remarks": job_remarks(brief_page),
        "unsaid": row.is_unsaid(timezone.now()),
        "own_form": OwnQuestionForm(),
    }
    return page(request, "interviews/brief.html", facts)


@require_http_methods(["GET", "POST"])
def brief_edit(request: Request, pk: str) -> HttpResponse:
    """Change the goals, the reason and the pitch; what another tab changed meanwhile is shown, not overwritten."""
    row = _interview(request, pk)
    brief = row.brief
    initial = {name: getattr(brief, name) for name in (*BriefForm.Meta.fields, "version")}
    form = BriefForm(request.POST or None, initial=initial, format=row.format)
    clashes: list[Clash] = []
    if form.is_valid():
        clashes = rewrite(brief, form.cleaned_data, opened=_opened(request), at=timezone.now())
        if not clashes:
            return redirect(row)
    status = 409 if clashes else 422 if form.is_bound else 200
    facts = {"form": form, "interview": row, "brief": brief, "clashes": clashes}
    return page(request, "interviews/brief_edit.html", facts, status=status)


@require_POST
def brief_check(request: Request, pk: str) -> HttpResponse:
    """Tick a line of the checklist, or untick it."""
    row = _interview(request, pk)
    check(row.brief, request.POST.get("key", ""), at=timezone.now())
    facts = {"page": BriefPage.of(row), "interview": row}
    if wants_part(request):
        return page(request, "interviews/checklist.html", facts)
    return redirect(row.get_absolute_url() + "#checklist")


@require_http_methods(["GET", "POST"])
def questions(request: Request, pk: str) -> HttpResponse:
    """Choose what to ask: what fits, the seeker's own, and the bank by subject."""
    row = _interview(request, pk)
    if request.method == "POST":
        made = choosing.choose(row, found_by_key(row, request.POST.getlist("question")), at=timezone.now())
        flash(request, f"{len(made)} added." if made else "Nothing new was chosen.")
        return redirect(row.get_absolute_url() + "#talk")
    facts = Picking.of(row, request.GET.get("about", ""))
    return page(request, "interviews/questions.html", {"interview": row, "picking": facts})


@require_POST
def own_question(request: Request, pk: str) -> HttpResponse:
    """Write a question for this talk; it is kept for later ones too."""
    row = _interview(request, pk)
    form = OwnQuestionForm(request.POST)
    if form.is_valid():
        now = timezone.now()
        made = add_question(row.notebook, text=form.cleaned_data["text"], at=now)
        choosing.choose(row, [made], at=now)
    return redirect(row.get_absolute_url() + "#talk")


@require_POST
def suggestion(request: Request, pk: str) -> HttpResponse:
    """Fill the talk with what the planner would ask."""
    row = _interview(request, pk)
    picks = [choice.question.key for choice in suggest(row).chosen]
    now = timezone.now()
    batch = Batch.objects.create(notebook=row.notebook, verb="suggested", label=row.names, created_at=now)
    made = choosing.choose(row, found_by_key(row, picks), at=now, batch=batch)
    said = f"{len(made)} questions chosen. Take out what you would not ask." if made else "Nothing to add."
    flash(request, said, undo=reverse("batch-undo", args=[batch.pk]) if made else None)
    return _talk(request, row.pk)


@require_POST
def chosen_place(request: Request, pk: str) -> HttpResponse:
    """Move a question earlier or later, or to where it was dropped: before or after another."""
    chosen = _chosen(request, pk)
    beside = request.POST.get("before") or request.POST.get("after")
    if beside:
        choosing.put_beside(chosen, beside, after="after" in request.POST, at=timezone.now())
    else:
        choosing.move(chosen, by=-1 if request.POST.get("to") == "up" else 1, at=timezone.now())
    return _talk(request, chosen.interview_id)


@require_POST
def chosen_removal(request: Request, pk: str) -> HttpResponse:
    """Take a question out of the talk."""
    chosen = _chosen(request, pk)
    choosing.leave_out(chosen, at=timezone.now())
    flash(request, f"“{chosen.text}” is out.", undo=way_back(chosen))
    return _talk(request, chosen.interview_id)


def _interview(request: Request, pk: str | UUID) -> Interview:
    rows = Interview.objects.of(request.user).with_people().select_related("brief", "ask", "notebook", "offer")
    found: Interview = get_object_or_404(rows, pk=pk)
    return found


def _chosen(request: Request, pk: str) -> ChosenQuestion:
    found: ChosenQuestion = get_object_or_404(ChosenQuestion.objects.of(request.user), pk=pk)
    return found


def _talk(request: Request, pk: UUID) -> HttpResponse:
    """The talk again after a change: the piece that htmx replaces, or the page."""
    if wants_part(request):
        row = _interview(request, pk)
        return page(request, "interviews/talk_part.html", {"page": BriefPage.of(row), "interview": row})
    return redirect("interview", pk)


def _opened(request: Request) -> dict[str, str]:
    """The texts that the form was opened with, which it carries along."""
    return {name: request.POST.get(f"was-{name}", "") for name in BriefForm.Meta.fields}
