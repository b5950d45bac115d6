"""Address books on CardDAV servers: found, kept with their sealed password, pulled whole once and then what changed.

A pull goes the way of every import: the same matching, one batch that can be taken back whole. Nothing is ever written
to the server, and who was deleted there is named, never deleted here.
"""

import tempfile
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from askaround.accounts.models import Notebook, User
from askaround.accounts.sealing import UnreadableError, seal, unseal
from askaround.formats import FormatError
from askaround.formats.carddav import Book, Card, books_at, cards_of, changes_in
from askaround.formats.records import Skipped, Source
from askaround.formats.vcard import read_cards
from askaround.history import recording
from askaround.history.models import Batch
from askaround.plain.fetching import Fetcher, FetchError
from askaround.plain.text import clean, cut
from askaround.tasks.models import Task
from askaround.tasks.progress import Progress, progress, progress_now

from .importing import import_source
from .models import AddressBook, Contact, Upload

_NAMED = 50
_TASK = "askaround.people.address_books.pull_in_background"


def find(address: str, *, username: str, password: str) -> list[Book]:
    """The address books behind an address, having asked the server. Raises FetchError with a sentence."""
    with Fetcher(local=settings.LOCAL, user=username, password=password) as fetcher:
        return books_at(fetcher, address)


def add(notebook: Notebook, books: list[Book], *, username: str, password: str, at: datetime) -> list[AddressBook]:
    """Keep these books, and begin to pull them. One that is here already gets the name and password anew."""
    kept = []
    with transaction.atomic():
        for found in books:
            book = AddressBook.objects.within(notebook).filter(url=found.url[:500]).first()
            if book is None:
                book = AddressBook(notebook=notebook, url=found.url[:500], created_at=at)
                book.name, book.username, book.secret = cut(clean(found.name), 200), username, seal(password)
                recording.create(book, at=at)
            else:
                change_password(book, username=username, password=password, at=at)
            pull_later(book)
            kept.append(book)
    return kept


def change_password(book: AddressBook, *, username: str, password: str, at: datetime) -> None:
    """Another name or password for the same book."""
    with transaction.atomic():
        recording.change(book, at=at, verb="changed", username=username)
        book.secret, book.error = seal(password), ""
        book.save(update_fields=["secret", "error"])


def remove(book: AddressBook, *, at: datetime) -> None:
    """Pull it no more. The people stay."""
    recording.remove(book, at=at)


def pull_later(book: AddressBook, *, anew: bool = False) -> None:
    """Have the worker pull it, unless it is at it already. `anew` compares every card, not only what changed."""
    if str(book.pk) not in running_of([book]):
        pull_in_background.enqueue(str(book.pk), notebook=str(book.notebook_id), by=_actor(), anew=anew)


def running_of(books: list[AddressBook]) -> dict[str, Progress]:
    """How far the pulls are that wait or run, by the book's id."""
    notebooks = {book.notebook_id for book in books}
    waiting = Task.objects.filter(notebook__in=notebooks, function=_TASK, finished_at=None, failed_at=None)
    return {row.args[0]: progress_now(row) for row in waiting if row.args}


@task(takes_context=True)
def pull_in_background(context: TaskContext, book: str, *, notebook: str, by: int | None, anew: bool) -> None:
    """The worker's side of `pull_later`."""
    found = AddressBook.objects.within(notebook).select_related("notebook").filter(pk=book).first()
    if found is not None:
        user = User.objects.filter(pk=by).first() if by else None
        tell = partial(progress, context.task_result.id)
        pull(found, by=user, at=timezone.now(), anew=anew, tell=tell)


