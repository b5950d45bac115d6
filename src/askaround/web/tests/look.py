"""Reading style sheets for the tests: what is declared, without comments and conditions."""

import re
from pathlib import Path

SOURCE = Path(__file__).parents[2]
TOKENS = SOURCE / "web" / "static" / "web" / "tokens.css"


def own(pattern: str) -> list[Path]:
    """Our own files that match, without what is vendored."""
    return sorted(path for path in SOURCE.glob(pattern) if "vendor" not in path.parts)


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def declared(path: Path) -> str:
    """The style sheet without comments and media conditions."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"@(media|container)[^{]*", "", text)


def tokens() -> dict[str, tuple[str, str]]:
    """Each colour by its name: in light, in dark."""
    found = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS.read_text(encoding="utf-8"))
    return {token: (light, dark) for token, light, dark in found}


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2 between two colours, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
