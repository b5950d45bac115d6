"""The brief as a PDF."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from askaround.accounts.doors import Request
from askaround.formats import FormatError
from askaround.formats.typesetting import paper_of
from askaround.people.sharing import own_of
from askaround.purpose.models import Profile
from askaround.web.flash import flash

from .brief_sheet import sheet
from .briefing import BriefPage
from .models import Interview


@require_safe
def brief_pdf(request: Request, pk: UUID) -> HttpResponse:
    """The brief on A4 or Letter, by the seeker's country or `?paper=`."""
    row: Interview = get_object_or_404(Interview.objects.of(request.user).with_people(), pk=pk)
    profile = Profile.objects.of(request.user).first()
    paper = request.GET.get("paper") or paper_of(profile.country if profile else "")
    try:
        made = sheet(BriefPage.of(row), profile, own_of(row.notebook), paper=paper)
    except FormatError as error:
        flash(request, error.sentence)
        return redirect(row)
    answer = HttpResponse(made.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="brief-{slugify(row.names) or row.pk}.pdf"'
    return answer
