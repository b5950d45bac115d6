"""The forms of purpose: first steps, the purpose itself, its settings, the profile, questions of one's own."""

from typing import Any

from django import forms

from . import bank
from .differing import SETTINGS, Setting
from .goals import LEAST, MOST, USUAL
from .models import Aim, Campaign, Evidence, Level, Profile, Question, Seeks
from .practice import current, offered

_AREA = {"rows": 2}


class PurposeForm(forms.ModelForm[Campaign]):
    """What an inquiry is about, in the seeker's words."""

    class Meta:
        model = Campaign
        fields = ("name", "occupation", "level", "learn", "know", "expect", "expect_not", "goal")
        labels = {
            "name": "What do you call it?",
            "occupation": "The job you look into",
            "level": "The level you would start at",
            "learn": "What do you want to learn?",
            "know": "Whom do you hope to know by the end?",
            "expect": "What do you honestly expect from it?",
            "expect_not": "And what not?",
            "goal": "How many interviews?",
        }
        help_texts = {
            "name": "For example: Becoming a data engineer.",
            "occupation": "Names the work, not a vacancy.",
            "learn": "One sentence is enough. You can change it as you learn.",
            "know": "Kinds of people, not names: those who would be your boss, people who made the change themselves.",
            "expect": "Advice, information, the name of the next person.",
            "expect_not": "For most: not a job. It is never asked for here.",
            "goal": f"Five to fifteen, so that no single opinion passes for the truth. {LEAST} to {MOST} are possible.",
        }
        widgets = {
            "learn": forms.Textarea(attrs=_AREA),
            "know": forms.Textarea(attrs=_AREA),
            "expect": forms.Textarea(attrs=_AREA),
            "expect_not": forms.Textarea(attrs=_AREA),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"] = forms.IntegerField(
            label=self.fields["goal"].label,
            help_text=self.fields["goal"].help_text,
            min_value=LEAST,
            max_value=MOST,
            initial=USUAL,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )
        self.fields["learn"].required = True
        self.fields["level"] = forms.ChoiceField(
            label=self.fields["level"].label, choices=Level.choices, initial=Level.ENTRY
        )


class FirstStepsForm(PurposeForm):
    """The purpose, and the aims one a line."""

    aims = forms.CharField(
        label="Three to seven things to find out",
        help_text="One a line. They choose your questions later, and show what is still open.",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_aims(self) -> list[str]:
        """The lines that say something, each once and short enough."""
        lines = [" ".join(line.split()) for line in str(self.cleaned_data["aims"]).splitlines()]
        aims = list(dict.fromkeys(line.lstrip("-•* ") for line in lines if line.strip("-•* ")))
        if any(len(aim) > 300 for aim in aims):
            raise forms.ValidationError("One of these lines is longer than 300 characters. Make two of it.")
        if len(aims) > 20:
            raise forms.ValidationError("These are more than twenty. Keep the ones that matter most.")
        return aims


class AimForm(forms.ModelForm[Aim]):
    """One thing to learn."""

    class Meta:
        model = Aim
        fields = ("text",)
        labels = {"text": "What do you want to find out?"}


class PracticeForm(forms.Form):
    """The settings of the practice, one field each, in groups, with what each does and rests on."""

    def __init__(self, campaign: Campaign, data: Any = None) -> None:
        super().__init__(data)
        values = current(campaign.practice)
        for setting in SETTINGS:
            choices = offered(setting)
            if values[setting.key] not in dict(choices):
                choices.append((values[setting.key], str(values[setting.key])))
            self.fields[setting.key] = forms.TypedChoiceField(
                label=setting.label, choices=choices, coerce=int, initial=values[setting.key], help_text=setting.does
            )

    @property
    def groups(self) -> list[tuple[str, list[tuple[Setting, forms.BoundField]]]]:
        """The fields under their headings."""
        named = dict.fromkeys(setting.group for setting in SETTINGS)
        return [(group, [(one, self[one.key]) for one in SETTINGS if one.group == group]) for group in named]


class ProfileForm(forms.ModelForm[Profile]):
    """What letters, briefs and the pitch say about the seeker."""

    class Meta:
        model = Profile
        fields = (
            "name", "headline", "background", "why_field", "lately", "pitch",
            "email", "phone", "link", "town", "country", "signature",
        )  # fmt: skip
        labels = {
            "headline": "In one line",
            "background": "Where you come from",
            "why_field": "Why this field",
            "lately": "What you have done lately",
            "pitch": "Your pitch",
            "link": "Profile link",
        }
        help_texts = {
            "headline": "For example: Physics teacher, moving into data engineering.",
            "background": "Studies, work, what you are proud of. A few lines.",
            "lately": "For people who know you: since you last spoke.",
            "pitch": "What you say when they ask who you are. Half a minute: about 75 words.",
            "country": "Two letters, like DE or US.",
            "signature": "Stands under your letters.",
        }
        widgets = {
            "background": forms.Textarea(attrs={"rows": 3}),
            "why_field": forms.Textarea(attrs={"rows": 3}),
            "lately": forms.Textarea(attrs={"rows": 3}),
            "pitch": forms.Textarea(attrs={"rows": 6}),
            "signature": forms.Textarea(attrs={"rows": 3}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "country": forms.TextInput(attrs={"maxlength": 2, "autocapitalize": "characters"}),
        }

    def clean_country(self) -> str:
        """Two letters in capitals, or nothing."""
        country = str(self.cleaned_data["country"]).strip().upper()
        if country and not (len(country) == 2 and country.isalpha() and country.isascii()):
            raise forms.ValidationError("Give the country as two letters, like DE or US.")
        return country


class EvidenceForm(forms.ModelForm[Evidence]):
    """Something that the seeker can show."""

    class Meta:
        model = Evidence
        fields = ("kind", "text", "detail", "began", "ended")
        labels = {"kind": "What is it?", "text": "Its name", "detail": "What shows it", "began": "From", "ended": "To"}
        help_texts = {"began": "2024 or 2024-06."}
        widgets = {"detail": forms.Textarea(attrs={"rows": 2})}


class QuestionForm(forms.ModelForm[Question]):
    """A question of the seeker's own."""

    class Meta:
        model = Question
        fields = ("text", "probe", "category", "seeks", "level", "function")
        labels = {
            "text": "The question",
            "probe": "If the answer is short, ask",
            "category": "What is it about?",
            "seeks": "It seeks",
            "level": "For people at this level",
            "function": "For people in this function",
        }
        help_texts = {"function": "Leave empty for anybody. For example: data, recruiter, hiring manager."}
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [("", "Something else"), *((category.key, category.name) for category in bank.CATEGORIES)]
        self.fields["category"] = forms.ChoiceField(label=self.fields["category"].label, choices=names, required=False)
        self.fields["seeks"] = forms.ChoiceField(
            label=self.fields["seeks"].label, choices=Seeks.choices, initial=Seeks.INFORMATION, widget=forms.RadioSelect
        )
        self.fields["level"] = forms.ChoiceField(
            label=self.fields["level"].label, choices=[("any", "Any"), *Level.choices], initial="any"
        )
