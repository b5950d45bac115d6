"""What comes in while rehearsing: words, and the figures of a run."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from django import forms

from askaround.formats import FormatError
from askaround.language import speech

from .rehearsing import Run

MOST_SECONDS = 3 * 3600
LARGEST = 20 * 1024 * 1024


class WordsForm(forms.Form):
    """What is to be said."""

    text = forms.CharField(
        required=False, max_length=5000, label="What I say", strip=False, widget=forms.Textarea({"rows": 8})
    )


class AnswerForm(WordsForm):
    """An answer to a question of one's own."""

    question = forms.CharField(
        max_length=300, label="What they may ask",
        error_messages={"required": "Which question is it? Write it down first."},
    )  # fmt: skip
    field_order = ("question", "text")


class RunForm(forms.Form):
    """One run: the seconds it took, how it felt, and perhaps a recording to count the words in, which is not kept."""

    took = forms.IntegerField(
        min_value=1, max_value=MOST_SECONDS, label="Seconds it took",
        error_messages={"required": "Say it against the clock, or type the seconds it took."},
    )  # fmt: skip
    judgement = forms.TypedChoiceField(
        label="How did it go, from 1 to 5?", required=False, coerce=int, empty_value=None,
        choices=[(n, str(n)) for n in range(1, 6)], widget=forms.RadioSelect,
    )  # fmt: skip
    spent = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    sound = forms.FileField(required=False, label="The recording, to count words in")

    def clean_sound(self) -> Any:
        """A recording of a few minutes, small enough to be heard at once."""
        file = self.cleaned_data["sound"]
        if file and file.size > LARGEST:
            raise forms.ValidationError("That recording is larger than 20 MB. Rehearse a shorter stretch.")
        return file

    def clean_spent(self) -> dict[str, int]:
        """Seconds by phase, as the page counted them; anything else counts as nothing."""
        try:
            given = json.loads(self.cleaned_data["spent"] or "{}")
        except ValueError:
            return {}
        if not isinstance(given, dict):
            return {}
        return {str(key): int(value) for key, value in given.items() if isinstance(value, int | float) and value >= 0}

    def run(self, aimed: int, words: int) -> Run:
        """The run, with the figures heard in the recording where there is one. FormatError when it can't be heard."""
        given = self.cleaned_data
        run = Run(aimed, given["took"], words or None, judgement=given["judgement"])
        return _heard(run, given["sound"]) if given.get("sound") else run


def _heard(run: Run, sound: Any) -> Run:
    """Count the words in the recording on this computer; its bytes go with the temporary folder."""
    if missing := speech.available():
        raise FormatError(missing)
    with tempfile.TemporaryDirectory(prefix="askaround-") as folder:
        path = Path(folder) / "said"
        with path.open("wb") as out:
            for chunk in sound.chunks():
                out.write(chunk)
        found = speech.pace_of(speech.heard(path))
    rate, stretch = found.words_a_minute or None, round(found.longest_stretch)
    return replace(run, words=found.words, words_a_minute=rate, longest_stretch=stretch, heard=True)
