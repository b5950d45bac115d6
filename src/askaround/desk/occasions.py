"""What a seeker could be reminded of, and what they chose, gathered for the rules of `reminding`."""

from .models import ReminderSettings
from .reminding import Occasion, Wishes
from .seeker import Seeker
from .steps.step import Step

# Each kind of step, and the setting that asks for a message about it.
KINDS = {"interview": "push_interview", "thank": "push_thanks", "follow-up": "push_follow_up"}


def wishes_of(kept: ReminderSettings, seeker: Seeker) -> Wishes:
    """What the seeker chose, as the rules read it."""
    kinds = frozenset(kind for kind, name in KINDS.items() if getattr(kept, name))
    return Wishes(
        zone=seeker.zone, digest=kept.digest, weekday=kept.digest_weekday, hour=kept.digest_hour,
        since=kept.digest_since, kinds=kinds, quiet_from=kept.quiet_from, quiet_until=kept.quiet_until,
    )  # fmt: skip


def occasions(seeker: Seeker) -> dict[Occasion, Step]:
    """What could be reminded of, each with its step: talks to come, thanks due, the days of follow-ups."""
    found: dict[Occasion, Step] = {}
    for step in seeker.steps(KINDS):
        if step.kind == "interview" and step.due <= seeker.now:
            continue
        at = step.starts if step.kind == "follow-up" else step.due
        # A talk with two people is one talk; each of them is thanked.
        contact = step.contact.id if step.contact and step.kind != "interview" else None
        found.setdefault(Occasion(step.kind, step.subject, at, contact), step)
    return found
