"""What stands around every page: the navigation with its counts, the campaign, the notebook."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context for `web/page.html`. Nothing is asked of the database for somebody who is not signed in."""
    return {}
