"""LinkedIn's whole export: connections, messages, invitations, notes, and what it says about the member."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath

from . import FormatError, linkedin_messages, linkedin_own
from .archives import Archive
from .people_tables import CONNECTIONS, IMPORTED
from .records import Message, OwnNote, OwnProfile, PersonRecord, Skipped, Source
from .tables import Opener

# Readers of single files, of which one at least stands in every export.
PARTS = frozenset({
    CONNECTIONS.reader, IMPORTED.reader, "linkedin-messages", "linkedin-invitations", "linkedin-notes",
    "linkedin-profile",
})  # fmt: skip
_READ = PARTS - {"linkedin-profile"}


def linkedin_source(archive: Archive, kinds: Mapping[str, str], own_url: str) -> Source:
    """The export's source. `kinds` says of each member what it is, by its content."""
    parts = _Parts(archive, kinds, own_url)
    passed_over = sorted(
        PurePosixPath(name).stem
        for name in archive.members
        if name.lower().endswith(".csv")
        and kinds.get(name) not in _READ
        and PurePosixPath(name).name.lower() not in linkedin_own.READ
    )
    return Source(
        "linkedin-zip", "linkedin", parts.people, "", parts.messages, parts.notes, parts.profile,
        tuple(linkedin_own.achievements(archive)), tuple(dict.fromkeys(passed_over)),
    )  # fmt: skip


class _Parts:
    """The members that are read row by row, each time anew."""

    def __init__(self, archive: Archive, kinds: Mapping[str, str], own_url: str) -> None:
        self._archive = archive
        self._kinds = kinds
        self.profile: OwnProfile | None = linkedin_own.own_profile(archive)
        self._name = f"{self.profile.given} {self.profile.family}".strip() if self.profile else ""
        self._url = own_url

    def people(self) -> Iterator[PersonRecord | Skipped]:
        """Connections first, then the address book that the member once showed to LinkedIn, which proves no tie."""
        for table in (CONNECTIONS, IMPORTED):
            for open_it in self._of_kind(table.reader):
                yield from table.read(open_it, tie=table.tie)

    def messages(self) -> Iterator[Message | Skipped]:
        """Messages, then invitations. Which profile is the member's own, the invitations tell."""
        url = self._own_url()
        for open_it in self._of_kind("linkedin-messages"):
            yield from linkedin_messages.read_messages(open_it, url, self._name)
        for open_it in self._of_kind("linkedin-invitations"):
            yield from linkedin_messages.read_invitations(open_it, url, self._name)

    def notes(self) -> Iterator[OwnNote | Skipped]:
        """The member's own notes on connections."""
        for open_it in self._of_kind("linkedin-notes"):
            yield from linkedin_own.read_notes(open_it)

    def _of_kind(self, kind: str) -> Iterator[Opener]:
        for name in self._archive.members:
            if self._kinds.get(name) == kind:
                yield partial(self._archive.open_member, name)

    def _own_url(self) -> str:
        found = self._url
        for open_it in self._of_kind("linkedin-invitations"):
            try:
                found = found or linkedin_messages.own_url_in(open_it)
            except FormatError:
                continue
        return found
