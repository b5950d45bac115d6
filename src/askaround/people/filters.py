"""What the address of the list of people asks for: filters, sort, and the page."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from askaround.purpose.models import Level

from .levels import FUNCTIONS
from .models import TieKind

SORTS = {"name": "Name", "last": "Last contact", "added": "Added", "close": "Closest first"}
SHOWN = {"": "Current", "archived": "Archived", "closed": "Do not contact"}
STRENGTHS = {"strong": "Strong", "weak": "Weak"}
QUIET = {"90": "90 days ago or longer", "180": "Half a year or longer", "365": "A year or longer", "never": "Never yet"}
EMAIL = {"yes": "With an email address"}


@dataclass(frozen=True)
class Filters:
    """What the address asks for; whatever it misspells is left out."""

    q: str = ""
    tie: str = ""
    strength: str = ""
    level: str = ""
    function: str = ""
    tag: str = ""
    organization: UUID | None = None
    place: str = ""
    quiet: str = ""
    email: str = ""
    batch: UUID | None = None
    show: str = ""
    sort: str = "name"
    after: UUID | None = None

    @classmethod
    def read(cls, query: Any) -> "Filters":
        """The filters of a query string."""
        words = {"q": 100, "tag": 60, "place": 120}
        found: dict[str, Any] = {name: query.get(name, "").strip()[:most] for name, most in words.items()}
        found |= {name: id_of(query.get(name)) for name in ("organization", "batch", "after")}
        for name, known in _KNOWN.items():
            value = query.get(name, "")
            found[name] = value if value in known else "name" if name == "sort" else ""
        return cls(**found)

    def address(self, **new: object) -> str:
        """The query string of these filters with some replaced, from the first page on."""
        mine = {name: value for name, value in vars(self).items() if name != "after"} | new
        return "?" + urlencode([(name, value) for name, value in mine.items() if value and value != "name"])

    @property
    def kept(self) -> list[tuple[str, object]]:
        """The filters that are on, for a form that comes back to this list."""
        return [(name, value) for name, value in vars(self).items() if value and name != "after" and value != "name"]

    @property
    def narrowed(self) -> bool:
        """Is anything left out of the list?"""
        return any(name not in ("sort", "after") for name, _ in self.kept)

    @property
    def folded(self) -> int:
        """How many filters are on beside the name: what a phone says on the button that unfolds them."""
        return sum(name not in ("q", "sort") for name, _ in self.kept)


def id_of(text: str | None) -> UUID | None:
    """The id that the text is, or none."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


_KNOWN: dict[str, Any] = {
    "tie": TieKind.values, "strength": STRENGTHS, "level": Level.values, "function": FUNCTIONS, "quiet": QUIET,
    "email": EMAIL, "show": SHOWN, "sort": SORTS,
}  # fmt: skip
