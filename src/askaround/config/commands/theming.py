"""`askaround themes FILE.tsv`: what several people said, grouped into themes, by the same engine as the pages."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import DONE, CommandError
from .reviewing import read_text

COLUMNS = ("interview", "kind", "text")
_HOW = "Give three columns with tabs between: interview, kind, text; with these names in the first line or without."
# People named in one theme's line of the plain answer.
_WIDE = 60


def options(parser: ArgumentParser) -> None:
    """The file."""
    parser.add_argument("file", metavar="FILE.tsv", help="a note a line: interview, kind, text, with tabs between")
    parser.add_argument("--json", action="store_true", help="print lines, themes, coverage and skills as JSON")


def run(args: Namespace) -> int:
    """Group the notes and print what was found."""
    rows = read_rows(read_text(Path(args.file).expanduser()))
    found = themes_of(rows)
    print(json.dumps(found, ensure_ascii=False, indent=2) if args.json else _as_lines(found))
    return DONE


def read_rows(text: str) -> list[tuple[str, str, str]]:
    """Interview, kind, text of each line. Raises CommandError for a file that is no such table."""
    lines = [(number, line.split("\t")) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        raise CommandError(f"The file is empty. {_HOW}")
    named = [cell.strip().strip('"').lower() for cell in lines[0][1]]
    if {"interview", "text"} & {*named}:
        return _by_header(named, lines)
    for number, cells in lines:
        if len(cells) != len(COLUMNS):
            raise CommandError(f"Line {number} has {len(cells)} columns. {_HOW}")
    return [_row(cells, (0, 1, 2)) for _, cells in lines]


def _by_header(named: list[str], lines: Sequence[tuple[int, list[str]]]) -> list[tuple[str, str, str]]:
    missing = [name for name in COLUMNS if name not in named]
    if missing:
        raise CommandError(f"The first line names no column “{'”, “'.join(missing)}”. {_HOW}")
    places = (named.index("interview"), named.index("kind"), named.index("text"))
    for number, cells in lines[1:]:
        if len(cells) <= max(places):
            raise CommandError(f"Line {number} has {len(cells)} columns, the first line {len(named)}. {_HOW}")
    return [_row(cells, places) for _, cells in lines[1:]]


def _row(cells: list[str], places: tuple[int, int, int]) -> tuple[str, str, str]:
    interview, kind, text = (_cell(cells[place]) for place in places)
    return interview, kind.lower(), text


def _cell(cell: str) -> str:
    """Without the quotes that a spreadsheet puts around."""
    cell = cell.strip()
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def themes_of(rows: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    """Everything the engine says of these notes, as plain values."""
    from askaround.findings.grouping.pairs import Noted
    from askaround.findings.grouping.themes import REFERRAL, group

    notes = [Noted(text, kind, talk) for talk, kind, text in rows]
    talks = list(dict.fromkeys(talk for talk, _, _ in rows))
    found = group(notes, _vectors([note.text for note in notes])).groups
    theme_of = {row: f"t{number}" for number, each in enumerate(found, start=1) for row in each.rows}
    themes = [_theme(f"t{number}", each, rows, len(talks)) for number, each in enumerate(found, start=1)]
    heard: dict[str, set[str]] = {talk: set() for talk in talks}
    for row, (talk, kind, _) in enumerate(rows):
        # A referral is a person, not something said about the work.
        if kind != REFERRAL:
            heard[talk].add(theme_of[row])
    return {
        "lines": [
            {"line": row + 1, "interview": talk, "kind": kind, "text": text, "theme": theme_of[row]}
            for row, (talk, kind, text) in enumerate(rows)
        ],
        "themes": sorted(themes, key=lambda theme: (-theme["people"], int(theme["id"][1:]))),
        **_enough(heard),
        "skills": _skills(rows),
    }


def _vectors(texts: list[str]) -> Any | None:
    from askaround.language.minilm import MiniLM, ModelMissingError

    try:
        import numpy as np

        model = MiniLM(threads=2)
        made = {text: model.embed([text])[0] for text in dict.fromkeys(texts)}
    except ModelMissingError as error:
        print(f"Grouped by letters alone, which finds less. {error.sentence}", file=sys.stderr)
        return None
    return np.vstack([made[text] for text in texts]) if texts else None


def _theme(key: str, group: Any, rows: Sequence[tuple[str, str, str]], of: int) -> dict[str, Any]:
    people = {rows[row][0] for row in group.rows}
    return {
        "id": key, "name": group.name, "people": len(people), "of": of, "terms": list(group.terms),
        "lines": [row + 1 for row in group.rows],
    }  # fmt: skip


def _enough(heard: dict[str, set[str]]) -> dict[str, float]:
    from askaround.findings import saturation

    counts = saturation.incidence(saturation.themes_of(heard.values()))
    return {
        "coverage": round(saturation.coverage(counts), 4),
        "expected_new": round(saturation.expected_new(counts, 1), 4),
    }


def _skills(rows: Sequence[tuple[str, str, str]]) -> list[dict[str, Any]]:
    from askaround.findings.skills.finder import mentions

    talks = len({talk for talk, _, _ in rows})
    found: dict[str, dict[str, Any]] = {}
    for number, (talk, _, text) in enumerate(rows, start=1):
        for each in mentions(text):
            one = found.setdefault(
                each.id, {"id": each.id, "name": each.name, "candidate": each.candidate, "talks": set(), "lines": []}
            )
            one["talks"].add(talk)
            one["lines"] = sorted({*one["lines"], number})
    ranked = sorted(found.values(), key=lambda one: (-len(one["talks"]), one["name"].lower()))
    return [
        {**{k: v for k, v in one.items() if k != "talks"}, "people": len(one["talks"]), "of": talks} for one in ranked
    ]


def _as_lines(found: dict[str, Any]) -> str:
    lines = [f"{theme['people']} of {theme['of']}  {theme['name'][:_WIDE]}" for theme in found["themes"]]
    share, new = round(found["coverage"] * 100), found["expected_new"]
    lines.append(f"By estimate {share}% of what such people would tell you has been heard; next: {new:.1f} new themes.")
    return "\n".join(lines)
