"""The pages of introductions: where each stands, and who waits for whom."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from askaround.accounts.doors import Request
from askaround.people.models import Introduction
from askaround.web.pages import page

from .introductions import IntroductionPage, Introductions, told


@require_safe
def introductions(request: Request) -> HttpResponse:
    """Every introduction, by whose turn it is."""
    return page(request, "desk/introductions/list.html", {"it": Introductions.of(request.user, timezone.localtime())})


@require_safe
def introduction(request: Request, pk: UUID) -> HttpResponse:
    """One of them: the chain from the offer to telling how it went."""
    found = get_object_or_404(told(Introduction.objects.of(request.user)), pk=pk)
    it = IntroductionPage.of(found, timezone.localtime())
    return page(request, "desk/introductions/introduction.html", {"it": it, "introduction": found})
