"""What is asked to connect a calendar: its address, a file, or a server with a name and a password."""

from django import forms

from askaround.formats.caldav import Calendar
from askaround.formats.webdav import REFUSED
from askaround.plain.fetching import FetchError

from . import connecting


class FeedForm(forms.Form):
    """A calendar that anybody who knows its address can read."""

    feed = forms.CharField(
        label="Address of the calendar",
        max_length=2000,
        help_text="Your calendar’s secret or private address in iCal format. It is kept sealed and never shown again.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "inputmode": "url", "placeholder": "webcal:// or https://"}
        ),
    )


class FileForm(forms.Form):
    """A calendar as a file."""

    file = forms.FileField(
        label="An .ics file", max_length=300, error_messages={"required": "Choose a file first."},
        help_text="Read once. Bring a newer one of the same name to replace it.",
        widget=forms.FileInput(attrs={"accept": ".ics,.ical,.vcs,text/calendar"}),
    )  # fmt: skip


class ServerForm(forms.Form):
    """Where the calendars are, and how to get in."""

    address = forms.CharField(
        label="Server, email address or URL", max_length=400, help_text="As in “cloud.example.org” or “me@icloud.com”."
    )
    username = forms.CharField(label="User name", max_length=254, required=False)
    password = forms.CharField(
        label="Password", max_length=500, required=False, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="An app password where the server knows such. It is kept sealed on this computer and never exported.",
    )  # fmt: skip

    def found(self) -> list[Calendar]:
        """What the server has; its refusal is told at the field that is to blame."""
        given = self.cleaned_data
        try:
            return connecting.find(given["address"], username=self.user(), password=given["password"])
        except FetchError as error:
            self.add_error("password" if error.sentence == REFUSED else "address", error.sentence)
            return []

    def user(self) -> str:
        """The user name; an email address is one."""
        given = self.cleaned_data
        address = given["address"].strip()
        return given["username"].strip() or (address if "@" in address and "/" not in address else "")
