"""The dream list: adding a line, moving it up and down, taking it off."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from askaround.history import recording
from askaround.history.models import Batch
from askaround.people.adding import fitting, industry_named, organization_named
from askaround.plain.text import clean_lines
from askaround.purpose.models import Campaign

from .models import Target


def add_target(campaign: Campaign, kind: str, name: str, *, at: datetime, why: str = "") -> Target:
    """One more industry, organization or occupation, at the end of its list. What is there already stays once."""
    with transaction.atomic():
        aim = _aimed_at(campaign, kind, name, at=at)
        mine = Target.objects.within(campaign.notebook_id).filter(campaign=campaign, kind=kind)
        same = {f"{field}__iexact" if field == "occupation" else field: value for field, value in aim.items()}
        found: Target | None = mine.filter(**same).first()
        if found is not None:
            return found
        last = mine.aggregate(last=Max("rank"))["last"] or 0
        target = Target(
            notebook_id=campaign.notebook_id, campaign=campaign, kind=kind, rank=last + 1, why=clean_lines(why),
            created_at=at, **aim,
        )  # fmt: skip
        recording.create(target, at=at)
    return target


def move(target: Target, place: int, *, at: datetime) -> Batch | None:
    """Put the target at `place` (1 is the dearest) of its list; the others close up. One batch, or none."""
    rows = list(Target.objects.within(target.notebook_id).filter(campaign_id=target.campaign_id, kind=target.kind))
    new = [row for row in rows if row.pk != target.pk]
    new.insert(max(0, min(place, len(rows)) - 1), target)
    return _ranked(rows, new, label=target.name, at=at)


def order(campaign: Campaign, kind: str, wanted: Iterable[UUID], *, at: datetime) -> Batch | None:
    """Put the targets of a kind in the wanted order; those not named keep theirs, behind. One batch, or none."""
    rows = list(Target.objects.within(campaign.notebook_id).filter(campaign=campaign, kind=kind))
    place = {key: number for number, key in enumerate(dict.fromkeys(wanted))}
    new = sorted(rows, key=lambda row: place.get(row.pk, len(place)))
    return _ranked(rows, new, label=kind, at=at)


def _ranked(rows: list[Target], new: list[Target], *, label: str, at: datetime) -> Batch | None:
    if [row.pk for row in new] == [row.pk for row in rows]:
        return None
    with transaction.atomic():
        batch = Batch.objects.create(notebook_id=new[0].notebook_id, verb="ranked", label=label[:300], created_at=at)
        for rank, row in enumerate(new, start=1):
            recording.change(row, at=at, verb="ranked", batch=batch, rank=rank)
    return batch


def _aimed_at(campaign: Campaign, kind: str, name: str, *, at: datetime) -> dict[str, Any]:
    if kind == "organization":
        return {"organization": organization_named(campaign.notebook, name, at=at)}
    if kind == "industry":
        return {"industry": industry_named(campaign.notebook, name, at=at)}
    return {"occupation": fitting(Target, "occupation", name)}
