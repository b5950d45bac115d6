"""Interview, InterviewPerson, InvitationReply, Brief, ChosenQuestion, ThankYou, Rehearsal."""

from .brief import Brief, ChosenQuestion
from .interview import WHOSE, Format, Interview, InterviewError, InterviewQuerySet
from .people import InterviewPerson, InterviewPersonQuerySet, InvitationReply, InvitationReplyQuerySet, ThankYou
from .rehearsal import Rehearsal, RehearsalQuerySet, Rehearsed

__all__ = [
    "WHOSE", "Brief", "ChosenQuestion", "Format", "Interview", "InterviewError", "InterviewPerson",
    "InterviewPersonQuerySet", "InterviewQuerySet", "InvitationReply", "InvitationReplyQuerySet", "Rehearsal",
    "RehearsalQuerySet", "Rehearsed", "ThankYou",
]  # fmt: skip
