"""Beginning a letter, with what later chapters know: the doors are here, the letters are `outreach`'s."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.outreach import drafts
from askaround.outreach.letter_views import begin_letter
from askaround.outreach.models import AskError, LetterKind
from askaround.outreach.views import way_to
from askaround.people.listing import ids
from askaround.people.models import Contact, Introduction
from askaround.purpose.models import Campaign
from askaround.web.flash import flash

from . import letter_facts

TO_INTRODUCER = (
    LetterKind.BLURB, LetterKind.FORWARD, LetterKind.CHECK_IN, LetterKind.THANK_YOU, LetterKind.REPORT_BACK,
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def keep_in_touch(request: Request, pk: UUID) -> HttpResponse:
    """Any letter but an ask: news, a confirmation, an answer, lines to forward."""
    contact = get_object_or_404(Contact.objects.of(request.user), pk=pk)
    interview = next(iter(ids([request.GET.get("interview", "")])), None)

    def told(kind: str) -> letter_facts.LetterFacts:
        return letter_facts.of_contact(contact, kind, interview, timezone.now())

    return begin_letter(request, contact, told)


@require_POST
def introduction_letter(request: Request, pk: UUID) -> HttpResponse:
    """Draft a letter to the introducer; of the kind named in the query, else the request."""
    found: Introduction = get_object_or_404(Introduction.objects.of(request.user).select_related("by", "to"), pk=pk)
    kind = request.GET.get("kind", LetterKind.BLURB)
    if kind not in TO_INTRODUCER:
        raise Http404
    campaign, facts = Campaign.objects.active_of(request.user), letter_facts.of_introduction(found, kind)
    try:
        letter = drafts.begin_for_introduction(
            found, kind, way_to(found.by), campaign=campaign, at=timezone.localtime(), facts=facts
        )
    except AskError as error:
        flash(request, error.sentence)
        return redirect("introduction", pk)
    return redirect(letter)
