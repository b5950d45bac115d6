"""Findings of 750 and 3,000 notes: themes from scratch, a new note placed, the page opened. Memory beside it.

The notes are those that teach the engine, each said by several people in slightly other words, so that there is
something to find.
"""

import random
import resource
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from .timing import NOW, in_turn

TAUGHT = Path(__file__).parent.parent / "training" / "themes" / "taught"
BEFORE = ("", "Honestly, ", "As I see it, ", "In our team, ", "For me, ", "Back then, ", "These days, ", "Mostly, ")


def run() -> list[dict[str, Any]]:
    """750 notes grouped; then 3,000 in the app: from scratch, one more, the page after a change and unchanged."""
    import django
    from django.conf import settings

    django.setup()
    settings.ROOT_URLCONF = "bench.floor"
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    return [_themes(750), *_in_the_app(3000)]


def said(count: int) -> list[tuple[str, str]]:
    """So many notes, each text once: kind and text."""
    rows = [line.split("\t") for path in sorted(TAUGHT.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()]
    plain = [(row[1], row[4]) for row in rows if len(row) == 5 and row[1] != "referral"]
    dice, found = random.Random(20260101), {}
    while len(found) < count:
        kind, text = dice.choice(plain)
        found.setdefault(
            f"{dice.choice(BEFORE)}{text}" if len(found) < 8 * len(plain) // 2 else f"{text} {len(found)}", kind
        )
    return [(kind, text) for text, kind in found.items()]


def _themes(count: int) -> dict[str, Any]:
    from askaround.findings.grouping.pairs import Noted
    from askaround.findings.grouping.themes import group
    from askaround.language.minilm import MiniLM

    notes = [Noted(text, kind, str(number % 12)) for number, (kind, text) in enumerate(said(count))]
    start = time.perf_counter()
    vectors = MiniLM(threads=1).embed([note.text for note in notes])
    embedded = time.perf_counter() - start
    start = time.perf_counter()
    found = group(notes, vectors)
    grouped = time.perf_counter() - start
    return {
        "name": f"themes-{count}", "ours_s": grouped, "floor_s": embedded, "ratio": grouped / embedded,
        "cold_s": round(embedded + grouped, 2), "groups": len(found.groups), **_memory(),
    }  # fmt: skip


def _in_the_app(count: int) -> list[dict[str, Any]]:
    from django.test import Client

    from askaround.findings import proposing
    from askaround.findings.models import ThemeNote
    from askaround.notes.models import Note

    user, campaign, talks = _fill(count)
    start = time.perf_counter()
    drawn = proposing.draw(campaign, at=NOW)
    proposing.put(campaign, drawn, at=NOW)
    scratch = time.perf_counter() - start
    rows = [_row("themes-scratch", scratch, notes=count, themes=len(drawn.groups))]
    talk, person = talks[0]
    Note.objects.create(
        notebook=campaign.notebook, interview=talk, contact=person, kind="advice", number=9999, created_at=NOW,
        text="Read the plan of a slow query before you learn one more framework.",
    )  # fmt: skip
    start = time.perf_counter()
    proposing.put(campaign, proposing.draw(campaign, at=NOW, settled=True), at=NOW)
    rows.append(_row("themes-one-more", time.perf_counter() - start, rows=ThemeNote.objects.count()))
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    start = time.perf_counter()
    client.get("/findings/")
    first = time.perf_counter() - start
    return [*rows, in_turn(client, "findings-open", "/findings/") | {"first_s": round(first, 3), **_memory()}]


def _fill(count: int) -> tuple[Any, Any, list[tuple[Any, Any]]]:
    from django.core.management import call_command

    from askaround.accounts.opening import local_user
    from askaround.interviews.models import Interview, InterviewPerson
    from askaround.notes.models import Note
    from askaround.people.models import Contact
    from askaround.purpose.starting import start_campaign

    call_command("migrate", verbosity=0)
    user = local_user(at=NOW)
    notebook = user.active_notebook
    campaign = start_campaign(notebook, name="Becoming a data engineer", at=NOW, occupation="Data engineer")
    talks = []
    for number in range(50):
        ended = NOW - timedelta(days=50 - number)
        person = Contact.objects.create(
            notebook=notebook, name=f"Given{number} Family{number}", given=f"Given{number}", sort_key=str(number),
            created_at=NOW,
        )  # fmt: skip
        talk = Interview.objects.create(
            notebook=notebook, campaign=campaign, starts_at=ended - timedelta(minutes=30), ends_at=ended,
            began_at=ended - timedelta(minutes=30), ended_at=ended, created_at=NOW,
        )  # fmt: skip
        InterviewPerson.objects.create(notebook=notebook, interview=talk, contact=person, created_at=NOW)
        talks.append((talk, person))
    Note.objects.bulk_create(
        Note(
            notebook=notebook, interview=talks[number % 50][0], contact=talks[number % 50][1], kind=kind, text=text,
            second=number, number=number, created_at=NOW,
        )
        for number, (kind, text) in enumerate(said(count))
    )  # fmt: skip
    return user, campaign, talks


def _row(name: str, seconds: float, **more: Any) -> dict[str, Any]:
    return {"name": name, "ours_s": seconds, "floor_s": 0.0, "ratio": 0.0, **more, **_memory()}


def _memory() -> dict[str, int]:
    return {"most_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
