"""Document: one findable thing. Cursor: how far the index has read history."""

from typing import Any, ClassVar

from django.db import models

from askaround.accounts.models import Notebook, OwnedQuerySet


class Document(models.Model):
    """One findable row: what it is called, what it says, and whom it is about.

    The words themselves lie in `search_words` (FTS5) on SQLite and in a tsvector column on PostgreSQL.
    """

    id = models.BigAutoField(primary_key=True)
    notebook = models.ForeignKey(Notebook, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=60)
    subject_id = models.UUIDField(unique=True)
    # The contact whose page shows it: a value and no key, since a document may outlive its row until the next look.
    contact_id = models.UUIDField(null=True, blank=True, db_index=True)
    # What it is called, matched first; empty for a note.
    name = models.CharField(max_length=500, blank=True, default="")
    body = models.TextField(blank=True, default="")

    objects: ClassVar[Any] = OwnedQuerySet.as_manager()


class Cursor(models.Model):
    """The last entry of history that the index has read, for each notebook."""

    notebook = models.OneToOneField(Notebook, on_delete=models.CASCADE, related_name="+")
    number = models.BigIntegerField(default=0)
    # Numbers just below `number` that were read: PostgreSQL commits out of order, so the window is looked at again.
    recent = models.JSONField(default=list, blank=True)

    objects: ClassVar[Any] = OwnedQuerySet.as_manager()
