"""What comes in from the talk, the debrief and the referral: read, cleaned, and said back when it is wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from askaround.accounts.models import User
from askaround.interviews.models import ChosenQuestion, Interview
from askaround.people.models import Contact
from askaround.plain.ids import new_id
from askaround.purpose.models import Seeks

from . import debriefing, marking
from .models import Note
from .noting import LAST_SECOND, LONGEST
from .typed import Typed, typed

AND_WHAT = "What did you find out about them?"
KIND_ERROR = {"required": "Choose advice, information or referral.", "invalid_choice": "Choose one of the three."}
TEXT_ERROR = {"required": "Type what was said first.", "max_length": f"A note holds at most {LONGEST:,} characters."}
MARKS = (
    ("quote", "Words to quote"),
    ("skill", "Skills and tools"),
    ("name", "Names"),
    ("opening", "An opening they raised"),
    ("promise", "A promise"),
)


def note_text(rows: int) -> forms.CharField:
    """The one field that every note has."""
    return forms.CharField(
        label="What was said", max_length=LONGEST, error_messages=TEXT_ERROR, widget=forms.Textarea({"rows": rows})
    )


class NoteForm(forms.Form):
    """A note as the device posts it: its own id, its second, its count."""

    id = forms.UUIDField()
    kind = forms.ChoiceField(choices=Seeks.choices, error_messages=KIND_ERROR)
    text = note_text(2)
    second = forms.IntegerField(required=False, min_value=0, max_value=LAST_SECOND)
    device = forms.CharField(required=False, max_length=40)
    number = forms.IntegerField(required=False, min_value=0, max_value=LAST_SECOND)
    contact = forms.ModelChoiceField(Contact.objects.none(), required=False)
    question = forms.ModelChoiceField(ChosenQuestion.objects.none(), required=False)

    def __init__(self, interview: Interview, data: Any = None) -> None:
        super().__init__(data)
        people = Contact.objects.within(interview.notebook_id).filter(interview_people__interview=interview)
        self.interview = interview
        self.fields["contact"].queryset = people  # type: ignore[attr-defined]
        self.fields["question"].queryset = interview.questions.all()  # type: ignore[attr-defined]

    @property
    def facts(self) -> dict[str, Any]:
        """What `take_note` takes, but for the person."""
        wanted = ("id", "kind", "text", "second", "device", "question")
        return {name: self.cleaned_data[name] for name in wanted} | {"number": self.cleaned_data["number"] or 0}

    @property
    def person(self) -> Contact:
        """Who said it: the one named, else the first one talked to."""
        return self.cleaned_data["contact"] or self.interview.contacts[0]


class TypedForm(forms.Form):
    """Notes from paper, one a line. Looked over, each line's kind can be set right before they are kept."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Your notes, one a line", strip=False, max_length=200_000, widget=forms.Textarea({"rows": 12}),
        error_messages={"required": "Type at least one line.", "max_length": "Keep so much in two halves."},
    )  # fmt: skip
    by_minute = forms.BooleanField(label="Lines begin with the minute: “12 …” or “12:30 …”", required=False)

    def __init__(self, interview: Interview, data: Any = None) -> None:
        super().__init__(data, initial={"id": new_id()})
        self.speakers = {contact.first_name.lower(): str(contact.pk) for contact in interview.contacts}
        self.speakers |= {contact.name.lower(): str(contact.pk) for contact in interview.contacts}

    def notes(self, proposed: Callable[[list[str]], list[str]] | None = None) -> list[Typed]:
        """The lines as notes, with the kinds that were chosen for them, else written, else `proposed`."""
        found = self._typed(self.cleaned_data)
        kinds = proposed([note.text for note in found]) if proposed else []
        found = [note if note.told or not kinds else replace(note, kind=kinds[n]) for n, note in enumerate(found)]
        return [replace(note, kind=self._kind(number, note)) for number, note in enumerate(found)]

    def _typed(self, given: dict[str, Any]) -> list[Typed]:
        return typed(given["text"], by_minute=given["by_minute"], speakers=self.speakers)

    def clean(self) -> dict[str, Any]:
        """No line may hold more than a note may."""
        given = super().clean() or {}
        long = sum(len(note.text) > LONGEST for note in self._typed(given)) if given.get("text") else 0
        if long:
            lines = "1 line holds" if long == 1 else f"{long} lines hold"
            self.add_error("text", f"{lines} more than a note may. Break it in two. All stands as you typed it.")
        return given

    def _kind(self, number: int, note: Typed) -> str:
        # A line that was changed since the look over has its kind as it is written now.
        chosen = self.data.get(f"kind-{number}", "")
        same = self.data.get(f"line-{number}", "") == note.text
        return chosen if same and chosen in Seeks.values else note.kind


