"""The forms of offering times: the two or three starts on their clock, and what somebody says when none fits."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django import forms

from . import zones
from .forms import FORMATS, MINUTES, zone_choices
from .models import Format
from .offering import Wishes

NUMBERS = (1, 2, 3)
_NAMES = ("First", "Second", "Third")
_WITHOUT_A_TIME = {Format.EMAIL}
MOST_WORDS = 1000


class TimesForm(forms.Form):
    """Two or three times on their clock, how long, and how. The third may stay empty."""

    minutes = forms.TypedChoiceField(label="Minutes", choices=MINUTES, coerce=int, widget=forms.RadioSelect)
    other_minutes = forms.IntegerField(
        label="Other number of minutes", min_value=5, max_value=120, required=False, help_text="From 5 to 120."
    )
    format = forms.ChoiceField(
        label="How", choices=[one for one in FORMATS if one[0] not in _WITHOUT_A_TIME], widget=forms.RadioSelect
    )
    signed = forms.CharField(label="Your name, as they know you", max_length=60, required=False)

    def __init__(self, *args: Any, first_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in NUMBERS:
            day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            clock = forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M")
            needed = number == 1
            self.fields[f"day{number}"] = forms.DateField(label="Day", widget=day, required=needed)
            self.fields[f"time{number}"] = forms.TimeField(label="Time", widget=clock, required=needed)
        for field, label in (("their_zone", f"{first_name}’s time zone"), ("my_zone", "Your time zone")):
            choices = zone_choices(self.initial.get(field), self.data)
            self.fields[field] = forms.ChoiceField(label=label, choices=choices)
        self.starts: dict[int, datetime] = {}

    @classmethod
    def begin(cls, wishes: Wishes, starts: tuple[datetime, ...], *, first_name: str) -> "TimesForm":
        """The form with these times in it."""
        usual = wishes.minutes in {value for value, _ in MINUTES}
        first: dict[str, object] = {
            "minutes": wishes.minutes if usual else 0,
            "other_minutes": None if usual else wishes.minutes,
            "format": Format.VIDEO if wishes.format in _WITHOUT_A_TIME else wishes.format,
            "signed": wishes.signed, "their_zone": wishes.their_zone, "my_zone": wishes.my_zone,
        }  # fmt: skip
        for number, start in zip(NUMBERS, starts, strict=False):
            wall = start.astimezone(ZoneInfo(wishes.their_zone))
            first |= {f"day{number}": wall.date(), f"time{number}": wall.time().replace(tzinfo=None)}
        form = cls(initial=first, first_name=first_name)
        form.starts = dict(zip(NUMBERS, starts, strict=False))
        return form

    @property
    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """The name of each time, its day and its hour."""
        names = zip(NUMBERS, _NAMES, strict=True)
        return [(name, self[f"day{number}"], self[f"time{number}"]) for number, name in names]

    def clean(self) -> dict[str, Any]:
        """The starts as moments; a wall-clock time that the clocks skip is told."""
        told = super().clean() or self.cleaned_data
        if told.get("minutes") == 0:
            told["minutes"] = told.get("other_minutes")
            if told["minutes"] is None:
                self._lack("other_minutes", "Say how many minutes.")
        if "their_zone" in told:
            for number in NUMBERS:
                self._read_start(number, told)
        if len(set(self.starts.values())) < len(self.starts):
            self.add_error(None, "Two of the times are the same.")
        return told

    def wishes(self) -> Wishes | None:
        """How long, how and on which clocks, as far as it is typed well; None while something is missing."""
        told: dict[str, Any] = getattr(self, "cleaned_data", {})
        if not all(told.get(name) for name in ("their_zone", "my_zone", "minutes", "format")):
            return None
        return Wishes(told["their_zone"], told["my_zone"], told["minutes"], told["format"], told.get("signed", ""))

    def _read_start(self, number: int, told: dict[str, Any]) -> None:
        day, wall = told.get(f"day{number}"), told.get(f"time{number}")
        if day is None or wall is None:
            if (day is None) != (wall is None) and number > 1:
                self._lack(f"time{number}" if wall is None else f"day{number}", "Say day and time, or neither.")
            return
        found = zones.moment(day, wall, told["their_zone"])
        if found.at is None:
            self.add_error(f"time{number}", found.remark)
        else:
            self.starts[number] = found.at

    def _lack(self, field: str, sentence: str) -> None:
        if field not in self.errors:
            self.add_error(field, sentence)


class NoneFitsForm(forms.Form):
    """What suits them instead, in words or as a link of theirs. The link is text to us: nobody follows it by itself."""

    words = forms.CharField(
        label="When would it suit you?", max_length=MOST_WORDS, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MOST_WORDS}),
    )  # fmt: skip
    link = forms.CharField(
        label="Your own booking link", max_length=500, required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )  # fmt: skip

    def clean_words(self) -> str:
        """Line breaks as we keep them."""
        return str(self.cleaned_data["words"]).replace("\r\n", "\n").replace("\r", "\n")

    def clean_link(self) -> str:
        """An address that begins with https, and has a host."""
        link = str(self.cleaned_data["link"]).strip()
        try:
            parts = urlsplit(link)
            good = parts.scheme == "https" and "." in (parts.hostname or "") and not parts.username
        except ValueError:
            good = False
        if link and (not good or not link.isprintable() or " " in link):
            raise forms.ValidationError("A link begins with https:// and names a page.")
        return link

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        told = super().clean() or self.cleaned_data
        if not self.errors and not (told.get("words") or told.get("link")):
            raise forms.ValidationError("Say when it would suit you, or paste your booking link.")
        return told
