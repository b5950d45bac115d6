"""What the pages of a transcript take in."""

from typing import Any

from django import forms
from django.conf import settings

from askaround.formats.transcripts import LARGEST, TOO_LARGE
from askaround.interviews.models import Interview
from askaround.language.recordings import kind_of
from askaround.language.speech import available
from askaround.people.models import Contact
from askaround.purpose.models import Seeks

from . import hearing_audio
from .forms import KIND_ERROR, note_text
from .models import Transcript
from .noting import LAST_SECOND
from .transcribing import ME, speakers_of

RECORDING_TOO_LARGE = "The recording is larger than 500 MB. Save it as M4A or MP3, where an hour has about 30 MB."
NOT_HERE = "Recordings are not heard here: whoever hosts Askaround has not set it up."
ELSEWHERE = "Zoom, Teams, Meet, Otter and most phones write a recording down: bring their text."


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
        label="The transcript, or the recording",
        error_messages={"required": "Choose the file first.", "empty": "The file is empty. Export it once more."},
        help_text="WebVTT, SRT, a Word file or text, from Zoom, Teams, Meet, Otter or your own hand."
        " Or the sound: M4A, MP3, WAV, WebM, OGG or MP4.",
    )

    def clean_file(self) -> Any:
        """Not so large that it must be something else; a recording only where one can be heard."""
        file = self.cleaned_data["file"]
        if self.is_recording and (sentence := cannot_hear()):
            raise forms.ValidationError(f"This is a recording. {sentence} {ELSEWHERE}")
        if self.is_recording and file.size > hearing_audio.LARGEST:
            raise forms.ValidationError(RECORDING_TOO_LARGE)
        if not self.is_recording and file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file

    @property
    def is_recording(self) -> bool:
        """Told by the first bytes, whatever the file is called."""
        file = self.cleaned_data["file"]
        file.seek(0)
        head = file.read(16)
        file.seek(0)
        return bool(kind_of(head))


def cannot_hear() -> str:
    """Why no recording can be heard here, in a sentence for whoever reads it; empty where it can."""
    return available() and (available() if settings.LOCAL else NOT_HERE)


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
