"""The pages of importing: bring files, look before, see it happen, take it back."""

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
from askaround.web.flash import flash
from askaround.web.pages import page

from . import importing, merging
from .importing import opening, telling, uploads
from .importing.standing import Former, Standing, Waiting
from .models import Upload

FORMER = 20


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class _Files(forms.FileField):
    """Several files; none is as wrong as for one."""

    widget = _ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of the files, checked."""
        return [super(_Files, self).clean(each) for each in data] if data else [super().clean(None)]


class ImportForm(forms.Form):
    """The files to bring."""

    file = _Files(
        label="LinkedIn’s ZIP, vCards, or a table as CSV",
        error_messages={"required": "Choose a file first.", "empty": "The file is empty."},
        max_length=500,
    )


@require_http_methods(["GET", "POST"])
def import_people(request: Request) -> HttpResponse:
    """Bring files; below, what is waiting, and what was brought before."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid() and (brought := _looked_at(request, form)) and form.is_valid():
        return redirect("import-preview", brought[0].pk) if len(brought) == 1 else redirect("import")
    return page(request, "people/import.html", _listed(request, form), status=422 if form.is_bound else 200)


@require_GET
def import_preview(request: Request, pk: UUID) -> HttpResponse:
    """What the file would bring, before anything is written."""
    upload = get_object_or_404(Upload.objects.of(request.user), pk=pk)
    if upload.batch_id:
        return redirect("import-progress", pk)
    if upload.preview.get("asks"):
        return redirect("import-mapping", pk)
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
    """Write it, with what was ticked: here and now when it is small, else in the background."""
    upload = get_object_or_404(Upload.objects.of(request.user).select_related("notebook", "by", "batch"), pk=pk)
    try:
        if upload.batch is None:
            _choose(upload, request)
        importing.start(upload, at=timezone.now())
    except FormatError as error:
        context = _listed(request, ImportForm()) | {"gone": error.sentence}
        return page(request, "people/import.html", context, status=422)
    return redirect("import-progress", pk)


@require_GET
def import_progress(request: Request, pk: UUID) -> HttpResponse:
    """How far it is; then what it did; then that it was taken back."""
    upload = get_object_or_404(Upload.objects.of(request.user).select_related("batch"), pk=pk)
    if upload.batch is None:
        return redirect("import-preview", pk)
    state = Standing(upload)
    response = page(request, "people/import_progress.html", {"upload": upload, "state": state}, part="progress")
    if not state.running and request.headers.get("HX-Request"):
        response["HX-Refresh"] = "true"
    return response


@require_POST
def import_undo(request: Request, pk: UUID) -> HttpResponse:
    """Take the import back."""
    upload = get_object_or_404(Upload.objects.of(request.user).select_related("batch"), pk=pk)
    if upload.batch is not None and not Standing(upload).running:
        importing.undo_import(upload.batch, at=timezone.now())
    return redirect("import-progress", pk)


@require_POST
def batch_undo(request: Request, pk: UUID) -> HttpResponse:
    """Take back all that one import or one bulk verb did; what was worked with since stays."""
    batch = get_object_or_404(Batch.objects.of(request.user), pk=pk)
    if any(Standing(upload).running for upload in batch.uploads.all()):
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


def _choose(upload: Upload, request: Request) -> None:
    """Private kinds and correspondents are brought only when their box is ticked."""
    private = [kind for kind in upload.preview.get("private", {}) if kind in request.POST.getlist("private")]
    chosen = {"private": private, "correspondents": "correspondents" in request.POST}
    if {**upload.choices, **chosen} != upload.choices:
        upload.choices = {**upload.choices, **chosen}
        upload.save(update_fields=["choices"])


def _listed(request: Request, form: ImportForm) -> dict[str, Any]:
    every = Upload.objects.of(request.user).select_related("batch").order_by("-created_at")
    former = every.filter(batch__isnull=False)[:FORMER]
    waiting = [each for each in every.filter(batch__isnull=True)[:FORMER] if each.preview]
    return {"form": form, "former": [Former(each) for each in former], "waiting": [Waiting(each) for each in waiting]}


def _looked_at(request: Request, form: ImportForm) -> list[Upload]:
    """The files kept, each with its preview; for each that cannot be read, the sentence in the form."""
    notebook = request.user.active_notebook
    if notebook is None:
        form.add_error("file", "There is no notebook yet to put people in. Begin with the first steps.")
        return []
    files = form.cleaned_data["file"]
    found: list[Upload] = []
    for file in files:
        upload: Upload | None = None
        try:
            upload = importing.keep(notebook, file, user=request.user, at=timezone.now())
            opening.look(upload)
            found.append(upload)
        except FormatError as error:
            form.add_error("file", error.sentence if len(files) == 1 else f"{file.name}: {error.sentence}")
            if upload is not None:
                uploads.forget(upload)
    return found
