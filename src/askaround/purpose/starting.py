"""Starting a campaign, and making one the active one. One is active in a notebook at a time."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from askaround.accounts.models import Notebook
from askaround.history import recording

from .models import Aim, Campaign


def start_campaign(
    notebook: Notebook,
    *,
    name: str,
    at: datetime,
    learn: str = "",
    know: str = "",
    expect: str = "",
    expect_not: str = "",
    goal: int = 8,
    aims: Iterable[str] = (),
    occupation: str = "",
    level: str = "entry",
) -> Campaign:
    """A new campaign with its aims in their order; it becomes the active one."""
    campaign = Campaign(
        notebook=notebook, name=name, learn=learn, know=know, expect=expect, expect_not=expect_not, goal=goal,
        occupation=occupation, level=level, active=True, created_at=at,
    )  # fmt: skip
    with transaction.atomic():
        rest(notebook, at=at)
        recording.create(campaign, at=at, verb="started")
        for text in aims:
            add_aim(campaign, text, at=at)
    return campaign


def activate(campaign: Campaign, *, at: datetime) -> None:
    """Make this the campaign that every page shows; the one before it rests. An archived one comes back."""
    if campaign.active:
        return
    with transaction.atomic():
        rest(Notebook(pk=campaign.notebook_id), at=at)
        recording.change(campaign, at=at, verb="activated", active=True, archived_at=None)


def rest(notebook: Notebook, *, at: datetime) -> None:
    """No campaign of the notebook is the active one any more."""
    for other in Campaign.objects.within(notebook).filter(active=True):
        recording.change(other, at=at, verb="rested", active=False)


def put_away(campaign: Campaign, *, at: datetime, trash: bool = False) -> None:
    """Archive or trash a campaign. When it was the active one, the latest of the others takes its place."""
    with transaction.atomic():
        was_active = campaign.active
        if trash:
            recording.change(campaign, at=at, verb="trashed", active=False, trashed_at=at)
        else:
            recording.change(campaign, at=at, verb="archived", active=False, archived_at=at)
        following = Campaign.objects.within(campaign.notebook_id).current().order_by("-created_at").first()
        if was_active and following is not None:
            activate(following, at=at)


def add_aim(campaign: Campaign, text: str, *, at: datetime) -> Aim:
    """One more thing to learn, after the others."""
    last = Aim.objects.within(campaign.notebook_id).filter(campaign=campaign).order_by("position").last()
    aim = Aim(
        notebook_id=campaign.notebook_id, campaign=campaign, text=text, created_at=at,
        position=last.position + 1 if last else 1,
    )  # fmt: skip
    recording.create(aim, at=at)
    return aim


def move_aim(aim: Aim, *, by: int, at: datetime) -> None:
    """Let an aim change places with its neighbour: `by` is -1 for up, 1 for down."""
    aims = list(Aim.objects.within(aim.notebook_id).filter(campaign=aim.campaign_id))
    place = next(number for number, other in enumerate(aims) if other.pk == aim.pk)
    if not 0 <= place + by < len(aims):
        return
    aims[place], aims[place + by] = aims[place + by], aims[place]
    with transaction.atomic():
        for number, other in enumerate(aims, start=1):
            recording.change(other, at=at, verb="moved", position=number)
