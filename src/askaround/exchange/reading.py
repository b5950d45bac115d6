"""Reading `notebook.json` row by row, so that a large one never lies in memory whole."""

import json
from collections.abc import Iterator
from typing import IO, Any

PIECE = 1 << 18
# No row of ours comes near it: a longer value is not ours, and would only fill the memory.
LONGEST_VALUE = 32 * 1024 * 1024
_ENDS = tuple(",:]} \t\r\n")
_decoder = json.JSONDecoder()


class BrokenError(Exception):
    """The text is not what we write."""


class Reader:
    """Walks through a JSON text that comes in pieces: punctuation by `take`, whole values by `value`."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """The next sign that is not white space; empty at the end."""
        while True:
            rest = self._text[self._at :].lstrip()
            if rest or self._ended:
                self._text, self._at = rest, 0
                return rest[:1]
            self._text, self._at = "", 0
            self._more()

    def take(self, sign: str) -> None:
        """Pass over this sign. Raises BrokenError when another one stands here."""
        if self.peek() != sign:
            raise BrokenError(f"expected {sign}")
        self._at += 1

    def value(self) -> Any:
        """The next whole value."""
        self.peek()
        while True:
            try:
                found, end = _decoder.raw_decode(self._text, self._at)
            except (json.JSONDecodeError, RecursionError) as error:
                self._more_or_break(error)
                continue
            # A number may go on in the next piece ("0" and ".5"); a sign that ends it says that it does not.
            if self._ended or self._text[end : end + 1] in _ENDS:
                self._at = end
                return found
            self._more()

    def names(self) -> Iterator[str]:
        """The names of an object; the caller reads each value before asking for the next name."""
        self.take("{")
        while self.peek() != "}":
            name = self.value()
            self.take(":")
            yield str(name)
            if self.peek() != "}":
                self.take(",")
        self.take("}")

    def items(self) -> Iterator[Any]:
        """The values of an array, one by one."""
        self.take("[")
        while self.peek() != "]":
            yield self.value()
            if self.peek() != "]":
                self.take(",")
        self.take("]")

    def _more_or_break(self, error: Exception) -> None:
        if self._ended or len(self._text) - self._at > LONGEST_VALUE:
            raise BrokenError(str(error)) from error
        self._more()

    def _more(self) -> None:
        piece = self._file.read(PIECE)
        self._ended = not piece
        self._text = self._text[self._at :] + piece
        self._at = 0
