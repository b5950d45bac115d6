"""Lessons: the page of all of them, and switching one off or on."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.history.views import where_from
from askaround.web.flash import flash
from askaround.web.pages import page

from . import lessons as teaching


@require_safe
def lessons(request: Request) -> HttpResponse:
    """Every lesson, those known first, each to be shown again."""
    known = teaching.known_to(request.user)
    rows = list(teaching.lessons().values())
    facts = {
        "known": [row for row in rows if row.key in known],
        "taught": [row for row in rows if row.key not in known],
        "of": len(rows),
    }
    return page(request, "purpose/lessons.html", facts)


@require_POST
def lesson_knowledge(request: Request) -> HttpResponse:
    """I know this: the lesson stays away."""
    teaching.learn(request.user, request.POST.get("key", ""))
    flash(request, "It stays away. Lessons, under Settings, shows it again.")
    return redirect(where_from(request))


@require_POST
def lesson_return(request: Request) -> HttpResponse:
    """Show a lesson again, or all of them."""
    teaching.teach_again(request.user, request.POST.get("key", ""))
    flash(request, "It is shown again where it is needed." if request.POST.get("key") else "All are shown again.")
    return redirect("lessons")
