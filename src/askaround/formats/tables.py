"""Tables in text files: any of the encodings, line ends and delimiters that programs write.

`read_table` finds the header row by scanning for it, since exports put notes above it.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

from . import FormatError

MOST_COLUMNS = 500
MOST_ROWS = 1_000_000
# How many rows may stand above the header.
_PREAMBLE = 60
_LONGEST_LINE = 1_000_000
# Stands after the last line, and is no text: where it comes within a cell, a quotation mark was never closed.
_END = "\0"
_SAMPLE = 64 * 1024
_CHUNK = 1024 * 1024
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"PK\x03\x04", "a ZIP or an Excel workbook"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a compressed file"),
)

# Opens the file's bytes from the beginning; called once to find the encoding and once to read.
Opener = Callable[[], IO[bytes]]
# Told the keys of a row's cells, whether they are the titles looked for.
IsHeader = Callable[[frozenset[str]], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the header: the number of its line in the file, and its cells."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it, read as they are asked for."""

    header: tuple[str, ...]
    rows: Iterator[Row]

    def column(self, *names: str) -> int | None:
        """The place of the first column with one of these names, whatever its case, spaces and underscores."""
        keys = [key_of(title) for title in self.header]
        return next((keys.index(key) for key in map(key_of, names) if key in keys), None)


def key_of(title: str) -> str:
    """A column's title to compare by: "E-mail_1 Value" and "email 1 value" are the same."""
    return re.sub(r"[\W_]+", "", title.casefold())


@dataclass(frozen=True, slots=True)
class Header:
    """Where a header stands: below `at` rows that are not empty, its cells cut by `delimiter`."""

    delimiter: str
    at: int
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a text file, and its rows as each delimiter would cut them."""

    open_it: Opener
    encoding: str
    text: str = field(repr=False)
    cut: dict[str, list[Sequence[str]]] = field(repr=False)
    # The keys of each row's cells; none for a row that is too wide for a table.
    keys: dict[str, list[frozenset[str]]] = field(repr=False)

    def find(self, is_header: IsHeader) -> Header | None:
        """The header that satisfies `is_header` (given the keys of its titles); the widest wins."""
        found: list[Header] = []
        for delimiter, rows in self.keys.items():
            at = next((at for at, keys in enumerate(rows[:_PREAMBLE]) if is_header(keys)), None)
            if at is not None:
                found.append(Header(delimiter, at, tuple(title.strip() for title in self.cut[delimiter][at])))
        return max(found, key=lambda each: len(each.titles), default=None)

    def table(self, header: Header) -> Table:
        """The rows below the header, from the file's beginning."""
        rows = _rows(self.open_it, self.encoding, header.delimiter)
        for _ in range(header.at + 1):
            next(rows)
        return Table(header.titles, rows)

    def refuse(self, what: str) -> FormatError:
        """Why no header was found, in a sentence."""
        return FormatError(_no_header(self.cut[","], what))


def head_of(open_it: Opener) -> Head:
    """The beginning of a text file, once the whole was seen to decode. Refuses what is no text, and an empty one."""
    encoding = encoding_of(open_it)
    with _text(open_it, encoding) as text:
        sample = text.read(_SAMPLE)
    if not sample.strip():
        raise FormatError("The file is empty.")
    cut = {delimiter: _sampled(sample, delimiter) for delimiter in ",;\t|"}
    keys = {
        delimiter: [frozenset(map(key_of, cells if len(cells) <= MOST_COLUMNS else ())) for cells in rows]
        for delimiter, rows in cut.items()
    }
    return Head(open_it, encoding, sample, cut, keys)


def read_table(open_it: Opener, *, is_header: IsHeader, what: str) -> Table:
    """The table whose header satisfies `is_header` (given the keys of its titles). `what` names it in refusals."""
    head = head_of(open_it)
    header = head.find(is_header)
    if header is None:
        raise head.refuse(what)
    return head.table(header)


def encoding_of(open_it: Opener) -> str:
    """The encoding, told by the bytes: a byte order mark, NULs in every second place, UTF-8, else Windows-1252.

    Refuses what is no text at all, and a NUL in a text.
    """
    with open_it() as file:
        start = file.read(4096)
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            raise FormatError(f"This is {kind}, not a CSV file. Bring the file as CSV.")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(open_it, "utf-16")
    odd, even = start[1::2].count(0), start[0::2].count(0)
    if start and max(odd, even) > len(start) * 0.3 and min(odd, even) < len(start) * 0.05:
        return _checked(open_it, "utf-16-le" if odd > even else "utf-16-be")
    try:
        return _checked(open_it, "utf-8-sig")
    except UnicodeDecodeError:
        return _checked(open_it, "cp1252")


