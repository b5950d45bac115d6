"""A file that was brought, opened as what it holds."""

from collections.abc import Iterator
from pathlib import Path

from askaround.accounts.models import Notebook
from askaround.formats.archives import is_zip
from askaround.formats.linkedin import Connection, read_export
from askaround.formats.reading import read_source
from askaround.formats.records import Achievement, OwnProfile, PersonRecord, Place, Skipped, Source, Way
from askaround.people.models import Mapping
from askaround.people.naming import profile_link
from askaround.purpose.models import Profile

from .choosing import NOTHING_CHOSEN, Choices


def source_of(notebook: Notebook, path: Path, choices: Choices = NOTHING_CHOSEN) -> Source:
    """What the file holds, its columns as they were chosen, or as a table with these columns was read before.

    Raises FormatError with a sentence when it cannot be read.
    """
    if path.stat().st_size and is_zip(path):
        return _of_zip(path)
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


def _of_zip(path: Path) -> Source:
    """LinkedIn's ZIP by the reader that has been here; the other reader takes its place."""
    export = read_export(path)

    def people() -> Iterator[PersonRecord | Skipped]:
        for row in export.connections():
            if not isinstance(row, Connection):
                yield Skipped(row.line, row.reason, row.text)
                continue
            ways = [Way("link", row.url)] if row.url else []
            ways += [Way("email", row.email)] if row.email else []
            places = (Place(row.organization, row.title),) if row.organization or row.title else ()
            yield PersonRecord(
                row.line, "", row.given, row.family, (), tuple(ways), places, connected_on=row.connected_on,
                extra=row.extra,
            )  # fmt: skip

    own = export.profile
    profile = OwnProfile(own.given, own.family, own.headline, own.summary, own.place, own.link) if own else None
    achievements = tuple(Achievement(a.kind, a.text, a.detail, a.began, a.ended) for a in export.achievements)
    return Source(
        export.reader,
        "linkedin",
        people,
        "acquaintance",
        profile=profile,
        achievements=achievements,
        not_read=export.not_read,
    )
