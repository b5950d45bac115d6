"""People in vCards 2.1, 3.0 and 4.0, one after the other, from whatever program wrote them.

What a card says of a person goes to the field that is meant for it; birthday, spouse and children to `private`. Every
other property is kept in `extra` under "vCard " and its head, its value word for word (several of one head are joined
by a line end), and so is one that says more than our field holds: `formats.vcard` writes them again.
"""

import re
from collections.abc import Iterator

from . import FormatError
from .records import NO_NAME, PersonRecord, Skipped
from .tables import Opener
from .vcard_card import Reading
from .vcard_fields import FIELDS, kept_or_private
from .vcard_lines import HEADS, MOST_CARDS, Piece, lines_of, mended, pieces_in, split_line
from .vcard_values import decoded, unescaped

GROUP = "a list of people, no person"
ORGANIZATION = "an organization, no person"
_GROUP_KIND = re.compile(
    rb"^(?:[\w-]+\.)?(?:X-ADDRESSBOOKSERVER-)?KIND[^\n:]*:[ \t]*GROUP", re.IGNORECASE | re.MULTILINE
)
_FENCES = frozenset({"BEGIN", "END"})
_NOT_PEOPLE = {"group": GROUP, "org": ORGANIZATION, "organization": ORGANIZATION}
_PEOPLE = frozenset({"individual", "x-person", "person"})
# A piece without BEGIN is a card when it says one of these.
_SAYS_SOMEBODY = re.compile(rb"^(?:[\w-]+\.)?(?:FN|N|EMAIL|TEL)[;:]", re.IGNORECASE | re.MULTILINE)
_ANY_LINE = re.compile(rb"^[\w.-][^\n:]*:", re.MULTILINE)


def read_cards(open_it: Opener) -> Iterator[PersonRecord | Skipped]:
    """Each card as a person, or skipped with its reason. Raises FormatError when the file holds no card at all."""
    labels = _labels_of_groups(open_it)
    count = 0
    for piece in pieces_in(open_it):
        if not piece.begun and not _SAYS_SOMEBODY.search(piece.data):
            if count or _ANY_LINE.search(piece.data):
                yield Skipped(piece.line, "no part of a card", _shown(piece.data))
            continue
        count += 1
        if count > MOST_CARDS:
            raise FormatError(f"The file has more than {MOST_CARDS:,} cards. Bring it in parts.")
        yield _told_by(piece, labels)
    if not count:
        raise FormatError("This holds no vCard: none begins in it. Export the contacts as vCard (.vcf).")


def _told_by(piece: Piece, labels: dict[str, list[str]]) -> PersonRecord | Skipped:
    card = card_of(piece)
    name = card.called()
    if card.kind and card.kind not in _PEOPLE:
        reason = _NOT_PEOPLE.get(card.kind, f"a {card.kind[:40]}, no person")
        return Skipped(piece.line, reason, card.shown())
    if card.organizations and card.is_organization():
        return Skipped(piece.line, ORGANIZATION, card.shown())
    if not name:
        return Skipped(piece.line, NO_NAME, card.shown() or _shown(piece.data))
    if labels:
        card.labels.extend(labels.get(_key_of(card.uid), ()))
    return card.record(piece.line, name)


def card_of(piece: Piece) -> Reading:
    """What a piece says, line by line."""
    lines, strange = lines_of(piece.data)
    reading = Reading()
    if not _read_into(reading, lines, strange=strange):
        reading = Reading()
        _read_into(reading, mended(lines), strange=strange, last=True)
    return reading


def _read_into(reading: Reading, lines: list[str], *, strange: bool, last: bool = False) -> bool:
    """Read the lines. False when some line goes on with the one before without saying so: it is to be mended first."""
    inner: list[str] | None = None
    for line in lines:
        text, colon, value = line.partition(":")
        # The heads of a file are few and come again and again: looking them up here is most of the speed.
        head = HEADS.get(text) if colon else None
        if head is None:
            head, value = split_line(line)
        if head is None:
            if line and not line.isspace():
                if not last:
                    return False
                reading.strange_line(line)
        elif head.name in _FENCES:
            inner = _nested(reading, inner, line, begins=head.name == "BEGIN")
        elif inner is not None:
            inner.append(line)
        else:
            if strange or head.coded:
                value = decoded(head, value, strange=strange)
            FIELDS.get(head.name, kept_or_private)(reading, head, value)
    if inner is not None:
        reading.keep_agent(inner)
    return True


def _nested(reading: Reading, inner: list[str] | None, line: str, *, begins: bool) -> list[str] | None:
    """The lines of a card within the card (an assistant's, in 2.1), kept as they are."""
    reading.depth += 1 if begins else -1
    if begins and reading.depth == 2:
        return [line]
    if inner is None:
        return None
    inner.append(line)
    if reading.depth > 1:
        return inner
    reading.keep_agent(inner)
    return None


def _labels_of_groups(open_it: Opener) -> dict[str, list[str]]:
    """Whom the file's groups name, by the member's UID: the group's name is a label of each."""
    found: dict[str, list[str]] = {}
    if not _has_groups(open_it):
        return found
    for piece in pieces_in(open_it):
        if _GROUP_KIND.search(piece.data):
            card = card_of(piece)
            for member in card.members:
                found.setdefault(_key_of(unescaped(member)), []).append(card.shown())
    return found


def _has_groups(open_it: Opener) -> bool:
    with open_it() as file:
        before = b""
        while chunk := file.read(1024 * 1024):
            # Two words that stand in every list; where they stand by chance, the lists are looked for in vain.
            said = (before + chunk).replace(b"\0", b"").upper()
            if b"KIND" in said and b"GROUP" in said:
                return True
            before = chunk[-200:]
    return False


def _key_of(uid: str) -> str:
    return uid.strip().lower().removeprefix("urn:uuid:")


def _shown(data: bytes) -> str:
    return " ".join(data[:200].decode(errors="replace").split())[:100]
