"""Building the demo notebook: one believable campaign, lived through our own verbs, as of now."""

from datetime import datetime

from django.db import transaction

from askaround.accounts.middleware import zone_of
from askaround.accounts.models import Notebook, User
from askaround.accounts.opening import open_notebook
from askaround.history.recording import acting
from askaround.search.indexing import forget

from .story import Story

NAME = "Look around"


def build(user: User, *, now: datetime) -> Notebook:
    """A fresh demo notebook, opened for the user; an older one goes."""
    local = now.astimezone(zone_of(user))
    with transaction.atomic(), acting(user):
        _remove(user)
        notebook = open_notebook(user, NAME, at=now, demo=True)
        Story(notebook, local).tell()
        notebook.open_for(user)
    return notebook


def throw_away(user: User) -> None:
    """The demo goes whole, and the user is back in their own notebook."""
    with transaction.atomic():
        _remove(user)
        own = Notebook.objects.filter(memberships__user=user, demo=False).order_by("created_at").first()
        if own is not None and user.active_notebook_id != own.pk:
            own.open_for(user)


def _remove(user: User) -> None:
    for old in Notebook.objects.filter(owner=user, demo=True):
        forget(old)
        old.delete()
    user.refresh_from_db(fields=["active_notebook"])
