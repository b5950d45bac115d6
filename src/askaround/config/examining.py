"""What the doctor looks at. Each finding is a sentence; where something is wrong it says what to do."""

import os
import shutil
import socket
import stat
import zoneinfo
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import DatabaseError, connection

from askaround.calendars.models import CalendarAccount
from askaround.mailbox.models import MailAccount

from . import migrating, running

ENOUGH = 200 * 1024 * 1024
FONTS = ("Inter", "Newsreader")


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    check: str
    ok: bool
    message: str


def examine() -> list[Finding]:
    """Every check, in the order in which one would repair."""
    home = Path(settings.HOME)
    return [
        folder(home),
        space(home),
        *database(),
        static(),
        fonts(),
        zones(),
        mail(),
        calendars(),
        *reminders(),
        port(home),
        *phone(home),
    ]


def folder(home: Path) -> Finding:
    """The data folder is ours to write and nobody else's to read."""
    if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        return Finding(
            "folder", ok=False, message=f"{home} cannot be written. Give yourself the right to, or set --home."
        )
    if os.name == "posix" and stat.S_IMODE(home.stat().st_mode) & 0o077:
        return Finding(
            "folder", ok=False, message=f"Others on this machine can look into {home}. Run: chmod 700 '{home}'"
        )
    return Finding("folder", ok=True, message=f"{home} is yours alone.")


def space(home: Path) -> Finding:
    """Room for the data, its backups, and the next migration's copy."""
    free = shutil.disk_usage(home).free
    size = sum(path.stat().st_size for path in home.glob("askaround.sqlite3*"))
    if free < max(ENOUGH, 3 * size):
        return Finding(
            "space", ok=False, message=f"Only {free // 2**20:,} MB are free. Make room: backups need it too."
        )
    return Finding("space", ok=True, message=f"{free // 2**20:,} MB are free.")


def database() -> list[Finding]:
    """It opens, is whole, and is of this version."""
    try:
        connection.ensure_connection()
        whole = _is_whole()
        found = migrating.state()
    except DatabaseError as error:
        return [
            Finding(
                "database", ok=False, message=f"It cannot be opened ({error}). Restore a backup: askaround restore PATH"
            )
        ]
    if not whole:
        return [Finding("database", ok=False, message="It is damaged. Restore a backup: askaround restore PATH")]
    return [
        Finding("database", ok=True, message=f"{connection.vendor} answers, and nothing in it is damaged."),
        _version(found),
    ]


def _is_whole() -> bool:
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        return bool(cursor.fetchone()[0] == "ok")


def _version(found: migrating.State) -> Finding:
    if found.unknown:
        return Finding(
            "version", ok=False, message="The data is of a newer version. Install that version of Askaround."
        )
    if found.empty:
        return Finding("version", ok=True, message="There is no data yet; the first start makes it.")
    if found.pending:
        return Finding(
            "version", ok=False, message="The data is of an older version. Start Askaround, or run: askaround migrate"
        )
    return Finding("version", ok=True, message="The data is of this version.")


def static() -> Finding:
    """The style sheet and the scripts are there to be served."""
    if finders.find("web/page.css") or finders.find("web/base.css") or finders.find("web/tokens.css"):
        return Finding("static", ok=True, message="Styles and scripts are there.")
    return Finding("static", ok=False, message="Styles are missing. Install Askaround again.")


def fonts() -> Finding:
    """The two typefaces lie among the static files."""
    there = {path.name.lower() for place in _static_folders() for path in place.rglob("*.woff2")}
    missing = [font for font in FONTS if not any(font.lower() in name for name in there)]
    if missing:
        return Finding("fonts", ok=False, message=f"{' and '.join(missing)} missing. Install Askaround again.")
    return Finding("fonts", ok=True, message="Inter and Newsreader are there.")


