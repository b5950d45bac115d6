"""What is found out about a contact, and what was promised: research notes and promises."""

from datetime import date, datetime

from django.db import models

from askaround.accounts.models import Owned
from askaround.history import recording

from .contacts import Contact
from .organizations import Organization


class ResearchNote(Owned):
    """A fact found about a contact or an organization, with its source and date."""

    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="research_notes")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="research_notes"
    )
    kind = models.CharField(
        max_length=20,
        default="other",
        choices=[(k, k) for k in ("position", "education", "publication", "talk", "news", "shared ground", "other")],
    )
    fact = models.TextField()
    source = models.CharField(max_length=500, blank=True, default="")
    found_on = models.DateField()

    class Meta:
        ordering = ["-found_on", "-created_at"]

    @property
    def sameness(self) -> tuple[object, ...]:
        """One fact noted twice is one fact (`people.merging`)."""
        return self.contact_id, self.kind, self.fact, self.source


class Promise(Owned):
    """Something that the seeker or the contact said they would do."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="promises")
    whose = models.CharField(max_length=10, choices=[("mine", "mine"), ("theirs", "theirs")], default="mine")
    what = models.CharField(max_length=300)
    until = models.DateField(null=True, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)
    # It came to nothing, and that is fine.
    let_go_at = models.DateTimeField(null=True, blank=True)
    note_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["until", "created_at"]

    @property
    def is_open(self) -> bool:
        """Neither kept nor let go."""
        return self.kept_at is None and self.let_go_at is None

    def keep(self, *, at: datetime) -> None:
        """It was kept, late ones and those let go before included."""
        if self.kept_at is None:
            recording.change(self, at=at, verb="promise kept", kept_at=at, let_go_at=None)

    def let_go(self, *, at: datetime) -> None:
        """Nothing comes of it, and nobody is reminded of it any more."""
        if self.is_open:
            recording.change(self, at=at, verb="promise let go", let_go_at=at)

    def move(self, until: date, *, at: datetime) -> None:
        """It is for another day."""
        if self.is_open and until != self.until:
            recording.change(self, at=at, verb="promise moved", until=until)
