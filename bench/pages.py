"""How long the pages take with 30,000 contacts, 200 letters, 50 interviews and 5,000 notes."""

import random
from datetime import timedelta
from typing import Any

from .timing import NOW, in_turn


def run() -> list[dict[str, Any]]:
    """Median and 95th percentile of each page and of the floor, taken in turn."""
    import django
    from django.conf import settings

    django.setup()
    settings.ROOT_URLCONF = "bench.floor"
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    user, contacts = _fill()
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    pages = {
        "page-contacts": "/people/",
        "page-search": "/search/?q=platform",
        "page-today": "/",
        "page-contact": f"/people/{contacts[0].pk}/",
        "page-findings": "/findings/",
        "page-asks": "/asks/",
    }
    from . import people_filters

    measured = [in_turn(client, name, address) for name, address in pages.items()]
    return measured + people_filters.run(client, user.active_notebook, contacts)


def _fill() -> tuple[Any, list[Any]]:
    from django.core.management import call_command

    from askaround.accounts.opening import local_user
    from askaround.purpose.starting import start_campaign

    call_command("migrate", verbosity=0)
    user = local_user(at=NOW)
    notebook = user.active_notebook
    campaign = start_campaign(notebook, name="Becoming a data engineer", at=NOW, occupation="Data engineer")
    contacts = _people(notebook)
    _work(notebook, campaign, contacts)
    from askaround.search.indexing import catch_up

    catch_up(notebook)
    # As an import of many rows does.
    from askaround.tasks.planning import measure

    measure()
    return user, contacts


def _people(notebook: Any) -> list[Any]:
    from askaround.history.recording import entry, record_all, values
    from askaround.people.models import Contact, Organization, Role, Tie

    chance = random.Random(7)
    given = ["Ana", "Ben", "Chidi", "Dana", "Elif", "Femi", "Grete", "Hana", "Ivo", "Jun"]
    family = [
        f"{start}{end}" for start in ("Mar", "Oka", "Fis", "Rin", "Wal", "Sor") for end in ("chetti", "for", "cher")
    ]
    firms = Organization.objects.bulk_create(
        Organization(notebook=notebook, name=f"Firm {n}", key=f"firm {n}", created_at=NOW) for n in range(3000)
    )
    contacts = []
    for n in range(30_000):
        first, last = chance.choice(given), f"{chance.choice(family)} {n}"
        contacts.append(
            Contact(notebook=notebook, name=f"{first} {last}", given=first, family=last,
                    sort_key=f"{last} {first}".lower(),
                    email=f"p{n}@example.org", created_at=NOW - timedelta(minutes=n))
        )  # fmt: skip
    Contact.objects.bulk_create(contacts, batch_size=2000)
    titles = ["Data engineer", "Platform lead", "Analyst", "Head of data", "Recruiter"]
    Role.objects.bulk_create(
        (Role(notebook=notebook, contact=c, organization=chance.choice(firms), title=chance.choice(titles),
              created_at=NOW)
         for c in contacts), batch_size=2000,
    )  # fmt: skip
    Tie.objects.bulk_create(
        (Tie(notebook=notebook, contact=c, kind="acquaintance", created_at=NOW) for c in contacts), batch_size=2000
    )
    record_all(entry(c, "imported", at=NOW, after=values(c)) for c in contacts)
    return contacts


def _work(notebook: Any, campaign: Any, contacts: list[Any]) -> None:
    from askaround.findings.models import Theme, ThemeNote
    from askaround.history.recording import entry, record_all, values
    from askaround.interviews.models import Interview, InterviewPerson
    from askaround.notes.models import Note
    from askaround.outreach.models import Ask, Letter

    chance = random.Random(11)
    asks = [
        Ask(notebook=notebook, campaign=campaign, contact=c, reason="Their talk", sent_at=NOW - timedelta(days=n % 30),
            answered_at=NOW if n % 3 == 0 else None, closed_at=NOW if n % 4 else None, created_at=NOW)
        for n, c in enumerate(contacts[:200])
    ]  # fmt: skip
    Ask.objects.bulk_create(asks)
    letters = [
        Letter(notebook=notebook, contact=a.contact, ask=a, subject="About your work", body="Dear you, " * 20,
               sent_at=a.sent_at, message_id=f"<{n}@example>", created_at=NOW)
        for n, a in enumerate(asks)
    ]  # fmt: skip
    Letter.objects.bulk_create(letters)
    talks = [
        Interview(notebook=notebook, campaign=campaign, starts_at=NOW - timedelta(days=n + 2),
                  ends_at=NOW - timedelta(days=n + 2, minutes=-30), began_at=NOW - timedelta(days=n + 2),
                  ended_at=NOW - timedelta(days=n + 2, minutes=-30), debriefed_at=NOW, created_at=NOW)
        for n in range(50)
    ]  # fmt: skip
    Interview.objects.bulk_create(talks)
    InterviewPerson.objects.bulk_create(
        InterviewPerson(notebook=notebook, interview=t, contact=contacts[n], created_at=NOW)
        for n, t in enumerate(talks)
    )
    notes = [
        Note(notebook=notebook, interview=talks[n % 50], contact=contacts[n % 50], second=n, number=n,
             kind=chance.choice(["advice", "information", "referral"]),
             text=f"Learn to read a query plan before you learn framework number {n}.", created_at=NOW)
        for n in range(5000)
    ]  # fmt: skip
    Note.objects.bulk_create(notes, batch_size=2000)
    themes = Theme.objects.bulk_create(
        Theme(notebook=notebook, campaign=campaign, name=f"Theme {n}", created_at=NOW) for n in range(60)
    )
    ThemeNote.objects.bulk_create(
        (
            ThemeNote(notebook=notebook, theme=themes[chance.randrange(60)], note=note, created_at=NOW)
            for note in notes[:4000]
        ),
        batch_size=2000,
    )
    record_all(entry(row, "added", at=NOW, after=values(row)) for row in [*letters, *notes])
