"""The second door, for paired phones: what the page may ask of it. Who runs the app hangs a real one in.

The listener itself belongs to `config`, which this chapter doesn't know; so it is told here, by whoever starts it.
"""

from dataclasses import dataclass
from typing import Protocol

from askaround.plain.refusal import RefusalError


class DoorError(RefusalError):
    """The door could not be opened; `sentence` says why and what to do."""


@dataclass(frozen=True)
class Standing:
    """How the door stands."""

    # Addresses that it could be opened at, and the computer's name in its network (empty when it has none).
    possible: tuple[str, ...]
    name: str
    port: int
    # Switched on: it opens at each start, too.
    on: bool = False
    # What is listened to now (empty when it is closed), and how the phone calls it: the address or the name.
    address: str = ""
    host: str = ""
    # Why it is closed although it is switched on.
    problem: str = ""

    @property
    def is_open(self) -> bool:
        """Somebody listens."""
        return bool(self.address)

    @property
    def url(self) -> str:
        """Where a phone finds it, without a slash at the end."""
        return f"https://{self.host}:{self.port}"


class Door(Protocol):
    """The second door of a running app."""

    def standing(self) -> Standing:
        """How it stands now."""

    def open(self, *, address: str, host: str) -> None:
        """Switch it on and listen at `address`; the phone calls it `host`. Raises DoorError."""

    def close(self) -> None:
        """Switch it off: nobody listens when this returns."""

    def authority(self) -> bytes | None:
        """The certificate of the home's own authority as PEM; None before it was ever needed."""


class _Hung:
    door: Door | None = None


def hang(door: Door | None) -> None:
    """From now on this is the door of this process; None takes it away."""
    _Hung.door = door


def hung() -> Door | None:
    """The door of this process, where it serves a seeker on their own computer."""
    return _Hung.door
