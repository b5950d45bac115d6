"""Makes the list of skills from `training/skills`, and measures the finder on notes with marked skills.

`tools/skills.py` writes `findings/data/skills.json`; `--check` says whether it is what the lists give; `--on FILE.tsv`
measures on a file of notes with each skill in `[[…]]`, `--blind` on `training/skills/blind`, of which nothing was
chosen.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from askaround.findings.skills.finder import mentions  # noqa: E402
from askaround.findings.skills.listing import pieces  # noqa: E402
from askaround.language.wordpiece import vocabulary  # noqa: E402

SKILLS = ROOT / "training" / "skills"
LIST = ROOT / "src" / "askaround" / "findings" / "data" / "skills.json"
# The vocabulary stands by how common a piece is: up to this place it is a word of every day.
COMMON = 12_000
KINDS = {"certificates": "certificate", "methods": "method", "tools": "tool", "transversal": "transversal"}
ONET = {"Software Skills.txt": "tool", "Knowledge.txt": "knowledge"}
# O*NET's names carry who makes it and what it is; in talk nobody says so.
_MAKERS = re.compile(
    r"^(?:Adobe|Apache|Apple|Atlassian|Autodesk|Bentley|Microsoft|Google|Oracle|IBM|SAS|Amazon(?: Web Services)?|"
    r"The MathWorks|Trimble|ESRI|Esri|TechSmith|Dassault Systemes|Hewlett Packard|Cisco|Red Hat|Salesforce|Intuit|Meta|"
    r"Unity Technologies|Unreal Technology|Thomson Reuters|Xactware|Tenable|National Instruments|McAfee|Blackbaud)\s+"
)
_WHAT = re.compile(r"\s+(?:software|platform|system software|simulation software|simulator)$")


def entries() -> list[dict[str, Any]]:
    """Every skill, ours first; a name that stands twice is the first one's."""
    uris = dict(line.split("\t") for line in _lines(SKILLS / "esco.tsv"))
    found: dict[str, dict[str, Any]] = {}
    taken: dict[tuple[str, ...], str] = {}
    for row in [*_ours(), *_onet()]:
        keys = [pieces(name) for name in (row["name"], *row.get("names", []))]
        there = next((taken[key] for key in keys if key in taken), None)
        if there is not None:
            _more(found[there], row, taken)
            continue
        row["id"] = _id(row["name"], found)
        row["names"] = [
            n for n, key in zip(row.get("names", []), keys[1:], strict=True) if key not in taken or n[0] in "~^?"
        ]
        taken |= dict.fromkeys(keys, row["id"])
        found[row["id"]] = row
    for row in found.values():
        uri = next((uris[k] for n in (row["name"], *row["names"]) if (k := _plain(n)) in uris), "")
        if uri:
            row["uri"] = uri
    return sorted(({k: v for k, v in row.items() if v} for row in found.values()), key=lambda row: row["id"])


def _more(row: dict[str, Any], other: dict[str, Any], taken: dict[tuple[str, ...], str]) -> None:
    """What another list adds to a skill that is there: names and O*NET's id."""
    for name in (other["name"], *other.get("names", [])):
        if pieces(name) not in taken:
            row["names"] = [*row["names"], name]
            taken[pieces(name)] = row["id"]
    row.setdefault("element", other.get("element", ""))


def _ours() -> Iterator[dict[str, Any]]:
    for stem, kind in KINDS.items():
        family = ""
        for line in _lines(SKILLS / "list" / f"{stem}.txt", skip=0):
            if line.startswith("## "):
                family = line[3:].strip()
            elif not line.startswith("#"):
                written = [_softened(each.strip(), kind) for each in line.split("|") if each.strip()]
                name = written[0].lstrip("~^?")
                marked = [written[0]] if written[0] != name else []
                yield {
                    "name": name, "kind": "degree" if family == "degree" else kind, "family": family,
                    "names": [*marked, *written[1:]],
                }  # fmt: skip


