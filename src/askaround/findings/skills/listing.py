"""The list of skills that comes with Askaround: names, other names, kinds, and what may be mistaken for a word.

Made by `tools/skills.py` from our own lists and the O*NET Database. This page includes information from the O*NET
Database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0
license; modified. O*NET is a trademark of USDOL/ETA, which has not approved, endorsed or tested these modifications.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_PIECE = re.compile(r"[^\W_]+(?:\+\+|[+#](?!\w))?")
# A name in capitals only, as long as this at most, counts in capitals only: AP, ML, CAP.
_SHORT = 5
MARKS = ("~", "^", "?")


@dataclass(frozen=True)
class Entry:
    """A skill of the list. `family` names its siblings; `element` is O*NET's id, `uri` ESCO's, where there is one."""

    id: str
    name: str
    kind: str  # tool, method, certificate, degree, transversal, knowledge
    family: str = ""
    names: tuple[str, ...] = ()
    element: str = ""
    uri: str = ""


@dataclass(frozen=True)
class Name:
    """One way to say a skill: its pieces in lower case, and how it must stand for it to be meant."""

    pieces: tuple[str, ...]
    skill: str
    written: str
    exact: bool = False  # with the capitals as written
    large: bool = False  # with a capital inside a sentence: it is also a word
    cued: bool = False  # with a capital and a cue beside it: it is a letter or a short word
    soft: bool = False  # where the sentence speaks of what one needs: it is a word of every day


def pieces(text: str) -> tuple[str, ...]:
    """A name's words and figures in lower case: what hyphens, dots and blanks stand between makes no difference."""
    return tuple(_bare(piece) for piece in _PIECE.findall(text.lower()))


def name_of(written: str, skill: str) -> Name:
    """How a name of the list reads. `~` before it: also a word; `^`: a letter or short word; `?`: of every day."""
    mark, plain = (written[0], written[1:].strip()) if written[:1] in MARKS else ("", written)
    letters = [sign for sign in plain if sign.isalpha()]
    exact = mark != "^" and len(letters) <= _SHORT and bool(letters) and all(sign.isupper() for sign in letters)
    return Name(pieces(plain), skill, plain, exact, mark == "~", mark == "^", mark == "?")


@cache
def shipped() -> dict[str, Entry]:
    """Every skill of the list by its id."""
    rows = json.loads(files("askaround.findings").joinpath("data/skills.json").read_text(encoding="utf-8"))
    return {row["id"]: Entry(**{**row, "names": tuple(row.get("names", ()))}) for row in rows}


def names(entries: Iterable[Entry]) -> dict[str, list[Name]]:
    """The names of these skills by their first piece, the longest first."""
    found: dict[str, list[Name]] = {}
    for entry in entries:
        for at, written in enumerate((entry.name, *entry.names)):
            # The name as shown carries no mark: its marked form, if any, stands among the others.
            if at == 0 and any(other.lstrip("~^?") == written for other in entry.names):
                continue
            name = name_of(written, entry.id)
            if name.pieces:
                found.setdefault(name.pieces[0], []).append(name)
    for each in found.values():
        each.sort(key=lambda name: (-len(name.pieces), name.skill))
    return found


@cache
def shipped_names() -> dict[str, list[Name]]:
    """The names of the whole list."""
    return names(shipped().values())


def _bare(piece: str) -> str:
    """Without the s of a plural, where enough is left."""
    return piece[:-1] if len(piece) > 4 and piece.endswith("s") and not piece.endswith(("ss", "us", "is")) else piece
