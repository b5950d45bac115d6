"""`askaround doctor`: is everything in order, and what to do where it is not."""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from askaround.config import opening

from . import DONE, PARTLY


def options(parser: ArgumentParser) -> None:
    """JSON."""
    parser.add_argument("--json", action="store_true", help="print a list of findings as JSON")


def run(args: Namespace) -> int:
    """Print one line a check. 0 when all is well, 1 when something is to be done."""
    opening.set_up()
    from askaround.config.examining import examine

    findings = examine()
    if args.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{'ok  ' if finding.ok else 'DO  '} {finding.check:12} {finding.message}")
    return DONE if all(finding.ok for finding in findings) else PARTLY
