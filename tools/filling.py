"""Fills a data folder with a network of so many invented people: `python -m tools.filling HOME 500`.

For the bench and for the walk in a browser, which need more people than a demo has.
"""

import os
import random
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
GIVEN = ("Ana", "Bo", "Chidi", "Dana", "Elif", "Femi", "Grete", "Hana", "Ivo", "Jun", "Kofi", "Lea", "Mina", "Noor")
FAMILY = ("Abel", "Brandt", "Costa", "Dvorak", "Eriksen", "Fischer", "Garcia", "Haddad", "Ito", "Jansen", "Marchetti")


def network(notebook: Any, people: int, now: datetime = NOW) -> list[Any]:
    """So many people, each but the first few led to by one who was there before; the same at each run."""
    from askaround.people.models import Contact, Introduction, Touch

    dice = random.Random(5)  # noqa: S311 - invented people, not secrets
    contacts = [named(notebook, dice, number, now) for number in range(people)]
    for contact in contacts:
        contact.met = int(dice.random() < 0.6)
    Contact.objects.bulk_create(contacts, batch_size=2000)
    first = max(2, people // 12)
    whens = [now - timedelta(days=300 * (people - number) / people) for number in range(people)]
    Touch.objects.bulk_create(
        Touch(notebook=notebook, contact=one, at=when, direction="met", created_at=when)
        for one, when in zip(contacts, whens, strict=True) if one.met
    )  # fmt: skip
    Introduction.objects.bulk_create(
        Introduction(
            notebook=notebook, by=contacts[int(dice.triangular(0, number, 0))], to=contacts[number], offered_at=when,
            asked_at=when if dice.random() < 0.7 else None, met_at=when if contacts[number].met else None,
            created_at=when,
        )
        for number, when in enumerate(whens) if number >= first
    )  # fmt: skip
    return contacts


def named(notebook: Any, dice: random.Random, number: int, now: datetime) -> Any:
    """One invented person, not saved yet."""
    from askaround.people.models import Contact

    given, family = dice.choice(GIVEN), f"{dice.choice(FAMILY)} {number}"
    return Contact(
        notebook=notebook, name=f"{given} {family}", given=given, family=family, sort_key=f"{family} {given}".lower(),
        created_at=now - timedelta(days=400),
    )  # fmt: skip


def main() -> None:
    """Make the data folder's database if need be, and fill the local user's notebook."""
    os.environ["ASKAROUND_HOME"], people = sys.argv[1], int(sys.argv[2])
    os.environ["DJANGO_SETTINGS_MODULE"] = "askaround.config.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from askaround.accounts.opening import local_user
    from askaround.purpose.starting import start_campaign

    call_command("migrate", verbosity=0)
    now = timezone.now()
    notebook = local_user(at=now).active_notebook
    start_campaign(notebook, name="Becoming a data engineer", at=now)
    network(notebook, people, now)


if __name__ == "__main__":
    main()
