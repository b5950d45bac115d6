"""A letter and its envelope as PDFs."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from askaround.accounts.doors import Request
from askaround.formats import FormatError
from askaround.formats.typesetting import Sheet, paper_of
from askaround.purpose.models import Profile
from askaround.web.flash import flash

from .models import Letter
from .paper import envelope_sheet, letter_sheet


@require_safe
def letter_pdf(request: Request, pk: UUID) -> HttpResponse:
    """The letter set on a sheet, to print and sign."""
    return _sheet(request, pk, letter_sheet, "letter")


@require_safe
def envelope_pdf(request: Request, pk: UUID) -> HttpResponse:
    """The envelope of the letter."""
    return _sheet(request, pk, envelope_sheet, "envelope")


def _sheet(request: Request, pk: UUID, made: Callable[..., Sheet], name: str) -> HttpResponse:
    rows = Letter.objects.of(request.user).filter(contact__trashed_at__isnull=True)
    found: Letter = get_object_or_404(rows.select_related("contact"), pk=pk)
    profile = Profile.objects.of(request.user).first()
    paper = request.GET.get("paper") or paper_of(profile.country if profile else "")
    try:
        sheet = made(found, profile, day=timezone.localdate(), paper=paper)
    except FormatError as error:
        flash(request, error.sentence)
        return redirect("letter-to-sign", pk)
    answer = HttpResponse(sheet.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}-{slugify(found.contact.name) or found.pk}.pdf"'
    return answer
