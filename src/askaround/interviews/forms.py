"""The forms of interviews: when and where, how it went, and the brief."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from askaround.people.models import Contact

from . import zones
from .checklist import NOTED, noted_for
from .models import Brief, Format, Interview

MINUTES = ((15, "15"), (20, "20"), (30, "30"), (45, "45"), (60, "60"), (0, "Other"))
FORMATS = (
    (Format.FACE_TO_FACE, "Face to face: best, and you see the place"),
    (Format.VIDEO, "Video: when it is too far"),
    (Format.PHONE, "Phone: easy to say yes to"),
    (Format.EMAIL, "Email: a few written questions, if nothing else works"),
)
BY = (("mine", "I asked for it"), ("theirs", "They asked for it"))


class WhenForm(forms.Form):
    """When, on whose clock, for how long, and how."""

    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label="Time", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    clock = forms.ChoiceField(label="That is on", choices=(), initial="mine", widget=forms.RadioSelect)
    their_zone = forms.ChoiceField(label="Their time zone", choices=())
    my_zone = forms.ChoiceField(label="Your time zone", choices=())
    minutes = forms.TypedChoiceField(
        label="Agreed minutes", choices=MINUTES, coerce=int, initial=30, widget=forms.RadioSelect
    )
    other_minutes = forms.IntegerField(
        label="Other number of minutes", min_value=5, max_value=120, required=False, help_text="From 5 to 120."
    )
    format = forms.ChoiceField(label="How", choices=FORMATS, initial=Format.FACE_TO_FACE, widget=forms.RadioSelect)
    place = forms.CharField(
        label="Place", required=False, max_length=500, help_text="A name and an address, or who calls whom."
    )
    link = forms.CharField(label="Link", required=False, max_length=500, help_text="For a video call.")

    def __init__(self, *args: Any, first_name: str = "them", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first_name = first_name
        self.fields["clock"] = forms.ChoiceField(
            label="That is on",
            choices=(("mine", "my clock"), ("theirs", f"{first_name}’s clock")),
            initial="mine",
            widget=forms.RadioSelect,
        )
        for field in ("my_zone", "their_zone"):
            label = "Your time zone" if field == "my_zone" else f"{first_name}’s time zone"
            self.fields[field] = forms.ChoiceField(
                label=label, choices=zone_choices(self.initial.get(field), self.data)
            )
        self.remark = ""

    def clean(self) -> dict[str, Any]:
        """The moment, the minutes, and a remark where the clocks change or the hour is odd."""
        told = super().clean() or self.cleaned_data
        self._read_minutes(told)
        if {"day", "time", "clock", "my_zone", "their_zone"} <= told.keys():
            self._read_moment(told)
        if not self.errors and told["format"] == Format.VIDEO and told["place"].startswith(("http://", "https://")):
            told["link"], told["place"] = told["link"] or told["place"], ""
        return told

    def facts(self) -> dict[str, Any]:
        """What the verbs take."""
        names = ("starts_at", "minutes", "my_zone", "their_zone", "format", "place", "link")
        return {name: self.cleaned_data[name] for name in names}

    def _read_minutes(self, told: dict[str, Any]) -> None:
        if told.get("minutes") == 0:
            if told.get("other_minutes"):
                told["minutes"] = told["other_minutes"]
            elif "other_minutes" not in self.errors:
                self.add_error("other_minutes", "Say how many minutes you agreed on.")

    def _read_moment(self, told: dict[str, Any]) -> None:
        zone = told["my_zone"] if told["clock"] == "mine" else told["their_zone"]
        found = zones.moment(told["day"], told["time"], zone)
        if found.at is None:
            self.add_error("time", found.remark)
            return
        told["starts_at"] = found.at
        odd = zones.odd_hour(found.at, told["their_zone"], self.first_name)
        self.remark = " ".join(part for part in (found.remark, odd) if part)


class AgreeForm(WhenForm):
    """A first agreement: perhaps with more than one person."""

    others = forms.CharField(
        label="Somebody else in the talk?",
        required=False,
        help_text="Names of people you have here, one a line.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people

    def clean_others(self) -> list[Contact]:
        """The contacts of these names; a name that nobody has, or two have, is told."""
        names = [" ".join(line.split()) for line in str(self.cleaned_data["others"]).splitlines() if line.strip()]
        found: list[Contact] = []
        for name in names[:10]:
            matching = list(self.people.filter(name__iexact=name)[:2])
            if len(matching) != 1:
                count = "Nobody" if not matching else "More than one person"
                raise forms.ValidationError(f"{count} here is called “{name}”.")
            found += matching
        return found


class MoveForm(WhenForm):
    """Another time, or another place."""

    by = forms.ChoiceField(label="Who asked for the change?", choices=BY, initial="theirs", widget=forms.RadioSelect)


class HeldForm(forms.Form):
    """It was held without the clock: when, and how long."""

    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label="It began at", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    took = forms.IntegerField(label="Minutes it took", min_value=1, max_value=600)
    cut_short = forms.BooleanField(label="It was cut short", required=False)

    def __init__(self, interview: Interview, data: Any = None) -> None:
        start = (interview.began_at or interview.starts_at).astimezone(ZoneInfo(interview.my_zone))
        first = {"day": start.date(), "time": start.time(), "took": interview.took or interview.minutes}
        first["cut_short"] = interview.cut_short_at is not None
        super().__init__(data, initial=first)
        self.interview = interview

    def span(self) -> tuple[datetime, datetime]:
        """From when to when, as moments."""
        day: date = self.cleaned_data["day"]
        wall: time = self.cleaned_data["time"]
        found = zones.moment(day, wall, self.interview.my_zone).at
        began = found or datetime.combine(day, wall, tzinfo=ZoneInfo(self.interview.my_zone))
        return began, began + timedelta(minutes=self.cleaned_data["took"])


class BriefForm(forms.ModelForm[Brief]):
    """The words that the seeker takes into the talk."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Brief
        fields = ("goals", "why_this_person", "pitch", *NOTED)
        labels = {
            "route": "The way there",
            "dress": "What I wear",
            "coffee": "Coffee",
            "card": "What I bring",
            "goals": "What I want to have learned by the end",
            "why_this_person": "Why I asked this person",
            "pitch": "Who I am, in half a minute",
        }
        help_texts = {
            "route": "Which train, which door, whom to ask for. It stands in the brief, on paper too.",
            "coffee": "Where, and who pays: you offer.",
            "card": "Your card, or your name and address on paper.",
            "goals": "One a line, three at most. You cannot ask everything.",
            "why_this_person": "You will say it in the first minutes.",
        }
        widgets = {
            "goals": forms.Textarea(attrs={"rows": 3}),
            "why_this_person": forms.Textarea(attrs={"rows": 3}),
            "pitch": forms.Textarea(attrs={"rows": 6}),
            "route": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, format: str = "", **kwargs: Any) -> None:  # noqa: A002 - the word on the screen
        super().__init__(*args, **kwargs)
        fitting = noted_for(format)
        for key in NOTED:
            if key not in fitting and not self.initial.get(key):
                del self.fields[key]

    @property
    def practical(self) -> list[forms.BoundField]:
        """What can be noted for the practical side of a talk of this format."""
        return [self[key] for key in NOTED if key in self.fields]


class OwnQuestionForm(forms.Form):
    """A question written for this talk."""

    text = forms.CharField(label="A question of your own", max_length=500)


def zone_choices(chosen: str | None, data: Any) -> list[tuple[str, str]]:
    """The zones people live in, and the one that is already chosen, whatever its name."""
    names = list(zones.zone_names())
    extra = [chosen] if chosen and chosen not in names and zones.is_zone(chosen) else []
    return [(name, name.replace("_", " ")) for name in (*extra, *names)]
