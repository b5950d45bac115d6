"""Note, Recording, Transcript, DebriefAnswer."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from askaround.accounts.models import Kept, KeptQuerySet, Owned, User
from askaround.interviews.models import ChosenQuestion, Interview
from askaround.people.models import Contact
from askaround.purpose.models import Seeks

from . import marking


class NoteQuerySet(KeptQuerySet):
    """Notes of a notebook."""

    def in_active(self, user: User) -> Self:
        """The notes of the user's active campaign."""
        return self.of(user).filter(interview__campaign__active=True)

    def in_order(self) -> Self:
        """As they were said; those without a second come last, as they were typed."""
        return self.order_by(F("second").asc(nulls_last=True), "device", "number", "created_at", "id")


class Note(Kept):
    """One thing said. Its id is made by the device, so posting it twice stores it once."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="notes")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=20, choices=Seeks)
    text = models.TextField()
    # Seconds since the device's own start tap; none when typed in afterwards.
    second = models.PositiveIntegerField(null=True, blank=True)
    device = models.CharField(max_length=40, blank=True, default="")
    # Counts the notes of one device, so that two within a second keep their order.
    number = models.PositiveIntegerField(default=0)
    question = models.ForeignKey(ChosenQuestion, null=True, blank=True, on_delete=models.SET_NULL, related_name="notes")
    # Spans worth keeping: [{"kind": "quote", "start": 0, "end": 12}], code points of `text`.
    marks = models.JSONField(default=list, blank=True)

    objects: ClassVar[Any] = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["interview", "second", "device", "number"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_says_something")]

    def __str__(self) -> str:
        return self.text

    @property
    def minute(self) -> str:
        """How far into the talk it was said: "12:04"; empty when typed in afterwards."""
        return "" if self.second is None else f"{self.second // 60:02}:{self.second % 60:02}"

    @property
    def pieces(self) -> list[marking.Piece]:
        """The text, cut where a mark begins or ends."""
        return marking.pieces(self.text, self.marks)


class Transcript(Owned):
    """What was said, word for word, as a meeting program wrote it down. Deleted, its words are gone; the notes stay."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="transcripts")
    name = models.CharField(max_length=200)
    shape = models.CharField(max_length=40)
    # Piece by piece: [speaker, text, start, end], seconds from the start of the recording or null.
    pieces = models.JSONField(default=list)
    # What in the file is no speech: title, date, the program's own lines.
    about = models.JSONField(default=list, blank=True)
    # Who of the file is who: {"Priya Raman": "<id of the contact>", "Me": "me"}.
    speakers = models.JSONField(default=dict, blank=True)
    # That everybody agreed to the recording, said before anything was kept; and how they did.
    consent_at = models.DateTimeField()
    consent = models.CharField(max_length=300, blank=True, default="")

    # History is append-only: words that can be deleted for good must never be in it.
    UNRECORDED: ClassVar = frozenset({"pieces", "about"})

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name


class Recording(Owned):
    """A recording of a talk, between its upload and its hearing. Its bytes lie in the data folder, in no export.

    Once heard it is a transcript of the same id, and gone.
    """

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="recordings")
    name = models.CharField(max_length=200)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    consent_at = models.DateTimeField()
    consent = models.CharField(max_length=300, blank=True, default="")
    # Why it could not be heard, as the page says it.
    error = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name


class DebriefAnswer(Owned):
    """One answer of the debrief: words, or a rating from 1 to 5."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="debrief_answers")
    key = models.CharField(max_length=40)
    text = models.TextField(blank=True, default="")
    rating = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["interview", "key"], name="debrief_answer_once"),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5), name="debrief_rating_1_to_5"
            ),
        ]
