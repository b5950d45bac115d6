"""The rules by what they are about, for the page that lists them."""

from . import (
    appointing,
    following,
    forwarding,
    heading,
    job_meaning,
    jobs,
    length,
    manners,
    person,
    request,
    speaking,
    telling,
    thanks,
    wording,
)
from .rule import Rule

GROUPS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Asking for a job", (*jobs.RULES, *job_meaning.RULES)),
    ("The request", request.RULES),
    ("How long", (*length.RULES, *speaking.RULES)),
    ("The subject", heading.RULES),
    ("How it is said", (*wording.RULES, *manners.RULES)),
    ("Why this person", person.RULES),
    ("Following up", following.RULES),
    ("Introductions", (*forwarding.RULES, *telling.RULES)),
    ("An agreed talk", appointing.RULES),
    ("Thank-yous", thanks.RULES),
)
