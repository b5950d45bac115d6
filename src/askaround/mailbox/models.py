"""MailAccount, the seeker's own mailbox; Delivery, one mail that is to go out."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from askaround.accounts.models import Owned, OwnedQuerySet
from askaround.plain.text import cut

# A laptop may be offline for so long before the seeker is told.
PATIENCE = timedelta(days=1)


class Way(models.TextChoices):
    """How the servers are told that it is the seeker."""

    PASSWORD = "password", "app password"
    GOOGLE = "google", "Google"
    MICROSOFT = "microsoft", "Microsoft"


class Safety(models.TextChoices):
    """How the connection is kept private. Without encryption only this very machine is spoken to."""

    TLS = "tls", "TLS"
    STARTTLS = "starttls", "STARTTLS"
    NONE = "none", "none"


class MailAccount(Owned):
    """A mailbox of the seeker's: where it is read (IMAP), where mail is handed over (SMTP), and how that went."""

    email = models.CharField(max_length=254)
    # What stands before the address in a letter's head.
    name = models.CharField(max_length=200, blank=True, default="")
    way = models.CharField(max_length=10, choices=Way, default=Way.PASSWORD)
    username = models.CharField(max_length=254, blank=True, default="")
    imap_host = models.CharField(max_length=255)
    imap_port = models.PositiveIntegerField(default=993)
    imap_safety = models.CharField(max_length=10, choices=Safety, default=Safety.TLS)
    smtp_host = models.CharField(max_length=255)
    smtp_port = models.PositiveIntegerField(default=465)
    smtp_safety = models.CharField(max_length=10, choices=Safety, default=Safety.TLS)
    # The app password or the refresh token, sealed (`accounts.sealing`); never exported.
    secret = models.TextField(blank=True, default="")
    sent_folder = models.CharField(max_length=255, blank=True, default="")
    # {"folders": {folder: [UIDVALIDITY, UIDNEXT]}, "known": [sums of the addresses that were searched for]}
    synced = models.JSONField(default=dict, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True, default="")
    # Since when only the seeker can mend it: a password refused, or a day without an answer.
    broken_since = models.DateTimeField(null=True, blank=True)

    # History keeps no password, and nothing that each look changes by itself.
    UNRECORDED: ClassVar = frozenset({"secret", "synced", "tried_at", "succeeded_at", "error", "broken_since"})

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint("notebook", Lower("email"), name="mail_account_once")]

    def __str__(self) -> str:
        return self.email

    def worked(self, *, at: datetime) -> None:
        """The servers let us in."""
        self.tried_at = self.succeeded_at = at
        self.error, self.broken_since = "", None
        self.save(update_fields=["tried_at", "succeeded_at", "error", "broken_since"])

    def failed(self, sentence: str, *, lasting: bool, at: datetime) -> None:
        """They did not. It is broken at once when only the seeker can mend it, else after a day without success."""
        self.tried_at, self.error = at, cut(sentence, 500)
        quiet = at - (self.succeeded_at or self.created_at) > PATIENCE
        if lasting or quiet:
            self.broken_since = self.broken_since or at
        self.save(update_fields=["tried_at", "error", "broken_since"])


class DeliveryQuerySet(OwnedQuerySet):
    """Mails that are to go out, or went."""

    def unclaimed(self) -> Self:
        """Those that nobody has begun to hand over, nor taken back, nor been refused."""
        return self.filter(started_at=None, withdrawn_at=None, accepted_at=None, refused_at=None, unknown_at=None)


class Delivery(Owned):
    """One mail, handed over at most once. Its facts are times; a start without any outcome means: it is not known."""

    account = models.ForeignKey(
        MailAccount, null=True, blank=True, on_delete=models.SET_NULL, related_name="deliveries"
    )
    message_id = models.CharField(max_length=250)
    # Whom it goes to, one address a line, in lower case.
    to = models.TextField()
    subject = models.CharField(max_length=500, blank=True, default="")
    # The mail as it goes out; empty again once it lies in the seeker's Sent folder.
    content = models.TextField(blank=True, default="")
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    unknown_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    # What the server, or we, said of it last.
    said = models.CharField(max_length=500, blank=True, default="")
    # A function of the later chapter that says why it may not leave any more, and a task of it that is enqueued with
    # the outcome: dotted names, both with the delivery's id.
    unless = models.CharField(max_length=200, blank=True, default="")
    then = models.CharField(max_length=200, blank=True, default="")

    objects: ClassVar[Any] = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["notebook", "message_id"], name="delivery_message_id_once"),
            models.CheckConstraint(condition=~Q(message_id=""), name="delivery_has_a_message_id"),
        ]

    def __str__(self) -> str:
        return f"the mail “{self.subject}”"

    @property
    def is_waiting(self) -> bool:
        """It has not begun to leave, and may still be taken back."""
        outcome = self.started_at or self.accepted_at or self.refused_at or self.unknown_at or self.withdrawn_at
        return outcome is None

    @property
    def is_over(self) -> bool:
        """It will not leave by itself any more."""
        return bool(self.accepted_at or self.refused_at or self.unknown_at or self.withdrawn_at)

    def withdraw(self, *, at: datetime) -> bool:
        """Take it back before it begins to leave. False when it is too late."""
        rows = Delivery.objects.within(self.notebook_id).unclaimed().filter(pk=self.pk)
        taken = bool(rows.update(withdrawn_at=at))
        self.refresh_from_db()
        return taken
