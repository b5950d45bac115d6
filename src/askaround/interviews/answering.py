"""What the seeker does with what another calendar sent: agree to the time, take note that it is off, or leave it."""

from datetime import datetime

from django.db import transaction

from askaround.accounts.models import User
from askaround.history import recording
from askaround.outreach.models import Ask
from askaround.purpose.models import Campaign

from .agreeing import LEAST_MINUTES, MOST_MINUTES, agree, call_off
from .models import Format, Interview, InterviewError, InvitationReply
from .placing import place_soon
from .zones import guess, is_zone

NOT_OPEN = "This was answered already."


def agree_to(row: InvitationReply, user: User, *, at: datetime) -> Interview:
    """Their time is agreed: the talk moves to it, or one is made. Raises InterviewError with the reason why not."""
    if row.settled_at or row.ignored or row.answer not in {"COUNTER", "REQUEST"} or row.starts_at is None:
        raise InterviewError(NOT_OPEN)
    if row.starts_at <= at:
        raise InterviewError("This time has passed. Offer another one.")
    with transaction.atomic():
        interview = _moved(row, at=at) if row.interview else _made(row, user, at=at)
        recording.change(row, at=at, verb="agreed", interview=interview, settled_at=at)
    return interview


def take_off(row: InvitationReply, *, at: datetime) -> None:
    """They called it off, and so it is here."""
    if row.settled_at or row.answer != "CANCEL" or row.interview is None:
        raise InterviewError(NOT_OPEN)
    with transaction.atomic():
        call_off(row.interview, by="theirs", at=at)
        row.answer_it(at=at)


def _moved(row: InvitationReply, *, at: datetime) -> Interview:
    interview = row.interview
    assert interview is not None
    assert row.starts_at is not None
    interview.move(starts_at=row.starts_at, minutes=_minutes(row, interview.minutes), by="theirs", at=at)
    place_soon(interview.notebook_id)
    found: Interview = interview
    return found


def _made(row: InvitationReply, user: User, *, at: datetime) -> Interview:
    contact, campaign = row.contact, Campaign.objects.active_of(user)
    if contact is None or campaign is None or row.starts_at is None:
        raise InterviewError("Say first who this is, and what your campaign is about.")
    asks = Ask.objects.in_active(user).filter(contact=contact, closed_at__isnull=True, declined_at__isnull=True)
    mine = user.zone if is_zone(user.zone) else "UTC"
    theirs, _ = guess(contact.zone, contact.town, contact.country)
    link = row.place if "://" in row.place else ""
    return agree(
        campaign, [contact], starts_at=row.starts_at, minutes=_minutes(row, 30), at=at, my_zone=mine,
        their_zone=theirs or mine, format=Format.VIDEO if link else Format.FACE_TO_FACE if row.place else Format.PHONE,
        place="" if link else row.place, link=link, ask=asks.first(),
    )  # fmt: skip


def _minutes(row: InvitationReply, usual: int) -> int:
    if row.starts_at is None or row.ends_at is None:
        return usual
    told = round((row.ends_at - row.starts_at).total_seconds() / 60)
    return min(max(told, LEAST_MINUTES), MOST_MINUTES)
