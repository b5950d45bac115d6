"""The doors of notes from paper: type them in, look them over, keep them all at once."""

from functools import partial
from uuid import UUID, uuid5

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from askaround.accounts.doors import Request
from askaround.history.models import Batch
from askaround.interviews.models import Interview
from askaround.language.kinds import suggested
from askaround.meaning.embedding import embed
from askaround.purpose.models import Seeks
from askaround.web.flash import flash
from askaround.web.pages import page

from . import noting
from .forms import TypedForm
from .typed import Typed


@require_http_methods(["GET", "POST"])
def typed_notes(request: Request, pk: UUID) -> HttpResponse:
    """Notes that were written on paper: looked over first, kept by a second click."""
    interview: Interview = get_object_or_404(Interview.objects.of(request.user).with_people(), pk=pk)
    form = TypedForm(interview, request.POST if request.method == "POST" else None)
    proposing = None if "keep" in request.POST else partial(_kinds, interview)
    notes = form.notes(proposing) if form.is_valid() else []
    if notes and "keep" in request.POST:
        batch = _keep(interview, notes, form)
        said = "1 note is kept." if len(notes) == 1 else f"{len(notes)} notes are kept."
        flash(request, said, undo=reverse("batch-undo", args=[batch.pk]) if batch else None)
        return redirect("note-new", pk)
    context = {"interview": interview, "form": form, "notes": notes, "kinds": Seeks.values}
    return page(request, "notes/typed.html", context, status=422 if form.is_bound and not notes else 200)


def _kinds(interview: Interview, texts: list[str]) -> list[str]:
    """The kinds that these lines seem to be; none while there is no language model."""
    meant = embed(interview.notebook_id, texts, at=timezone.now(), wait=2.0)
    if meant.vectors is None:
        return []
    return [suggested(text, vector).kind for text, vector in zip(texts, meant.vectors, strict=True)]


@transaction.atomic
def _keep(interview: Interview, notes: list[Typed], form: TypedForm) -> Batch | None:
    """Each line once, however often it is posted: by the form's id and its place. None where none is new."""
    now, people = timezone.now(), {str(contact.pk): contact for contact in interview.contacts}
    batch = Batch(notebook_id=interview.notebook_id, verb="typed in", label=interview.names[:300], created_at=now)
    batch.save(force_insert=True)
    new = 0
    for number, note in enumerate(notes):
        _, made = noting.take_note(
            interview, people.get(note.speaker, interview.contacts[0]), id=uuid5(form.cleaned_data["id"], str(number)),
            kind=note.kind, text=note.text, at=now, second=note.second, device="paper", number=number,
            marks=note.marks, batch=batch,
        )  # fmt: skip
        new += made
    if not new:
        batch.delete()
        return None
    return batch
