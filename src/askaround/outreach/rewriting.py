"""One tap on a letter: written another way, a gap filled, a cut made. Each is a change that can be taken back."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from askaround.history import recording

from . import drafts, writing
from .beside import WRITTEN_FOR, campaign_of
from .knowing import facts_for
from .models import AskError, Letter
from .review import Practised, Remark, nearby, review
from .review.cutting import applied
from .review.job_meaning import sentence_of


def write_another_way(letter: Letter, key: str, *, at: datetime) -> str:
    """Put the draft of that key in its place, else the first. Returns what it is called."""
    ways = drafts.drafts_of(letter, campaign_of(letter), at=at)
    draft = next((one for one in ways if one.key == key), ways[0])
    with transaction.atomic():
        recording.change(letter, at=at, verb="written for", facts={**letter.facts, WRITTEN_FOR: letter.channel})
        _write(letter, at=at, subject=draft.subject or letter.subject, body=draft.body)
    return draft.name


def fill_gaps(letter: Letter, labels: Sequence[str], answers: Sequence[str], *, at: datetime) -> int:
    """Each bracket becomes what was typed for it. Returns how many were filled."""
    subject, body, filled = letter.subject, letter.body, 0
    for label, answer in zip(labels, answers, strict=False):
        if said := " ".join(answer.split()):
            filled += 1
            subject, body = _filled(subject, label, said), _filled(body, label, said)
    if filled:
        _write(letter, at=at, subject=subject, body=body)
    return filled


def cut(letter: Letter, rule: str, start: int, *, at: datetime) -> None:
    """Apply the cut that the review suggests for that remark. Raises AskError when the letter has moved on."""
    for remark in remarks_of(letter):
        if remark.rule == rule and remark.start == start and remark.cut is not None:
            text = letter.subject if remark.part == "subject" else letter.body
            _write(letter, at=at, **{remark.part: applied(text, remark.cut)})
            return
    raise AskError("The letter has changed since; look at the remark once more.")


def clear_of_jobs(letter: Letter, start: int, *, at: datetime) -> str:
    """The seeker says that the sentence there asks for no job; it is kept with the letter. Gives the sentence."""
    sentence = sentence_of(letter.body, letter.kind, start) if start >= 0 else ""
    if not sentence:
        raise AskError("The letter has changed since; look at the remark once more.")
    said = [*letter.facts.get("no_job_asks", ())]
    if sentence not in said:
        _write(letter, at=at, facts={**letter.facts, "no_job_asks": [*said, sentence]})
    return sentence


def remarks_of(letter: Letter) -> list[Remark]:
    """What the review says of it now, as its campaign has the rules."""
    campaign = campaign_of(letter)
    facts = replace(facts_for(letter), meaning=nearby().meaning)
    return review(
        letter.body, kind=letter.kind, channel=letter.channel, subject=letter.subject, facts=facts,
        practised=Practised.read(campaign.practice if campaign else None),
    )  # fmt: skip


def _filled(text: str, label: str, answer: str) -> str:
    """A bracket with its answer: one full stop, and a capital where a sentence begins."""

    def put(match: re.Match[str]) -> str:
        before = text[: match.start()].rstrip(" ")
        begins = not before or before[-1] in ".?!\n:" or before.endswith("- ")
        said = answer[:1].upper() + answer[1:] if begins and not before.endswith((":", "- ")) else answer
        return said.rstrip(".") if text[match.end() : match.end() + 1] == "." else said

    return re.sub(re.escape(f"[{label}]"), put, text)


def _write(letter: Letter, *, at: datetime, **new: Any) -> None:
    """What this tab has just saved is changed once more, under a version of its own."""
    writing.refuse_if_gone(letter)
    values: dict[str, Any] = {**new, "version": letter.version + 1}
    recording.change(letter, at=at, **values)
