"""The pages about the seeker: profile and pitch, what they can show, questions of their own."""

from django.forms import BaseForm
from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.accounts.models import Notebook
from askaround.history import recording
from askaround.history.undoing import way_back
from askaround.web.flash import flash
from askaround.web.pages import page

from . import bank
from . import profile as profiles
from .forms import EvidenceForm, ProfileForm, QuestionForm
from .models import Evidence, Profile, Question
from .own_questions import add_question


@require_http_methods(["GET", "POST"])
def profile(request: Request) -> HttpResponse:
    """Who is asking: the words that letters, briefs and the pitch are made of."""
    kept = Profile.objects.of(request.user).first() or Profile()
    form = ProfileForm(request.POST or None, initial=model_to_dict(kept))
    if form.is_valid():
        now = timezone.now()
        recording.change(profiles.profile_of(_notebook(request), at=now), at=now, **form.cleaned_data)
        flash(request, "Saved. New letters and briefs begin with these words.")
        return redirect("profile")
    facts = _profile_facts(request, form, EvidenceForm())
    return page(request, "purpose/profile.html", facts, status=_status(form))


@require_POST
def evidence_new(request: Request) -> HttpResponse:
    """Add something that shows what the seeker can do."""
    form = EvidenceForm(request.POST)
    if form.is_valid():
        profiles.add_evidence(_notebook(request), at=timezone.now(), **form.cleaned_data)
        return redirect(reverse("profile") + "#evidence")
    kept = Profile.objects.of(request.user).first() or Profile()
    facts = _profile_facts(request, ProfileForm(initial=model_to_dict(kept)), form)
    return page(request, "purpose/profile.html", facts, status=422)


@require_POST
def evidence_removal(request: Request, pk: str) -> HttpResponse:
    """Take a piece of evidence away."""
    evidence = get_object_or_404(Evidence.objects.of(request.user), pk=pk)
    recording.remove(evidence, at=timezone.now())
    flash(request, f"“{evidence.text}” is removed.", undo=way_back(evidence))
    return redirect(reverse("profile") + "#evidence")


@require_safe
def questions(request: Request) -> HttpResponse:
    """The seeker's own questions, then the bank, a category at a time."""
    key = request.GET.get("about", "")
    category = key if key in bank.CATEGORY_NAMES else ""
    facts = {
        "own": list(Question.objects.of(request.user)),
        "bank": [question for question in bank.questions() if question.category == category],
        "size": len(bank.questions()),
        "categories": bank.CATEGORIES,
        "category": category,
        "category_name": bank.CATEGORY_NAMES.get(category, ""),
    }
    return page(request, "purpose/questions.html", facts)


@require_http_methods(["GET", "POST"])
def question_new(request: Request) -> HttpResponse:
    """Write a question of one's own."""
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        add_question(_notebook(request), at=timezone.now(), **form.cleaned_data)
        flash(request, "Kept. The next brief can use it.")
        return redirect("questions")
    return page(request, "purpose/question.html", {"form": form}, status=_status(form))


@require_http_methods(["GET", "POST"])
def question_edit(request: Request, pk: str) -> HttpResponse:
    """Change a question; talks that have it already keep their copy."""
    question = get_object_or_404(Question.objects.of(request.user), pk=pk)
    form = QuestionForm(request.POST or None, initial=model_to_dict(question))
    if form.is_valid():
        recording.change(question, at=timezone.now(), **form.cleaned_data)
        flash(request, "Saved. Talks that have it already keep their copy.")
        return redirect("questions")
    return page(request, "purpose/question.html", {"form": form, "question": question}, status=_status(form))


@require_POST
def question_removal(request: Request, pk: str) -> HttpResponse:
    """Take a question away; talks that have it keep their copy."""
    question = get_object_or_404(Question.objects.of(request.user), pk=pk)
    recording.remove(question, at=timezone.now())
    flash(request, "Removed. Talks that have it already keep their copy.", undo=way_back(question))
    return redirect("questions")


def _profile_facts(request: Request, form: ProfileForm, evidence_form: EvidenceForm) -> dict[str, object]:
    return {
        "form": form,
        "evidence": list(Evidence.objects.of(request.user)),
        "evidence_form": evidence_form,
        "spoken": profiles.spoken(str(form["pitch"].value() or "")),
    }


def _notebook(request: Request) -> Notebook:
    notebook = request.user.active_notebook
    if notebook is None:
        raise Http404
    return notebook


def _status(form: BaseForm) -> int:
    return 422 if form.is_bound else 200
