"""Who could open a door in the demo: who was where before, who knows whom, and an introduction that is under way."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from askaround.history.recording import change
from askaround.outreach.drafts import begin_for_introduction
from askaround.people.acquainting import acquaint
from askaround.people.adding import organization_named
from askaround.people.introducing import wish
from askaround.people.organizing import add_research
from askaround.people.working import take_up

from .reading import told

if TYPE_CHECKING:
    from .story import Story


class Opening:
    """Plans what is known of roles before, of acquaintances, and what was asked for."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def plan(self) -> None:
        """Roles and acquaintances on the first evening, the rest on its day."""
        data, first = told("campaign"), self.story.ago(62, 19)
        for before in data["before"]:
            self.story.on(first, partial(self._was, before))
        for pair in data["acquaintance"]:
            self.story.on(first, partial(self._know, pair))
        for found in data["found"]:
            self.story.on(self.story.ago(found["days"], 19), partial(self._found, found))
        for asked in data["asked_for"]:
            self.story.on(self.story.ago(asked["days"], 9), partial(self._ask_for, asked))

    def _was(self, before: dict[str, Any], when: datetime) -> None:
        contact = self.story.people[before["who"]]
        now = contact.roles.filter(current=True).first()
        change(now, at=when, began=before["since"])
        facts = {name: before[name] for name in ("title", "organization", "began", "ended")}
        take_up(contact, at=when, current=False, **facts)

    def _know(self, pair: dict[str, Any], when: datetime) -> None:
        acquaint(self.story.people[pair["who"]], self.story.people[pair["knows"]], how=pair["how"], at=when)

    def _found(self, found: dict[str, Any], when: datetime) -> None:
        organization = organization_named(self.story.notebook, found["organization"], at=when)
        facts = {name: found[name] for name in ("fact", "kind", "source")}
        add_research(organization, found_on=when.date(), at=when, **facts)

    def _ask_for(self, asked: dict[str, Any], when: datetime) -> None:
        by, to = self.story.people[asked["by"]], self.story.people[asked["to"]]
        introduction = wish(by, to, at=when, why=asked["why"])
        letter = begin_for_introduction(introduction, "blurb", "email", campaign=self.story.campaign, at=when)
        letter.send(at=when)
