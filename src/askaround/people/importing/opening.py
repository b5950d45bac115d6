"""A file that was brought, opened as what it holds."""

from pathlib import Path

from askaround.accounts.models import Notebook
from askaround.formats.reading import read_source
from askaround.formats.records import Source
from askaround.people.models import Mapping
from askaround.people.naming import profile_link
from askaround.purpose.models import Profile

from .choosing import NOTHING_CHOSEN, Choices


def source_of(notebook: Notebook, path: Path, choices: Choices = NOTHING_CHOSEN) -> Source:
    """What the file holds, its columns as they were chosen, or as a table with these columns was read before.

    Raises FormatError with a sentence when it cannot be read.
    """
    own = Profile.objects.within(notebook).values_list("link", flat=True).first() or ""
    url = profile_link(own)
    if choices.columns is not None:
        return read_source(path, choices.columns, url)
    source = read_source(path, None, url)
    remembered = mapping_of(notebook, source)
    return read_source(path, remembered, url) if remembered else source


def mapping_of(notebook: Notebook, source: Source) -> dict[str, str]:
    """What the seeker has said of such a table before; nothing when it is the first."""
    if not source.fingerprint:
        return {}
    found = Mapping.objects.within(notebook).filter(fingerprint=source.fingerprint).first()
    return dict(found.columns) if found else {}
