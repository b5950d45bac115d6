"""What comes in while sorting, naming and planning."""

from typing import Any

from django import forms

from askaround.notes.models import Note
from askaround.purpose.models import Campaign

from .models import Gap, Theme, ThemeNote


class SortForm(forms.Form):
    """Ticked notes, and the theme they go to: one that stands, or a new one."""

    notes = forms.ModelMultipleChoiceField(
        Note.objects.none(), required=True, error_messages={"required": "Tick at least one note."}
    )
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, empty_label="A new theme")
    name = forms.CharField(required=False, max_length=200, label="New theme", strip=True)
    against = forms.BooleanField(required=False, label="They say the contrary")

    def __init__(self, campaign: Campaign, notes: Any, data: Any = None) -> None:
        super().__init__(data)
        themes = Theme.objects.within(campaign.notebook_id).filter(campaign=campaign).order_by("name")
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]
        self.fields["notes"].queryset = notes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A theme is chosen or named."""
        given = super().clean() or {}
        if not given.get("theme") and not given.get("name") and "theme" not in self.errors:
            self.add_error("name", "Choose a theme, or name a new one.")
        return given


class ThemeForm(forms.Form):
    """The name of a theme."""

    name = forms.CharField(
        max_length=200, label="Name", help_text="What several people say, in your words.",
        error_messages={"required": "Give the theme a name: what several people say, in your words."},
    )  # fmt: skip


class MergeForm(forms.Form):
    """Another theme that says the same."""

    other = forms.ModelChoiceField(Theme.objects.none(), label="Says the same as", empty_label=None)

    def __init__(self, theme: Theme, data: Any = None) -> None:
        super().__init__(data)
        others = Theme.objects.within(theme.notebook_id).filter(campaign=theme.campaign_id).exclude(pk=theme.pk)
        self.fields["other"].queryset = others.order_by("name")  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """Ticked notes of a theme, and where they go instead: another theme, or a new one."""

    rows = forms.ModelMultipleChoiceField(
        ThemeNote.objects.none(), required=True, error_messages={"required": "Tick at least one note."}
    )
    into = forms.ModelChoiceField(Theme.objects.none(), required=False, empty_label="A new theme", label="Move to")
    name = forms.CharField(required=False, max_length=200, label="New theme", strip=True)

    def __init__(self, theme: Theme, data: Any = None) -> None:
        super().__init__(data, auto_id="id_move_%s")
        others = Theme.objects.within(theme.notebook_id).filter(campaign=theme.campaign_id).exclude(pk=theme.pk)
        rows = ThemeNote.objects.within(theme.notebook_id).filter(theme=theme).select_related("note")
        self.fields["into"].queryset = others.order_by("name")  # type: ignore[attr-defined]
        self.fields["rows"].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A theme is chosen or named."""
        given = super().clean() or {}
        if not given.get("into") and not given.get("name") and "into" not in self.errors:
            self.add_error("name", "Choose a theme, or name a new one.")
        return given


class SkillForm(forms.Form):
    """A skill that somebody named."""

    name = forms.CharField(max_length=120, label="Skill, tool or certificate")


class GapForm(forms.Form):
    """How to close a gap."""

    plan = forms.CharField(
        required=False, max_length=3000, label="How I will learn it", widget=forms.Textarea({"rows": 3})
    )
    until = forms.DateField(required=False, label="Until", widget=forms.DateInput({"type": "date"}))
    proof = forms.CharField(
        required=False, max_length=300, label="What will show it", help_text="A project, a certificate, a talk."
    )
    closed = forms.BooleanField(required=False, label="I can show it now")

    def __init__(self, gap: Gap | None, data: Any = None) -> None:
        initial = {name: getattr(gap, name) for name in ("plan", "proof")} if gap else {}
        if gap:
            initial |= {"until": gap.until and gap.until.isoformat(), "closed": bool(gap.closed_at)}
        super().__init__(data, initial=initial)
