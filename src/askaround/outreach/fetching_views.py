"""“Look now”."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from askaround.accounts.doors import Request
from askaround.mailbox.models import MailAccount
from askaround.web.flash import flash

from . import fetching


@require_POST
def mail_look(request: Request, pk: UUID) -> HttpResponse:
    """Look for answers at once, beside the page."""
    account = get_object_or_404(MailAccount.objects.of(request.user), pk=pk)
    fetching.look_later(account)
    flash(request, f"Looking into {account.email}. Answers stand with their letters in a moment.")
    return redirect("mail")
