"""The digest: chosen, tried, and stopped by the link in the mail."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.web.flash import flash
from askaround.web.pages import page

from .digest import notebook_behind
from .digest_sending import send_test, stop_digest
from .reminders import settings_of
from .seeker import Seeker


@require_POST
def digest_test(request: Request) -> HttpResponse:
    """A digest to oneself, now."""
    kept, now = settings_of(request.user), timezone.now()
    if send_test(kept, Seeker.of(kept.notebook, now)).failed_at:
        flash(request, "There is no mail account that works, so nothing was sent.")
    else:
        flash(request, "A test is on its way. What became of it stands in the log below.")
    return redirect("reminders")


# Mail programs press it by themselves (RFC 8058) and know no token; the signed address is what they have.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def digest_stop(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail: GET asks, POST stops it. It opens and shows nothing else."""
    notebook = notebook_behind(token)
    if notebook is None:
        raise Http404
    if request.method != "POST":
        return page(request, "desk/digest_stop.html")
    if not stop_digest(notebook, at=timezone.now()):
        raise Http404
    return page(request, "desk/digest_stop.html", {"stopped": True})
