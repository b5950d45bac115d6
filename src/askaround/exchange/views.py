"""Everything out, in again, and gone."""

import tempfile
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from askaround.accounts.doors import Request
from askaround.notes.models import Transcript
from askaround.people.models import Contact
from askaround.web.flash import flash
from askaround.web.pages import page

from . import backing_up, importing
from .erasing import delete_transcript, erase
from .exporting import export_to
from .forms import ErasureForm, NotebookImportForm
from .weighing import weight, weight_of


@require_http_methods(["GET", "POST"])
def export(request: Request) -> HttpResponseBase:
    """What the ZIP holds; a POST downloads it."""
    notebook = request.user.active_notebook
    if request.method == "POST" and notebook is not None:
        now = timezone.now()
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
        export_to(notebook, file, now=now)
        file.seek(0)
        name = f"{slugify(notebook.name) or 'notebook'}-{now:%Y-%m-%d}.zip"
        return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    return page(request, "exchange/export.html", {"counts": weight(notebook), "local": settings.LOCAL})


@require_http_methods(["GET", "POST"])
def notebook_import(request: Request) -> HttpResponse:
    """Our own ZIP into a notebook of its own, which is then the open one."""
    form = NotebookImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            notebook = importing.read(form.cleaned_data["file"], request.user, now=timezone.now())
        except importing.ImportRefusedError as error:
            form.add_error("file", error.sentence)
        else:
            flash(request, f"“{notebook.name}” is here, and open.")
            return redirect("today")
    return page(request, "exchange/import.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def backups(request: Request) -> HttpResponse:
    """The backups on this machine; a POST makes one now. On a host they are the host's."""
    _only_on_the_seekers_machine()
    if request.method == "POST":
        made = backing_up.backup_into(backing_up.folder(), why="by-hand", now=timezone.now())
        flash(request, f"{made.name} is made.")
        return redirect("backups")
    found = [(path.name, path.stat().st_size) for path in backing_up.backups()]
    return page(request, "exchange/backups.html", {"backups": found, "folder": backing_up.folder()})


@require_GET
def backup(request: Request, name: str) -> HttpResponseBase:
    """Download one."""
    _only_on_the_seekers_machine()
    for path in backing_up.backups():
        if path.name == name:
            return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/zip")
    raise Http404


@require_http_methods(["GET", "POST"])
def erasure(request: Request, pk: object) -> HttpResponse:
    """Ask, with what would go; a POST with the name typed does it."""
    contacts = Contact.objects.of(request.user) | Contact.objects.in_trash(request.user)
    contact = get_object_or_404(contacts, pk=pk)
    form = ErasureForm(request.POST or None, name=contact.name)
    if request.method == "POST" and form.is_valid():
        erase(contact, at=timezone.now())
        flash(request, f"{contact.name} is erased. The backups of the last days still hold them.")
        return redirect("people")
    context = {"form": form, "contact": contact, "counts": weight_of(contact)}
    return page(request, "exchange/erasure.html", context, status=422 if form.is_bound else 200)


@require_POST
def transcript_removal(request: Request, pk: UUID) -> HttpResponse:
    """Delete the words of a transcript for good; the notes stay."""
    found = get_object_or_404(Transcript.objects.of(request.user).select_related("interview"), pk=pk)
    delete_transcript(found, at=timezone.now())
    flash(request, "The transcript is deleted for good. Your notes from it stay.")
    return redirect("transcripts", found.interview_id)


def _only_on_the_seekers_machine() -> None:
    if not settings.LOCAL or not Path(settings.HOME).exists():
        raise Http404
