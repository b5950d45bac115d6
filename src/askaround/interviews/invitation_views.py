"""The pages of invitations: exactly what would go out, sent one by one; and what other calendars answered."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askaround.accounts.doors import Request
from askaround.accounts.models import Notebook
from askaround.purpose.models import Profile
from askaround.web.flash import flash
from askaround.web.pages import page

from . import inviting
from .answering import agree_to, take_off
from .hearing import hear_file
from .inviting import Invitation, invitation_to
from .models import Interview, InterviewError, InterviewPerson, InvitationReply
from .zones import both_clocks

MOST_BYTES = 2 * 1024 * 1024


class AnswerForm(forms.Form):
    """What their calendar sent, as a file or as text."""

    file = forms.FileField(
        label="The .ics file, or the whole mail as .eml", required=False, max_length=300,
        widget=forms.FileInput(attrs={"accept": ".ics,.eml,text/calendar,message/rfc822"}),
    )  # fmt: skip
    text = forms.CharField(
        label="Or its text", required=False, max_length=200_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It begins with BEGIN:VCALENDAR.",
    )  # fmt: skip

    def given(self) -> bytes:
        """What was given of the two."""
        file = self.cleaned_data.get("file")
        return bytes(file.read(MOST_BYTES)) if file else str(self.cleaned_data["text"]).encode()

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        given = super().clean() or self.cleaned_data
        if not given.get("file") and not str(given.get("text", "")).strip():
            raise forms.ValidationError("Choose the file, or paste its text.")
        return given


@require_safe
def invitations(request: Request, pk: UUID) -> HttpResponse:
    """What would go to each of them now, exactly as it goes."""
    interview = get_object_or_404(Interview.objects.of(request.user).with_people().select_related("ask"), pk=pk)
    profile = Profile.objects.of(request.user).first()
    shown = [invitation_to(person, profile) for person in interview.people.all()]
    return page(request, "interviews/invitations.html", {"interview": interview, "invitations": shown})


@require_POST
def invitation_sending(request: Request, pk: UUID, contact: UUID) -> HttpResponse:
    """Send it: it leaves in ten seconds."""
    invitation = _invitation(request, pk, contact)
    seen = request.POST.get("sequence", "")
    try:
        inviting.send(invitation, sequence=int(seen[:9]) if seen.isdecimal() else -1, at=timezone.now())
    except InterviewError as error:
        flash(request, error.sentence)
    return redirect("invitations", pk)


@require_POST
def invitation_withdrawal(request: Request, pk: UUID, contact: UUID) -> HttpResponse:
    """Undo, while it has not begun to leave."""
    delivery = _invitation(request, pk, contact).delivery
    gone = delivery is None or not (delivery.withdrawn_at or delivery.withdraw(at=timezone.now()))
    flash(request, "It has left already." if gone else "Taken back. Nothing was sent.")
    return redirect("invitations", pk)


@require_POST
def invitation_telling(request: Request, pk: UUID, contact: UUID) -> HttpResponse:
    """The seeker sent the file by their own hand."""
    invitation = _invitation(request, pk, contact)
    inviting.tell_sent(invitation.person, at=timezone.now())
    flash(request, f"Noted: {invitation.contact.first_name} has it.")
    return redirect("invitations", pk)


@require_safe
def invitation_mail(request: Request, pk: UUID, contact: UUID) -> HttpResponse:
    """The whole mail as a file, to be opened and sent by the seeker's own mail program."""
    invitation = _invitation(request, pk, contact)
    try:
        data = inviting.message_of(invitation, at=timezone.now())
    except InterviewError as error:
        flash(request, error.sentence)
        return redirect("invitations", pk)
    answer = HttpResponse(data, content_type="message/rfc822")
    answer["Content-Disposition"] = f'attachment; filename="{invitation.kind}.eml"'
    return answer


@require_http_methods(["GET", "POST"])
def calendar_answers(request: Request) -> HttpResponse:
    """What their calendar sent, brought by hand."""
    form = AnswerForm(request.POST, request.FILES) if request.method == "POST" else AnswerForm()
    if form.is_valid():
        notebook = get_object_or_404(Notebook, pk=request.user.active_notebook_id)
        row = hear_file(notebook, form.given(), at=timezone.now())
        if not row.ignored:
            return redirect("calendar-answer", row.pk)
        form.add_error(None, f"{row.ignored} So nothing was changed.")
    return page(request, "interviews/calendar_answers.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def calendar_answer(request: Request, pk: UUID) -> HttpResponse:
    """What they answered, on both clocks, and what can be done."""
    row = _row(request, pk)
    return page(request, "interviews/calendar_answer.html", {"row": row, "clocks": _clocks(request, row)})


@require_POST
def calendar_agreement(request: Request, pk: UUID) -> HttpResponse:
    """Agree to their time, or to its being off."""
    row = _row(request, pk)
    try:
        if row.answer == "CANCEL":
            take_off(row, at=timezone.now())
            flash(request, "Called off.")
            return redirect("interviews")
        interview = agree_to(row, request.user, at=timezone.now())
    except InterviewError as error:
        flash(request, error.sentence)
        return redirect("calendar-answer", pk)
    flash(request, "Agreed. Send them the invitation, so that both calendars say the same.")
    return redirect("invitations" if row.answer == "COUNTER" else "interview", interview.pk)


@require_POST
def calendar_settling(request: Request, pk: UUID) -> HttpResponse:
    """It was answered otherwise, or nothing follows from it."""
    _row(request, pk).answer_it(at=timezone.now())
    flash(request, "Noted.")
    return redirect("today")


def _invitation(request: Request, pk: UUID, contact: UUID) -> Invitation:
    rows = InterviewPerson.objects.of(request.user).prefetch_related("interview__people__contact")
    person = get_object_or_404(rows.select_related("contact", "interview__ask"), interview=pk, contact=contact)
    return invitation_to(person, Profile.objects.of(request.user).first())


def _row(request: Request, pk: UUID) -> InvitationReply:
    rows = (
        InvitationReply.objects.of(request.user)
        .select_related("contact")
        .prefetch_related("interview__people__contact")
    )
    found: InvitationReply = get_object_or_404(rows, pk=pk)
    return found


def _clocks(request: Request, row: InvitationReply) -> str:
    if row.starts_at is None:
        return ""
    whose = row.contact.first_name if row.contact else "them"
    mine = row.interview.my_zone if row.interview else request.user.zone or "UTC"
    theirs = row.interview.their_zone if row.interview else (row.contact.zone if row.contact else "") or mine
    return both_clocks(row.starts_at, mine, theirs, whose)
