"""`askaround today`: what to do next, most urgent first."""

import json
from argparse import ArgumentParser, Namespace
from datetime import datetime
from typing import Any

from askaround.config import opening

from . import DONE


def options(parser: ArgumentParser) -> None:
    """Another notebook, another campaign, JSON."""
    opening.notebook_option(parser)
    parser.add_argument("--campaign", metavar="NAME", help="the campaign by name or id (default: the active one)")
    parser.add_argument("--json", action="store_true", help="print a list of steps as JSON")


def run(args: Namespace) -> int:
    """Print the steps."""
    at = opening.open_home()
    steps = _steps(args, at)
    if args.json:
        print(json.dumps(steps, ensure_ascii=False, indent=2))
        return DONE
    for step in steps:
        print(f"{step['due'][:16].replace('T', ' ')}  {step['text']}")
    if not steps:
        print("Nothing is due: done for today.")
    return DONE


def _steps(args: Namespace, at: datetime) -> list[dict[str, Any]]:
    from django.db import transaction

    from askaround.desk.today import steps_json

    user = opening.seeker(at=at)
    notebook = opening.notebook_of(user, args)
    if not args.campaign:
        return steps_json(user, at)
    # Every page and verb means the active campaign: make the other one active, look, and take it back.
    with transaction.atomic():
        chosen = opening.campaign_named(user, args.campaign)
        rows = type(chosen).objects.within(notebook)
        rows.filter(active=True).update(active=False)
        rows.filter(pk=chosen.pk).update(active=True)
        steps = steps_json(user, at)
        transaction.set_rollback(True)
    return steps
