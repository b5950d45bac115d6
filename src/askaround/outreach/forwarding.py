"""The lines in a letter that can be forwarded as they are: all that stands below a line of dashes. Plain."""

import re

RULE = "---"
_RULE = re.compile(r"^[ \t]*[-–—_*]{3,}[ \t]*$", re.MULTILINE)


def begins_at(body: str) -> int | None:
    """Where the lines to forward begin, as an offset in code points; None when no line of dashes stands in it."""
    found = _RULE.search(body)
    return found.end() if found else None


def lines_to_forward(body: str) -> str:
    """What stands below the first line of dashes, up to the next one."""
    start = begins_at(body)
    return "" if start is None else _RULE.split(body[start:])[0].strip()
