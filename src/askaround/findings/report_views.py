"""The doors of the field report: the page, what it shows of others, own words, and its files."""

from dataclasses import asdict
from pathlib import Path

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from askaround.accounts.doors import Request
from askaround.formats import FormatError
from askaround.formats.typesetting import paper_of, typeset
from askaround.history.undoing import way_back
from askaround.purpose.models import Campaign, Profile
from askaround.web.flash import flash
from askaround.web.pages import page

from . import report_keeping
from .models import Naming
from .report_facts import facts_of
from .report_web import web_page
from .report_writing import markdown, word
from .reporting import SECTIONS, report

_TEMPLATE = Path(__file__).parent / "print" / "report.typ"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ReportForm(forms.Form):
    """What the report shows of others."""

    naming = forms.ChoiceField(choices=Naming.choices, label="How people are called")
    quotes = forms.BooleanField(required=False, label="Quote what they said")


class WordsForm(forms.Form):
    """Own words in a section."""

    section = forms.ChoiceField(choices=list(SECTIONS.items()), label="Section")
    text = forms.CharField(
        required=False, max_length=report_keeping.MOST_WORDS, label="Your own words", widget=forms.Textarea({"rows": 4})
    )
    place = forms.ChoiceField(choices=list(report_keeping.PLACES.items()), label="Where")


@require_GET
def field_report(request: Request) -> HttpResponse:
    """The report as it would be handed on."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    chosen = request.GET.get("section", "")
    return _page(request, campaign, _words_form(campaign, chosen if chosen in SECTIONS else "purpose"))


@require_POST
def choices(request: Request) -> HttpResponse:
    """How people are called, and whether they are quoted."""
    campaign = Campaign.objects.active_of(request.user)
    form = ReportForm(request.POST)
    if campaign is None or not form.is_valid():
        return redirect("report")
    row = report_keeping.settle(campaign, at=timezone.now(), **form.cleaned_data)
    flash(request, "The report shows it that way now.", undo=way_back(row))
    return redirect("report")


@require_POST
def words(request: Request) -> HttpResponse:
    """Own words in a section."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            row = report_keeping.write(campaign, at=timezone.now(), **form.cleaned_data)
        except report_keeping.ReportError as error:
            form.add_error("text", error.sentence)
        else:
            flash(request, "Kept in the report.", undo=way_back(row) if row else None)
            return redirect("report")
    return _page(request, campaign, form, status=422)


@require_GET
def report_markdown(request: Request) -> HttpResponse:
    """The report as Markdown."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    made = markdown(report(facts_of(campaign), today=timezone.localdate()))
    return _file(made.encode(), "text/markdown; charset=utf-8", "field-report.md")


@require_GET
def report_web(request: Request) -> HttpResponse:
    """The report as one web page that stands alone."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    made = web_page(report(facts_of(campaign), today=timezone.localdate()))
    return _file(made.encode(), "text/html; charset=utf-8", "field-report.html")


@require_GET
def report_word(request: Request) -> HttpResponse:
    """The report as a Word file."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    return _file(word(report(facts_of(campaign), today=timezone.localdate())), _WORD, "field-report.docx")


@require_GET
def report_pdf(request: Request) -> HttpResponse:
    """The report on A4 or Letter, by the seeker's country or `?paper=`."""
    campaign = Campaign.objects.active_of(request.user)
    if campaign is None:
        return redirect("first-steps")
    profile = Profile.objects.of(request.user).first()
    paper = request.GET.get("paper") or paper_of(profile.country if profile else "")
    try:
        made = typeset(_TEMPLATE, asdict(report(facts_of(campaign), today=timezone.localdate())), paper=paper)
    except FormatError as error:
        flash(request, error.sentence)
        return redirect("report")
    return _file(made.pdf, "application/pdf", "field-report.pdf")


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _words_form(campaign: Campaign, section: str) -> WordsForm:
    row = report_keeping.words_of(campaign).get(section)
    kept = {"text": row.text, "place": row.place} if row else {}
    return WordsForm(initial={"section": section} | kept)


def _page(request: Request, campaign: Campaign, form: WordsForm, *, status: int = 200) -> HttpResponse:
    settled = report_keeping.report_of(campaign)
    context = {"report": report(facts_of(campaign), today=timezone.localdate()), "words_form": form}
    context["form"] = ReportForm(initial={"naming": settled.naming, "quotes": settled.quotes})
    return page(request, "findings/report.html", context, status=status)
