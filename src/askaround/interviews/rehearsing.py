"""Rehearsing: the pitch, the answers, a whole talk, each against the clock. Only figures are kept, never the voice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from askaround.history import recording
from askaround.purpose.asked_back import AskedBack, answers_of, asked_back
from askaround.purpose.models import Campaign, PreparedAnswer
from askaround.purpose.pitching import LENGTHS, Aloud, aloud, first_words, pitches_of, with_why
from askaround.purpose.profile import WORDS_PER_MINUTE

from .agenda import phases
from .models import Interview, Rehearsal, Rehearsed

ANSWER_SECONDS = 60
SLOWEST, FASTEST = 60, 300  # words a minute that somebody may speak at: what lies beyond was not spoken
RUNS = 12
HEIGHT, STEP = 60, 36


@dataclass(frozen=True)
class Run:
    """What one run came to: seconds, words, words a minute; `spent` are the phases of a mock conversation."""

    aimed: int
    took: int
    words: int | None = None
    words_a_minute: int | None = None
    longest_stretch: int | None = None
    heard: bool = False
    judgement: int | None = None
    spent: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Prepared:
    """One length of the pitch: its words aloud, and the last run."""

    seconds: int
    text: str
    aloud: Aloud
    last: Rehearsal | None


@dataclass(frozen=True)
class Answering:
    """A question that may come back, what was written for it, and the last run."""

    asked: AskedBack | None
    answer: PreparedAnswer | None
    last: Rehearsal | None

    @property
    def question(self) -> str:
        """Its words."""
        return self.asked.question if self.asked else self.answer.question if self.answer else ""


@dataclass(frozen=True)
class Overview:
    """All that the page of rehearsing shows."""

    pitches: tuple[Prepared, ...]
    answers: tuple[Answering, ...]
    runs: tuple[Rehearsal, ...]
    rate: int
    measured: bool

    @classmethod
    def of(cls, campaign: Campaign) -> "Overview":
        """Read it: three queries, however many runs there were."""
        runs = list(Rehearsal.objects.within(campaign.notebook_id).filter(campaign=campaign))
        last = {(run.what, run.subject): run for run in runs}
        rate, measured = pace(runs)
        written = pitches_of(campaign)
        pitches = tuple(
            Prepared(
                seconds, text := written[seconds].text if seconds in written else "", aloud(text, seconds, rate=rate),
                last.get((Rehearsed.PITCH, str(seconds))),
            )
            for seconds in LENGTHS
        )  # fmt: skip
        return cls(pitches, tuple(_answering(campaign, last)), tuple(runs[-RUNS:]), rate, measured)

    @property
    def heading(self) -> str:
        """What stands out, in a sentence."""
        half = self.pitches[0]
        if not half.text:
            return "Say who you are in half a minute."
        if half.last is None:
            return "Your half minute is written. Say it aloud once."
        took, aimed = half.last.took, half.last.aimed
        if took > aimed * 1.15:
            return f"Your half minute took {took} seconds."
        done = sum(1 for each in self.answers if each.answer and each.answer.text)
        return f"Your half minute fits. {done} of {len(self.answers)} answers are ready."

    @property
    def points(self) -> str:
        """The runs as a line: how long each took of what it aimed at; the middle is to the second, the top twice."""
        shares = [min(2.0, run.took / run.aimed) if run.aimed else 1.0 for run in self.runs]
        return " ".join(f"{n * STEP},{round(HEIGHT - share * HEIGHT / 2)}" for n, share in enumerate(shares))

    @property
    def width(self) -> int:
        """How wide the line is."""
        return max(len(self.runs) - 1, 1) * STEP


def pace(runs: Sequence[Rehearsal]) -> tuple[int, bool]:
    """Words a minute to reckon with: the median of one's own runs, else 150; and whether it is one's own."""
    own = sorted(run.words_a_minute for run in runs if run.words_a_minute)
    return (own[len(own) // 2], True) if own else (WORDS_PER_MINUTE, False)


def keep_run(
    campaign: Campaign, what: str, run: Run, *, at: datetime, subject: str = "", interview: Interview | None = None
) -> Rehearsal:
    """Keep the figures of a run. Where the words are known and the pace is one of speech, it is counted from both."""
    rate = run.words_a_minute
    if rate is None and run.words and run.took:
        counted = round(run.words * 60 / run.took)
        rate = counted if SLOWEST <= counted <= FASTEST else None
    made = Rehearsal(
        notebook_id=campaign.notebook_id, campaign=campaign, what=what, subject=subject, interview=interview,
        aimed=run.aimed, took=max(1, run.took), words=run.words, words_a_minute=rate,
        longest_stretch=run.longest_stretch, heard=run.heard, judgement=run.judgement, spent=list(run.spent),
        created_at=at,
    )  # fmt: skip
    recording.create(made, at=at, verb="rehearsed")
    return made


def said_of(run: Rehearsal) -> str:
    """A run in a sentence: the seconds against those aimed at, and the pace where it is known."""
    over = run.took - run.aimed
    beyond = "to the second" if not over else f"{abs(over)} {'over' if over > 0 else 'under'}"
    parts = [f"{_clock(run.took)} of {_clock(run.aimed)}, {beyond}"]
    if run.words_a_minute:
        parts.append(f"{run.words_a_minute} words a minute{', heard' if run.heard else ''}")
    if run.longest_stretch:
        parts.append(f"{run.longest_stretch} seconds without a pause")
    return "; ".join(parts) + "."


@dataclass(frozen=True)
class Step:
    """One step of a mock conversation: its phase, what to say or ask, and the seconds there are for it."""

    key: str
    name: str
    text: str
    hint: str
    seconds: int


def steps_of(interview: Interview, parts: Sequence[Any]) -> list[Step]:
    """The talk step by step: each phase, and within one each of its questions, the minutes shared among them."""
    found: list[Step] = []
    for part in parts:
        phase = part.phase
        share = phase.minutes * 60 // max(1, len(part.questions))
        if part.questions:
            found += [Step(phase.key, phase.name, q.text, q.probe, share) for q in part.questions]
        else:
            found.append(Step(phase.key, phase.name, part.said or part.saying, "", phase.minutes * 60))
    return found


def spent_by_phase(interview: Interview, spent: Mapping[str, int]) -> list[dict[str, Any]]:
    """The seconds of each phase beside those planned; phases that the talk does not have are left out."""
    return [
        {"key": each.key, "name": each.name, "planned": each.minutes * 60, "spent": max(0, int(spent.get(each.key, 0)))}
        for each in phases(interview.minutes)
    ]


def text_for(campaign: Campaign, seconds: int, why: str = "") -> str:
    """The pitch of this length as it is said: with the reason for this person where one is known."""
    written = pitches_of(campaign).get(seconds)
    text = written.text if written and written.text else first_words(campaign, seconds)
    return with_why(text, why)


def _answering(campaign: Campaign, last: Mapping[tuple[str, str], Rehearsal]) -> list[Answering]:
    written = answers_of(campaign)
    by_key = {row.bank_key: row for row in written if row.bank_key}
    found = [
        Answering(each, by_key.get(each.key), last.get((Rehearsed.ANSWER, each.question))) for each in asked_back()
    ]
    own = [row for row in written if not row.bank_key]
    return found + [Answering(None, row, last.get((Rehearsed.ANSWER, row.question))) for row in own]


def _clock(seconds: int) -> str:
    return f"{seconds} s" if seconds < 120 else f"{seconds // 60}:{seconds % 60:02}"
