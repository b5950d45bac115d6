"""Entry: one verb on one row. Batch: what one import or bulk verb did."""

from typing import Any, ClassVar

from django.db import models

from askaround.accounts.models import Owned, OwnedQuerySet


class Batch(Owned):
    """What one import or one bulk verb did; can be filtered by and undone whole."""

    verb = models.CharField(max_length=60)
    label = models.CharField(max_length=300, blank=True, default="")
    facts = models.JSONField(default=dict, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]


class EntryQuerySet(OwnedQuerySet):
    """Entries, oldest first."""

    def about(self, contact_id: object) -> "EntryQuerySet":
        """What happened to one contact, whatever the noun."""
        return self.filter(contact_id=contact_id)


class Entry(models.Model):
    """One verb on one row, in the order it happened. `number` is the cursor that `search` follows."""

    number = models.BigAutoField(primary_key=True)
    notebook = models.ForeignKey("accounts.Notebook", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)  # "people.contact"
    subject_id = models.UUIDField()
    # Whom it concerns, for the contact's page; a value and no key, since people come later in the story.
    contact_id = models.UUIDField(null=True, blank=True)
    batch = models.ForeignKey(Batch, null=True, blank=True, on_delete=models.CASCADE, related_name="entries")
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["notebook", "contact_id", "number"], name="entry_of_contact"),
            models.Index(fields=["subject_id"], name="entry_of_subject"),
        ]
