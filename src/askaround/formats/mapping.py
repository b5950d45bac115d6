"""Any table of people: which column is what, guessed from its title and its cells, or said by the seeker.

A mapping is {title: field}, with the fields below; a title that stands twice gets a number, one that is missing a name.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from .columns import NO_DAY, Slot
from .records import Sample
from .tables import MOST_COLUMNS, Head, Header, Row, key_of
from .titles import WORDS, field_of, label_of, speaks_of_another

# What a column may hold, as the mapping screen offers it, in its order.
FIELDS = {
    "name": "Name",
    "given": "First name",
    "family": "Last name",
    "middle": "Middle name",
    "prefix": "Title before the name",
    "suffix": "Letters after the name",
    "also_called": "Also called",
    "email": "Email",
    "phone": "Phone",
    "link": "Profile or web page",
    "message": "Messenger",
    "organization": "Organization",
    "title": "Job title",
    "department": "Department",
    "street": "Address",
    "postcode": "Postal code",
    "region": "State or region",
    "town": "Town",
    "country": "Country",
    "about": "Notes",
    "labels": "Tags",
    "connected_on": "Known since",
    "tie": "How you know them",
    "uid": "Number in the other program",
    "extra": "Keep with the person",
    "private": "Private, bring only when asked",
    "": "Leave out",
}
_PLACE = {"organization", "title", "department"}
_ADDRESS = {"street", "postcode", "region"}
# Within how many rows the header is looked for; above one whose titles nobody knows, fewer.
_WITHIN = 30
_ABOVE = 8
_LONGEST_TITLE = 80
_SHOWN = 4
_LOOKED_AT = 60
_GUESSED_BY = 300
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w-]+\.linkedin\.com/\S+|linkedin\.com/\S+", re.IGNORECASE)
# A bare number is no phone: it may be anything that is counted.
_PHONE = re.compile(r"(?=[+(0]|\d+[\s()./-])[+(]?\d[\d\s()./-]{5,}\d")
_DAY = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}.*|\d{1,2}[ -][^\W\d_]{3,}[ -]\d{2,4}")
_LOOKS = {"email": _EMAIL, "link": _LINK, "phone": _PHONE}
_NAMES = re.compile(r"(?:[^\W\d_a-z][^\W\d_]*[.'’-]?(?:\s+|(?<=[.'’-])|$)|(?:van|von|de|der|di|da|el|al)\s+){2,5}")
_MUST_HAVE = {"email": re.compile(r"\S@\S"), "link": re.compile(r"\S\.\S"), "phone": re.compile(r"\d\D*\d\D*\d")}
_SALUTATION = re.compile(r"(?:mr|mrs|ms|mx|miss|dr|prof|herr|frau|mme|m|sr|sra|srta|sig|dhr|mevr)\.?", re.IGNORECASE)


def titles_of(header: Sequence[str]) -> tuple[str, ...]:
    """The titles, each of which stands once: "Email", "Email (2)", "Column 3" for one without."""
    seen: Counter[str] = Counter()
    # A dict, as a list in which a name is found at once: a forged header may have as many columns as letters.
    found: dict[str, None] = {}
    for number, title in enumerate(header, start=1):
        bare = title.strip() or f"Column {number}"
        seen[bare] += 1
        name = bare if seen[bare] == 1 else f"{bare} ({seen[bare]})"
        while name in found:
            seen[bare] += 1
            name = f"{bare} ({seen[bare]})"
        found[name] = None
    return tuple(found)


def fingerprint(titles: Sequence[str]) -> str:
    """The same for tables with the same columns, whatever their order, case and punctuation; 64 letters."""
    keys = sorted(key_of(title) or title for title in titles)
    return hashlib.sha256("\n".join(keys).encode("utf-8", "surrogatepass")).hexdigest()


def header_in(head: Head) -> tuple[Header, bool] | None:
    """Where the header of a table stands whose columns nobody knows, and whether it is one: else the rows begin there.

    None when the text is no table: when its lines do not fall into the same number of columns.
    """
    found = [
        (_known(rows[at]), len(rows[at]), Header(delimiter, at, tuple(cell.strip() for cell in rows[at])))
        for delimiter, rows in head.cut.items()
        if (at := _header_at(rows)) is not None
    ]
    if not found:
        return None
    # The most titles that are known, then the widest.
    known, _, header = max(found, key=lambda each: each[:2])
    return header, bool(known) or not any(map(_is_value, header.titles))


def _header_at(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row as wide as most that holds a title we know; else one that holds little else; else the first row."""
    wide = [at for at in range(min(len(rows), _ABOVE)) if _is_regular(rows, at)]
    if known := [at for at in wide if _known(rows[at])]:
        return known[0]
    narrow = [
        at
        for at, cells in enumerate(rows[:_WITHIN])
        if 0 < len(cells) <= _known(cells) * 2 and (len(cells) > 1 or _lone(rows))
    ]
    if narrow:
        return max(narrow, key=lambda at: (_known(rows[at]), -at))
    return wide[0] if wide else None


def _known(cells: Sequence[str]) -> int:
    return len({key_of(cell) for cell in cells} & WORDS.keys()) if len(cells) <= MOST_COLUMNS else 0


