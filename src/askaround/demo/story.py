"""The story of the demo, event by event in the order it happened; each event is one of our own verbs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from askaround.accounts.models import Notebook
from askaround.history.recording import change
from askaround.interviews.rehearsing import Run, keep_run
from askaround.people.acquainting import acquaint
from askaround.people.adding import add_contact, add_research, add_role, organization_named
from askaround.people.models import Contact
from askaround.people.organizing import place
from askaround.people.promising import promise
from askaround.people.tagging import tag_all
from askaround.purpose.asked_back import write_answer
from askaround.purpose.models import Campaign
from askaround.purpose.pitching import write_pitch
from askaround.purpose.profile import add_evidence, profile_of
from askaround.purpose.starting import start_campaign
from askaround.targets.aiming import add_target

from .asking import Asking
from .doubling import double
from .opening import Opening
from .reading import people, told
from .talking import Talking
from .timing import at, last_end, working_day_before

BEGAN = 63


class Story:
    """Collects what happened and when, then tells it in that order."""

    def __init__(self, notebook: Notebook, now: datetime) -> None:
        self.notebook, self.now = notebook, now
        self.people: dict[str, Contact] = {}
        self.campaign: Campaign
        self.asks: dict[str, Any] = {}
        self.interviews: dict[str, Any] = {}
        self.introductions: dict[str, Any] = {}
        self.notes: list[tuple[Any, dict[str, Any]]] = []
        self._events: list[tuple[datetime, int, Callable[[datetime], Any]]] = []

    def on(self, when: datetime, event: Callable[[datetime], Any]) -> None:
        """Something that happened at a time; nothing happens after now."""
        self._events.append((min(when, self.now), len(self._events), event))

    def tell(self) -> None:
        """All of it, earliest first."""
        self._begin()
        Asking(self).plan()
        Talking(self).plan()
        Opening(self).plan()
        self._found_out_and_promised()
        while self._events:
            self._events.sort(key=lambda event: event[:2])
            when, _, event = self._events.pop(0)
            event(when)

    def ago(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """A working day so many days ago."""
        return at(working_day_before(self.now, days), hour, minute, self.now)

    def _begin(self) -> None:
        start = self.ago(BEGAN, 9)
        self.on(start, self._start)
        for number, person in enumerate(people().values()):
            if not person.get("later") and not person.get("named_by"):
                self.on(start + timedelta(minutes=5 + number), partial(self._meet, person))
        for number, target in enumerate(told("campaign")["target"]):
            self.on(start + timedelta(hours=2, minutes=number), partial(self._aim, target))
        self.on(start + timedelta(hours=3), self._sort)
        for days, took in enumerate((40, 33, 31), start=2):
            self.on(start + timedelta(days=days), partial(self._rehearse, took))
        self.on(start + timedelta(hours=4), lambda when: double(self.people, at=when))

    def _start(self, when: datetime) -> None:
        story = told("campaign")
        words: dict[str, Any] = {key: story[key] for key in CAMPAIGN}
        self.campaign = start_campaign(self.notebook, at=when, **words)
        change(profile_of(self.notebook, at=when), at=when, **story["profile"])
        for evidence in story["evidence"]:
            add_evidence(self.notebook, at=when, **evidence)
        write_pitch(self.campaign, 30, story["profile"]["pitch"], at=when)
        write_answer(self.campaign, key="why-field", text=story["profile"]["why_field"], at=when)

    def _rehearse(self, took: int, when: datetime) -> None:
        words = len(told("campaign")["profile"]["pitch"].split())
        keep_run(self.campaign, "pitch", Run(30, took, words), at=when, subject="30")

    def _meet(self, person: dict[str, Any], when: datetime) -> None:
        facts = {key: value for key, value in person.items() if key in PERSON}
        contact = add_contact(self.notebook, at=when, **facts)
        self.people[person["key"]] = contact
        if person.get("left_alone"):
            contact.close_door(at=when + timedelta(days=2), why=person["left_alone"])

    def _aim(self, target: dict[str, Any], when: datetime) -> None:
        add_target(self.campaign, target["kind"], target["name"], at=when, why=target["why"])

    def _sort(self, when: datetime) -> None:
        """Organizations by industry, people by tag."""
        story = told("campaign")
        for industry in story["industry"]:
            for name in industry["organizations"]:
                place(organization_named(self.notebook, name, at=when), industry["name"], at=when)
        for tagging in story["tagging"]:
            tag_all(self.notebook, [self.people[who] for who in tagging["who"]], tagging["tag"], at=when)

    def _found_out_and_promised(self) -> None:
        for note in told("campaign")["research"]:
            self.on(self._evening(min(note["days"], BEGAN - 1)), partial(self._find_out, note))
        for one in told("campaign")["promise"]:
            self.on(self._evening(one["made"]), partial(self._promise, one))
        for one in told("campaign")["before"]:
            self.on(self.ago(BEGAN - 2, 20), partial(self._was, one))
        for one in told("campaign")["acquaintance"]:
            self.on(self.ago(one["days"], 20), partial(self._knows, one))

    def _find_out(self, note: dict[str, Any], when: datetime) -> None:
        add_research(
            self.people[note["who"]], fact=note["fact"], kind=note["kind"], source=note["source"],
            found_on=when.date(), at=when,
        )  # fmt: skip

    def _was(self, one: dict[str, Any], when: datetime) -> None:
        place = organization_named(self.notebook, one["organization"], at=when)
        add_role(
            self.people[one["who"]], organization=place, title=one["title"], began=one["began"], ended=one["ended"],
            current=False, at=when,
        )  # fmt: skip

    def _knows(self, one: dict[str, Any], when: datetime) -> None:
        acquaint(self.people[one["who"]], self.people[one["whom"]], how=one["how"], source="typed", at=when)

    def _evening(self, days: int) -> datetime:
        """That evening; of the last talk, soon after it."""
        return last_end(self.now) + timedelta(minutes=30) if days == 1 else self.ago(days, 19)

    def _promise(self, one: dict[str, Any], when: datetime) -> None:
        until = self.now.date() + timedelta(days=one["until"]) if "until" in one else None
        made = promise(self.people[one["who"]], what=one["what"], at=when, until=until)
        if "kept" in one:
            self.on(self.ago(one["kept"], 20), lambda kept: made.keep(at=kept))


CAMPAIGN = ("name", "learn", "know", "expect", "expect_not", "occupation", "goal", "aims")
PERSON = (
    "name", "title", "organization", "level", "tie", "tie_detail", "email", "town", "country", "zone", "how_we_met",
)  # fmt: skip
