"""Somebody offers to connect the seeker with somebody, or the seeker would like them to."""

from collections.abc import Mapping
from datetime import date, datetime, time
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db import transaction

from askaround.history import recording
from askaround.history.models import Batch
from askaround.plain.refusal import RefusalError

from .adding import add_contact, add_tie, fitting
from .models import IN_ORDER, Contact, Introduction, TieKind

ORDER = {stage: place for place, stage in enumerate(IN_ORDER)}


class IntroductionError(RefusalError):
    """It cannot be; `sentence` says why."""


def offer(
    by: Contact,
    to: Contact,
    *,
    at: datetime,
    may_use_name: str = "",
    why: str = "",
    note_id: UUID | None = None,
    batch: Batch | None = None,
) -> Introduction:
    """`by` offers to connect the seeker with `to`. The same offer twice stands once.

    Raises IntroductionError when both are the same person.
    """
    found = _between(by, to)
    if found is not None:
        new: dict[str, Any] = {"offered_at": found.offered_at or at, "note_id": found.note_id or note_id}
        new |= {
            "may_use_name": found.may_use_name or may_use_name,
            "why": found.why or fitting(Introduction, "why", why),
        }
        recording.change(found, at=at, verb="introduction offered", contact=by.pk, batch=batch, **new)
        return found
    made = Introduction(
        notebook_id=by.notebook_id, by=by, to=to, may_use_name=may_use_name, offered_at=at, note_id=note_id,
        why=fitting(Introduction, "why", why), created_at=at,
    )  # fmt: skip
    with transaction.atomic():
        recording.create(made, at=at, verb="introduction offered", contact=by.pk, batch=batch)
        add_tie(to, TieKind.REFERRED, at=at, detail=f"by {by.name}", batch=batch)
    return made


def wish(by: Contact, to: Contact, *, at: datetime, why: str = "") -> Introduction:
    """The seeker would like `by` to introduce them to `to`; nobody has offered it yet. Once for the same two.

    Raises IntroductionError when both are the same person, or when one of them is to be left alone.
    """
    found = _between(by, to)
    if found is not None:
        return found
    for one in (by, to):
        if one.do_not_contact_at:
            raise IntroductionError(f"{one.name} asked not to be contacted. That stays so.")
    made = Introduction(notebook_id=by.notebook_id, by=by, to=to, why=fitting(Introduction, "why", why), created_at=at)
    recording.create(made, at=at, verb="introduction wished for", contact=by.pk)
    return made


def noted(
    by: Contact, *, name: str, at: datetime, title: str, organization: str, email: str, may_use_name: str, why: str,
    whose: str = "offered",
) -> Introduction:  # fmt: skip
    """`by` offered somebody of that name, or the seeker wishes for it; they are found among the people, or added."""
    with transaction.atomic():
        same = list(Contact.objects.within(by.notebook_id).out_of_trash().filter(name__iexact=name.strip())[:2])
        to = (
            same[0]
            if len(same) == 1
            else add_contact(by.notebook, name=name, at=at, title=title, organization=organization, email=email)
        )
        if whose == "wished":
            return wish(by, to, at=at, why=why)
        return offer(by, to, at=at, may_use_name=may_use_name, why=why)


def correct(introduction: Introduction, days: Mapping[str, date | None], *, at: datetime, **other: Any) -> None:
    """Write on which days its stages were; a stage without a day did not happen. The hour of a day that stays, stays.

    Raises IntroductionError when a day is still to come, or comes before the stage that it follows.
    """
    refuse_disorder({stage: day for stage, day in days.items() if day}, today=at.date())
    kept = {f"{stage}_at": getattr(introduction, f"{stage}_at") for stage in days}
    new: dict[str, Any] = {f"{stage}_at": _moment(kept[f"{stage}_at"], day, at) for stage, day in days.items()}
    recording.change(introduction, at=at, verb="introduction corrected", contact=introduction.by_id, **new, **other)


def refuse_disorder(days: Mapping[str, date], *, today: date) -> None:
    """Raise IntroductionError when a day is still to come, or a stage comes before one that it follows."""
    if any(day > today for day in days.values()):
        raise IntroductionError("A day that is still to come has not happened yet.")
    told = sorted((stage for stage in days if stage in ORDER), key=lambda stage: ORDER[stage])
    for before, after in pairwise(told):
        if days[after] < days[before]:
            raise IntroductionError(f"“{after.capitalize()}” cannot be before “{before}”.")


def _between(by: Contact, to: Contact) -> Introduction | None:
    if by.pk == to.pk:
        raise IntroductionError(f"{by.name} cannot introduce you to themselves. Choose somebody else.")
    found: Introduction | None = Introduction.objects.within(by.notebook_id).filter(by=by, to=to).first()
    return found


def _moment(kept: datetime | None, day: date | None, now: datetime) -> datetime | None:
    """The kept time when it is of that day, else noon of the day, but never later than now."""
    if day is None:
        return None
    if kept is not None and kept.astimezone(now.tzinfo).date() == day:
        return kept
    return min(datetime.combine(day, time(12), tzinfo=now.tzinfo), now)
