"""What every verb does first: settings, a database of this version, the seeker and their notebook."""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .commands import CommandError

if TYPE_CHECKING:
    from askaround.accounts.models import Notebook, User


def notebook_option(parser: ArgumentParser) -> None:
    """`--notebook`, for verbs that mean the active one otherwise."""
    parser.add_argument("--notebook", metavar="NAME", help="the notebook by name or id (default: the active one)")


def set_up() -> Path:
    """Load the settings. Returns the data folder. Raises CommandError when a setting is wrong."""
    import django
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
        return Path(settings.HOME)
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from error


def open_home(*, now: datetime | None = None) -> datetime:
    """Settings loaded and the database of this version. Returns the time, by which the verb then acts."""
    home = set_up()
    from django.utils import timezone

    from . import migrating, running

    at = now or timezone.now()
    found = migrating.state()
    if found.pending and not running.is_free(home):
        raise CommandError("Another version of Askaround runs on this data. Stop it first, then try again.")
    migrating.bring_up_to_date(now=at)
    return at


def seeker(*, at: datetime) -> "User":
    """The one user of a seeker's own machine, made on first use. A host has many: there the pages do it."""
    from django.conf import settings

    if not settings.LOCAL:
        raise CommandError("Here many people sign in, so this is done on the pages, not on the command line.")
    from askaround.accounts.opening import local_user

    return local_user(at=at)


def notebook_of(user: "User", args: Namespace) -> "Notebook":
    """The notebook that `--notebook` names, else the active one. It becomes the one that `.of(user)` means here."""
    from askaround.accounts.doors import notebooks_of

    if not args.notebook:
        if user.active_notebook is None:
            raise CommandError("There is no notebook yet. Start the app, or import a file.")
        return user.active_notebook
    for notebook in notebooks_of(user):
        if args.notebook in {notebook.name, str(notebook.pk)}:
            user.active_notebook = notebook
            return notebook
    names = ", ".join(f"“{notebook.name}”" for notebook in notebooks_of(user))
    raise CommandError(f"There is no notebook “{args.notebook}”. There is: {names}.")


def campaign_named(user: "User", name: str) -> Any:
    """A campaign of the active notebook by name or id. Raises CommandError when there is none."""
    from askaround.purpose.models import Campaign

    campaigns = list(Campaign.objects.of(user))
    for campaign in campaigns:
        if name in {campaign.name, str(campaign.pk)}:
            return campaign
    raise CommandError(f"There is no campaign “{name}” in this notebook.")
