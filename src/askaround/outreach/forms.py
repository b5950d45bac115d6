"""What the pages of asking take in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from .drafting import unknown_fields
from .models import Channel, LetterKind, Phrase, Place, Template
from .review import CHOICES, Practised

if TYPE_CHECKING:
    from askaround.plain.later import Proposal

MINUTES = [(15, "15 minutes"), (20, "20 minutes"), (30, "30 minutes"), (45, "45 minutes"), (60, "60 minutes")]
WAYS = [(value, "Phone" if value == Channel.PHONE else label) for value, label in Channel.choices]
_DAY = forms.DateInput(attrs={"type": "date"})


class AskForm(forms.Form):
    """Why this person, for how long, and by which way."""

    reason = forms.CharField(
        label="Why this person?",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One sentence, as it will stand: “You moved from operations to data. I would like to hear how.”",
    )
    minutes = forms.TypedChoiceField(
        label="Ask for", choices=MINUTES, coerce=int, widget=forms.RadioSelect, help_text="15 to 30 is easy to give."
    )
    channel = forms.ChoiceField(label="By", choices=WAYS, widget=forms.RadioSelect)


class LetterForm(forms.Form):
    """A letter as it is typed. The version is the one that the page was opened with."""

    subject = forms.CharField(required=False, max_length=300, strip=False)
    body = forms.CharField(required=False, max_length=20_000, strip=False)
    channel = forms.ChoiceField(choices=WAYS)
    version = forms.IntegerField(min_value=1)

    def clean_body(self) -> str:
        """Line breaks as we keep them: browsers send them as two characters."""
        return str(self.cleaned_data["body"]).replace("\r\n", "\n").replace("\r", "\n")

    def clean_subject(self) -> str:
        """One line."""
        return " ".join(str(self.cleaned_data["subject"]).split())

    @property
    def typed(self) -> dict[str, str]:
        """Subject, body and channel."""
        return {name: self.cleaned_data[name] for name in ("subject", "body", "channel")}


class SentForm(forms.Form):
    """When it went out."""

    sent_at = forms.DateTimeField(required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    anyway = forms.BooleanField(required=False)


class AnswerForm(forms.Form):
    """What came back, typed in by hand."""

    YES, NO, LATER, SAID = "yes", "no", "later", "said"
    outcome = forms.ChoiceField(
        label="What was the answer?",
        widget=forms.RadioSelect,
        choices=[(YES, "Yes, they will talk"), (NO, "No"), (LATER, "Ask me later"), (SAID, "Something else")],
    )
    until = forms.DateField(label="Ask again from", required=False, widget=_DAY)
    text = forms.CharField(
        label="In their words",
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Paste the answer, or type a few words of it. What it quotes of your own letter is left out.",
    )
    channel = forms.ChoiceField(label="It came by", choices=WAYS)

    # What “ask me in spring” may mean: offered to choose from, never taken by itself.
    proposed: "Sequence[Proposal]" = ()
    country = ""

    def _may_mean(self, text: str) -> "Sequence[Proposal]":
        from askaround.plain.later import proposals  # its patterns, too

        return proposals(text, timezone.localdate(), self.country)

    def clean_text(self) -> str:
        """What they newly wrote; all of it, where that can't be told from what they quoted."""
        from askaround.formats.reply_text import new_text  # its patterns are compiled when an answer comes

        pasted: str = self.cleaned_data["text"]
        return new_text(pasted).text or pasted

    def clean(self) -> dict[str, Any]:
        """“Later” wants a day."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("outcome") == self.LATER and not data.get("until") and "until" not in self.errors:
            self.proposed = self._may_mean(data.get("text") or "")
            meant = "Their words may mean one of the days below." if self.proposed else ""
            self.add_error("until", f"From which day may you ask again? {meant}".strip())
        return data


class OtherLetterForm(forms.Form):
    """Any other letter to a contact."""

    kind = forms.ChoiceField(
        label="What is it for?",
        widget=forms.RadioSelect,
        choices=[
            (LetterKind.KEEP_IN_TOUCH, "Keep in touch: say what came of their advice"),
            (LetterKind.NEWS, "News: something that has changed for you"),
            (LetterKind.REPORT_BACK, "Report back: say what came of an introduction"),
            (LetterKind.WHO_ELSE, "Ask whom else to talk to"),
            (LetterKind.BLURB, "Ask for an introduction, with lines to forward"),
            (LetterKind.FORWARD, "Only the lines to forward, when they have offered"),
            (LetterKind.REPLY, "Answer something they wrote"),
            (LetterKind.THANK_YOU, "Thank them"),
            (LetterKind.CONFIRM, "Confirm a talk"),
            (LetterKind.RESCHEDULE, "Ask for another time"),
            (LetterKind.CANCEL, "Cancel a talk"),
        ],
    )
    channel = forms.ChoiceField(label="By", choices=WAYS, widget=forms.RadioSelect)
    place = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)


class PhraseForm(forms.Form):
    """Words of one's own and where they fit."""

    text = forms.CharField(label="The words", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    place = forms.ChoiceField(label="Where they fit", choices=Place, widget=forms.RadioSelect, initial=Place.CLOSING)

    def __init__(self, *args: Any, standing: Phrase | None = None, **kwargs: Any) -> None:
        self.standing = standing
        super().__init__(*args, **kwargs)

    def clean_text(self) -> str:
        """One line."""
        return " ".join(str(self.cleaned_data["text"]).split())

    def clean(self) -> dict[str, Any]:
        """One place holds the same words once."""
        data: dict[str, Any] = super().clean() or {}
        if self.standing is not None and data.get("text"):
            same = Phrase.objects.within(self.standing.notebook_id).filter(text=data["text"], place=data.get("place"))
            if same.exclude(pk=self.standing.pk).exists():
                self.add_error("text", "You keep these words there already.")
        return data


class SwitchForm(forms.Form):
    """What becomes of a rule."""

    state = forms.ChoiceField(choices=[("on", "on"), ("softer", "advice only"), ("off", "off")])

    @property
    def said(self) -> str:
        """The state, as a sentence has it."""
        return dict(self.fields["state"].choices)[self.cleaned_data["state"]]  # type: ignore[attr-defined, no-any-return]


class ReviewChoicesForm(forms.Form):
    """The numbers of the review over which good sources differ."""

    def __init__(self, *args: Any, practised: Practised, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for choice in CHOICES:
            self.fields[choice.name] = forms.TypedChoiceField(
                label=choice.label, choices=choice.choices, coerce=int, widget=forms.RadioSelect,
                initial=getattr(practised, choice.name), help_text=f"Sources differ: {choice.differ}",
            )  # fmt: skip


class TemplateForm(forms.ModelForm[Template]):
    """A letter of the seeker's own to start from."""

    class Meta:
        model = Template
        fields = ("name", "kind", "channel", "subject", "body")
        widgets = {"body": forms.Textarea(attrs={"rows": 12})}

    def clean_subject(self) -> str:
        """Only fields that exist."""
        return _with_known_fields(str(self.cleaned_data["subject"]))

    def clean_body(self) -> str:
        """Only fields that exist; line breaks as we keep them."""
        return _with_known_fields(str(self.cleaned_data["body"]).replace("\r\n", "\n").replace("\r", "\n"))


def _with_known_fields(text: str) -> str:
    """Refuse a field that does not exist, and name the nearest that does."""
    problems = [
        f"There is no field {{{name}}}." + (f" Did you mean {{{nearest}}}?" if nearest else "")
        for name, nearest in unknown_fields(text)
    ]
    if problems:
        raise forms.ValidationError(problems)
    return text
