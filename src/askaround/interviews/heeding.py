"""Warning of anything in a brief that asks for a job: in the goals, the pitch, and questions of the seeker's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from askaround.outreach.review import review

from .briefing import BriefPage


@dataclass(frozen=True)
class Heed:
    """Words in the brief that ask for a job: where they stand, the words, and why not."""

    where: str
    words: str
    message: str


def job_remarks(page: BriefPage) -> list[Heed]:
    """What the job rules of the review say about the seeker's own words."""
    brief = page.brief
    texts = [("the goals", brief.goals), ("why this person", brief.why_this_person), ("the pitch", brief.pitch)]
    texts += [("a question", chosen.text) for part in page.parts for chosen in part.questions if not chosen.bank_key]
    return _remarks(texts)


def remarks_on(texts: Mapping[str, str]) -> list[Heed]:
    """The same of any words that are to be said, by where they stand."""
    return _remarks(texts.items())


def _remarks(texts: Iterable[tuple[str, str]]) -> list[Heed]:
    return [
        Heed(where, text[remark.start : remark.end], remark.message)
        for where, text in texts
        if text
        for remark in review(text, kind="ask")
        if "job" in remark.rule
    ]
