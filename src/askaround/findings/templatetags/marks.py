"""The marks of a row: hundreds on a page and a dozen kinds of them, so each kind is written once."""

from collections.abc import Iterable
from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from askaround.findings.heard import Cell

register = template.Library()


@register.simple_tag
def marks(cells: Iterable[Cell]) -> SafeString:
    """The cells of one row."""
    return mark_safe("".join(map(_mark, cells)))  # noqa: S308 - each was made by format_html


@cache
def _mark(cell: Cell) -> SafeString:
    if not cell.kind:
        return SafeString("<td></td>")
    ring = " ring" if cell.against else ""
    return format_html(
        '<td class="{}"><i class="dot{}" role="img" aria-label="{}"></i></td>', cell.kind, ring, cell.words
    )