def zones() -> Finding:
    """Time zones: without them no interview can be agreed across two."""
    try:
        zoneinfo.ZoneInfo("America/New_York")
    except zoneinfo.ZoneInfoNotFoundError:
        return Finding("zones", ok=False, message="Time zones are missing. Run: pip install tzdata")
    return Finding("zones", ok=True, message="Time zones are there.")


def mail() -> Finding:
    """How the mailboxes stand. Asks no server: says what was said last."""
    try:
        accounts = list(MailAccount.objects.values("secret", "broken_since", "error"))
    except DatabaseError:
        return Finding("mail", ok=True, message="There is no data yet, and no mailbox.")
    broken = [each for each in accounts if each["broken_since"] or not each["secret"]]
    if len(broken) == 1:
        said = broken[0]["error"] or "Its password is not here; it is typed again under Settings, Mail."
        return Finding("mail", ok=False, message=f"A mailbox lets Askaround in no more. {said}")
    if broken:
        return Finding("mail", ok=False, message=f"{len(broken)} mailboxes wait for their owners: Settings, Mail.")
    if not accounts:
        return Finding("mail", ok=True, message="No mailbox is set up; letters leave by hand.")
    count = "One mailbox works" if len(accounts) == 1 else f"{len(accounts)} mailboxes work"
    return Finding("mail", ok=True, message=f"{count}.")


def calendars() -> Finding:
    """How the calendars stand. Asks no server: says what was said last."""
    try:
        found = list(CalendarAccount.objects.order_by("created_at").values_list("broken_since", "error"))
    except DatabaseError:
        return Finding("calendars", ok=True, message="There is no data yet, and no calendar.")
    broken = [error for since, error in found if since]
    if broken:
        return Finding("calendars", ok=False, message=f"{broken[0]} Look at Settings, Calendars.")
    if not found:
        return Finding("calendars", ok=True, message="No calendar is connected; busy times are not known.")
    count = "One calendar is" if len(found) == 1 else f"{len(found)} calendars are"
    return Finding("calendars", ok=True, message=f"{count} connected and read.")


def reminders() -> list[Finding]:
    """Whether the last reminder went; silent where none was ever to go, or the database can't say."""
    from askaround.desk.reminders import last_outcome

    try:
        found = last_outcome()
    except DatabaseError:
        return []
    return [] if found is None else [Finding("reminders", ok=not found.failed, message=found.sentence)]


def port(home: Path) -> Finding:
    """The port is free, or ours."""
    if (first := running.who(home, patience=1)) is not None:
        return Finding("port", ok=True, message=f"Askaround runs on port {first.port}. A link to it: askaround link")
    with socket.socket() as probe:
        taken = probe.connect_ex(("127.0.0.1", settings.PORT)) == 0
    if taken:
        return Finding(
            "port", ok=False, message=f"Another program has port {settings.PORT}. Set ASKAROUND_PORT to a free one."
        )
    return Finding("port", ok=True, message=f"Port {settings.PORT} is free.")


def phone(home: Path) -> list[Finding]:
    """The second door: where it is open, and until when its certificate is good. Silent while it is off."""
    from .phone_keys import certificate, kept

    standing, shown = kept(home), certificate(home)
    if not settings.LOCAL or not standing.on or shown is None:
        return []
    from askaround.formats.certificates import ends

    where, until = f"{standing.address}, port {standing.port}", ends(shown)
    with socket.socket() as probe:
        probe.settimeout(2)
        closed = probe.connect_ex((standing.address, standing.port)) != 0
    if closed and not running.is_free(home):
        return [
            Finding(
                "phone", ok=False, message=f"The second door is on and closed at {where}. See Settings, Your phone."
            )
        ]
    state = "opens with Askaround" if closed else "is open"
    return [
        Finding(
            "phone",
            ok=True,
            message=f"The second door {state} at {where}; its certificate is good until {until.day} {until:%B %Y}.",
        )
    ]


def _static_folders() -> list[Path]:
    root = Path(__file__).resolve().parent.parent
    return [path for path in root.glob("*/static") if path.is_dir()]
