"""Which servers an address probably has: from a small table of the large providers, else imap. and smtp. before it."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_TABLE = Path(__file__).parent / "data" / "providers.json"


@dataclass(frozen=True)
class Provider:
    """A provider of the table: its servers as (host, port, safety), and what one must know to be let in.

    `way` is "google" or "microsoft" where one signs in there; `app_password` says where such a one is made.
    """

    name: str
    imap: tuple[str, int, str]
    smtp: tuple[str, int, str]
    way: str = "password"
    app_password: str = ""
    note: str = ""


def provider_of(email: str) -> Provider | None:
    """The provider of an address, by its domain; None when it is none of the table."""
    domain = email.rpartition("@")[2].strip().lower()
    table = _providers()
    return table.get(domain) or table.get(domain.partition(".")[0] + ".*")


def servers_of(email: str) -> dict[str, Any]:
    """The fields of an account for that address, as far as they can be guessed."""
    email = email.strip()
    domain = email.rpartition("@")[2].lower()
    found = provider_of(email)
    imap = found.imap if found else (f"imap.{domain}", 993, "tls")
    smtp = found.smtp if found else (f"smtp.{domain}", 465, "tls")
    guessed: dict[str, Any] = {"email": email, "username": email}
    for kind, (host, port, safety) in (("imap", imap), ("smtp", smtp)):
        guessed |= {f"{kind}_host": host, f"{kind}_port": port, f"{kind}_safety": safety}
    return guessed


def servers_of_way(way: str) -> dict[str, Any]:
    """The servers where one signs in with that provider: an address of one's own domain has them too."""
    sample = {"google": "gmail.com", "microsoft": "outlook.com"}[way]
    return {name: value for name, value in servers_of(f"me@{sample}").items() if name not in {"email", "username"}}


@cache
def _providers() -> dict[str, Provider]:
    found: dict[str, Provider] = {}
    for row in json.loads(_TABLE.read_text(encoding="utf-8")):
        domains = row.pop("domains")
        row["imap"], row["smtp"] = tuple(row["imap"]), tuple(row["smtp"])
        found |= dict.fromkeys(domains, Provider(**row))
    return found