class QuickForm(forms.Form):
    """A note from anywhere: choose the talk, the kind, and type."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    interview = forms.ModelChoiceField(Interview.objects.none(), empty_label=None, label="From the talk with")
    kind = forms.ChoiceField(choices=Seeks.choices, widget=forms.RadioSelect, error_messages=KIND_ERROR)
    text = note_text(4)

    def __init__(self, user: User, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        latest = Interview.objects.in_active(user).with_people().exclude(cancelled_at__isnull=False, ended_at=None)
        self.fields["interview"].queryset = latest.order_by("-starts_at")  # type: ignore[attr-defined]
        self.fields["interview"].label_from_instance = _talk_label  # type: ignore[attr-defined]


class MendForm(forms.Form):
    """A note being mended: its words, its kind, and the words worth marking, one a line."""

    text = note_text(4)
    kind = forms.ChoiceField(choices=Seeks.choices, widget=forms.RadioSelect, error_messages=KIND_ERROR)

    def __init__(self, note: Note, data: Any = None) -> None:
        marked = {kind: "\n".join(marking.words(note.marks, note.text, kind)) for kind, _ in MARKS}
        super().__init__(data, initial={"text": note.text, "kind": note.kind, **marked})
        for kind, label in MARKS:
            self.fields[kind] = forms.CharField(
                label=label, required=False, widget=forms.Textarea({"rows": 1, "data-mark": kind})
            )

    def clean(self) -> dict[str, Any]:
        """Words to mark must be words of the note."""
        given = super().clean() or {}
        self.marks: list[dict[str, Any]] = []
        for kind, _ in MARKS:
            try:
                self.marks += marking.spans(given.get("text", ""), {kind: given.get(kind, "").splitlines()})
            except marking.MarkError as error:
                if "text" in given:
                    self.add_error(kind, error.sentence)
        return given


class DebriefForm(forms.Form):
    """Five questions, five ratings, promises both ways; the talk's times where nobody measured them."""

    began_at = forms.DateTimeField(label="It began", widget=forms.DateTimeInput({"type": "datetime-local"}))
    ended_at = forms.DateTimeField(label="It ended", widget=forms.DateTimeInput({"type": "datetime-local"}))

    def __init__(self, interview: Interview, data: Any = None) -> None:
        super().__init__(data, initial=debriefing.answers_of(interview) | _times(interview))
        if interview.is_held:
            del self.fields["began_at"], self.fields["ended_at"]
        self._ask_for_goals(interview)
        for key, label, help_text in debriefing.QUESTIONS:
            self.fields[key] = forms.CharField(
                label=label, help_text=help_text, required=False, max_length=5000, widget=forms.Textarea({"rows": 2})
            )
        if debriefing.REACHED in self.fields:
            self.fields["goals"].label = AND_WHAT
        for key, label in debriefing.RATINGS:
            self.fields[key] = forms.TypedChoiceField(
                label=label, required=False, coerce=int, empty_value=None, choices=[(n, str(n)) for n in range(1, 6)],
                widget=forms.RadioSelect,
            )  # fmt: skip
        for key, whose in (("promises_mine", "I promised"), ("promises_theirs", "They promised")):
            self.fields[key] = forms.CharField(
                label=whose,
                required=False,
                max_length=3000,
                widget=forms.Textarea({"rows": 2}),
                help_text="One a line.",
            )
        if len(interview.contacts) > 1:
            people = Contact.objects.within(interview.notebook_id).filter(interview_people__interview=interview)
            self.fields["promised_to"] = forms.ModelChoiceField(
                people, required=False, empty_label=None, label="Promised between you and"
            )

    def _ask_for_goals(self, interview: Interview) -> None:
        """The goals of the brief to tick. One that the brief no longer has stays, as long as it is ticked."""
        reached = self.initial.get(debriefing.REACHED, [])
        goals = list(dict.fromkeys([*debriefing.goals_of(interview), *reached]))
        if goals:
            self.fields[debriefing.REACHED] = forms.MultipleChoiceField(
                label="Which of your goals did you reach?", required=False, choices=[(goal, goal) for goal in goals],
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning, and is over."""
        given = super().clean() or {}
        began, ended = given.get("began_at"), given.get("ended_at")
        if began and ended and ended < began:
            self.add_error("ended_at", "The end lies before the beginning.")
        if ended and ended > timezone.now():
            self.add_error("ended_at", "The end lies in the future.")
        return given

    @property
    def words(self) -> list[forms.BoundField]:
        """The questions answered in words."""
        return [self[key] for key, *_ in debriefing.QUESTIONS]

    @property
    def reached(self) -> forms.BoundField | None:
        """The goals to tick, where the brief has some."""
        return self[debriefing.REACHED] if debriefing.REACHED in self.fields else None

    @property
    def promised_to(self) -> forms.BoundField | None:
        """To whom, where there were two or more."""
        return self["promised_to"] if "promised_to" in self.fields else None

    @property
    def ratings(self) -> list[forms.BoundField]:
        """The questions answered from 1 to 5."""
        return [self[key] for key, _ in debriefing.RATINGS]

    @property
    def promises(self) -> list[forms.BoundField]:
        """What each side said they would do."""
        return [self[key] for key in debriefing.PROMISES]

    @property
    def told(self) -> tuple[datetime, datetime] | None:
        """When it began and ended, where this form asked."""
        given = self.cleaned_data
        return (given["began_at"], given["ended_at"]) if "began_at" in given else None

    @property
    def answers(self) -> dict[str, Any]:
        """The answers by key."""
        beside = {"began_at", "ended_at", "promised_to"}
        return {key: value for key, value in self.cleaned_data.items() if key not in beside}


class ReferralForm(forms.Form):
    """Who was named, and how to get to them."""

    name = forms.CharField(max_length=300, error_messages={"required": "Whom did they name?"})
    title = forms.CharField(required=False, max_length=300, label="What they do")
    organization = forms.CharField(required=False, max_length=300, label="Where they work")
    email = forms.EmailField(required=False, max_length=254)
    may_use_name = forms.ChoiceField(
        required=False, widget=forms.RadioSelect,
        choices=[("yes", "Yes"), ("ask first", "They will ask first"), ("", "Not said")],
    )  # fmt: skip
    same = forms.BooleanField(required=False)

    def __init__(self, note: Note, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["may_use_name"].label = f"May I use {note.contact.first_name}’s name?"

    @property
    def facts(self) -> dict[str, Any]:
        """What `refer` takes."""
        return {key: value for key, value in self.cleaned_data.items() if key != "same"}


def _talk_label(interview: Interview) -> str:
    return f"{interview.names}, {timezone.localtime(interview.starts_at):%a %-d %b}"


def _times(interview: Interview) -> dict[str, str]:
    began = interview.began_at or interview.starts_at
    times = {"began_at": began, "ended_at": began + timedelta(minutes=interview.minutes)}
    return {name: f"{timezone.localtime(at):%Y-%m-%dT%H:%M}" for name, at in times.items()}
