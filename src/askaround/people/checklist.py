"""What to find out about somebody or some organization: found, missing, or sought in vain. Plain."""

from collections.abc import Iterable
from dataclasses import dataclass

NOTHING = "Looked, and found nothing."
# Kind of research note, what it is called, and the question that it answers.
OF_A_PERSON = (
    ("position", "Positions", "What did they do before?"),
    ("education", "Education", "Where did they study, and what?"),
    ("publication", "Writings", "What have they written?"),
    ("talk", "Talks", "Where have they spoken?"),
    ("news", "News", "What changed for them lately?"),
    ("shared ground", "Shared ground", "What do you have in common?"),
)
OF_AN_ORGANIZATION = (
    ("news", "News", "What changed there lately?"),
    ("publication", "Writings", "What do they write about their work?"),
    ("talk", "Talks", "Who speaks for them, and of what?"),
    ("other", "What they do", "What do they make, and who pays for it?"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to find out: how many notes tell of it, and whether it was looked for in vain."""

    kind: str
    name: str
    question: str
    found: int
    in_vain: bool


def checklist(
    notes: Iterable[tuple[str, str]], asked: Iterable[tuple[str, str, str]] = OF_A_PERSON, *, before: int = 0
) -> list[Line]:
    """The lines for notes given as (kind, fact). `before` counts past roles, which tell of positions too."""
    notes = list(notes)
    lines = []
    for kind, name, question in asked:
        facts = [fact for each, fact in notes if each == kind]
        found = sum(fact != NOTHING for fact in facts) + (before if kind == "position" else 0)
        lines.append(Line(kind, name, question, found, not found and NOTHING in facts))
    return lines
