"""What a talk leaves to do: thanks in time, names to follow, notes to mend, the time that was kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from askaround.interviews.models import Interview, ThankYou
from askaround.people.models import Contact, Introduction, Promise

from . import minuting, thanking
from .models import Note
from .referring import names_in


@dataclass(frozen=True)
class Owed:
    """Thanks to one person: owed, drafted, or done."""

    contact: Contact
    thanks: ThankYou | None

    @property
    def done_at(self) -> datetime | None:
        """When they were thanked, by letter or otherwise."""
        if self.thanks is None:
            return None
        letter = self.thanks.letter
        return self.thanks.thanked_at or (letter.sent_at if letter else None)


@dataclass(frozen=True)
class Aftermath:
    """One look at what a talk leaves to do."""

    interview: Interview
    notes: list[Note]
    owed: list[Owed]
    introduced: list[tuple[UUID | None, str]]
    promises: list[Promise]
    now: datetime

    @classmethod
    def of(cls, interview: Interview, *, now: datetime) -> "Aftermath":
        """Read it, in five queries whatever the number of notes."""
        notes = Note.objects.within(interview.notebook_id).out_of_trash().filter(interview=interview)
        said = list(notes.select_related("contact").in_order())
        thanks = {row.contact_id: row for row in interview.thanks.select_related("letter")}
        owed = [Owed(contact, thanks.get(contact.pk)) for contact in interview.contacts]
        taken = Introduction.objects.within(interview.notebook_id).filter(by__in=interview.contacts)
        promises = list(_promises(interview))
        return cls(interview, said, owed, list(taken.values_list("note_id", "to__name")), promises, now)

    @property
    def heading(self) -> str:
        """The most pressing thing in a sentence."""
        waiting = [one.contact.first_name for one in self.owed if not one.done_at]
        if not self.interview.is_held:
            return f"How did it go with {self.interview.names}?"
        if self.interview.debriefed_at is None:
            return "Three minutes while it is fresh."
        return f"Thank {' and '.join(waiting)} next." if waiting else f"You have thanked {self.interview.names}."

    @property
    def thanks_due(self) -> datetime | None:
        """When the time for thanks is over."""
        return thanking.due_at(self.interview)

    @property
    def hours(self) -> int:
        """How many hours there are for it, from the end."""
        return thanking.hours(self.interview)

    @property
    def late(self) -> bool:
        """The time for thanks is over."""
        return self.thanks_due is not None and self.now > self.thanks_due

    @property
    def hours_left(self) -> int:
        """Whole hours left of it."""
        return int((self.thanks_due - self.now).total_seconds() // 3600) if self.thanks_due else 0

    @property
    def names(self) -> list[tuple[Note, list[str]]]:
        """The notes with names to follow, each with the names that it seems to give."""
        return [(note, names_in(note)) for note in self.open_referrals]

    @property
    def open_referrals(self) -> list[Note]:
        """Names that were given and are nobody's introduction yet."""
        return [note for note in self.notes if note.kind == "referral" and not self._followed(note)]

    def _followed(self, note: Note) -> bool:
        """An introduction came of it, or of another note that names the same person."""
        return any(pk == note.pk or name in note.text for pk, name in self.introduced)

    @property
    def kept_time(self) -> str:
        """How the talk kept to its minutes."""
        began, ended = self.interview.began_at, self.interview.ended_at
        return minuting.kept_time(ended - began, self.interview.minutes) if began and ended else ""


def _promises(interview: Interview) -> Any:
    """What was promised since the talk began, by either side, and is neither kept nor let go."""
    since = interview.began_at or interview.starts_at
    return (
        Promise.objects.within(interview.notebook_id)
        .filter(contact__in=interview.contacts, kept_at=None, let_go_at=None, created_at__gte=since)
        .select_related("contact").order_by("whose", "created_at")
    )  # fmt: skip
