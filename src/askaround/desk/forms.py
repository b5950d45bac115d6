"""Putting a step off."""

from datetime import datetime, timedelta

from django import forms

from .steps.step import morning

UNTIL = [("tomorrow", "tomorrow"), ("next week", "next week")]


class StepForm(forms.Form):
    """Which step is meant."""

    kind = forms.SlugField(max_length=40, widget=forms.HiddenInput)
    subject = forms.UUIDField(widget=forms.HiddenInput)


class SnoozeForm(StepForm):
    """Which step, and until when it should not be shown."""

    until = forms.ChoiceField(choices=UNTIL, label="Until", widget=forms.RadioSelect)

    def until_when(self, now: datetime) -> datetime:
        """The morning it returns: tomorrow's, or next Monday's; `now` is in the seeker's zone."""
        days = 1 if self.cleaned_data["until"] == "tomorrow" else 7 - now.weekday()
        return morning(now.date() + timedelta(days=days), now)
