"""The environment, read once, typed; a wrong value stops the start with a sentence that says what to do."""

import os
import secrets
from pathlib import Path

import platformdirs
from django.core.exceptions import ImproperlyConfigured

from askaround.plain.lan import is_private
from askaround.purpose.differing import limits_of

PREFIX = "ASKAROUND_"
PORT_FILE = "port"


def text(name: str, default: str = "") -> str:
    """The variable `ASKAROUND_<name>`, stripped; `default` when it is unset or empty."""
    return os.environ.get(PREFIX + name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """A switch: 1, true, yes, on or 0, false, no, off. Raises ImproperlyConfigured on anything else."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{PREFIX}{name} is “{value}”. Set it to 1 or 0.")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number from `least` to `most`. Raises ImproperlyConfigured when it is not one."""
    value = text(name, str(default))
    if not value.isdecimal() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{PREFIX}{name} is “{value}”. Set it to a whole number from {least} to {most}.")
    return int(value)


def private_address(value: str) -> str:
    """An IPv4 address that no router of the internet leads to, or nothing. Raises ImproperlyConfigured."""
    if value and not is_private(value):
        raise ImproperlyConfigured(
            f"{PREFIX}PHONE_ADDRESS is “{value}”. Set it to a private address of this computer, such as 192.168.1.20."
        )
    return value


def practice_limits() -> dict[str, tuple[int, int]]:
    """How far the settings of the practice may go: `ASKAROUND_PRACTICE`, "follow_ups<=1, minutes<=20"."""
    try:
        return limits_of(text("PRACTICE"))
    except ValueError as error:
        raise ImproperlyConfigured(f"{PREFIX}PRACTICE: {error}") from error


def home() -> Path:
    """The data folder: `ASKAROUND_HOME`, else the platform's user data directory. Made private on first use."""
    folder = Path(text("HOME", platformdirs.user_data_dir("askaround", appauthor=False))).expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder {folder} cannot be made ({error.strerror}). Set {PREFIX}HOME to a folder you may write."
        ) from error
    return folder


def secret(name: str, *, keep_in: Path | None = None) -> str:
    """A secret from `ASKAROUND_<name>` or the file `ASKAROUND_<name>_FILE` names; else kept in `keep_in`, made once."""
    if value := text(name):
        return value
    if file := text(name + "_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{PREFIX}{name}_FILE names {file}, which cannot be read.") from error
    if keep_in is None:
        raise ImproperlyConfigured(f"Set {PREFIX}{name} or {PREFIX}{name}_FILE.")
    if not keep_in.exists():
        keep_in.touch(mode=0o600)
        keep_in.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return keep_in.read_text(encoding="utf-8").strip()


def port(home: Path) -> int:
    """The port of this home: `ASKAROUND_PORT`, else the one kept in the home by an earlier start, else 8765."""
    kept = home / PORT_FILE
    try:
        default = int(kept.read_text(encoding="ascii"))
    except (OSError, ValueError):
        default = 8765
    return number("PORT", default, least=1, most=65535)


def keep_port(home: Path, port: int) -> None:
    """Keep the port, so that links and bookmarks stay good."""
    kept = home / PORT_FILE
    if not kept.exists() or kept.read_text(encoding="ascii") != str(port):
        kept.write_text(str(port), encoding="ascii")
