"""What is remembered holds as long as history's last entry: so nothing that findings count is written past history."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from askaround.findings.remembering import brought_by, look_at
from askaround.findings.theming import assign, make_theme
from askaround.history.recording import change
from conftest import NOW

from .cast import noted, talks

CHAPTERS = Path(__file__).parent.parent.parent
WRITES = {"bulk_create", "bulk_update", "save", "delete", "update", "get_or_create", "update_or_create", "create"}


def past_history(tree: ast.Module) -> list[str]:
    """Calls that write rows by themselves; `recording.create(…)`, a batch, and a set's own `update` are none.

    Nor are those of a recording that waits to be heard: findings count nothing of it.
    """
    found = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES:
            on = ast.unparse(call.func.value)
            rows = "objects" in on or "filter" in on or "all()" in on
            ours = on in {"recording", "batch", "Batch.objects"} or on.startswith("Recording.objects")
            if not ours and (rows or call.func.attr == "save"):
                found.append(ast.unparse(call))
    return found


@pytest.mark.parametrize("chapter", ["interviews", "notes", "findings"])
def test_nothing_is_written_past_history(chapter):
    files = [
        path for path in (CHAPTERS / chapter).glob("**/*.py") if not {"tests", "migrations"}.intersection(path.parts)
    ]
    assert len(files) > 5
    assert [call for path in files for call in past_history(ast.parse(path.read_text("utf-8")))] == []


def test_a_write_past_history_would_be_seen():
    assert past_history(ast.parse("Note.objects.filter(pk=1).update(text='')"))
    assert past_history(ast.parse("note.save(update_fields=['text'])"))
    assert not past_history(ast.parse("recording.create(note, at=at)\nmarked.update(by_hand)"))


@pytest.mark.django_db
def test_what_is_remembered_is_forgotten_with_the_next_entry(alice, campaign):
    (first,) = talks(alice, campaign, "Priya Raman")
    theme = make_theme(campaign, "SQL depth", at=NOW)
    note = noted(first, "Learn to read a query plan.", "advice")
    assign(theme, note, at=NOW)
    assert (look_at(campaign).heard.notes, sum(brought_by(campaign).values())) == (1, 1)
    if connection.vendor == "sqlite":
        assert look_at(campaign) is look_at(campaign)
    change(note, at=NOW + timedelta(minutes=1), verb="trashed", trashed_at=NOW)
    assert (look_at(campaign).heard.notes, sum(brought_by(campaign).values())) == (0, 0)
