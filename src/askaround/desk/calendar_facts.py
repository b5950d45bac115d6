"""What is known of calendars for Today: those that cannot be read, and what other calendars answered."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Q

from askaround.accounts.models import Notebook, User
from askaround.accounts.prepared import Prepared
from askaround.calendars.models import CalendarAccount
from askaround.interviews.models import InterviewPerson, InvitationReply

from .mail_facts import WHO, who_of
from .steps.calendars import KIND_OF, KnownCalendar


def calendars_of(user: User) -> tuple[KnownCalendar, ...]:
    """Everything about calendars that only the seeker can settle: one query, and one more for each kind there is."""
    there = next(iter(_THERE.rows(user)), {})
    broken = (
        KnownCalendar("calendar-broken", row["id"], row["broken_since"], row["error"], name=row["name"])
        for row in (_BROKEN.rows(user) if there.get("broken") else ())
    )
    answered = (
        KnownCalendar(KIND_OF[row["answer"]], row["id"], row["at"], row["comment"], who_of(row), row["starts_at"])
        for row in (_ANSWERED.rows(user) if there.get("answered") else ())
    )
    stale = (
        KnownCalendar(
            "tell-called-off" if row["interview__cancelled_at"] else "tell-new-time", row["interview_id"],
            row["interview__cancelled_at"] or row["interview__moved_at"] or row["invited_at"], "", who_of(row),
            row["interview__starts_at"],
        )
        for row in (_STALE.rows(user) if there.get("stale") else ())
    )  # fmt: skip
    return (*broken, *answered, *stale)


def _there(user: User) -> Any:
    kinds = {"broken": _broken(user), "answered": _answered(user), "stale": _stale(user)}
    rows = Notebook.objects.filter(pk=user.active_notebook_id or UUID(int=0))
    return rows.annotate(**{name: Exists(each) for name, each in kinds.items()}).order_by().values(*kinds)


def _broken(user: User) -> Any:
    rows = CalendarAccount.objects.of(user).broken().order_by()
    return rows.values("id", "name", "broken_since", "error")


def _answered(user: User) -> Any:
    """What still means the time that stands; what another time has overtaken is over."""
    rows = InvitationReply.objects.of(user).open().filter(contact__trashed_at=None).exclude(contact=None)
    stands = Q(interview__cancelled_at=None, interview__ended_at=None)
    same = ~Q(answer="DECLINED") | Q(interview__sequence__lte=F("sequence")) | Q(sequence=0, interview__moved_at=None)
    return rows.filter(Q(interview=None) | stands, same).order_by().values(
        "id", "answer", "at", "comment", "starts_at", *WHO
    )  # fmt: skip


def _stale(user: User) -> Any:
    """Invited to a time that is another by now, or to a talk that is off."""
    rows = InterviewPerson.objects.of(user).filter(
        invited_sequence__lt=F("interview__sequence"), interview__ended_at=None, interview__no_show_at=None,
        contact__trashed_at=None, contact__do_not_contact_at=None,
    )  # fmt: skip
    return rows.exclude(contact__email="").order_by().values(
        "interview_id", "invited_at", "interview__starts_at", "interview__moved_at", "interview__cancelled_at", *WHO
    )  # fmt: skip


_THERE, _BROKEN, _ANSWERED, _STALE = Prepared(_there), Prepared(_broken), Prepared(_answered), Prepared(_stale)
