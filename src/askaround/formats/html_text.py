"""A mail's HTML as plain text: paragraphs as lines, quotations as `>` lines, links as words. Nothing is fetched."""

import re
from html.parser import HTMLParser

_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript"})
_BLOCKS = frozenset(
    {"p", "div", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "pre", "hr",
     "blockquote", "dl", "dt", "dd", "center", "header", "footer", "address", "form"}
)  # fmt: skip
_ROOMY = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote"})


def text_of(html: str) -> str:
    """The text that a reader sees. Broken HTML is read as far as it goes; never raises."""
    parser = _Reading()
    try:
        parser.feed(html)
        parser.close()
    except (AssertionError, ValueError):
        pass  # what was read so far stands
    return parser.text()


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._silent = 0
        self._depth = 0
        self._pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += tag != "head"
        elif tag == "br":
            self._lines.append("")
        elif tag == "hr":
            self._break()
            self._lines += ["_" * 20, ""]
        elif tag in _BLOCKS:
            self._break(roomy=tag in _ROOMY)
            self._depth += tag == "blockquote"
            self._pre += tag == "pre"
        elif tag == "li":
            self._break()
            self._add("- ")
        elif tag in {"td", "th"}:
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - (tag != "head"))
        elif tag in _BLOCKS:
            self._break(roomy=tag in _ROOMY)
            if tag == "blockquote":
                self._depth = max(0, self._depth - 1)
            self._pre = max(0, self._pre - (tag == "pre"))

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._pre:
            first, *more = data.split("\n")
            self._add(first)
            for line in more:
                self._lines.append("")
                self._add(line)
        else:
            self._add(re.sub(r"[ \t\r\n\f]+", " ", data))

    def text(self) -> str:
        """The lines in one, without blank ones at the ends and never more than one between."""
        lines = [re.sub(r"[ \t]+$", "", line.replace("\u00a0", " ")) for line in self._lines]
        return re.sub(r"(?:\n(?:> ?)*){3,}", "\n\n", "\n".join(lines)).strip("\n")

    def _add(self, text: str) -> None:
        line = self._lines[-1]
        if not self._pre and (line.endswith(" ") or not line.strip("> ")):
            text = text.lstrip(" ")
        if not text:
            return
        if not line and self._depth:
            line = "> " * self._depth
        self._lines[-1] = line + text

    def _break(self, *, roomy: bool = False) -> None:
        if self._lines[-1].strip("> "):
            self._lines.append("")
        if roomy and len(self._lines) > 1 and self._lines[-2].strip("> "):
            self._lines.append("")
