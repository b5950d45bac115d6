"""CalendarAccount and CalendarEvent: where busy times come from, and what was put there."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from askaround.accounts.models import Owned, OwnedQuerySet

# How far ahead busy times are kept, and how many.
AHEAD = timedelta(days=400)
MOST_SPANS = 20_000

Span = tuple[datetime, datetime]


class Kind(models.TextChoices):
    """How a calendar is reached."""

    FEED = "feed", "an address that can be read"
    FILE = "file", "a file"
    CALDAV = "caldav", "a CalDAV calendar"


class CalendarAccountQuerySet(OwnedQuerySet):
    """Calendars of a notebook."""

    def asked(self) -> Self:
        """Those on a server, which are asked again and again; a file is read once."""
        return self.exclude(kind=Kind.FILE)

    def written(self) -> Self:
        """Those that interviews are put into: at most one a notebook."""
        return self.filter(writes=True)

    def broken(self) -> Self:
        """Those whose last try failed."""
        return self.filter(broken_since__isnull=False)


class CalendarAccount(Owned):
    """A calendar of the seeker's, by address, as a file, or on a CalDAV server."""

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=200)
    # Where it lies, as it may be shown: whole for CalDAV, the host alone for a feed, the file's name for a file.
    url = models.CharField(max_length=500, blank=True, default="")
    username = models.CharField(max_length=254, blank=True, default="")
    # Sealed (`accounts.sealing`): the password; of a feed its whole address, for whoever knows it reads the calendar.
    secret = models.TextField(blank=True, default="")
    # Interviews are put here.
    writes = models.BooleanField(default=False)
    # What the server said of its version, so that an unchanged calendar is not read again.
    etag = models.CharField(max_length=300, blank=True, default="")
    last_modified = models.CharField(max_length=100, blank=True, default="")
    sync_token = models.CharField(max_length=500, blank=True, default="")
    # [[begin, end], …] in seconds since 1970, in order, none touching the next. Nothing else of an event is kept.
    busy = models.JSONField(default=list, blank=True)
    # Until when they are known.
    busy_until = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True, default="")
    broken_since = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = CalendarAccountQuerySet.as_manager()

    # History keeps no secret, and nothing that each look changes by itself.
    UNRECORDED: ClassVar = frozenset(
        {
            "secret", "etag", "last_modified", "sync_token", "busy", "busy_until", "tried_at", "succeeded_at", "error",
            "broken_since",
        }
    )  # fmt: skip

    class Meta:
        ordering = ["name", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["notebook", "url"], name="calendar_account_once", condition=Q(kind=Kind.CALDAV)
            ),
            models.UniqueConstraint(fields=["notebook"], name="calendar_account_one_writes", condition=Q(writes=True)),
            models.CheckConstraint(
                condition=Q(writes=False) | Q(kind=Kind.CALDAV), name="calendar_account_writes_by_caldav"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def read(self, spans: Iterable[Span], *, at: datetime, **version: str) -> None:
        """It was read: these are its busy times now, and `version` (etag, last_modified, sync_token) is its version."""
        self.busy = joined(sorted((int(one.timestamp()), int(two.timestamp())) for one, two in spans))[:MOST_SPANS]
        self.busy_until = at + AHEAD
        for field in ("etag", "last_modified", "sync_token"):
            setattr(self, field, version.get(field, ""))
        self._reach(at, "busy", "busy_until", "etag", "last_modified", "sync_token")

    def find_unchanged(self, *, at: datetime) -> None:
        """The server says that nothing changed: what is kept stands."""
        self._reach(at)

    def fail(self, sentence: str, *, at: datetime) -> None:
        """It could not be read; what is kept stays, and since when it is broken."""
        self.error, self.tried_at, self.broken_since = sentence, at, self.broken_since or at
        self.save(update_fields=["error", "tried_at", "broken_since"])

    def _reach(self, at: datetime, *fields: str) -> None:
        self.tried_at, self.succeeded_at, self.error, self.broken_since = at, at, "", None
        self.save(update_fields=[*fields, "tried_at", "succeeded_at", "error", "broken_since"])


class CalendarEventQuerySet(OwnedQuerySet):
    """Events that we put, or are about to."""

    def waiting(self) -> Self:
        """Those that do not lie on the server as they shall, or of which it is not known."""
        return self.filter(~Q(wanted=F("put")) | Q(started_at__isnull=False))


class CalendarEvent(Owned):
    """An event that we put on a server, or are about to: what it shall be, and what the server had from us last."""

    account = models.ForeignKey(CalendarAccount, on_delete=models.CASCADE, related_name="events")
    uid = models.CharField(max_length=255)
    # Where it lies on the server, known before it is put: a second try finds the first one's.
    href = models.CharField(max_length=500)
    # The version on the server that our last put made; empty until the first one came through, and for one that holds
    # words of somebody else too.
    etag = models.CharField(max_length=300, blank=True, default="")
    # The iTIP version that lies there, and that shall lie there.
    sequence = models.PositiveIntegerField(default=0)
    wanted_sequence = models.PositiveIntegerField(default=0)
    # The whole event as it shall be, and as the server had it from us last; empty is "not there".
    wanted = models.TextField(blank=True, default="")
    put = models.TextField(blank=True, default="")
    # A request began whose outcome is not known: it may have come through.
    started_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    put_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True, default="")

    objects: ClassVar[Any] = CalendarEventQuerySet.as_manager()

    # What each try changes by itself; which interview was put where is told by the interview's own history.
    UNRECORDED: ClassVar = frozenset({"etag", "wanted", "put", "started_at", "tried_at", "error"})

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["account", "uid"], name="calendar_event_once")]

    def __str__(self) -> str:
        return self.uid


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for one, two in spans:
        if found and one <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], two))
        else:
            found.append((one, two))
    return found
