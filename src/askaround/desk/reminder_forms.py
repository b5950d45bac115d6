"""What a seeker chooses of reminders."""

import calendar
from typing import Any

from django import forms

from .models import Days, ReminderSettings, Told

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]
WEEKDAYS = list(enumerate(calendar.day_name))


class _Chosen(forms.ModelForm[ReminderSettings]):
    """Part of the settings. `chosen` is what was chosen; nothing is written by the form itself."""

    def _post_clean(self) -> None:
        """The row stays as it is: what differs is told by comparing with it."""

    @property
    def chosen(self) -> dict[str, Any]:
        """The values by column."""
        return dict(self.cleaned_data)


def _hour(label: str, **options: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(choices=HOURS, coerce=int, label=label, **options)


class DigestForm(_Chosen):
    """On which days a digest comes, and when."""

    digest = forms.ChoiceField(choices=Days, label="It comes", widget=forms.RadioSelect)
    digest_weekday = forms.TypedChoiceField(choices=WEEKDAYS, coerce=int, label="Day, when once a week")
    digest_hour = _hour("At", help_text="On your clock. Chosen after that hour, it begins the next day.")

    class Meta:
        model = ReminderSettings
        fields = ["digest", "digest_weekday", "digest_hour"]


class MessagesForm(_Chosen):
    """What messages come for, what they say, and when it is quiet."""

    push_interview = forms.BooleanField(required=False, label="An hour before an interview")
    push_thanks = forms.BooleanField(required=False, label="When thanks are nearly due")
    push_follow_up = forms.BooleanField(required=False, label="On the morning a follow-up is due")
    push_told = forms.ChoiceField(
        choices=[(each.value, each.label) for each in Told if each != Told.PLACES], label="They say",
        help_text="A locked screen shows it to whoever passes by.",
    )  # fmt: skip
    quiet_from = _hour("Quiet from")
    quiet_until = _hour("Quiet until")

    class Meta:
        model = ReminderSettings
        fields = ["push_interview", "push_thanks", "push_follow_up", "push_told", "quiet_from", "quiet_until"]


class FeedForm(_Chosen):
    """How much the calendar tells."""

    feed_told = forms.ChoiceField(
        choices=Told, label="It tells", help_text="Whoever may look into that calendar reads it too."
    )

    class Meta:
        model = ReminderSettings
        fields = ["feed_told"]


class DeviceForm(forms.Form):
    """What a browser gave out when it let itself be reached."""

    address = forms.CharField(max_length=2000)
    p256dh = forms.CharField(max_length=200)
    auth = forms.CharField(max_length=100)
