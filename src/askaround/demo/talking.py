"""The talks of the demo: held, noted, looked back on, thanked for; and what became of them in the findings."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from askaround.findings.models import Gap
from askaround.findings.skilling import name_skill
from askaround.findings.theming import assign, make_theme
from askaround.history.recording import change, create
from askaround.interviews.agreeing import agree
from askaround.interviews.choosing import choose
from askaround.notes.debriefing import debrief, goals_of
from askaround.notes.noting import take_note
from askaround.notes.referring import refer
from askaround.notes.thanking import begin as begin_thanks
from askaround.notes.transcribing import bring
from askaround.plain.ids import new_id
from askaround.purpose.bank import questions

from .asking import agreed_at
from .reading import DATA, people, told
from .timing import last_end, next_start

if TYPE_CHECKING:
    from .story import Story

KINDS = {"a": "advice", "i": "information", "r": "referral"}
ZONE = "Europe/Berlin"
QUESTIONS = 6
RATED = ("confidence", "listening", "control", "questions", "rapport")


class Talking:
    """Plans every talk of the story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.themes: dict[str, Any] = {}
        self.skills: dict[str, Any] = {}

    def plan(self) -> None:
        """The talks held, the one planned, and the findings."""
        talks = told("talks")
        for talk in talks["talk"]:
            self._held(talk)
        starts = next_start(self.story.now)
        self.story.on(
            agreed_at(self.story, talks["planned"]), lambda when: self._prepared(talks["planned"], starts, when)
        )
        for number, key in enumerate(("airflow", "data modelling", "terraform")):
            self.story.on(self.story.ago(3, 20, number), partial(self._gap, key))

    def _held(self, talk: dict[str, Any]) -> None:
        ended = last_end(self.story.now) if talk["days"] == 1 else self.story.ago(talk["days"], 15, 10)
        began = ended - timedelta(minutes=talk["minutes"] - 1)
        starts = ended - timedelta(minutes=talk["minutes"])
        on = self.story.on
        on(agreed_at(self.story, talk), lambda when: self._agree(talk, starts, when))
        on(ended, lambda when: self.story.interviews[talk["who"]].tell_held(began_at=began, ended_at=when, at=when))
        for number, note in enumerate(talk["notes"], start=1):
            on(ended + timedelta(microseconds=number), partial(self._note, talk, note, number))
        on(ended + timedelta(minutes=10), lambda when: self._look_back(talk, when))
        on(ended + timedelta(minutes=15), lambda when: self._sort(talk["who"], when))
        on(ended + timedelta(minutes=20), lambda when: self._met(talk, when))
        if "transcript" in talk:
            on(ended + timedelta(hours=1), lambda when: self._bring(talk, when))
        if talk["days"] != 1:
            on(ended + timedelta(hours=18), lambda when: self._thank(talk, when))

    def _agree(self, talk: dict[str, Any], starts: datetime, when: datetime) -> Any:
        interview = agree(
            self.story.campaign, [self.story.people[talk["who"]]], starts_at=starts, minutes=talk["minutes"], at=when,
            my_zone=ZONE, their_zone=people()[talk["who"]].get("zone", ZONE), format=talk["format"],
            place=talk.get("place", ""), ask=self.story.asks[talk["who"]],
        )  # fmt: skip
        choose(interview, _questions(len(self.story.interviews)), at=when)
        self.story.interviews[talk["who"]] = interview
        return interview

    def _prepared(self, talk: dict[str, Any], starts: datetime, when: datetime) -> None:
        interview = self._agree(talk, starts, when)
        change(interview.brief, at=when, goals=talk["goals"], why_this_person=talk["why"])

    def _note(self, talk: dict[str, Any], note: dict[str, Any], number: int, when: datetime) -> None:
        marks = []
        if "q" in note:
            start = note["t"].lower().index(note["q"].lower())
            marks = [{"kind": "quote", "start": start, "end": start + len(note["q"])}]
        made, _ = take_note(
            self.story.interviews[talk["who"]], self.story.people[talk["who"]], id=new_id(), kind=KINDS[note["k"]],
            text=note["t"], at=when, second=note["s"], device="demo", number=number, marks=marks,
        )  # fmt: skip
        self.story.notes.append((made, note | {"who": talk["who"]}))
        if "refer" in note or "name" in note:
            self._refer(made, note.get("refer") or note["name"], when)

    def _refer(self, note: Any, key: str, when: datetime) -> None:
        person = people()[key]
        introduction = refer(
            note, name=person["name"], at=when, organization=person["organization"], title=person["title"],
            email=person.get("email", ""), may_use_name="yes", contact=self.story.people.get(key),
        )  # fmt: skip
        self.story.people[key] = introduction.to
        self.story.introductions[key] = introduction

    def _look_back(self, talk: dict[str, Any], when: datetime) -> None:
        answers = {"surprise": talk["surprised"], **dict(zip(RATED, talk["ratings"], strict=True))}
        answers["reached"] = goals_of(self.story.interviews[talk["who"]])[: talk["reached"]]
        debrief(self.story.interviews[talk["who"]], answers, at=when)

    def _sort(self, who: str, when: datetime) -> None:
        names = told("talks")["themes"]
        for note, said in [pair for pair in self.story.notes if pair[1]["who"] == who]:
            for key in said.get("th", ()):
                if key not in self.themes:
                    self.themes[key] = make_theme(self.story.campaign, names[key], at=when)
                assign(self.themes[key], note, at=when, against=said.get("against", False))
            for name in said.get("sk", ()):
                self.skills[name.lower()] = name_skill(note, name, at=when)

    def _met(self, talk: dict[str, Any], when: datetime) -> None:
        introduction = self.story.introductions.get(talk["who"])
        if introduction is None:
            return
        # Of the latest talk the one who led to it has heard thanks, and not yet what came of it.
        for stage in ("made", "met", "thanked" if talk.get("owed") else "reported"):
            introduction.reach(stage, at=when)

    def _thank(self, talk: dict[str, Any], when: datetime) -> None:
        letter = begin_thanks(self.story.interviews[talk["who"]], self.story.people[talk["who"]], at=when)
        letter.send(at=when + timedelta(minutes=6))

    def _bring(self, talk: dict[str, Any], when: datetime) -> None:
        profile = told("campaign")["profile"]
        bring(
            self.story.interviews[talk["who"]], (DATA / talk["transcript"]).read_bytes(), name=talk["transcript"],
            consent=talk["consent"], my_name=profile["name"], at=when,
        )  # fmt: skip

    def _gap(self, key: str, when: datetime) -> None:
        plan = next(gap for gap in told("campaign")["gap"] if gap["skill"].lower() == key)
        create(
            Gap(
                notebook=self.story.notebook, campaign=self.story.campaign, skill=self.skills[key], plan=plan["plan"],
                until=self.story.now.date() + timedelta(days=plan["until"]), proof=plan["proof"], created_at=when,
            ),
            at=when,
        )  # fmt: skip


def _questions(turn: int) -> list[Any]:
    """Six questions of the bank, one of each kind, others each time."""
    wanted = ("path", "work", "skills", "trends", "advice", "referral")
    found = []
    for category in wanted[:QUESTIONS]:
        of_kind = [one for one in questions() if one.category == category and one.level == "any"]
        found.append(of_kind[turn % len(of_kind)])
    return found
