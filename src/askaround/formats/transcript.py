"""What a transcript says: who said what, and when. The shapes it comes in are read by `transcripts`."""

from collections.abc import Iterable
from dataclasses import dataclass

# Two pieces of one speaker further apart than this are two turns: something was said or done between them.
PAUSE = 30.0
# A turn longer than this is shown in pieces; nobody reads a page in one line.
LONGEST_TURN = 1200


@dataclass(frozen=True, slots=True)
class Said:
    """One piece: who (as the file names them; empty where it names nobody), what, and when in seconds from the start.

    `ends` is None where the file tells only when a piece begins, `starts` where it tells no time at all.
    """

    speaker: str
    text: str
    starts: float | None = None
    ends: float | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """A file's conversation, piece by piece, in its order.

    `shape` names the kind of file ("WebVTT", "Zoom captions", "plain text"). `about` holds the lines that are no speech
    (title, date, who came, the program's own words), so that nothing of the file is lost.
    """

    shape: str
    pieces: tuple[Said, ...]
    about: tuple[str, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """Everybody named, in the order in which they first speak."""
        return tuple(dict.fromkeys(piece.speaker for piece in self.pieces if piece.speaker))

    @property
    def seconds(self) -> float:
        """From the start to the last moment that the file tells; 0 where it tells none."""
        told = [moment for piece in self.pieces for moment in (piece.starts, piece.ends) if moment is not None]
        return max(told, default=0.0)


@dataclass(frozen=True, slots=True)
class Turn:
    """Pieces of one speaker that follow each other."""

    pieces: tuple[Said, ...]

    @property
    def speaker(self) -> str:
        """Who speaks; empty where the file names nobody."""
        return self.pieces[0].speaker

    @property
    def text(self) -> str:
        """The words of all its pieces, with a blank between."""
        return " ".join(piece.text for piece in self.pieces)

    def moment(self, offset: int = 0) -> float | None:
        """When the word at this code point of `text` was said: the start of its piece, in seconds, or None."""
        passed = 0
        for piece in self.pieces:
            passed += len(piece.text) + 1
            if offset < passed:
                return piece.starts
        return self.pieces[-1].starts


def turns(pieces: Iterable[Said]) -> list[Turn]:
    """Pieces of one speaker that follow each other, joined to turns. No word is lost or added.

    What names nobody joins only what names nobody. A pause of more than PAUSE seconds begins a new turn.
    """
    found: list[list[Said]] = []
    length = 0
    for piece in pieces:
        length += len(piece.text)
        if found and length <= LONGEST_TURN and _goes_on(found[-1][-1], piece):
            found[-1].append(piece)
        else:
            found.append([piece])
            length = len(piece.text)
    return [Turn(tuple(each)) for each in found]


def _goes_on(last: Said, piece: Said) -> bool:
    if last.speaker != piece.speaker:
        return False
    before = last.ends if last.ends is not None else last.starts
    return before is None or piece.starts is None or piece.starts - before <= PAUSE
