"""What a user may set for themselves."""

import zoneinfo
from typing import Any

from django import forms

from .models import User


def zones() -> list[tuple[str, str]]:
    """Every IANA zone by its name, as a choice."""
    named = sorted(name for name in zoneinfo.available_timezones() if "/" in name)
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in named)]


class SettingsForm(forms.ModelForm[User]):
    """The name, the time zone, and whether single keys do something."""

    keys = forms.BooleanField(
        required=False, label="Single-key shortcuts", help_text="/ searches, n writes a note, ? shows them all."
    )

    class Meta:
        model = User
        fields = ["first_name", "zone"]
        labels = {"first_name": "What to call you", "zone": "Your time zone"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"] = forms.ChoiceField(
            choices=[("", "Not chosen yet, so UTC"), *zones()], required=False, label="Your time zone"
        )
        self.fields["keys"].initial = self.instance.preferences.get("keys", True)

    def keep(self) -> None:
        """Write what changed."""
        self.instance.preferences = {**self.instance.preferences, "keys": self.cleaned_data["keys"]}
        self.instance.save(update_fields=["first_name", "zone", "preferences"])


class GuessedZoneForm(forms.Form):
    """The zone that the browser believes in."""

    guessed_zone = forms.ChoiceField(choices=zones)


class ServerPasswordForm(forms.Form):
    """Another user name or password for a server of the seeker's own: an address book, a calendar."""

    username = forms.CharField(label="User name", max_length=254, required=False)
    password = forms.CharField(
        label="Password", max_length=500, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )
