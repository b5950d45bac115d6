"""What the columns of an unknown table are: guessed, said by the seeker, remembered for the next one."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from askaround.accounts.doors import Request
from askaround.formats import FormatError
from askaround.formats.mapping import FIELDS
from askaround.web.pages import page

from .importing import opening
from .models import Upload

SHOWN = 3


class MappingForm(forms.Form):
    """One choice for each column of the table, named by its place."""

    def __init__(self, columns: list[tuple[str, str, list[str]]], data: Any = None) -> None:
        super().__init__(data)
        self.columns = columns
        for at, (title, field, samples) in enumerate(columns):
            choice = forms.ChoiceField(choices=list(FIELDS.items()), label=title, initial=field, required=False)
            # The samples say what the column holds; a screen reader hears them with it.
            choice.widget.attrs["aria-describedby"] = f"samples-{at}"
            choice.help_text = " · ".join(samples[:SHOWN])
            self.fields[f"column-{at}"] = choice

    def chosen(self) -> dict[str, str]:
        """The field of each column, by its title."""
        return {title: self.cleaned_data[f"column-{at}"] for at, (title, _, _) in enumerate(self.columns)}


@require_http_methods(["GET", "POST"])
def import_mapping(request: Request, pk: UUID) -> HttpResponse:
    """Say what the columns are; then the preview is made anew."""
    upload = get_object_or_404(Upload.objects.of(request.user).select_related("notebook", "batch"), pk=pk)
    if upload.batch_id or not upload.preview.get("columns"):
        return redirect("import-preview", pk)
    form = MappingForm(upload.preview["columns"], request.POST or None)
    if form.is_valid():
        try:
            opening.say(upload, form.chosen())
        except FormatError as error:
            form.add_error(None, error.sentence)
        else:
            return redirect("import-preview", pk)
    context = {"upload": upload, "form": form, "known": opening.names_somebody(_guessed(upload))}
    return page(request, "people/import_mapping.html", context, status=422 if form.is_bound else 200)


def _guessed(upload: Upload) -> dict[str, str]:
    return {title: field for title, field, _ in upload.preview["columns"]}
