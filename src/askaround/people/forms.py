"""What is typed about people."""

import re
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from askaround.plain.text import clean, clean_lines
from askaround.purpose.models import Level

from . import naming
from .models import Contact, TieKind

_KINDS = ("position", "education", "publication", "talk", "news", "shared ground", "other")
DATE = re.compile(r"(?:1[89]|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
LEVELS = [("", "guess from the title"), *Level.choices]
KINDS = [(kind, kind.capitalize()) for kind in _KINDS]
TIES = [("", "not said"), *((kind.value, str(kind.label)) for kind in TieKind)]


def _day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ContactForm(forms.Form):
    """A contact, to be changed. Each field carries what it was opened with."""

    name = forms.CharField(max_length=300)
    email = forms.EmailField(max_length=254, required=False)
    phone = forms.CharField(max_length=60, required=False)
    profile_url = forms.CharField(max_length=500, required=False, label="Profile", help_text="LinkedIn or a page.")
    town = forms.CharField(max_length=120, required=False)
    country = forms.CharField(max_length=2, required=False, help_text="Two letters: DE, US, IN. For their holidays.")
    zone = forms.CharField(max_length=64, required=False, label="Time zone", help_text="Such as Europe/Berlin.")
    how_we_met = forms.CharField(max_length=300, required=False, help_text="In a letter’s words: at the June meetup.")
    about = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))
    version = forms.IntegerField(widget=forms.HiddenInput)

    FACTS: ClassVar = ("name", "email", "phone", "profile_url", "town", "country", "zone", "how_we_met", "about")

    def __init__(self, contact: Contact, data: Any = None) -> None:
        initial = {name: getattr(contact, name) for name in (*self.FACTS, "version")}
        super().__init__(data, initial=initial)
        self.contact = contact
        for name in self.FACTS:
            self.fields[name].show_hidden_initial = True

    def clean_country(self) -> str:
        """Two capital letters."""
        country = str(self.cleaned_data["country"]).upper()
        if country and not re.fullmatch("[A-Z]{2}", country):
            raise forms.ValidationError("Two letters, such as DE.")
        return country

    def clean_profile_url(self) -> str:
        """An address of the web that nobody else has."""
        typed = self.cleaned_data["profile_url"]
        link = naming.profile_link(typed)
        if typed and not link:
            raise forms.ValidationError("This is no address of the web.")
        same = Contact.objects.within(self.contact.notebook_id).filter(profile_url__iexact=link)
        if link and (other := same.exclude(pk=self.contact.pk).first()):
            raise forms.ValidationError(f"{other.name} already has this profile address.")
        return link

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the form."""
        return {name: str(self.cleaned_data[name]) for name in self.FACTS}

    @property
    def was(self) -> dict[str, str]:
        """What the form was opened with."""
        prefix = "initial-"
        return {name: clean_lines(self.data.get(prefix + name, str(self.initial.get(name, "")))) for name in self.FACTS}

    def opened_anew(self, contact: Contact) -> "ContactForm":
        """The same words, as if the form had been opened just now: sent again, they count."""
        contact.refresh_from_db()
        data = {name: self.data.get(name, "") for name in self.FACTS}
        data["version"] = str(contact.version)
        for name in self.FACTS:
            data[f"initial-{name}"] = getattr(contact, name)
        form = ContactForm(contact, data)
        form.full_clean()
        return form


class NewContactForm(forms.Form):
    """A person, quickly: the name is enough."""

    name = forms.CharField(max_length=300, widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}))
    title = forms.CharField(max_length=300, required=False, label="What they do")
    organization = forms.CharField(max_length=300, required=False)
    tie = forms.ChoiceField(choices=TIES, required=False, label="How you know them")
    tie_detail = forms.CharField(
        max_length=300, required=False, label="Which one", help_text="Which class, team, club."
    )
    email = forms.EmailField(max_length=254, required=False)
    phone = forms.CharField(max_length=60, required=False)
    profile_url = forms.CharField(max_length=500, required=False, label="Profile")
    town = forms.CharField(max_length=120, required=False)
    how_we_met = forms.CharField(max_length=300, required=False, help_text="In a letter’s words: at the June meetup.")


class RoleForm(forms.Form):
    """What somebody is or was at an organization."""

    title = forms.CharField(max_length=300, required=False)
    organization = forms.CharField(max_length=300, required=False)
    level = forms.ChoiceField(choices=LEVELS, required=False)
    began = forms.CharField(max_length=10, required=False, help_text="2024 or 2024-06.")
    ended = forms.CharField(max_length=10, required=False, help_text="Leave empty while they are there.")
    current = forms.BooleanField(required=False, initial=True, label="Still there")

    def clean(self) -> dict[str, Any]:
        """Something is said, and dates are years or months."""
        cleaned = super().clean() or {}
        if not clean(cleaned.get("title", "")) and not clean(cleaned.get("organization", "")):
            raise forms.ValidationError("Say what they do, or where.")
        for name in ("began", "ended"):
            if cleaned.get(name) and not DATE.fullmatch(cleaned[name]):
                self.add_error(name, "Write a year, or a year and a month: 2024 or 2024-06.")
        if (
            cleaned.get("began")
            and cleaned.get("ended")
            and cleaned["ended"] < cleaned["began"][: len(cleaned["ended"])]
        ):
            self.add_error("ended", "This is before it began.")
        cleaned["current"] = bool(cleaned.get("current")) and not cleaned.get("ended")
        return cleaned


class TieForm(forms.Form):
    """How the seeker knows somebody."""

    kind = forms.ChoiceField(choices=TieKind.choices, label="They are a")
    detail = forms.CharField(max_length=300, required=False)


class TagForm(forms.Form):
    """A tag by its name."""

    tag = forms.CharField(max_length=60)


class ResearchForm(forms.Form):
    """A fact found, with where and when."""

    fact = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), label="What you found")
    kind = forms.ChoiceField(choices=KINDS, initial="other")
    source = forms.CharField(max_length=500, required=False, help_text="A link, an article, a person.")
    found_on = forms.DateField(widget=_day_input(), label="Found on")


class PromiseForm(forms.Form):
    """What was promised."""

    what = forms.CharField(max_length=300, label="What was promised")
    whose = forms.ChoiceField(
        choices=[("mine", "I promised"), ("theirs", "They promised")],
        initial="mine",
        label="Whose",
        widget=forms.RadioSelect,
    )
    until = forms.DateField(widget=_day_input(), required=False, label="Until")


class TouchForm(forms.Form):
    """A contact that left no trace here: a call, a chat at a party."""

    direction = forms.ChoiceField(
        choices=[("met", "We met or spoke"), ("received", "They wrote to me"), ("sent", "I wrote to them")],
        initial="met",
        label="What happened",
        widget=forms.RadioSelect,
    )
    at = forms.DateTimeField(
        label="When", widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    )
    channel = forms.CharField(max_length=30, required=False, label="How", help_text="Phone, in person, LinkedIn.")
    text = forms.CharField(required=False, label="What was said", widget=forms.Textarea(attrs={"rows": 3}))

    def clean_at(self) -> datetime:
        """It has happened already."""
        at: datetime = self.cleaned_data["at"]
        if at > timezone.now():
            raise forms.ValidationError("This is still to come.")
        return at


class DoorForm(forms.Form):
    """Why somebody is left alone."""

    why = forms.CharField(max_length=300, required=False, label="Why", help_text="Only you see it.")


class OrganizationForm(forms.Form):
    """What is known of an organization."""

    name = forms.CharField(max_length=300)
    industry = forms.CharField(max_length=200, required=False)
    website = forms.CharField(max_length=500, required=False)
    town = forms.CharField(max_length=120, required=False)
    country = forms.CharField(max_length=2, required=False, help_text="Two letters: DE, US, IN.")
