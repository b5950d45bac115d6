"""The forms of exchange."""

from django import forms


class NotebookImportForm(forms.Form):
    """A ZIP that Askaround wrote."""

    file = forms.FileField(
        label="Your ZIP", help_text="A file that “Write everything into one ZIP” made, here or elsewhere."
    )


class ErasureForm(forms.Form):
    """A word to type, since it can not be taken back."""

    name = forms.CharField(label="Type their name to confirm", max_length=300)

    def __init__(self, *args: object, name: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._name = name

    def clean_name(self) -> str:
        """The very name, but for case and spaces at the ends."""
        typed = str(self.cleaned_data["name"])
        if typed.strip().casefold() != self._name.strip().casefold():
            raise forms.ValidationError(f"That is not “{self._name}”. Type it as it is written on their page.")
        return typed
