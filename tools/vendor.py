"""Copies what the pages load from node_modules into the package, with a manifest of sha256 sums.

npm ci --ignore-scripts && python tools/vendor.py     # after a change of package.json
python tools/vendor.py --check                        # in CI: the committed files are what the manifest says
"""

import hashlib
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = ROOT / "node_modules"
TARGET = ROOT / "src" / "askaround" / "web" / "static" / "web" / "vendor"
FONTS = {"inter": "inter-{}-wght-normal.woff2", "newsreader": "newsreader-{}-wght-normal.woff2"}
FILES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx.LICENSE": "htmx.org/LICENSE",
    "lucide.LICENSE": "lucide-static/LICENSE",
    **{f"{font}.LICENSE": f"@fontsource-variable/{font}/LICENSE" for font in FONTS},
    **{
        pattern.format(part): f"@fontsource-variable/{font}/files/{pattern.format(part)}"
        for font, pattern in FONTS.items()
        for part in ("latin", "latin-ext")
    },
}
# Paper needs whole fonts: typst reads no woff2. They lie beside the reader of templates, not among what browsers load.
PAPER = ROOT / "src" / "askaround" / "formats" / "fonts"
PAPER_FILES = {
    f"{font}-{style}.ttf": f"@expo-google-fonts/{font.lower()}/{style}/{font}_{style}.ttf"
    for font, style in (
        ("Inter", "400Regular"), ("Inter", "600SemiBold"), ("Newsreader", "400Regular"),
        ("Newsreader", "400Regular_Italic"), ("Newsreader", "600SemiBold"),
    )
}  # fmt: skip
PAPER_FILES |= {
    f"{font}.LICENSE": f"@expo-google-fonts/{font.lower()}/LICENSE_FONT" for font in ("Inter", "Newsreader")
}
# Our word for a picture, and Lucide's.
ICONS = {
    "today": "sun", "purpose": "compass", "targets": "target", "people": "users", "asks": "send",
    "interviews": "messages-square", "findings": "lightbulb", "network": "waypoints", "search": "search",
    "settings": "settings", "more": "ellipsis", "mail": "mail", "phone": "phone", "place": "map-pin", "clock": "clock",
    "check": "check", "close": "x", "copy": "copy", "download": "download", "upload": "upload", "trash": "trash-2",
    "undo": "undo-2", "note": "notebook-pen", "add": "plus", "up": "arrow-up", "down": "arrow-down",
    "warning": "triangle-alert", "calendar": "calendar", "link": "link", "video": "video", "edit": "pencil",
    "archive": "archive", "tag": "tag", "print": "printer", "quote": "quote", "next": "arrow-right", "keys": "keyboard",
}  # fmt: skip


def sprite() -> str:
    """The pictures that we use as one SVG of symbols, each under our own word."""
    symbols = []
    for word, name in sorted(ICONS.items()):
        drawn = (MODULES / "lucide-static" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        inner = re.search(r"<svg[^>]*>(.*)</svg>", drawn, re.DOTALL)
        if inner is None:
            raise SystemExit(f"lucide-static has no picture in {name}.svg")
        lines = "".join(line.strip() for line in inner.group(1).splitlines())
        symbols.append(
            f'<symbol id="{word}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
            f'stroke-linecap="round" stroke-linejoin="round">{lines}</symbol>'
        )
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def copy() -> None:
    """Write every vendored file and the manifest."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, source in FILES.items():
        (TARGET / name).write_bytes((MODULES / source).read_bytes())
    PAPER.mkdir(parents=True, exist_ok=True)
    for name, source in PAPER_FILES.items():
        (PAPER / name).write_bytes((MODULES / source).read_bytes())
    (TARGET / "icons.svg").write_text(sprite(), encoding="utf-8")
    versions = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    manifest = {"versions": versions, "sha256": sums()}
    (TARGET / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def sums() -> dict[str, str]:
    """The sha256 of every vendored file but the manifest."""
    files = sorted(path for path in TARGET.iterdir() if path.name != "manifest.json")
    files += [PAPER / name for name in sorted(PAPER_FILES)]
    return {
        f"paper/{path.name}" if path.parent == PAPER else path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def check() -> str:
    """What is wrong with the committed files, or nothing."""
    manifest = json.loads((TARGET / "manifest.json").read_text(encoding="utf-8"))
    if manifest["sha256"] != sums():
        return (
            "The vendored files differ from their manifest. Run `npm ci --ignore-scripts` and `python tools/vendor.py`."
        )
    versions = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return "" if manifest["versions"] == versions else "package.json has moved on. Run `python tools/vendor.py`."


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(check() or 0)
    copy()
