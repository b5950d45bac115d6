"""Tags and filters of the kit; built into every template."""

from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from askaround.web.flash import taken

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture of the sprite, for eyes only: the words stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("web/vendor/icons.svg"), name
    )


@register.filter
def day(when: date | datetime | None) -> str:
    """Tue 24 Nov; with the year when it is another one."""
    if when is None:
        return ""
    local = timezone.localtime(when) if isinstance(when, datetime) else when
    year = "" if local.year == timezone.localdate().year else f" {local.year}"
    return f"{local:%a} {local.day} {local:%b}{year}"


@register.filter
def moment(when: datetime | None) -> str:
    """Tue 24 Nov, 15:30."""
    return f"{day(when)}, {timezone.localtime(when):%H:%M}" if when else ""


@register.filter
def ago(when: date | datetime | None) -> str:
    """How long ago in whole days, weeks, months or years: "3 weeks ago"."""
    if when is None:
        return ""
    local = timezone.localtime(when).date() if isinstance(when, datetime) else when
    days = (timezone.localdate() - local).days
    if days < 0:
        return f"in {_count(-days, 'day')}"
    if days < 2:
        return ("today", "yesterday")[days]
    for size, word in ((365, "year"), (30, "month"), (7, "week")):
        if days >= size * 2 or (size != 7 and days >= size):
            return f"{_count(days // size, word)} ago"
    return f"{days} days ago"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


@register.filter
def plural(number: int, words: str) -> str:
    """3 notes: `{{ n|plural:"note,notes" }}`."""
    one, many = words.split(",")
    return f"{number:,} {one if number == 1 else many}"


@register.simple_tag(takes_context=True)
def flashes(context: dict[str, Any]) -> list[dict[str, Any]]:
    """What waits to be said once."""
    request = context.get("request")
    return taken(request) if request is not None and hasattr(request, "session") else []


@register.filter
def widget_kind(field: BoundField) -> str:
    """checkbox, radio, select, textarea, file or line: how the field is laid out."""
    names = {"CheckboxInput": "checkbox", "RadioSelect": "radio", "CheckboxSelectMultiple": "radio",
             "Select": "select", "Textarea": "textarea", "ClearableFileInput": "file", "FileInput": "file"}  # fmt: skip
    return names.get(type(field.field.widget).__name__, "line")


@register.filter
def at(values: dict[str, Any], key: str) -> Any:
    """The value under a key that only the page knows."""
    return values.get(key, "")
