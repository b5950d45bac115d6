"""What is asked about the second door, on both of its sides."""

from typing import Any

from django import forms

from .listening import Standing

ADDRESS, NAME = "address", "name"
_NAMES = (
    "A name stays when the address changes, and with it what the phone has put by."
    " Older Android phones don’t find names."
)
_KINDS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android phone"))


class PhoneDoorForm(forms.Form):
    """At which address it opens, and how the phone calls the computer."""

    address = forms.ChoiceField(label="In which network")
    called = forms.ChoiceField(label="How the phone finds it", help_text=_NAMES)

    def __init__(self, standing: Standing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        self._choices("address", [(each, each) for each in standing.possible])
        names = [(NAME, f"by its name, {standing.name}")] if standing.name else []
        only = standing.possible[0] if len(standing.possible) == 1 else ""
        self._choices("called", [(ADDRESS, f"by its address, {only}" if only else "by this address"), *names])

    @property
    def host(self) -> str:
        """The address or the name, as chosen."""
        by_name = self.cleaned_data["called"] == NAME
        return self.standing.name if by_name else str(self.cleaned_data["address"])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        """What there is to choose from; where that is one thing, nothing is asked."""
        widget: Any = forms.RadioSelect(choices=choices) if len(choices) > 1 else forms.HiddenInput()
        first = choices[0][0] if choices else ""
        old = self.fields[name]
        self.fields[name] = forms.ChoiceField(
            choices=choices, widget=widget, initial=first, label=old.label, help_text=old.help_text
        )


class PhoneNameForm(forms.Form):
    """What the phone is called in the list of paired ones."""

    name = forms.CharField(label="What to call this phone", max_length=60)


def guessed_name(agent: str) -> str:
    """What it seems to be, by what its browser says of itself; empty when that says nothing."""
    return next((kind for mark, kind in _KINDS if mark in agent), "")
