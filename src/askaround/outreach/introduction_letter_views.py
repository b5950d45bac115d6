"""Letters to whoever opens a door: the request with lines to forward, the check-in, the thanks, what came of it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from askaround.accounts.doors import Request
from askaround.people.models import Introduction
from askaround.purpose.models import Campaign
from askaround.web.flash import flash

from . import drafts
from .models import AskError, LetterKind
from .views import way_to

TO_INTRODUCER = (LetterKind.BLURB, LetterKind.CHECK_IN, LetterKind.THANK_YOU, LetterKind.REPORT_BACK)


@require_POST
def introduction_letter(request: Request, pk: UUID) -> HttpResponse:
    """Draft a letter to the introducer; of the kind named in the query, else the request."""
    found: Introduction = get_object_or_404(Introduction.objects.of(request.user).select_related("by", "to"), pk=pk)
    kind = request.GET.get("kind", LetterKind.BLURB)
    if kind not in TO_INTRODUCER:
        raise Http404
    campaign = Campaign.objects.active_of(request.user)
    try:
        return redirect(
            drafts.begin_for_introduction(found, kind, way_to(found.by), campaign=campaign, at=timezone.localtime())
        )
    except AskError as error:
        flash(request, error.sentence)
        return redirect("introduction", pk)
