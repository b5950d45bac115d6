"""Running the rules over a letter, or over a file that holds one."""

import re
from dataclasses import dataclass, replace

from . import job_meaning, jobs
from .groups import GROUPS
from .practised import STANDARD, Practised
from .reading import Reading
from .rule import Facts, Remark, Rule

RULES: tuple[Rule, ...] = tuple(rule for _, rules in GROUPS for rule in rules)
# What no list of words tells; skipped without the language model.
OF_MEANING = frozenset(rule.id for rule in RULES if "meaning" in rule.needs)
_LAST_WORDS = {jobs.LEFT_OVER: 1, job_meaning.MEANT: 2}
# What a campaign that encloses a résumé does not want to hear.
_ENCLOSED = frozenset({"attachment", "job-resume"})
_HEADER = re.compile(r"\ufeff?[Ss]ubject:[ \t]*(?P<subject>[^\r\n]*)(?:\r?\n(?:[ \t]*\r?\n)?|$)")


@dataclass(frozen=True)
class FileReview:
    """What was found in a file, and which rules could not be run on it."""

    remarks: list[Remark]
    skipped: list[str]
    english: bool


def review(
    text: str, *, kind: str, channel: str = "email", subject: str | None = None, facts: Facts | None = None,
    practised: Practised = STANDARD,
) -> list[Remark]:  # fmt: skip
    """Remarks on a letter, in the order of the text; those on the subject first, `must` before `should`.

    Rules that need facts which are not given are skipped (`skipped` names them); a subject of None is unknown.
    """
    return _remarks(Reading(text, kind=kind, channel=channel, subject=subject, facts=facts, practised=practised))


def skipped(
    text: str, *, kind: str, channel: str = "email", subject: str | None = None, facts: Facts | None = None,
    practised: Practised = STANDARD,
) -> list[str]:  # fmt: skip
    """The rules for this kind of letter that were not run: facts unknown, or not in English."""
    return _skipped(Reading(text, kind=kind, channel=channel, subject=subject, facts=facts, practised=practised))


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
        Remark(
            rule.id,
            f.level or rule.speaks(reading.practised),
            f.start,
            f.end,
            f.message,
            rule.why,
            rule.source,
            f.part,
            f.cut,
        )
        for rule in RULES
        if rule.applies(reading) and not rule.missing(reading)
        for f in rule.find(reading)
    ]
    kept = _as_one(_without_repeats(reading, job_meaning.weighed(reading, found)))
    return sorted(_as_practised(kept, reading.practised), key=_order)


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


def _as_one(remarks: list[Remark]) -> list[Remark]:
    """Where the probe says that a sentence fits everybody, the rule that saw so too only lends it its cut."""
    empty = {(one.start, one.end): one.cut for one in remarks if one.rule == "empty-opening"}
    seen = {(one.start, one.end) for one in remarks if one.rule == "generic-phrase"}
    return [
        replace(one, cut=empty.get((one.start, one.end))) if one.rule == "generic-phrase" else one
        for one in remarks
        if one.rule != "empty-opening" or (one.start, one.end) not in seen
    ]


def _as_practised(remarks: list[Remark], practised: Practised) -> list[Remark]:
    """Where a campaign encloses a résumé, what is enclosed is not remarked on."""
    return [remark for remark in remarks if not (practised.resume and remark.rule in _ENCLOSED)]


def _skipped(reading: Reading) -> list[str]:
    return [rule.id for rule in RULES if rule.applies(reading) and rule.missing(reading)]


def _moved(remark: Remark, by: int) -> Remark:
    cut = remark.cut and replace(remark.cut, start=remark.cut.start + by, end=remark.cut.end + by)
    return replace(remark, start=remark.start + by, end=remark.end + by, cut=cut)


def _order(remark: Remark) -> tuple[bool, int, str, str]:
    return (remark.part != "subject", remark.start, remark.level, remark.rule)
