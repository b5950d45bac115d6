"""The command line: `askaround` starts the app, `askaround VERB` does one thing."""

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from askaround import __version__

from .commands import COULD_NOT, CommandError

# Verb: the module in `commands` that does it, and what the list of verbs says about it.
VERBS = {
    "import": ("bringing", "bring people from files: a LinkedIn export, a CSV, or a ZIP of Askaround"),
    "export": ("exporting", "write everything into one ZIP"),
    "today": ("today", "print what to do next"),
    "review": ("reviewing", "review the text of a letter"),
    "themes": ("theming", "group notes of a table into themes, and say how much has been heard"),
    "skills": ("naming", "find the skills, tools and certificates that a text names"),
    "demo": ("demo", "build the demo notebook and open it"),
    "backup": ("backing_up", "write a backup of the database and the files"),
    "restore": ("restoring", "put a backup in the place of what is here"),
    "link": ("link", "print a fresh one-time link to the running app"),
    "doctor": ("doctor", "check that everything is in order, and say what to do"),
    "migrate": ("migrating", "bring the database up to date (for those who host it)"),
    "worker": ("working", "run the background tasks alone (for those who host it)"),
}
START = "starting"


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence and exit status 2."""

    def error(self, message: str) -> NoReturn:
        """One sentence on stderr, and where to read more."""
        sentence = message[:1].upper() + message[1:].rstrip(".")
        self.exit(COULD_NOT, f"{sentence}. See: {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say. Returns the exit status: 0 done, 1 done with remarks, 2 could not."""
    _speak_utf8()
    args = parser().parse_args(argv)
    if args.home:
        os.environ["ASKAROUND_HOME"] = args.home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "askaround.config.settings")
    module: Any = import_module(f"askaround.config.commands.{VERBS[args.verb][0] if args.verb else START}")
    try:
        status: int = module.run(args)
    except CommandError as error:
        return _could_not(error.sentence)
    except KeyboardInterrupt:
        return _could_not("Stopped.")
    except BrokenPipeError:
        # Whoever read us (`| head`) has enough; keep Python from complaining about it at exit.
        sys.stdout = io.TextIOWrapper(io.BytesIO())
        return COULD_NOT
    return status


def parser() -> Parser:
    """Every verb with its options. `--home` may stand before the verb or after it."""
    top = Parser(
        prog="askaround",
        allow_abbrev=False,
        description="Runs a campaign of informational interviews. Without a verb it starts the app in your browser.",
        epilog="Exit status: 0 done, 1 done with remarks or partly refused, 2 could not.",
    )
    top.add_argument("--version", action="version", version=f"askaround {__version__}")
    top.add_argument(
        "--home", metavar="DIR", help="the data folder (default: ASKAROUND_HOME, else your user data folder)"
    )
    verbs = top.add_subparsers(dest="verb", metavar="VERB", parser_class=Parser)
    for verb, (module, line) in VERBS.items():
        below = verbs.add_parser(verb, help=line, description=line[:1].upper() + line[1:] + ".", allow_abbrev=False)
        # SUPPRESS: what was said before the verb is not overwritten by the verb's own default.
        below.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS, help="the data folder")
        import_module(f"askaround.config.commands.{module}").options(below)
    return top


def _could_not(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return COULD_NOT


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


if __name__ == "__main__":
    raise SystemExit(main())
