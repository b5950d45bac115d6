"""The pages of importing: bring a file, look before, see it happen, take it back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.formats import FormatError
from askaround.history.models import Batch
from askaround.history.undoing import undo_batch
from askaround.history.views import where_from
from askaround.tasks.progress import progress_of
from askaround.web.flash import flash
from askaround.web.pages import page

from . import importing, merging
from .importing import telling, uploads
from .models import Upload

FORMER = 20


class ImportForm(forms.Form):
    """The file to bring."""

    file = forms.FileField(
        label="Connections.csv or LinkedIn’s ZIP",
        error_messages={"required": "Choose a file first.", "empty": "The file is empty."},
        max_length=500,
    )


@require_http_methods(["GET", "POST"])
def import_people(request: Request) -> HttpResponse:
    """Bring a file; below, what was brought before."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid() and (upload := _looked_at(request, form)):
        return redirect("import-preview", upload.pk)
    former = Upload.objects.of(request.user).filter(batch__isnull=False).select_related("batch")
    context = {"form": form, "former": [_Former(each) for each in former.order_by("-created_at")[:FORMER]]}
    return page(request, "people/import.html", context, status=422 if form.is_bound else 200)


@require_GET
def import_preview(request: Request, pk: UUID) -> HttpResponse:
    """What the file would bring, before anything is written."""
    upload = get_object_or_404(Upload.objects.of(request.user), pk=pk)
    if upload.batch_id:
        return redirect("import-progress", pk)
    context = {
        "upload": upload,
        "facts": upload.preview,
        "heading": telling.preview_heading(upload.preview),
        "lines": telling.preview_lines(upload.preview),
        "reader": telling.reader_name(upload.preview["reader"]),
        "button": telling.button(upload.preview) if telling.brings(upload.preview) else "",
    }
    return page(request, "people/import_preview.html", context)


@require_POST
def import_applying(request: Request, pk: UUID) -> HttpResponse:
    """Write it: here and now when it is small, else in the background."""
    upload = get_object_or_404(Upload.objects.of(request.user).select_related("notebook", "by", "batch"), pk=pk)
    try:
        importing.start(upload, at=timezone.now())
    except FormatError as error:
        form = ImportForm()
        context = {"form": form, "gone": error.sentence, "former": []}
        return page(request, "people/import.html", context, status=422)
    return redirect("import-progress", pk)


@require_GET
def import_progress(request: Request, pk: UUID) -> HttpResponse:
    """How far it is; then what it did; then that it was taken back."""
    upload = get_object_or_404(Upload.objects.of(request.user).select_related("batch"), pk=pk)
    if upload.batch is None:
        return redirect("import-preview", pk)
    state = _State(upload)
    response = page(request, "people/import_progress.html", {"upload": upload, "state": state}, part="progress")
    if not state.running and request.headers.get("HX-Request"):
        response["HX-Refresh"] = "true"
    return response


@require_POST
def import_undo(request: Request, pk: UUID) -> HttpResponse:
    """Take the import back."""
    upload = get_object_or_404(Upload.objects.of(request.user).select_related("batch"), pk=pk)
    if upload.batch is not None and not _State(upload).running:
        importing.undo_import(upload.batch, at=timezone.now())
    return redirect("import-progress", pk)


@require_POST
def batch_undo(request: Request, pk: UUID) -> HttpResponse:
    """Take back all that one import or one bulk verb did; what was worked with since stays."""
    batch = get_object_or_404(Batch.objects.of(request.user), pk=pk)
    if any(_State(upload).running for upload in batch.uploads.all()):
        flash(request, "The import is still running. Take it back when it is done.")
        return redirect(where_from(request))
    kept = _take_back(batch, at=timezone.now())
    stayed = "1 change was" if len(kept) == 1 else f"{len(kept)} changes were"
    flash(request, f"Taken back. {stayed} worked on since and stayed." if kept else "Taken back.")
    return redirect(where_from(request))


def _take_back(batch: Batch, *, at: datetime) -> Sequence[object]:
    if (edited := merging.take_apart(batch, at=at)) is not None:
        return edited
    return importing.undo_import(batch, at=at) if batch.verb == "imported" else undo_batch(batch, at=at)


class _State:
    """An import as its page shows it."""

    def __init__(self, upload: Upload) -> None:
        assert upload.batch is not None
        self.batch = upload.batch
        self.facts: dict[str, Any] = self.batch.facts
        self.undone = self.batch.undone_at is not None
        self.finished = bool(self.facts.get("finished"))
        task = progress_of(self.facts["task"]) if "task" in self.facts and not self.finished else None
        self.stopped = not self.undone and not self.finished and (task is None or task.failed)
        self.running = not (self.undone or self.finished or self.stopped)
        self.read, self.total = self.facts.get("read", 0), self.facts.get("total", 0)

    @property
    def heading(self) -> str:
        """What the page says first."""
        if self.undone:
            return telling.undone_heading(self.facts)
        if self.finished:
            return telling.done_heading(self.facts)
        if self.stopped:
            return "The import stopped before its end."
        return "Your people are being added."

    @property
    def sentences(self) -> list[str]:
        """What it says below."""
        return telling.done_sentences(self.facts) if self.finished and not self.undone else []

    @property
    def stayed(self) -> list[str]:
        """Who was left when it was taken back, being worked with since."""
        return list(self.facts.get("stayed_names", []))


class _Former:
    """A line of the list of imports."""

    def __init__(self, upload: Upload) -> None:
        assert upload.batch is not None
        self.upload, self.batch = upload, upload.batch
        self.undone = self.batch.undone_at is not None
        self.finished = bool(self.batch.facts.get("finished"))
        self.brought = bool(self.batch.facts.get("created"))
        self.heading = (telling.undone_heading if self.undone else telling.done_heading)(self.batch.facts)
        if not self.undone and not self.finished:
            self.heading = "Not finished yet."


def _looked_at(request: Request, form: ImportForm) -> Upload | None:
    """The file kept, with its preview; None, and the sentence in the form, when it cannot be read."""
    notebook = request.user.active_notebook
    if notebook is None:
        form.add_error("file", "There is no notebook yet to put people in. Begin with the first steps.")
        return None
    upload: Upload | None = None
    try:
        upload = importing.keep(notebook, form.cleaned_data["file"], user=request.user, at=timezone.now())
        upload.preview = importing.preview(notebook, importing.source_of(notebook, uploads.path_of(upload)))
    except FormatError as error:
        form.add_error("file", error.sentence)
        if upload is not None:
            uploads.forget(upload)
        return None
    upload.save(update_fields=["preview"])
    return upload
