"""Bringing the index up to date when somebody looks: a little at once, the rest in the background."""

from askaround.accounts.models import User

from .indexing import catch_up, go_on

AT_ONCE_SECONDS = 1.0


def read_on(user: User) -> bool:
    """Catch up for at most a second. False when something is left; then it goes on in the background."""
    notebook = user.active_notebook
    if notebook is None or catch_up(notebook, seconds=AT_ONCE_SECONDS):
        return True
    go_on.enqueue(notebook=str(notebook.pk))
    return False
