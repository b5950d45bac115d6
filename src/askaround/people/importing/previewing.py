"""What an import would do, as the preview page and `import --dry-run` tell it. Writes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any
from uuid import UUID

from askaround.accounts.models import Notebook
from askaround.formats.records import Source

from .choosing import NOTHING_CHOSEN, Choices
from .conversing import Conversing, strangers
from .counting import Tally
from .known import Known
from .own import Own
from .planning import Deciding, Decision

_TELL_EVERY = 1000


def preview(
    notebook: Notebook,
    source: Source,
    choices: Choices = NOTHING_CHOSEN,
    *,
    progress: Callable[[int], None] | None = None,
) -> dict[str, Any]:
    """A dry run: every count that applying would come to, with a few samples of each."""
    known, tally = Known(notebook), Tally()
    for decision in decisions(known, source, choices):
        tally.count(decision)
        if progress and tally.read % _TELL_EVERY == 0:
            progress(tally.read)
    facts = tally.facts() | tally.shown() | what_else(notebook, known, source)
    skipped = [each | {"samples": tally.samples.get(each["reason"], [])} for each in facts["skipped"]]
    return facts | {
        "reader": source.reader,
        "skipped": skipped,
        "own": Own(notebook, source).counts(),
        "not_read": list(source.not_read),
    }


def decisions(known: Known, source: Source, choices: Choices, *, batch: UUID | None = None) -> Iterator[Decision]:
    """About everybody in the file; then, if asked for, about those who only wrote or were written to."""
    deciding = Deciding(known, source, private=choices.private, batch=batch)
    found = deciding.each(source.people())
    if not choices.correspondents:
        return found
    others = Deciding(known, replace(source, tie=""), batch=batch)
    return chain(found, others.each(strangers(known, source)))


def what_else(notebook: Notebook, known: Known, source: Source) -> dict[str, Any]:
    """Messages and notes that would come, and how many could be added with whom they are."""
    conversing = Conversing(notebook, known, source)
    for _ in conversing.new_messages():
        pass
    for _ in conversing.new_notes():
        pass
    passed_over = conversing.messages.skipped or conversing.notes.skipped
    return {
        "messages": conversing.messages.facts(),
        "notes": conversing.notes.facts(),
        "strangers": sum(1 for _ in strangers(known, source)) if passed_over else 0,
    }
