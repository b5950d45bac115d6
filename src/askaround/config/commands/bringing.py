"""`askaround import FILE…`: people from files, or a notebook from a ZIP of Askaround."""

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from askaround.config import opening

from . import COULD_NOT, DONE, PARTLY

if TYPE_CHECKING:
    from askaround.accounts.models import User

Facts = dict[str, Any]
FIRST_CAMPAIGN = "My campaign"


class _RefusedError(Exception):
    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def options(parser: ArgumentParser) -> None:
    """Files, a rehearsal, JSON."""
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="a LinkedIn ZIP, vCards, any CSV of people, or our own ZIP"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    parser.add_argument("--json", action="store_true", help="print a list, one entry a file, as JSON")
    opening.notebook_option(parser)
    parser.add_argument("--campaign", metavar="NAME", help="what to call the first campaign, where there is none yet")


def run(args: Namespace) -> int:
    """Bring the files one by one. 0 when all were read, 1 when some were refused, 2 when all were."""
    at = opening.open_home()
    user = opening.seeker(at=at)
    results, refused = [], 0
    for name in args.files:
        try:
            results.append(_bring(user, Path(name).expanduser(), args, at))
        except _RefusedError as error:
            refused += 1
            print(f"{name}: {error.sentence}", file=sys.stderr)
            results.append(_nothing(name, error.sentence))
    _print(results, args)
    if not refused:
        return DONE
    return COULD_NOT if refused == len(args.files) else PARTLY


def _bring(user: "User", path: Path, args: Namespace, at: datetime) -> Facts:
    if not path.is_file():
        raise _RefusedError("There is no such file. Check the name.")
    from askaround.exchange import importing
    from askaround.history.recording import acting

    with acting(user):
        try:
            if importing.is_ours(path):
                return _our_own(user, path, args, at)
        except importing.ImportRefusedError as error:
            raise _RefusedError(error.sentence) from error
        return _people(user, path, args, at)


def _our_own(user: "User", path: Path, args: Namespace, at: datetime) -> Facts:
    from askaround.exchange import importing

    count = importing.rows_in(path)
    if not args.dry_run:
        importing.read(path, user, now=at)
    return {"file": str(path), "reader": "askaround", "read": count, "created": count, "matched": 0, "skipped": []}


def _people(user: "User", path: Path, args: Namespace, at: datetime) -> Facts:
    from askaround.formats import FormatError
    from askaround.people.importing import import_file

    notebook = opening.notebook_of(user, args)
    try:
        facts: Facts = import_file(notebook, path, dry_run=args.dry_run, at=at, progress=_progress(args))
    except FormatError as error:
        raise _RefusedError(error.sentence) from error
    if not args.dry_run:
        _first_campaign(notebook, args.campaign or FIRST_CAMPAIGN, at)
    return facts


def _first_campaign(notebook: Any, name: str, at: datetime) -> None:
    """In an empty home the first import makes the first campaign, too; its purpose is written later, on its page."""
    from askaround.purpose.models import Campaign
    from askaround.purpose.starting import start_campaign

    if not Campaign.objects.within(notebook).exists():
        start_campaign(notebook, name=name, at=at)


def _progress(args: Namespace) -> Any:
    if args.json or not sys.stderr.isatty():
        return None

    def show(done: int) -> None:
        print(f"\r{done:,} rows", end="", file=sys.stderr, flush=True)

    return show


def _nothing(name: str, sentence: str) -> Facts:
    skipped = [{"reason": sentence, "count": 1}]
    return {"file": name, "reader": "", "read": 0, "created": 0, "matched": 0, "skipped": skipped}


def _print(results: list[Facts], args: Namespace) -> None:
    if args.json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
        return
    would = "would be " if args.dry_run else ""
    for facts in results:
        if not facts["reader"]:
            continue
        print(f"{facts['file']}: {facts['created']} {would}added, {facts['matched']} already here ({facts['reader']}).")
        for skip in facts["skipped"]:
            print(f"  {skip['count']} skipped: {skip['reason']}")
