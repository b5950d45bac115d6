"""What an import would do or has done, counted, with a few of each kind to look at."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from askaround.plain.text import cut

from .planning import Decision, Here, New

_SAMPLES = 5


@dataclass(slots=True)
class Tally:
    """Counts of decisions, and a few rows of each kind."""

    read: int = 0
    created: int = 0
    matched: int = 0
    filled: int = 0
    # Changed jobs; may be somebody who is here; came with a picture.
    jobs: int = 0
    alike: int = 0
    photos: int = 0
    tagged: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    private: Counter[str] = field(default_factory=Counter)
    samples: dict[str, list[str]] = field(default_factory=dict)

    def count(self, decision: Decision) -> None:
        """One more row."""
        self.read += 1
        if isinstance(decision, New):
            self._count_new(decision)
        elif isinstance(decision, Here):
            self._count_here(decision)
        else:
            self.skipped[decision.reason] += 1
            self._keep(decision.reason, decision.text)
            return
        if decision.row.private:
            self.private.update(decision.row.private)

    def skips(self) -> list[dict[str, Any]]:
        """Each reason with its count, the most frequent first."""
        return [{"reason": reason, "count": count} for reason, count in self.skipped.most_common()]

    def facts(self) -> dict[str, Any]:
        """All counts, as a batch and a preview keep them."""
        names = ("read", "created", "matched", "filled", "jobs", "alike", "photos", "tagged")
        counts = {name: getattr(self, name) for name in names}
        return counts | {"skipped": self.skips(), "private": dict(self.private)}

    def shown(self) -> dict[str, Any]:
        """A few of each kind, for the preview."""
        told = {"new": "new", "jobs": "jobs_shown", "alike": "alike_shown"}
        return {key: self.samples.get(name, []) for name, key in told.items()}

    def _count_new(self, new: New) -> None:
        self.created += 1
        self.photos += new.row.photo is not None
        self.tagged += bool(new.row.labels)
        self._sample("new", new)
        if new.alike:
            self.alike += 1
            self._keep("alike", f"{new.row} may be {' or '.join(other.name for other, _ in new.alike[:2])}")

    def _count_here(self, here: Here) -> None:
        self.matched += 1
        self.filled += here.changes
        self.photos += here.photo is not None
        self.tagged += bool(here.tags)
        if here.ended:
            self.jobs += 1
            self._keep("jobs", f"{here.person.name}, now {', '.join(str_of(place) for place, _ in here.places)}")

    def _sample(self, kind: str, decision: New) -> None:
        if len(self.samples.setdefault(kind, [])) < _SAMPLES:
            self._keep(kind, str(decision.row))

    def _keep(self, kind: str, text: str) -> None:
        kept = self.samples.setdefault(kind, [])
        if text and len(kept) < _SAMPLES:
            kept.append(cut(text, 200))


def str_of(place: Any) -> str:
    """ "Head of data, Acme"."""
    return ", ".join(filter(None, (place.title, place.organization)))