def pull(
    book: AddressBook,
    *,
    by: User | None,
    at: datetime,
    anew: bool = False,
    tell: Callable[[int, int], None] | None = None,
) -> Batch | None:
    """Bring what is new and changed on the server. What hindered it is kept in `error`; then nothing was written.

    Returns the batch, or None when there was nothing to bring.
    """
    if anew:
        book.pulled, book.sync_token = {}, ""
    try:
        with tempfile.TemporaryDirectory(prefix="askaround-") as folder:
            news = _fetch(book, Path(folder) / "cards.vcf", tell)
            with transaction.atomic(), recording.acting(by):
                return _write(book, news, by=by, at=at)
    except (FetchError, UnreadableError, FormatError) as error:
        book.error, book.tried_at = cut(error.sentence, 500), at
        book.save(update_fields=["error", "tried_at"])
        return None


@dataclass
class _News:
    """What the server has sent: the cards one after the other in a file, and at which line each begins."""

    path: Path
    token: str = ""
    gone: list[str] = field(default_factory=list)
    cards: list[tuple[str, str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def card_at(self, line: int) -> str:
        """The path on the server of the card that holds the line."""
        return self.cards[bisect_right(self.starts, line) - 1][0]


def _fetch(book: AddressBook, path: Path, tell: Callable[[int, int], None] | None) -> _News:
    """Ask the server, outside of any transaction."""
    known = {href: etag for href, (etag, _) in book.pulled.items()}
    news, line = _News(path), 1
    with Fetcher(local=settings.LOCAL, user=book.username, password=unseal(book.secret)) as fetcher:
        changes = changes_in(fetcher, book.url, token=book.sync_token, known=known)
        news.token, news.gone = changes.token[:500], changes.gone
        counting = (lambda done: tell(done, len(changes.changed))) if tell else None
        with path.open("wb") as file:
            for card in cards_of(fetcher, book.url, changes.changed, progress=counting):
                news.cards.append((card.href, card.etag))
                news.starts.append(line)
                line += file.write(data := _lines_of(card)) and data.count(b"\n")
    return news


def _lines_of(card: Card) -> bytes:
    return card.data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n") + b"\n"


def _write(book: AddressBook, news: _News, *, by: User | None, at: datetime) -> Batch | None:
    pulled: dict[str, list[str]] = dict(book.pulled)
    gone = [entry[1] for href in news.gone if (entry := pulled.pop(href, None))]
    pulled |= {href: [etag, ""] for href, etag in news.cards}

    def whose(decision: Any) -> None:
        if not isinstance(decision, Skipped):
            pulled[news.card_at(decision.row.line)][1] = str(decision.person.id)

    batch = _bring(book, news, by=by, at=at, each=whose) if news.cards else None
    facts = batch.facts if batch else {}
    told = {name: facts.get(name, 0) for name in ("read", "created", "filled")}
    book.pulled, book.sync_token, book.error = pulled, news.token, ""
    book.told = told | {"gone": _names(book, gone), "upload": str(batch.uploads.get().pk) if batch else ""}
    book.tried_at = book.succeeded_at = at
    book.save(update_fields=["pulled", "sync_token", "error", "told", "tried_at", "succeeded_at"])
    return batch


def _bring(
    book: AddressBook, news: _News, *, by: User | None, at: datetime, each: Callable[[Any], None]
) -> Batch | None:
    """The cards through the import; a batch that did nothing is none."""
    source = Source("vcard", "carddav", lambda: read_cards(lambda: news.path.open("rb")))
    batch = import_source(book.notebook, source, label=book.name, by=by, at=at, each=each)
    if not batch.entries.exists():
        batch.delete()
        return None
    Upload(notebook=book.notebook, name=book.name, batch=batch, by=by, created_at=at).save(force_insert=True)
    return batch


def _names(book: AddressBook, contacts: list[str]) -> list[str]:
    keys = [UUID(key) for key in contacts if key]
    return list(Contact.objects.within(book.notebook_id).filter(pk__in=keys).values_list("name", flat=True)[:_NAMED])


def _actor() -> int | None:
    actor = recording.actor()
    return actor.pk if actor else None
