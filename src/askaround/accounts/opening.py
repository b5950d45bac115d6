"""Opening notebooks, and the one user of a seeker's own laptop."""

from datetime import datetime

from django.db import transaction

from .models import Membership, Notebook, User

LOCAL_NAME = "me"


def open_notebook(user: User, name: str, *, at: datetime, demo: bool = False) -> Notebook:
    """A new notebook of the user's, which becomes the one that every page shows."""
    with transaction.atomic():
        notebook = Notebook.objects.create(name=name, owner=user, demo=demo, created_at=at)
        Membership.objects.create(notebook=notebook, user=user)
        notebook.open_for(user)
    return notebook


def local_user(*, at: datetime) -> User:
    """The seeker on their own laptop, made once, with a notebook. They never meet a password."""
    with transaction.atomic():
        user, _ = User.objects.select_related("active_notebook").get_or_create(
            username=LOCAL_NAME, defaults={"password": "!"}
        )
        if user.active_notebook is None:
            mine = Notebook.objects.filter(memberships__user=user).first()
            if mine:
                mine.open_for(user)
            else:
                open_notebook(user, "My notebook", at=at)
    return user
