"""Running the rules over a letter, or over a file that holds one."""

import re
from dataclasses import dataclass, replace

from . import following, forwarding, heading, job_meaning, jobs, length, person, request, thanks, wording
from .reading import Reading
from .rule import Facts, Remark, Rule

RULES: tuple[Rule, ...] = (
    *jobs.RULES, *length.RULES, *request.RULES, *heading.RULES, *wording.RULES, *following.RULES, *thanks.RULES,
    *forwarding.RULES, *job_meaning.RULES, *person.RULES,
)  # fmt: skip
# What no list of words tells; skipped without the language model.
OF_MEANING = frozenset(rule.id for rule in RULES if "meaning" in rule.needs)
_LAST_WORDS = {jobs.LEFT_OVER: 1, job_meaning.MEANT: 2}
_HEADER = re.compile(r"\ufeff?[Ss]ubject:[ \t]*(?P<subject>[^\r\n]*)(?:\r?\n(?:[ \t]*\r?\n)?|$)")


@dataclass(frozen=True)
class FileReview:
    """What was found in a file, and which rules could not be run on it."""

    remarks: list[Remark]
    skipped: list[str]
    english: bool


def review(
    text: str, *, kind: str, channel: str = "email", subject: str | None = None, facts: Facts | None = None
) -> list[Remark]:
    """Remarks on a letter, in the order of the text; those on the subject first, `must` before `should`.

    Rules that need facts which are not given are skipped (`skipped` names them); a subject of None is unknown.
    """
    return _remarks(Reading(text, kind=kind, channel=channel, subject=subject, facts=facts))


def skipped(
    text: str, *, kind: str, channel: str = "email", subject: str | None = None, facts: Facts | None = None
) -> list[str]:
    """The rules for this kind of letter that were not run: facts unknown, or not in English."""
    return _skipped(Reading(text, kind=kind, channel=channel, subject=subject, facts=facts))


def review_file(text: str, kind: str, channel: str = "email", facts: Facts | None = None) -> FileReview:
    """A file that may begin with “Subject: …” and an empty line. Offsets are in the whole file."""
    header = _HEADER.match(text)
    subject = header["subject"] if header else None
    body_at = header.end() if header else 0
    subject_at = header.start("subject") if header else 0
    reading = Reading(text[body_at:], kind=kind, channel=channel, subject=subject, facts=facts)
    moved = [_moved(remark, subject_at if remark.part == "subject" else body_at) for remark in _remarks(reading)]
    return FileReview(sorted(moved, key=_order), _skipped(reading), reading.is_english)


def _remarks(reading: Reading) -> list[Remark]:
    found = [
        Remark(rule.id, rule.level, f.start, f.end, f.message, rule.why, rule.source, f.part)
        for rule in RULES
        if rule.applies(reading) and not rule.missing(reading)
        for f in rule.find(reading)
    ]
    return sorted(_without_repeats(reading, job_meaning.without_doubted(reading, found)), key=_order)


def _without_repeats(reading: Reading, found: list[Remark]) -> list[Remark]:
    """One remark at the same words is enough; the job rules speak first, their catch-all and the probe last."""
    said: list[tuple[str, int, int]] = []
    kept = []
    for remark in sorted(found, key=lambda r: (_LAST_WORDS.get(r.rule, 0), r.start, -r.end)):
        if remark.rule.startswith("job-"):
            start, end = remark.start, remark.end
            if remark.rule == jobs.LEFT_OVER:
                start, end = next(((s.start, s.end) for s in reading.whole if s.start <= start < s.end), (start, end))
            if any(part == remark.part and a < end and start < b for part, a, b in said):
                continue
            said.append((remark.part, remark.start, remark.end))
        kept.append(remark)
    return [r for r in kept if r.rule != "attachment" or not any(a < r.end and r.start < b for _, a, b in said)]


def _skipped(reading: Reading) -> list[str]:
    return [rule.id for rule in RULES if rule.applies(reading) and rule.missing(reading)]


def _moved(remark: Remark, by: int) -> Remark:
    return replace(remark, start=remark.start + by, end=remark.end + by)


def _order(remark: Remark) -> tuple[bool, int, str, str]:
    return (remark.part != "subject", remark.start, remark.level, remark.rule)
