"""What comes from a device in the talk: a note with its marks, a note mended."""

import json
from typing import Any

from django import forms

from askaround.plain.text import clean_lines
from askaround.purpose.models import Seeks

from . import marking
from .forms import KIND_ERROR, NoteForm, note_text


class TalkNoteForm(NoteForm):
    """A note from the talk: as any other, with the words worth marking kind by kind, as JSON."""

    marks = forms.CharField(required=False, max_length=60_000)

    @property
    def facts(self) -> dict[str, Any]:
        """What `take_note` takes, but for the person."""
        return super().facts | {"marks": _marks(self.cleaned_data)}


class TalkMendForm(forms.Form):
    """A note mended in the talk. `was` is the text that the device had before it."""

    text = note_text(4)
    kind = forms.ChoiceField(choices=Seeks.choices, error_messages=KIND_ERROR)
    was = forms.CharField(required=False, strip=False)
    marks = forms.CharField(required=False, max_length=60_000)

    @property
    def facts(self) -> dict[str, Any]:
        """What `mend` takes."""
        return {"text": self.cleaned_data["text"], "kind": self.cleaned_data["kind"], "marks": self._found}

    @property
    def _found(self) -> list[dict[str, Any]]:
        return _marks(self.cleaned_data)


def _marks(given: dict[str, Any]) -> list[dict[str, Any]]:
    """Marks that fit the text as it is kept. A mark that fits no words is left out; the words are what counts."""
    try:
        phrases = json.loads(given.get("marks") or "{}")
    except (ValueError, RecursionError):
        return []
    return marking.likely(clean_lines(given["text"]), phrases)
