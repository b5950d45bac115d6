"""“This is no job ask”: the seeker's last word on a sentence, for this letter."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from askaround.accounts.doors import Request

from . import rewriting
from .drafting_views import after_typing
from .models import Letter


@require_POST
def letter_no_job_ask(request: Request, pk: str) -> HttpResponse:
    """What is said about jobs at that place of the letter is not said again."""
    start = request.POST.get("no_job_ask", "")

    def verb(found: Letter) -> str:
        sentence = rewriting.clear_of_jobs(found, int(start) if start.isdecimal() else -1, at=timezone.now())
        return f"“{sentence[:60]}{'…' if len(sentence) > 60 else ''}” counts as no job ask in this letter."

    return after_typing(request, pk, verb)
