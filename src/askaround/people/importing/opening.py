"""A file that was brought, opened as what it holds, and looked at before anything is written."""

from collections.abc import Mapping as Columns
from pathlib import Path

from askaround.accounts.models import Notebook
from askaround.formats import FormatError
from askaround.formats.reading import read_source
from askaround.formats.records import Source
from askaround.people.models import Mapping, Upload
from askaround.people.naming import profile_link
from askaround.purpose.models import Profile

from .choosing import NOTHING_CHOSEN, Choices
from .previewing import preview
from .uploads import path_of

NAMELESS = "Say which column holds the name or the email address: one of the two is needed."
_NAMING = frozenset({"name", "given", "family", "email"})


def source_of(notebook: Notebook, path: Path, choices: Choices = NOTHING_CHOSEN) -> Source:
    """What the file holds, its columns as they were chosen, or as a table with these columns was read before.

    Raises FormatError with a sentence when it cannot be read.
    """
    url = profile_link(Profile.objects.within(notebook).values_list("link", flat=True).first() or "")
    if choices.columns is not None:
        return read_source(path, choices.columns, url)
    source = read_source(path, None, url)
    remembered = remembered_of(notebook, source)
    return read_source(path, remembered, url) if remembered else source


def named_source_of(notebook: Notebook, path: Path, choices: Choices = NOTHING_CHOSEN) -> Source:
    """`source_of`, where nobody can be asked what the columns are. Raises FormatError when none tells a name."""
    source = source_of(notebook, path, choices)
    if source.columns and not names_somebody(columns_of(notebook, source, choices)):
        raise FormatError("No column of this table tells a name or an email address. Bring it in the browser and say.")
    return source


def columns_of(notebook: Notebook, source: Source, choices: Choices) -> dict[str, str]:
    """What each column is taken for: as it was chosen, else as it was before, else as it is guessed."""
    guessed = {sample.title: sample.guess for sample in source.columns}
    said = remembered_of(notebook, source) if choices.columns is None else choices.columns
    return guessed | {title: field for title, field in said.items() if title in guessed}


def names_somebody(columns: Columns[str, str]) -> bool:
    """True when a name or an email address is among them: without, nobody can be told."""
    return bool(_NAMING & set(columns.values()))


def remembered_of(notebook: Notebook, source: Source) -> dict[str, str]:
    """What the seeker has said of such a table before; nothing when it is the first."""
    if not source.fingerprint:
        return {}
    found = Mapping.objects.within(notebook).filter(fingerprint=source.fingerprint).first()
    return dict(found.columns) if found else {}


def look(upload: Upload) -> None:
    """Read the upload as it is chosen to be read, and keep what it would bring. Raises FormatError.

    `asks` says that its columns have to be said first.
    """
    choices = Choices.read(upload.choices)
    source = source_of(upload.notebook, path_of(upload), choices)
    columns = columns_of(upload.notebook, source, choices)
    asks = bool(columns) and choices.columns is None and not remembered_of(upload.notebook, source)
    facts = preview(upload.notebook, source, choices)
    samples = {sample.title: list(sample.values) for sample in source.columns}
    table = [[title, field, samples[title]] for title, field in columns.items()]
    upload.preview = facts | {"columns": table, "asks": asks, "fingerprint": source.fingerprint}
    upload.save(update_fields=["preview", "choices"])


def say(upload: Upload, columns: dict[str, str]) -> None:
    """These are the table's columns: now, and for the next table with the same. Raises FormatError without a name."""
    if not names_somebody(columns):
        raise FormatError(NAMELESS)
    upload.choices = {**upload.choices, "columns": columns}
    look(upload)
    if fingerprint := upload.preview["fingerprint"]:
        Mapping.objects.update_or_create(
            notebook=upload.notebook, fingerprint=fingerprint, defaults={"columns": columns},
            create_defaults={"columns": columns, "created_at": upload.created_at},
        )  # fmt: skip