def _softened(name: str, kind: str) -> str:
    """A word of every day counts as a skill only where the sentence speaks of what one needs."""
    common = kind in {"method", "transversal"} and vocabulary().get(name.lower(), COMMON) < COMMON
    return f"?{name}" if common else name


def _onet() -> Iterator[dict[str, Any]]:
    for line in _lines(SKILLS / "onet.tsv"):
        name, element, source = line.split("\t")
        kind = ONET.get(source, "transversal")
        if kind == "knowledge" or (kind == "transversal" and len(name.split()) == 1):
            # A field of knowledge ("Transportation") is no mention of a skill; our own list has the words that are.
            continue
        short = _WHAT.sub("", _MAKERS.sub("", name))
        if (
            kind == "tool"
            and _WHAT.search(name)
            and short == short.capitalize()
            and " " in short
            and not _MAKERS.match(name)
        ):
            continue
        if short != name and len(short.split()) == 1 and short.lower() in vocabulary():
            # "Project" and "Access" are words: without their maker they need a capital inside a sentence.
            yield {"name": name, "kind": kind, "names": [f"~{short}"], "element": element}
        else:
            yield {"name": short, "kind": kind, "names": [name] if name != short else [], "element": element}


def _lines(path: Path, skip: int = 1) -> list[str]:
    return [line.strip() for line in path.read_text("utf-8").splitlines()[skip:] if line.strip()]


def _id(name: str, taken: Any) -> str:
    words = re.findall(r"[a-z0-9+#]+", name.lower())
    slug = "-".join(words).replace("++", "-plus-plus").replace("#", "-sharp").replace("+", "-plus")
    while slug in taken:
        slug += "-2"
    return slug


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[\w+#]+", name.lower()))


def marked(line: str) -> tuple[str, set[tuple[int, int]]]:
    """A note without its marks, and where the skills stand in it."""
    text, spans = "", set()
    for part in re.split(r"(\[\[.*?\]\])", line):
        plain = part[2:-2] if part.startswith("[[") else part
        if part.startswith("[["):
            spans.add((len(text), len(text) + len(plain)))
        text += plain
    return text, spans


def measure(paths: Sequence[Path], *, loud: bool = False) -> tuple[float, float]:
    """Precision and recall over mentions that overlap a marked one; candidates count as found."""
    right = found_all = hit = all_marked = 0
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            text, spans = marked(line)
            found = mentions(text)
            good = [m for m in found if any(m.start < end and start < m.end for start, end in spans)]
            missed = [text[s:e] for s, e in spans if not any(m.start < e and s < m.end for m in found)]
            right, found_all = right + len(good), found_all + len(found)
            hit, all_marked = hit + len(spans) - len(missed), all_marked + len(spans)
            if loud and (len(good) < len(found) or missed):
                print(f"{text}\n   wrong {[m.text for m in found if m not in good]} missed {missed}")
    precision, recall = right / max(1, found_all), hit / max(1, all_marked)
    print(f"precision {precision:.3f}, recall {recall:.3f}, {found_all} found, {all_marked} marked")
    return precision, recall


def main(arguments: Sequence[str]) -> int:
    """What the arguments say; without any, write the list."""
    if "--blind" in arguments:
        measure(sorted((SKILLS / "blind").glob("*.tsv")), loud="--loud" in arguments)
        return 0
    if "--on" in arguments:
        measure([Path(each) for each in arguments if each.endswith(".tsv")], loud=True)
        return 0
    made = json.dumps(entries(), ensure_ascii=False, indent=0) + "\n"
    if "--check" in arguments:
        same = LIST.read_text("utf-8") == made
        print("The list is what the sources give." if same else "The list that ships is another.")
        return 0 if same else 1
    LIST.write_text(made, encoding="utf-8")
    print(f"{len(json.loads(made)):,} skills")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
