"""What the phone's address book brought: two who were here already, one of them seen to at once, one still waiting."""

from datetime import datetime
from typing import Any

from askaround.people.adding import add_contact
from askaround.people.look_alikes import find
from askaround.people.merging import merge
from askaround.people.models import Contact

from .reading import told


def double(people: dict[str, Contact], *, at: datetime) -> None:
    """Add them, merge the one whom the seeker recognized, and look who may be whom."""
    waiting = []
    for person in told("campaign")["twice"]:
        facts: dict[str, Any] = {key: value for key, value in person.items() if key not in {"who", "merged"}}
        first = people[person["who"]]
        again = add_contact(first.notebook, at=at, source="vcard", **facts)
        if person.get("merged"):
            merge(first, again, at=at)
        else:
            waiting.append(again.pk)
    find(first.notebook, at=at, contacts=waiting)
