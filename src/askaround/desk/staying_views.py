"""The page of staying in touch."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from askaround.accounts.doors import Request
from askaround.people.staying_views import RHYTHMS
from askaround.web.pages import page

from .staying import StayingInTouch


@require_safe
def staying_in_touch(request: Request) -> HttpResponse:
    """Promises both ways, and who should hear from the seeker."""
    it = StayingInTouch.of(request.user, timezone.localtime())
    return page(request, "desk/staying.html", {"it": it, "rhythms": RHYTHMS})
