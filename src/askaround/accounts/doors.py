"""The typed request that every view behind the door gets, and which notebooks a user may open."""

from django.db.models import QuerySet
from django.http import HttpRequest

from .models import Notebook, User


class Request(HttpRequest):
    """A request of somebody signed in."""

    user: User


def notebooks_of(user: User) -> QuerySet[Notebook]:
    """The notebooks that the user may open, oldest first."""
    return Notebook.objects.filter(memberships__user=user)
