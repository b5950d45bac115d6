"""What is typed about targets."""

from django import forms

KINDS = [("industry", "industry"), ("organization", "organization"), ("occupation", "occupation")]


class TargetForm(forms.Form):
    """One line of the dream list."""

    kind = forms.ChoiceField(choices=KINDS, widget=forms.HiddenInput)
    name = forms.CharField(max_length=200, error_messages={"required": "Write a name first."})


class WhyForm(forms.Form):
    """Why it is on the list."""

    why = forms.CharField(
        required=False,
        label="Why it is on your list",
        help_text="What draws you there, in a sentence or two. A letter may use it.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PlaceForm(forms.Form):
    """Where in its list a target goes; 1 is the dearest."""

    place = forms.IntegerField(min_value=1, max_value=10_000)


class OrderForm(forms.Form):
    """The order in which the targets of one kind stand, dearest first."""

    kind = forms.ChoiceField(choices=KINDS)
    target = forms.CharField(required=False)
