"""What the seeker chose on the preview: what the columns are, and what else is to come along."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Choices:
    """`columns` maps a table's titles to fields; `private` names what is brought although it is private."""

    columns: Mapping[str, str] | None = None
    private: tuple[str, ...] = ()
    # Bring those, too, who wrote or were written to without being in the list.
    correspondents: bool = False

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Choices":
        """As an upload keeps them."""
        return cls(kept.get("columns"), tuple(kept.get("private", ())), bool(kept.get("correspondents")))

    def kept(self) -> dict[str, Any]:
        """For an upload to keep."""
        columns = {} if self.columns is None else {"columns": dict(self.columns)}
        return columns | {"private": list(self.private), "correspondents": self.correspondents}


NOTHING_CHOSEN = Choices()
