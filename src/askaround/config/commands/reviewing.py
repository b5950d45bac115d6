"""`askaround review FILE`: what a letter's text shows against the practice, each remark at the words it is about."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from . import DONE, PARTLY, CommandError

KINDS = ("ask", "thank-you", "follow-up")
# Seconds for the language model to be loaded; it takes one.
_PATIENCE = 15
_NO_FACTS = "Not checked, since a text alone does not tell"
CHANNELS = ("email", "linkedin-note", "linkedin-message", "inmail", "phone", "paper")


def options(parser: ArgumentParser) -> None:
    """The file, what it is for, how it goes out."""
    parser.add_argument("file", metavar="FILE", help="a text; it may begin with “Subject: …” and an empty line")
    parser.add_argument("--kind", required=True, choices=KINDS, help="what the letter is for")
    parser.add_argument("--channel", default="email", choices=CHANNELS, help="how it goes out (default: email)")
    parser.add_argument("--json", action="store_true", help="print a list of remarks as JSON")


def run(args: Namespace) -> int:
    """Print the remarks. 1 when one of them is of level `must`."""
    text = read_text(Path(args.file).expanduser())
    from askaround.outreach.review import OF_MEANING, Facts, nearby, review_file

    near = nearby(wait=_PATIENCE)
    found = review_file(text, kind=args.kind, channel=args.channel, facts=Facts(meaning=near.meaning))
    for rule in found.skipped:
        reason = near.sentence if rule in OF_MEANING else ""
        print(f"Not checked: {rule}. {reason}" if reason else f"{_NO_FACTS}: {rule}", file=sys.stderr)
    remarks = [_as_json(remark) for remark in found.remarks]
    print(json.dumps(remarks, ensure_ascii=False, indent=2) if args.json else _as_lines(remarks, text))
    return PARTLY if any(remark["level"] == "must" for remark in remarks) else DONE


def read_text(path: Path) -> str:
    """The file as decoded: UTF-8, UTF-16 with its mark, else Windows-1252. Line ends stay as they are."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read ({error.strerror}). Check the name.") from error
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _as_json(remark: Any) -> dict[str, Any]:
    return {name: getattr(remark, name) for name in ("rule", "level", "start", "end", "message")}


def _as_lines(remarks: list[dict[str, Any]], text: str) -> str:
    if not remarks:
        return "Nothing to remark."
    return "\n".join(
        f"line {text.count(chr(10), 0, remark['start']) + 1}: {remark['level']}: {remark['message']}"
        for remark in remarks
    )
