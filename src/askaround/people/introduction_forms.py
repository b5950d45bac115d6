"""What is typed about introductions."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from .introducing import IntroductionError, refuse_disorder
from .models import CHECKED_IN, Introduction

NAME_USE = [
    ("yes", "Yes, I may use their name"),
    ("ask first", "They will ask first"),
    ("", "Not said"),
]
# The days that can be corrected, in their order, and what each is called; `by` and `to` are first names.
DAYS = {
    "offered": "{by} offered it",
    "asked": "You asked {by} for it",
    CHECKED_IN: "You asked {by} how it stands",
    "agreed": "{to} agreed to it",
    "made": "{by} introduced you",
    "met": "You met {to}",
    "thanked": "You thanked {by}",
    "reported": "You told {by} how it went",
}


class IntroductionForm(forms.Form):
    """Whom somebody offered to introduce, or whom they could."""

    whose = forms.ChoiceField(
        label="Whose idea is it", widget=forms.RadioSelect, required=False, initial="offered",
        choices=[("offered", "They offered it"), ("wished", "I would like to ask for it")],
    )  # fmt: skip
    name = forms.CharField(max_length=300, label="Whom", help_text="Somebody in your list is found by the same name.")
    title = forms.CharField(max_length=300, required=False, label="What they do")
    organization = forms.CharField(max_length=300, required=False)
    email = forms.EmailField(max_length=254, required=False)
    may_use_name = forms.ChoiceField(
        choices=NAME_USE, required=False, widget=forms.RadioSelect, label="May you use their name?", initial=""
    )
    why = forms.CharField(max_length=300, required=False, label="Why this person")


class DaysForm(forms.Form):
    """On which day each stage was, what was said of the name, and why this person."""

    may_use_name = forms.ChoiceField(
        choices=NAME_USE, required=False, widget=forms.RadioSelect, label="May you use their name?"
    )
    why = forms.CharField(max_length=300, required=False, label="Why this person")

    def __init__(self, introduction: Introduction, data: Any = None) -> None:
        known = {stage: _local(getattr(introduction, f"{stage}_at")) for stage in DAYS}
        super().__init__(data, initial=known | {"may_use_name": introduction.may_use_name, "why": introduction.why})
        names = {"by": introduction.by.first_name, "to": introduction.to.first_name}
        for stage, label in DAYS.items():
            widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            self.fields[stage] = forms.DateField(required=False, label=label.format(**names), widget=widget)

    def clean(self) -> dict[str, Any]:
        """The days stand in the order of the chain, and none is still to come."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                refuse_disorder({stage: day for stage, day in self.days.items() if day}, today=timezone.localdate())
            except IntroductionError as error:
                raise forms.ValidationError(error.sentence) from None
        return data

    @property
    def days(self) -> dict[str, date | None]:
        """Stage and day."""
        return {stage: self.cleaned_data.get(stage) for stage in DAYS}

    @property
    def other(self) -> dict[str, str]:
        """What beside the days."""
        return {name: self.cleaned_data[name] for name in ("may_use_name", "why")}


def _local(at: datetime | None) -> date | None:
    return timezone.localtime(at).date() if at else None
