"""The asks of the demo: those that led to talks, and one in each other state."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from askaround.history.recording import create
from askaround.interviews.offering import Occasion, offer_times
from askaround.outreach.asking import start_ask
from askaround.outreach.models import Template
from askaround.outreach.phrasing import add
from askaround.outreach.writing import start_letter

from .letters import OWN_LETTER, PHRASES, ask_letter, follow_up_letter
from .reading import people, told
from .timing import asked_so_long_ago

if TYPE_CHECKING:
    from .story import Story

MINUTES = 30
BEFORE_THE_TALK = 6
FIRST_WORDS = 20  # days ago
ANSWER_AFTER = timedelta(days=2, hours=3)


def agreed_at(story: Story, talk: dict[str, Any]) -> datetime:
    """When the time of a talk was agreed: the hour after the yes."""
    return story.ago(talk.get("days", 0) + BEFORE_THE_TALK, 9, 20) + ANSWER_AFTER + timedelta(hours=1)


class Asking:
    """Plans every ask of the story."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def plan(self) -> None:
        """Asks before talks, then the others by their state."""
        talks = told("talks")
        for talk in [*talks["talk"], talks["planned"]]:
            sent = self.story.ago(talk.get("days", 0) + BEFORE_THE_TALK, 9, 20)
            self._send(talk["who"], talk["reason"], sent, talk.get("introduced_by", ""))
            self.story.on(sent + ANSWER_AFTER, partial(self._yes, talk["who"]))
        self.story.on(self.story.ago(FIRST_WORDS, 19), self._keep_words)
        for ask in talks["ask"]:
            getattr(self, f"_{ask['state'].replace('-', '_').replace(' ', '_')}")(ask)

    def _keep_words(self, when: datetime) -> None:
        """Two phrases and a letter of Robin's own, kept while writing."""
        for place, text in PHRASES:
            add(self.story.notebook.pk, text, place, at=when)
        own = Template(notebook=self.story.notebook, created_at=when, **OWN_LETTER)
        create(own, at=when)

    def _send(self, who: str, reason: str, sent: datetime, introduced_by: str = "") -> None:
        self.story.on(sent, lambda when: self._write(who, reason, when, introduced_by))

    def _write(self, who: str, reason: str, when: datetime, introduced_by: str) -> None:
        contact = self.story.people[who]
        introduction = self.story.introductions.get(who)
        ask = start_ask(
            self.story.campaign, contact, reason=reason, minutes=MINUTES, at=when, introduction=introduction
        )
        self.story.asks[who] = ask
        subject, body = ask_letter(contact.first_name, reason, MINUTES)
        letter = start_letter(contact, kind="ask", channel="email", at=when, ask=ask, subject=subject, body=body)
        letter.send(at=when + timedelta(minutes=4))

    def _yes(self, who: str, when: datetime) -> None:
        ask = self.story.asks[who]
        ask.answer(at=when, text="Gladly. Next week suits me; suggest a time?")
        ask.accept(at=when)

    def _follow_up_due(self, ask: dict[str, Any]) -> None:
        country = people()[ask["who"]].get("country", "")
        self._send(ask["who"], ask["reason"], asked_so_long_ago(self.story.now, 7, country))

    def _waiting(self, ask: dict[str, Any]) -> None:
        country = people()[ask["who"]].get("country", "")
        self._send(ask["who"], ask["reason"], asked_so_long_ago(self.story.now, 2, country))

    def _declined(self, ask: dict[str, Any]) -> None:
        sent = self.story.ago(ask["days"], 9, 20)
        self._send(ask["who"], ask["reason"], sent)
        self.story.on(sent + ANSWER_AFTER, lambda when: self._no(ask, when))

    def _no(self, ask: dict[str, Any], when: datetime) -> None:
        self.story.asks[ask["who"]].answer(at=when, text=ask["answer"])
        self.story.asks[ask["who"]].decline(at=when)

    def _offered(self, ask: dict[str, Any]) -> None:
        """A yes, and three times that wait for an answer since yesterday."""
        sent = self.story.ago(ask["days"], 9, 20)
        self._send(ask["who"], ask["reason"], sent)
        self.story.on(sent + ANSWER_AFTER, partial(self._yes, ask["who"]))
        self.story.on(self.story.ago(1, 18, 30), partial(self._offer, ask["who"]))

    def _offer(self, who: str, when: datetime) -> None:
        occasion = Occasion.of_ask(self.story.asks[who], self.story.notebook.owner)
        wishes = replace(occasion.first_wishes(), my_zone=str(self.story.now.tzinfo))
        offer = offer_times(occasion, occasion.propose(wishes, when).starts, wishes, at=when)
        assert offer.letter is not None
        offer.letter.send(at=when)

    def _silent(self, ask: dict[str, Any]) -> None:
        sent = self.story.ago(ask["days"], 9, 20)
        self._send(ask["who"], ask["reason"], sent)
        self.story.on(sent + timedelta(days=14), lambda when: self._once_more(ask["who"], when))
        self.story.on(sent + timedelta(days=28), lambda when: self.story.asks[ask["who"]].close(at=when))

    def _once_more(self, who: str, when: datetime) -> None:
        contact, ask = self.story.people[who], self.story.asks[who]
        subject, body = follow_up_letter(contact.first_name, MINUTES)
        letter = start_letter(contact, kind="follow-up", channel="email", at=when, ask=ask, subject=subject, body=body)
        letter.send(at=when)

    def _later(self, ask: dict[str, Any]) -> None:
        sent = self.story.ago(ask["days"], 9, 20)
        self._send(ask["who"], ask["reason"], sent)
        self.story.on(sent + ANSWER_AFTER, lambda when: self._in_spring(ask, when))

    def _in_spring(self, ask: dict[str, Any], when: datetime) -> None:
        row = self.story.asks[ask["who"]]
        row.answer(at=when, text=ask["answer"])
        row.put_off(until=(self.story.now + timedelta(days=100)).date(), at=when)