def _checked(open_it: Opener, encoding: str) -> str:
    """The encoding, once the whole file was seen to decode and to hold no NUL."""
    decoder = codecs.getincrementaldecoder(encoding)("replace" if encoding == "cp1252" else "strict")
    lines = 1
    with open_it() as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                if encoding == "utf-8-sig":
                    raise
                raise FormatError("The file breaks off in the middle of a letter. Export it once more.") from None
            if "\0" in text:
                line = lines + text[: text.index("\0")].count("\n")
                raise FormatError(f"Line {line} holds a NUL, which no text has. The file is damaged: export it again.")
            lines += text.count("\n")
            if not chunk:
                return encoding


def _text(open_it: Opener, encoding: str) -> io.TextIOWrapper:
    errors = "replace" if encoding == "cp1252" else "strict"
    return io.TextIOWrapper(io.BufferedReader(_Raw(open_it())), encoding=encoding, errors=errors, newline="")


class _Raw(io.RawIOBase):
    """Any stream of bytes as a raw one, so that zip members and files read alike."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def _rows(open_it: Opener, encoding: str, delimiter: str) -> Iterator[Row]:
    """Every row that is not empty, with a refusal for one that no table has."""
    with _text(open_it, encoding) as text:
        reader = csv.reader(_lines(text), delimiter=delimiter)
        count = above = 0
        try:
            for cells in reader:
                if not any(cells):
                    continue
                count += 1
                if len(cells) > MOST_COLUMNS or count > MOST_ROWS:
                    raise _too_much(len(cells), reader.line_num)
                if cells[-1].endswith(_END):
                    if len(cells) == 1 and cells[0] == _END:
                        return
                    raise _never_closed(above + 1)
                above = reader.line_num
                yield Row(above, cells)
        except csv.Error as error:
            raise _broken(reader.line_num, error) from error


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines, none of which may fill the memory."""
    count = 0
    while line := text.readline(_LONGEST_LINE):
        count += 1
        if len(line) == _LONGEST_LINE and line[-1] not in "\r\n":
            raise FormatError(f"Line {count} is longer than {_LONGEST_LINE:,} characters. Is this the right file?")
        yield line
    yield _END


def _too_much(columns: int, line: int) -> FormatError:
    if columns > MOST_COLUMNS:
        return FormatError(
            f"Line {line} has {columns:,} columns; at most {MOST_COLUMNS} can be read. Is this the right file?"
        )
    return FormatError(f"The file has more than {MOST_ROWS:,} rows. Bring it in parts.")


def _never_closed(line: int) -> FormatError:
    return FormatError(
        f"A quotation mark that opens at line {line} or soon after is never closed, so the rest of the file would be"
        " one cell. Close it there, or export the file once more."
    )


def _broken(line: int, error: csv.Error) -> FormatError:
    if "field larger" in str(error):
        return FormatError(
            f"A field that ends at line {line} is longer than {csv.field_size_limit():,} characters."
            " A closing quotation mark may be missing before it."
        )
    return FormatError(f"Line {line} is not readable as CSV. Export the file once more.")


def _sampled(sample: str, delimiter: str) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = []
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(cells):
                rows.append(cells)
            if len(rows) > _PREAMBLE:
                break
    except csv.Error:
        return rows
    return rows


def _no_header(rows: list[Sequence[str]], what: str) -> str:
    if _is_html(rows):
        return f"This is a web page, not {what}."
    widest = max(rows, key=len, default=())
    if len(widest) > MOST_COLUMNS:
        return _too_much(len(widest), rows.index(widest) + 1).sentence
    if len(widest) < 2:
        return f"This is not {what}: it has no columns."
    seen = ", ".join(" ".join(cell.split())[:30].rstrip(" .") for cell in widest[:4])
    return f"This is not {what}. Its columns seem to be: {seen}."


def _is_html(rows: list[Sequence[str]]) -> bool:
    """True when the first row begins like a web page."""
    first = rows[0][0].strip().lower() if rows and rows[0] else ""
    return first.startswith(("<!doctype", "<html", "<?xml"))
