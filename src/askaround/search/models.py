"""Document: one findable thing. Cursor: how far the index has read history."""

from django.db import models

from askaround.accounts.models import Notebook


class Document(models.Model):
    """One findable row: what it is called, what it says, and where it is shown."""

    id = models.BigAutoField(primary_key=True)
    notebook = models.ForeignKey(Notebook, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=60)
    subject_id = models.UUIDField(unique=True)
    title = models.CharField(max_length=500)
    body = models.TextField(blank=True, default="")


class Cursor(models.Model):
    """The last entry of history that the index has read, for each notebook."""

    notebook = models.OneToOneField(Notebook, on_delete=models.CASCADE, related_name="+")
    number = models.BigIntegerField(default=0)
