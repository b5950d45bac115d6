"""What the pages of a transcript take in."""

from typing import Any

from django import forms

from askaround.formats.transcripts import LARGEST, TOO_LARGE
from askaround.interviews.models import Interview
from askaround.people.models import Contact
from askaround.purpose.models import Seeks

from .forms import KIND_ERROR, note_text
from .models import Transcript
from .noting import LAST_SECOND
from .transcribing import ME, speakers_of


class TranscriptForm(forms.Form):
    """The file, and that everybody agreed: first the one, then the other."""

    agreed = forms.BooleanField(
        label="Everybody in the talk agreed that it is recorded or written down",
        error_messages={"required": "Ask them first. A talk that somebody did not agree to is not brought."},
    )
    consent = forms.CharField(
        label="How and when they agreed",
        max_length=300,
        required=False,
        help_text="“Asked at the start, both said yes.”",
    )
    file = forms.FileField(
        label="The transcript",
        error_messages={"required": "Choose the file first.", "empty": "The file is empty. Export it once more."},
        help_text="WebVTT, SRT, a Word file or text, from Zoom, Teams, Meet, Otter or your own hand.",
    )

    def clean_file(self) -> Any:
        """Not so large that it must be something else."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file


class SpeakersForm(forms.Form):
    """Who of the file is who."""

    def __init__(self, transcript: Transcript, data: Any = None) -> None:
        super().__init__(data)
        choices = [("", "Somebody else"), (ME, "Me")]
        choices += [(str(contact.pk), contact.name) for contact in transcript.interview.contacts]
        self._names = speakers_of(transcript)
        for number, name in enumerate(self._names):
            self.fields[f"speaker-{number}"] = forms.ChoiceField(
                label=name, choices=choices, required=False, initial=transcript.speakers.get(name, "")
            )

    @property
    def said(self) -> dict[str, str]:
        """Name in the file to who it is."""
        return {name: self.cleaned_data[f"speaker-{number}"] for number, name in enumerate(self._names)}


class KeepForm(forms.Form):
    """Words of the transcript that become a note."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    text = note_text(4)
    kind = forms.ChoiceField(choices=Seeks.choices, error_messages=KIND_ERROR)
    second = forms.IntegerField(required=False, min_value=0, max_value=LAST_SECOND, widget=forms.HiddenInput)
    contact = forms.ModelChoiceField(Contact.objects.none(), label="Who said it", empty_label=None)

    def __init__(self, interview: Interview, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        people = Contact.objects.within(interview.notebook_id).filter(interview_people__interview=interview)
        self.fields["contact"].queryset = people  # type: ignore[attr-defined]
        if len(interview.contacts) == 1:
            self.fields["contact"].widget = forms.HiddenInput()
            self.fields["contact"].initial = interview.contacts[0].pk
