"""The trash."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.web.flash import flash
from askaround.web.pages import page

from . import trash as bin_


@require_GET
def trash(request: Request) -> HttpResponse:
    """What was thrown away within 30 days."""
    return page(request, "desk/trash.html", {"rows": bin_.thrown_away(request.user)})


@require_POST
def restoral(request: Request, pk: uuid.UUID) -> HttpResponse:
    """Take one thing back."""
    row = _found(request, pk)
    bin_.restore(row, at=timezone.now())
    flash(request, f"{row} is back.")
    return redirect("trash")


@require_http_methods(["GET", "POST"])
def removal(request: Request, pk: uuid.UUID) -> HttpResponse:
    """Empty one thing for good, after asking once."""
    row = _found(request, pk)
    if request.method == "POST":
        name = str(row)
        bin_.empty(row, at=timezone.now())
        flash(request, f"{name} is gone for good.")
        return redirect("trash")
    return page(request, "desk/trash_removal.html", {"row": row})


def _found(request: Request, pk: uuid.UUID) -> Any:
    row = bin_.find(request.user, pk)
    if row is None:
        raise Http404
    return row