def _is_regular(rows: Sequence[Sequence[str]], at: int) -> bool:
    """True when most rows are as wide as this one, and it is no prose."""
    width = len(rows[at])
    alike = sum(len(cells) == width for cells in rows)
    return width > 1 and alike * 2 > len(rows) and max(map(len, rows[at])) <= _LONGEST_TITLE


def samples(titles: Sequence[str], rows: Sequence[Row]) -> tuple[Sample, ...]:
    """Each column with its guess and its first values."""
    found: list[Sample] = []
    for at, title in enumerate(titles):
        # The beginning is enough to guess by, and a cell may be as long as a book.
        cells = (row.cells[at].strip()[:_GUESSED_BY] for row in rows[:_LOOKED_AT] if at < len(row.cells))
        values = [value for value in cells if value]
        shown = tuple(dict.fromkeys(value[:120] for value in values))[:_SHOWN]
        found.append(Sample(title, guess(title, values), shown))
    if not {"name", "given", "family"} & {sample.guess for sample in found}:
        _call_one_the_name(found)
    _call_the_name_a_part(found, rows)
    return _once(found)


def guess(title: str, values: Sequence[str]) -> str:
    """What a column holds: by what its cells look like where that is sure, else by its title, else "extra"."""
    said = field_of(title)
    if not said and speaks_of_another(title):
        return "extra"
    looks = next((field for field, pattern in _LOOKS.items() if _most(values, pattern)), "")
    if looks == "phone" and (said not in {"", "phone", "name"} or _most(values, _DAY)):
        looks = ""
    if looks and said not in {"private", "uid", "message", "about", looks}:
        return looks
    if said == "title" and _most(values, _SALUTATION):
        return "prefix"
    if said in _MUST_HAVE and values and not any(_MUST_HAVE[said].search(value) for value in values):
        # Titled "Phone" or "Link", and nothing below looks like one.
        return "extra"
    return said or "extra"


def slots_of(titles: Sequence[str], columns: Mapping[str, str]) -> list[Slot]:
    """The slots of a table's columns by what `columns` says of each title. An unknown field is kept with the person."""
    fields = [columns.get(title, "extra") for title in titles]
    # With a street the town is part of an address; alone it is where somebody is.
    address = {*_ADDRESS, "town", "country"} if _ADDRESS & set(fields) else set()
    return [
        Slot(title, "address", label_of(title), field, label_of(title))
        if field in address
        else _slot(title, field, str(at))
        for at, (title, field) in enumerate(zip(titles, fields, strict=True))
    ]


def _slot(title: str, field: str, group: str) -> Slot:
    if field in _PLACE:
        return Slot(title, "place", part=field)
    if field in {"email", "phone", "link", "message"}:
        return Slot(title, field, group, label=label_of(title) if field in {"email", "phone"} else "")
    return Slot(title, field if field in FIELDS else "extra", unsaid=NO_DAY if field == "private" else ())


def _call_one_the_name(found: list[Sample]) -> None:
    """Where no title says so, the first column with names in it: two to four words with capitals, no digits."""
    for at, sample in enumerate(found):
        if sample.guess == "extra" and _most(sample.values, _NAMES):
            found[at] = Sample(sample.title, "name", sample.values)
            return


def _call_the_name_a_part(found: list[Sample], rows: Sequence[Row]) -> None:
    """ "Name" beside "Vorname" is the family name, "Nombre" beside "Apellidos" the given one, unless it holds both."""
    guesses = {sample.guess: at for at, sample in enumerate(found)}
    if "name" not in guesses or ("given" in guesses) == ("family" in guesses):
        return
    name, part = guesses["name"], guesses.get("given", guesses.get("family", 0))
    cells = [row.cells for row in rows if len(row.cells) > max(name, part) and row.cells[name] and row.cells[part]]
    both = sum(row[part].strip() in row[name] for row in cells)
    if key_of(found[name].title) in _HALF_A_NAME and both * 2 <= len(cells):
        other = "family" if "given" in guesses else "given"
        found[name] = Sample(found[name].title, other, found[name].values)


def _once(found: list[Sample]) -> tuple[Sample, ...]:
    """A guess that only one column can be is that of the first; a whole name beside both its parts is another name."""
    seen: set[str] = set()
    for at, sample in enumerate(found):
        if sample.guess in _ONLY:
            # There may be a town at work and one at home.
            key = sample.guess + (label_of(sample.title) if sample.guess in {"town", "country"} else "")
            if key in seen:
                found[at] = Sample(sample.title, "extra", sample.values)
            seen.add(key)
    return tuple(found)


_HALF_A_NAME = {"name", "nom", "nombre", "nombres", "nome", "naam", "名前", "氏名"}
_ONLY = {
    "name",
    "given",
    "family",
    "organization",
    "title",
    "department",
    "connected_on",
    "tie",
    "uid",
    "town",
    "country",
}


def _most(values: Sequence[str], pattern: re.Pattern[str]) -> bool:
    return bool(values) and sum(bool(pattern.fullmatch(value)) for value in values) * 10 >= len(values) * 6


def _is_value(cell: str) -> bool:
    """True for what no title is: an address, a number, a day."""
    return any(pattern.fullmatch(cell.strip()[:_GUESSED_BY]) for pattern in (_EMAIL, _LINK, _PHONE, _DAY))


def _lone(rows: Sequence[Sequence[str]]) -> bool:
    """One column, throughout."""
    return all(len(cells) == 1 for cells in rows)
