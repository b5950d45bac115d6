"""The seeker of a notebook, and their steps, where nobody looks at a page: for the feed, the digest and messages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from askaround.accounts.middleware import zone_of
from askaround.accounts.models import Notebook, User

from .facts import known_of, put_off
from .frame import frame_of
from .steps import every_step
from .steps.step import Step
from .today import Today, is_put_off


@dataclass(frozen=True)
class Seeker:
    """Who owns a notebook, at a moment on their clock."""

    user: User
    now: datetime

    @classmethod
    def of(cls, notebook: Notebook, now: datetime) -> "Seeker":
        """The owner with this notebook open, for this once: what they have open themselves stays as it is."""
        user = User.objects.get(pk=notebook.owner_id)
        user.active_notebook = notebook
        return cls(user, now.astimezone(zone_of(user)))

    @property
    def zone(self) -> ZoneInfo:
        """Their time zone."""
        return zone_of(self.user)

    @cached_property
    def today(self) -> Today | None:
        """Today as they would see it."""
        return Today.of(self.user, self.now)

    @cached_property
    def campaign(self) -> tuple[UUID, ...]:
        """The id of their active campaign; none before the first steps."""
        found = frame_of(self.user).campaign
        return (found.pk,) if found else ()

    def steps(self, kinds: Iterable[str], *, dated: bool = False) -> list[Step]:
        """The steps of these kinds, those ahead too, not what was put off; with `dated` no promise without a day."""
        if not self.campaign:
            return []
        known, put = known_of(self.user, frame_of(self.user), self.now), put_off(self.user)
        undated = {one.id for one in known.promises if dated and not one.until}
        found = [step for step in every_step(known, self.now) if step.kind in kinds and step.subject not in undated]
        return [step for step in found if not is_put_off(step, put, self.now)]
