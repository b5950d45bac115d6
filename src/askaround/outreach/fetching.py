"""Looking for answers: every few minutes, and when the seeker says so."""

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from askaround.mailbox.models import MailAccount
from askaround.tasks.models import Task

if TYPE_CHECKING:
    from askaround.mailbox.fetching import Found

    from .hearing import Hearing

# So many mails are kept in one transaction: few enough that a page waiting to write does not notice.
AT_ONCE = 100
PATIENCE = timedelta(hours=6)
_TASK = "askaround.outreach.fetching.fetch"


def look_later(account: MailAccount) -> None:
    """Have the worker look into the account, unless that is under way."""
    waiting = Task.objects.filter(notebook=account.notebook_id, function=_TASK, finished_at=None, failed_at=None)
    if not any(row.args == [str(account.pk)] for row in waiting):
        fetch.enqueue(str(account.pk), notebook=str(account.notebook_id))


@task
def fetch_all() -> int:
    """Look into every account that has its password; into a broken one seldom, since some providers count."""
    now = timezone.now()
    accounts = MailAccount.objects.exclude(secret="").exclude(broken_since__isnull=False, tried_at__gt=now - PATIENCE)
    for account in accounts.iterator():
        look_later(account)
    return accounts.count()


@task
def fetch(account: str, *, notebook: str) -> None:
    """Look into one account. What hinders it is kept with it; safe to run twice."""
    from askaround.mailbox.fetching import look
    from askaround.mailbox.reaching import MailError

    from .hearing import Hearing

    now = timezone.now()
    found = MailAccount.objects.within(notebook).filter(pk=account).first()
    if found is None or not found.secret:
        return
    hearing, before = Hearing.of(found, now), found.synced
    mails = look(found, hearing.wanted, now=now)
    try:
        while some := list(islice(mails, AT_ONCE)):
            _keep(hearing, some)
    except MailError as error:
        found.failed(error.sentence, lasting=error.lasting, at=timezone.now())
        return
    if found.synced != before:
        found.save(update_fields=["synced"])
    found.worked(at=timezone.now())


def _keep(hearing: "Hearing", some: list["Found"]) -> None:
    with transaction.atomic():
        for each in some:
            hearing.keep(each)
        hearing.write_touches()
