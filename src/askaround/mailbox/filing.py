"""A copy in the seeker's Sent folder: looked for first, since some providers file their own; put there once."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from .models import Delivery, MailAccount

# Tried again after so many minutes; then it is let be: the letter's page has the words.
PAUSES = (1, 10, 60, 360)


@task
def file_copy(delivery: str, *, turn: int, notebook: str) -> None:
    """Put a copy of a mail that has left into Sent, unless one is there. Safe to run twice: it looks first."""
    from .reaching import MailError

    found = Delivery.objects.within(notebook).select_related("account").filter(pk=delivery).first()
    if found is None or not found.accepted_at or found.filed_at:
        return
    try:
        filed = found.account is None or _file(found.account, found, last=turn >= len(PAUSES))
    except MailError:
        filed = turn >= len(PAUSES)
    if filed:
        found.filed_at, found.content = timezone.now(), ""
        found.save(update_fields=["filed_at", "content"])
    else:
        later = timezone.now() + timedelta(minutes=PAUSES[turn])
        file_copy.using(run_after=later).enqueue(delivery, turn=turn + 1, notebook=notebook)


def is_in_sent(account: MailAccount, message_id: str) -> bool:
    """Whether a mail of that Message-ID lies in Sent. Raises MailError."""
    from .reading import opened

    with opened(account) as box:
        folder = account.sent_folder or box.sent()
        return bool(folder) and box.holds(folder, message_id)


def _file(account: MailAccount, delivery: Delivery, *, last: bool) -> bool:
    """True once it is there, or nothing is left to do. Where the provider files its own, it is only waited for."""
    from .reading import opened

    with opened(account) as box:
        folder = account.sent_folder or box.sent()
        if not folder or box.holds(folder, delivery.message_id):
            return True
        if box.files_its_own:
            return last
        box.append(folder, delivery.content.encode("latin-1"), at=delivery.accepted_at or timezone.now())
    return True
