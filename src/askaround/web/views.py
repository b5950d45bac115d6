"""Two doors that belong to no chapter."""

import re
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from .pages import page


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """200 while the app and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "version": version("askaround")})


@login_not_required
def parts(request: HttpRequest) -> HttpResponse:
    """Every part of the kit, light and dark; there only when DEBUG."""
    if not settings.DEBUG:
        raise Http404
    sprite = Path(str(finders.find("web/vendor/icons.svg"))).read_text(encoding="utf-8")
    return page(request, "web/parts.html", {"icons": re.findall(r'symbol id="([a-z]+)"', sprite)})
