"""What of the picture is open, shut, and at which month it stands: read from the address and written into it."""

from calendar import monthrange
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

YOU = "you"
ALL = "all"


@dataclass(frozen=True)
class Opening:
    """Branches to draw, branches to hide, and the month at whose end it stands; none is now."""

    month: date | None = None
    opened: frozenset[Hashable] = frozenset()
    shut: frozenset[Hashable] = frozenset()

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Opening":
        """From the address; what makes no sense is as if it were not there."""
        return cls(_month(query.get("until", "")), _keys(query.get("open", "")), _keys(query.get("shut", "")))

    def moment(self, now: datetime) -> datetime:
        """The end of the month, where the seeker is, or now."""
        if self.month is None:
            return now
        last = self.month.replace(day=monthrange(self.month.year, self.month.month)[1])
        return timezone.make_aware(datetime.combine(last, time.max))

    def toggled(self, key: Hashable, *, drawn: bool) -> str:
        """The address at which this branch is hidden if it is drawn now, and drawn if it is not."""
        one = frozenset({key})
        if drawn:
            return replace(self, opened=self.opened - one, shut=self.shut | one).url
        return replace(self, opened=self.opened | one, shut=self.shut - one).url

    def at(self, month: date | None) -> str:
        """The address of another month."""
        return replace(self, month=month).url

    @property
    def unfolded(self) -> str:
        """The address at which everybody is drawn."""
        return replace(self, opened=frozenset({ALL}), shut=frozenset()).url

    @property
    def folded(self) -> str:
        """The address at which it is folded as it folds by itself."""
        return replace(self, opened=frozenset(), shut=frozenset()).url

    @property
    def url(self) -> str:
        """The address."""
        parts = {
            "until": f"{self.month:%Y-%m}" if self.month else "",
            "open": _joined(self.opened),
            "shut": _joined(self.shut),
        }
        query = "&".join(f"{name}={value}" for name, value in parts.items() if value)
        return reverse("network") + (f"?{query}" if query else "")


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _keys(text: str) -> frozenset[Hashable]:
    return frozenset(key for word in text.split(",")[:500] if (key := _key(word)) is not None)


def _key(word: str) -> Hashable | None:
    if word in {YOU, ALL}:
        return word
    try:
        return UUID(word)
    except ValueError:
        return None


def _joined(keys: Iterable[Hashable]) -> str:
    return ",".join(sorted(str(key) for key in keys))
