"""CSV to be opened elsewhere: a cell that a spreadsheet would run as a formula is made plain text."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

# A spreadsheet runs a cell that begins so; a tab or line end before it does not stop it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutral(value: object) -> str:
    """The value as a cell's text. What a spreadsheet would take for a formula gets an apostrophe before it.

    A cell that begins with apostrophes before such a beginning gets one more, so that `plain_again` can tell.
    """
    text = "" if value is None else str(value)
    return f"'{text}" if _may_run(text) and not isinstance(value, int | float) else text


def plain_again(text: str) -> str:
    """What `neutral` was given."""
    return text[1:] if text.startswith("'") and _may_run(text[1:]) else text


def lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The table line by line, as RFC 4180 has it. The first line begins with a byte order mark, for Excel's sake."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow([neutral(title) for title in header])
    yield _taken(buffer)
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
        yield _taken(buffer)


def _may_run(text: str) -> bool:
    return text.lstrip("'").startswith(_FORMULA)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
