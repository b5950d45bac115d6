"""Tables of people that are known by their titles, and how each is read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from . import google, handshake, linkedin_people, outlook
from .columns import Slot, Taking
from .records import PersonRecord, Skipped
from .tables import IsHeader, Opener, head_of


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """A table of people: its titles, and a slot for each of its columns."""

    reader: str
    source: str
    is_header: IsHeader
    slots: Callable[[Sequence[str]], list[Slot]]
    tie: str = ""
    # LinkedIn has rows of a date alone, for members who are hidden.
    hides: bool = False

    def read(self, open_it: Opener, *, tie: str = "") -> Iterator[PersonRecord | Skipped]:
        """The people of a file that has this header, each with `tie`."""
        head = head_of(open_it)
        header = head.find(self.is_header)
        if header is None:
            raise head.refuse("the table that it seemed to be")
        return map(Taking(self.slots(header.titles), hides=self.hides, tie=tie), head.table(header).rows)


CONNECTIONS = PeopleTable(
    "linkedin-connections", "linkedin", linkedin_people.is_connections, linkedin_people.connections,
    tie="acquaintance", hides=True,
)  # fmt: skip
IMPORTED = PeopleTable("linkedin-imported", "linkedin", linkedin_people.is_imported, linkedin_people.imported)
# In the order in which they are tried: who asks for more titles comes first.
TABLES = (
    IMPORTED,
    PeopleTable("handshake", "handshake", handshake.is_header, handshake.slots),
    PeopleTable("google", "google", google.is_header, google.slots),
    PeopleTable("outlook", "outlook", outlook.is_header, outlook.slots),
    CONNECTIONS,
)
