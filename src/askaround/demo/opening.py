"""Who could open a door in the demo: since when they are there, and an introduction that is under way."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from askaround.history.recording import change
from askaround.outreach.drafts import begin_for_introduction
from askaround.people.adding import organization_named
from askaround.people.introducing import wish
from askaround.people.organizing import add_research

from .reading import told

if TYPE_CHECKING:
    from .story import Story


class Opening:
    """Plans what is known of roles before, of acquaintances, and what was asked for."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def plan(self) -> None:
        """Since when they are where they are, what was found out, and what was asked for."""
        data = told("campaign")
        for role in data["before"]:
            if "since" in role:
                self.story.on(self.story.ago(61, 20), partial(self._since, role))
        for found in data["found"]:
            self.story.on(self.story.ago(found["days"], 19), partial(self._found, found))
        for asked in data["asked_for"]:
            self.story.on(self.story.ago(asked["days"], 9), partial(self._ask_for, asked))

    def _since(self, role: dict[str, Any], when: datetime) -> None:
        change(self.story.people[role["who"]].roles.get(current=True), at=when, began=role["since"])

    def _found(self, found: dict[str, Any], when: datetime) -> None:
        organization = organization_named(self.story.notebook, found["organization"], at=when)
        facts = {name: found[name] for name in ("fact", "kind", "source")}
        add_research(organization, found_on=when.date(), at=when, **facts)

    def _ask_for(self, asked: dict[str, Any], when: datetime) -> None:
        by, to = self.story.people[asked["by"]], self.story.people[asked["to"]]
        introduction = wish(by, to, at=when, why=asked["why"])
        letter = begin_for_introduction(introduction, "blurb", "email", campaign=self.story.campaign, at=when)
        letter.send(at=when)
