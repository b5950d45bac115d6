"""What the pages of the mail account take in."""

from typing import Any

from django import forms

from .guessing import provider_of
from .models import Safety

_HOST = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})


class AddressForm(forms.Form):
    """The address alone: the rest is guessed from it."""

    email = forms.EmailField(label="Your email address", max_length=254)


class AccountForm(forms.Form):
    """How to get in, and where. The servers come guessed."""

    email = forms.EmailField(widget=forms.HiddenInput, max_length=254)
    name = forms.CharField(label="Your name, as letters show it", max_length=200, required=False)
    password = forms.CharField(
        label="App password", max_length=500, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )
    username = forms.CharField(label="User name", max_length=254, widget=_HOST)
    imap_host = forms.CharField(label="Read at (IMAP)", max_length=255, widget=_HOST)
    imap_port = forms.IntegerField(label="Port for reading", min_value=1, max_value=65535)
    imap_safety = forms.ChoiceField(label="Encryption for reading", choices=Safety.choices)
    smtp_host = forms.CharField(label="Send at (SMTP)", max_length=255, widget=_HOST)
    smtp_port = forms.IntegerField(label="Port for sending", min_value=1, max_value=65535)
    smtp_safety = forms.ChoiceField(label="Encryption for sending", choices=Safety.choices)

    SERVERS = ("username", "imap_host", "imap_port", "imap_safety", "smtp_host", "smtp_port", "smtp_safety")

    def clean(self) -> dict[str, Any]:
        """Google shows its app passwords in four groups; the blanks are not part of them."""
        data: dict[str, Any] = super().clean() or {}
        provider = provider_of(data.get("email", ""))
        if provider and provider.app_password:
            data["password"] = "".join(data.get("password", "").split())
        return data

    @property
    def asked(self) -> list[Any]:
        """What the seeker must say."""
        return [self["name"], self["password"]]

    @property
    def guessed(self) -> list[Any]:
        """What was guessed, and may be changed."""
        return [self[name] for name in self.SERVERS]

    @property
    def show_guessed(self) -> bool:
        """Whether the guess must be looked at: it is from no table, or was wrong."""
        wrong = any(name in self.errors for name in self.SERVERS) if self.is_bound else False
        email = self.data.get("email", "") or self.initial.get("email", "")
        return wrong or provider_of(email) is None
