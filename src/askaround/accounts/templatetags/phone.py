"""One quiet line that leads to the phone, where there is a door for it."""

from typing import Any

from django import template

from askaround.accounts.listening import hung
from askaround.accounts.phone_gate import by_the_second_door

register = template.Library()


@register.inclusion_tag("accounts/phone/line.html", takes_context=True)
def phone_line(context: dict[str, Any]) -> dict[str, bool]:
    """A link to “Your phone”: only at a computer that has a second door, and not on the phone itself."""
    return {"offered": hung() is not None and not by_the_second_door(context["request"])}
