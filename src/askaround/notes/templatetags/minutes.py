"""Minutes of a talk: beyond those agreed, in words; and how far into it."""

from django import template

register = template.Library()


@register.filter
def minutes_over(minutes: int | None) -> str:
    """ "3 minutes over", "2 minutes under", "to the minute"; empty where nothing was measured."""
    if minutes is None:
        return ""
    if not minutes:
        return "to the minute"
    words = "minute" if abs(minutes) == 1 else "minutes"
    return f"{abs(minutes)} {words} {'over' if minutes > 0 else 'under'}"


@register.filter
def clocked(second: int) -> str:
    """How far into the talk: "12:04"."""
    return f"{second // 60:02}:{second % 60:02}"
