"""The field report as Markdown and as a Word file, from the same value as its page. Plain functions."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

from .reporting import FieldReport, Section

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org"
_TYPES = (
    f'{_HEAD}<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override '
    'PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles'
    '+xml"/></Types>'
)
_RELATION = f'{_HEAD}<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="{_OFFICE}'
_TO_DOCUMENT = (
    f'{_RELATION}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_TO_STYLES = f'{_RELATION}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'
_STYLES = {
    "Title": ("36", ""),
    "Heading1": ("28", '<w:outlineLvl w:val="0"/>'),
    "Quote": ("22", '<w:ind w:left="567"/>'),
}


def markdown(report: FieldReport) -> str:
    """The report as Markdown; nothing that somebody wrote is read as markup."""
    lines = [f"# {_plain(report.title)}", "", _plain(", ".join(filter(None, [report.by, report.day]))), ""]
    for section in report.sections:
        lines += [f"## {_plain(section.heading)}", ""]
        lines += [part for text in section.paragraphs for part in (_plain(text), "")]
        for point in section.points:
            lines.append(f"- {_plain(point.text)}" + (f" ({_plain(point.small)})" if point.small else ""))
            lines += [f"  > “{_plain(words)}” ({_plain(who)})" for words, who in point.quotes]
        lines += [""] * bool(section.points)
        if section.rows:
            table = [section.head, ("---",) * len(section.head), *section.rows]
            lines += [
                "| " + " | ".join(cell if cell == "---" else _plain(cell) for cell in row) + " |" for row in table
            ]
            lines.append("")
    return "\n".join(lines)


def word(report: FieldReport) -> bytes:
    """The report as a Word file (Office Open XML, ECMA-376): headings, paragraphs, quotes and tables."""
    parts = [_paragraph(report.title, "Title"), _paragraph(", ".join(filter(None, [report.by, report.day])))]
    for section in report.sections:
        parts += _of_section(section)
    document = f"{_HEAD}<w:document {_W}><w:body>{''.join(parts)}<w:sectPr/></w:body></w:document>"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{key.replace("1", " 1")}"/><w:pPr>{more}</w:pPr>'
        f'<w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
        for key, (size, more) in _STYLES.items()
    )
    files = {
        "[Content_Types].xml": _TYPES, "_rels/.rels": _TO_DOCUMENT, "word/_rels/document.xml.rels": _TO_STYLES,
        "word/document.xml": document, "word/styles.xml": f"{_HEAD}<w:styles {_W}>{styles}</w:styles>",
    }  # fmt: skip
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def _of_section(section: Section) -> list[str]:
    parts = [_paragraph(section.heading, "Heading1"), *(_paragraph(text) for text in section.paragraphs)]
    for point in section.points:
        parts.append(_paragraph(f"• {point.text}" + (f" ({point.small})" if point.small else "")))
        parts += [_paragraph(f"“{words}” {who}", "Quote") for words, who in point.quotes]
    if section.rows:
        rows = "".join(
            "<w:tr>" + "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
            for row in (section.head, *section.rows)
        )
        grid = "<w:gridCol/>" * len(section.head)
        parts += [f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>", _paragraph("")]
    return parts


def _paragraph(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in kept.split("\n")]
    return f"<w:p>{look}<w:r>{'<w:br/>'.join(lines)}</w:r></w:p>"


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))
