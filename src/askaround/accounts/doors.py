"""The typed request that every view behind the door gets, and who may open a notebook."""

from django.http import HttpRequest

from .models import Notebook, User


class Request(HttpRequest):
    """A request of somebody signed in."""

    user: User


def notebooks_of(user: User) -> "list[Notebook]":
    """The notebooks that the user may open, oldest first."""
    return list(Notebook.objects.filter(memberships__user=user))
