"""Every filter and every sort of the list of people, and the organizations, with 30,000 people of many kinds."""

import random
from datetime import timedelta
from typing import Any

from .timing import NOW, in_turn

TOWNS = ["Berlin", "Hamburg", "Lyon", "Porto", "Utrecht", "Graz", "Leeds", "Turin"]
COUNTRIES = ["DE", "DE", "FR", "PT", "NL", "AT", "GB", "IT"]


def run(client: Any, notebook: Any, contacts: list[Any]) -> list[dict[str, Any]]:
    """The worst filter and the worst sort, by name, each against the floor."""
    _make_many_kinds(notebook, contacts)
    rows = {name: in_turn(client, name, f"/people/?{query}", rounds=12) for name, query in _queries(notebook).items()}
    sorts = {name: row for name, row in rows.items() if name.startswith("sort")}
    filters = {name: row for name, row in rows.items() if name not in sorts}
    worst_filter = max(filters, key=lambda name: float(rows[name]["ratio"]))
    worst_sort = max(sorts, key=lambda name: float(rows[name]["ratio"]))
    worst = max(worst_filter, worst_sort, key=lambda name: float(rows[name]["ratio"]))
    said = {"worst_filter": f"{worst_filter} {filters[worst_filter]['ratio']}",
            "worst_sort": f"{worst_sort} {sorts[worst_sort]['ratio']}", "measured": len(rows)}  # fmt: skip
    return [rows[worst] | {"name": "people-filters"} | said, in_turn(client, "page-organizations", "/organizations/")]


def _queries(notebook: Any) -> dict[str, str]:
    from askaround.history.models import Batch
    from askaround.people.filters import EMAIL, QUIET, SORTS, STRENGTHS
    from askaround.people.levels import FUNCTIONS
    from askaround.people.models import Organization, TieKind
    from askaround.purpose.models import Level

    found = {f"sort {name}": f"sort={name}" for name in SORTS}
    values = {"tie": TieKind.values, "strength": STRENGTHS, "level": Level.values, "function": FUNCTIONS,
              "quiet": QUIET, "email": EMAIL, "show": ["archived", "closed"], "place": ["Berlin", "de", "gr"],
              "tag": ["meetup", "everyone"], "q": ["ana", "mar", "firm 12"],
              "organization": [Organization.objects.within(notebook).first().pk],
              "batch": [Batch.objects.within(notebook).first().pk]}  # fmt: skip
    return found | {f"{name} {value}": f"{name}={value}" for name, each in values.items() for value in each}


def _make_many_kinds(notebook: Any, contacts: list[Any]) -> None:
    from askaround.history.models import Batch
    from askaround.people.guessing import guess_anew
    from askaround.people.models import Contact, Role, Tag, Tagging, Tie

    chance = random.Random(5)
    batch = Batch.objects.create(notebook=notebook, verb="imported", created_at=NOW)
    for n, contact in enumerate(contacts):
        where = chance.randrange(8)
        contact.town, contact.country = (TOWNS[where], COUNTRIES[where]) if n % 3 else ("", "")
        contact.email = contact.email if n % 2 else ""
        contact.batch = batch if n % 3 == 0 else None
        contact.last_contact_at = NOW - timedelta(days=chance.randrange(900)) if n % 4 == 0 else None
        contact.met, contact.received = (chance.randrange(3), chance.randrange(3)) if n % 4 == 0 else (0, 0)
        contact.archived_at = NOW if n % 97 == 0 else None
        contact.do_not_contact_at = NOW if n % 501 == 0 else None
    fields = ["town", "country", "email", "batch", "last_contact_at", "met", "received", "archived_at"]
    Contact.objects.bulk_update(contacts, [*fields, "do_not_contact_at"], batch_size=500)
    kinds = {11: "friend", 13: "alumni", 301: "relative", 1009: "teacher", 3001: "former boss"}
    Tie.objects.bulk_create(
        Tie(notebook=notebook, contact=c, kind=kind, created_at=NOW)
        for n, c in enumerate(contacts) for every, kind in kinds.items() if n % every == 0
    )  # fmt: skip
    for name, every in (("meetup", 40), ("everyone", 2)):
        tag = Tag.objects.create(notebook=notebook, name=name, created_at=NOW)
        Tagging.objects.bulk_create(
            (Tagging(notebook=notebook, contact=c, tag=tag, created_at=NOW) for c in contacts[::every]), batch_size=2000
        )
    titles = {7: "CEO", 19: "Founder", 23: "Engineering manager", 400: "Nurse", 29: "Intern", 5000: "Judge"}
    for every, title in titles.items():
        Role.objects.filter(contact__in=[c.pk for c in contacts[::every]]).update(title=title)
    guess_anew()
    from askaround.tasks.planning import measure

    measure()
