"""The demo's story as data: people, campaign, talks."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def told(name: str) -> dict[str, Any]:
    """One file of the story."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def people() -> dict[str, dict[str, Any]]:
    """The people by key."""
    return {person["key"]: person for person in told("people")["person"]}
