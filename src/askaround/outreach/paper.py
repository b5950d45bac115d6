"""A letter on paper: set to be signed, and its envelope."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from askaround.formats.typesetting import Sheet, typeset
from askaround.purpose.models import Profile

from .models import Letter

_TEMPLATES = Path(__file__).parent / "print"


def letter_sheet(letter: Letter, profile: Profile | None, *, day: date, paper: str) -> Sheet:
    """The letter as a PDF to sign. Raises FormatError where PDFs are not installed."""
    return typeset(_TEMPLATES / "letter.typ", facts(letter, profile, day=day), paper=paper)


def envelope_sheet(letter: Letter, profile: Profile | None, *, day: date, paper: str) -> Sheet:
    """Its envelope: DL, or No. 10 where letters are written on Letter paper."""
    return typeset(_TEMPLATES / "envelope.typ", facts(letter, profile, day=day), paper=paper)


def facts(letter: Letter, profile: Profile | None, *, day: date) -> dict[str, Any]:
    """Who writes to whom, and the words, paragraph by paragraph and line by line."""
    return {
        "me": profile.name if profile else "",
        "from": _lines(profile.name, profile.town, profile.email) if profile else [],
        "to": _lines(letter.contact.name, *_where(letter), letter.contact.town),
        "day": f"{day.day} {day:%B %Y}",
        "body": [part.split("\n") for part in re.split(r"\n{2,}", letter.body.strip())],
        "room-to-sign": True,
    }


def _where(letter: Letter) -> list[str]:
    role = next((role for role in letter.contact.roles.all() if role.current), None)
    if role is None:
        return []
    return [role.title, role.organization.name if role.organization else ""]


def _lines(*lines: str) -> list[str]:
    return [line for line in lines if line]
