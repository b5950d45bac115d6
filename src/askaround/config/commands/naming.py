"""`askaround skills FILE`: the skills, tools and certificates that a text names, by the same finder as the pages."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from . import DONE
from .reviewing import read_text


def options(parser: ArgumentParser) -> None:
    """The file."""
    parser.add_argument("file", metavar="FILE", help="a text: notes, a transcript, an advertisement")
    parser.add_argument("--json", action="store_true", help="print the mentions with their places and ids as JSON")


def run(args: Namespace) -> int:
    """Print every mention in the order it stands."""
    from askaround.findings.skills.finder import mentions

    text = read_text(Path(args.file).expanduser())
    found = [_as_json(mention, text) for mention in mentions(text)]
    print(json.dumps(found, ensure_ascii=False, indent=2) if args.json else _as_lines(found))
    return DONE


def _as_json(mention: Any, text: str) -> dict[str, Any]:
    """Places count characters from the beginning of the file, lines from 1."""
    names = ("start", "end", "text", "id", "name", "candidate")
    return {"line": text.count("\n", 0, mention.start) + 1, **{name: getattr(mention, name) for name in names}}


def _as_lines(found: list[dict[str, Any]]) -> str:
    if not found:
        return "No skill is named."
    return "\n".join(
        f"line {one['line']}: {one['text']}" + (" (perhaps a skill)" if one["candidate"] else f" = {one['name']}")
        for one in found
    )
