"""The field report as one web page that stands alone: no script, no font, no picture from anywhere. Plain functions."""

from collections.abc import Sequence
from html import escape

from .reporting import FieldReport, Point, Section

# Ink on paper, also at night and in print: a page that is handed on has no tokens to lean on.
_STYLE = (
    ":root{color-scheme:light dark}body{font:17px/1.55 Georgia,serif;max-width:42rem;margin:3rem auto;padding:0 1rem}"
    "h1{font-size:1.9rem;line-height:1.2}h2{font-size:1.3rem;line-height:1.3;margin:2.2rem 0 .4rem}"
    "small,.small,th{font:13px/1.5 system-ui,sans-serif;opacity:.75}ul{padding-left:1.2rem}li{margin:.4rem 0}"
    "blockquote{margin:.5rem 0;padding-left:.8rem;border-left:2px solid}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid}svg{width:100%;height:auto}"
    "svg text{font:13px system-ui,sans-serif;fill:currentColor;text-anchor:middle}svg rect{fill:currentColor}"
    "@media print{body{margin:0;font-size:11pt}section{break-inside:avoid-page}}"
)
WIDTH, HEIGHT, FLOOR = 560, 150, 126


def web_page(report: FieldReport) -> str:
    """The report as HTML. What somebody wrote is text and never markup."""
    told = ", ".join(filter(None, [report.by, report.day]))
    body = "".join(map(_section, report.sections))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(report.title)}</title><style>{_STYLE}</style></head><body><main><h1>{escape(report.title)}</h1>"
        f'<p class="small">{escape(told)}</p>{body}</main></body></html>\n'
    )


def bars(rows: Sequence[Sequence[str]]) -> str:
    """A picture of a table: a bar for each row whose last cell is a whole number, its second-last cell below.

    Empty unless there are two bars at least and one is above nothing.
    """
    found = [(row[-2] if len(row) > 1 else "", int(row[-1])) for row in rows if row and row[-1].isdecimal()]
    if len(found) < 2 or not any(number for _, number in found):
        return ""
    step, most = WIDTH / len(found), max(number for _, number in found)
    parts = []
    for place, (name, number) in enumerate(found):
        height, left = round((FLOOR - 26) * number / most, 1), round(place * step + step * 0.15, 1)
        middle, top = round(place * step + step / 2, 1), round(FLOOR - height, 1)
        parts.append(
            f'<rect x="{left}" y="{top}" width="{round(step * 0.7, 1)}" height="{height}"/>'
            f'<text x="{middle}" y="{round(top - 6, 1)}">{number}</text>'
            + (f'<text x="{middle}" y="146">{place + 1}</text>' if name else "")
        )
    said = ", ".join(f"{name} {number}" for name, number in found)
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(said)}">{"".join(parts)}</svg>'


def _section(section: Section) -> str:
    parts = [f'<section><p class="small">{escape(section.name)}</p><h2>{escape(section.heading)}</h2>']
    parts += [f"<p>{_lines(text)}</p>" for text in section.paragraphs]
    parts += ["<ul>", *map(_point, section.points), "</ul>"] if section.points else []
    if section.rows:
        parts += [bars(section.rows) if section.key == "enough" else "", _table(section.head, section.rows)]
    return "".join([*parts, "</section>"])


def _point(point: Point) -> str:
    small = f"<br><small>{escape(point.small)}</small>" if point.small else ""
    quotes = "".join(
        f"<blockquote>“{_lines(words)}”<br><small>{escape(who)}</small></blockquote>" for words, who in point.quotes
    )
    return f"<li>{_lines(point.text)}{small}{quotes}</li>"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
