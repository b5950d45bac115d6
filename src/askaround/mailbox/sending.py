"""Each mail leaves at most once, whatever breaks.

That it begins to leave is committed before the first byte goes out. Whoever finds a mail that began to leave, without
an outcome, never sends it again: the Sent folder is searched for it, and else the seeker is asked.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

from askaround.plain.text import cut

from .models import Delivery, MailAccount

if TYPE_CHECKING:
    from .handing_over import Outcome

# Tried again after so many minutes when the server is not there, or asks to come back.
PAUSES = (1, 5, 15, 60, 180, 360, 720)
# A mail that should have left longer ago is not sent behind the seeker's back: the app was not running.
TOO_LATE = timedelta(hours=1)
# A provider may take a moment until its own copy stands in the Sent folder, in seconds.
FILED_AFTER = 30
LOOKED_AFTER = (60, 600, 3600)


def enqueue(delivery: Delivery) -> None:
    """Have the worker hand it over when it is due. Called in the transaction that sets `due_at`."""
    when = deliver.using(run_after=delivery.due_at)
    when.enqueue(str(delivery.pk), due=delivery.due_at.isoformat(), notebook=str(delivery.notebook_id))


@task
def deliver(delivery: str, *, due: str, notebook: str) -> None:
    """Hand one mail over, if it is still due at that very time: a later round has a task of its own."""
    now = timezone.now()
    found = Delivery.objects.within(notebook).select_related("account").filter(pk=delivery).first()
    if found is None or found.is_over or found.due_at != datetime.fromisoformat(due):
        return
    if found.started_at:
        lose(found, at=now)
    elif why := _why_not(found):
        settle(found, at=now, refused_at=now, said=why)
    elif now - found.due_at > TOO_LATE:
        _too_late(found, at=now)
    elif Delivery.objects.within(notebook).unclaimed().filter(pk=found.pk).update(started_at=now):
        found.started_at = now
        _leave(found)


def lose(delivery: Delivery, *, at: datetime) -> None:
    """It began to leave and nobody knows what came of it: search for it, and never send it by ourselves again."""
    settle(delivery, at=at, unknown_at=at, said=delivery.said or "Askaround stopped while it was handed over.")
    look_for.call(str(delivery.pk), turn=0, notebook=str(delivery.notebook_id))


@task
def look_for(delivery: str, *, turn: int, notebook: str) -> None:
    """Search Sent for a mail of which nobody knows whether it left; not found, search again a little later."""
    from .filing import is_in_sent
    from .reaching import MailError

    found = Delivery.objects.within(notebook).select_related("account").filter(pk=delivery).first()
    if found is None or found.account is None or not found.unknown_at or found.accepted_at:
        return
    try:
        there = is_in_sent(found.account, found.message_id)
    except MailError:
        there = False
    if there:
        came_out(found, at=timezone.now())
    elif turn < len(LOOKED_AFTER):
        later = timezone.now() + timedelta(seconds=LOOKED_AFTER[turn])
        look_for.using(run_after=later).enqueue(delivery, turn=turn + 1, notebook=notebook)


def came_out(delivery: Delivery, *, at: datetime) -> None:
    """It did go out: its copy was found, somebody answered it, or the seeker says so."""
    if delivery.accepted_at is None:
        left = delivery.started_at or delivery.unknown_at or at
        settle(delivery, at=at, accepted_at=left, unknown_at=None, refused_at=None, said="")


def send_again(delivery: Delivery, *, at: datetime) -> None:
    """The seeker says that it did not go out: it leaves once more, under the same Message-ID."""
    rows = Delivery.objects.within(delivery.notebook_id).filter(pk=delivery.pk, accepted_at=None, withdrawn_at=None)
    with transaction.atomic():
        if rows.exclude(unknown_at=None).update(unknown_at=None, started_at=None, due_at=at, tries=0, said=""):
            delivery.refresh_from_db()
            enqueue(delivery)


def settle(delivery: Delivery, *, at: datetime, **facts: datetime | str | None) -> None:
    """Write an outcome down, and tell whoever posted it, in one."""
    with transaction.atomic():
        for name, value in facts.items():
            setattr(delivery, name, cut(value, 500) if isinstance(value, str) else value)
        delivery.save(update_fields=list(facts))
        if delivery.then:
            import_string(delivery.then).enqueue(str(delivery.pk), notebook=str(delivery.notebook_id))
        if delivery.accepted_at and not delivery.filed_at:
            from .filing import file_copy

            later = at + timedelta(seconds=FILED_AFTER)
            file_copy.using(run_after=later).enqueue(str(delivery.pk), turn=0, notebook=str(delivery.notebook_id))


def _leave(delivery: Delivery) -> None:
    """The network, outside of any transaction; then what came of it."""
    from .handing_over import hand_over

    account = delivery.account
    assert account is not None
    _write_down(delivery, account, hand_over(account, delivery), at=timezone.now())


def _write_down(delivery: Delivery, account: MailAccount, outcome: "Outcome", *, at: datetime) -> None:
    from .handing_over import Fate

    if outcome.broken:
        account.failed(outcome.said, lasting=True, at=at)
    if outcome.fate is Fate.ACCEPTED:
        settle(delivery, at=at, accepted_at=at, unknown_at=None, said=outcome.said)
    elif outcome.fate is Fate.UNKNOWN:
        delivery.said = outcome.said
        lose(delivery, at=at)
    elif outcome.fate is Fate.LATER and delivery.tries < len(PAUSES):
        _put_off(delivery, outcome.said, at=at)
    else:
        settle(delivery, at=at, refused_at=at, started_at=None, said=outcome.said)


def _put_off(delivery: Delivery, said: str, *, at: datetime) -> None:
    """It surely did not leave: another round, with a due time of its own."""
    with transaction.atomic():
        delivery.due_at = at + timedelta(minutes=PAUSES[delivery.tries])
        delivery.tries, delivery.started_at, delivery.said = delivery.tries + 1, None, cut(said, 500)
        delivery.save(update_fields=["due_at", "tries", "started_at", "said"])
        enqueue(delivery)


def _why_not(delivery: Delivery) -> str:
    """Why it may not leave any more; empty when it may."""
    if delivery.account is None or not delivery.account.secret:
        return "There is no mail account any more that it could leave by."
    return str(import_string(delivery.unless)(delivery)) if delivery.unless else ""


def _too_late(delivery: Delivery, *, at: datetime) -> None:
    """Nothing leaves hours after it was meant to. It may have: this can be a copy of the data, restored since."""
    from .filing import is_in_sent
    from .reaching import MailError

    try:
        there = delivery.account is not None and is_in_sent(delivery.account, delivery.message_id)
    except MailError:
        there = False
    if there:
        came_out(delivery, at=at)
    else:
        said = "Askaround was not running when it should have left, so it stayed here. Send it if you still want to."
        settle(delivery, at=at, refused_at=at, said=said)
