"""The words of the documents in each database: FTS5 on SQLite, tsvector on PostgreSQL. Raw SQL lives here alone."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from askaround.plain.text import fold

from .models import Document

MANY = 500


def put(documents: Iterable[Document]) -> None:
    """Write the words of documents just saved, folded: without case and accents."""
    rows = [(document.pk, fold(document.name), fold(document.body)) for document in documents]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany("INSERT INTO search_words (rowid, name, body) VALUES (%s, %s, %s)", rows)
        else:
            cursor.executemany(POSTGRES_PUT, [(name, body, pk) for pk, name, body in rows])


def drop(ids: list[int]) -> None:
    """Forget the words of documents that go."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for start in range(0, len(ids), MANY):
            some = ids[start : start + MANY]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"DELETE FROM search_words WHERE rowid IN ({marks})", some)  # noqa: S608 - only marks


def by_name(notebook: Any, tokens: list[str], limit: int) -> list[int]:
    """Ids of documents whose name has all the tokens as beginnings of words; in no order, so it can stop early."""
    if connection.vendor == "sqlite":
        return _ids(f"{SQLITE} LIMIT %s", [f"name : ({_fts(tokens)})", _key(notebook), limit])
    return _ids(f"{POSTGRES} LIMIT %s", [_key(notebook), _tsquery(tokens, "A"), limit])


def anywhere(notebook: Any, tokens: list[str], limit: int) -> list[int]:
    """Ids of documents that have all the tokens in name or body, the latest first: so it can stop early too."""
    if connection.vendor == "sqlite":
        return _ids(f"{SQLITE} ORDER BY search_words.rowid DESC LIMIT %s", [_fts(tokens), _key(notebook), limit])
    return _ids(f"{POSTGRES} ORDER BY d.id DESC LIMIT %s", [_key(notebook), _tsquery(tokens), limit])


# CROSS JOIN keeps the order: the words first, then their documents. The other way round takes seconds.
SQLITE = (
    "SELECT d.id FROM search_words CROSS JOIN search_document d ON d.id = search_words.rowid"
    " WHERE search_words MATCH %s AND d.notebook_id = %s"
)
POSTGRES_PUT = (
    "UPDATE search_document SET words = setweight(to_tsvector('simple', %s), 'A')"
    " || setweight(to_tsvector('simple', %s), 'B') WHERE id = %s"
)
POSTGRES = "SELECT d.id FROM search_document d WHERE d.notebook_id = %s AND d.words @@ to_tsquery('simple', %s)"


def _key(notebook: Any) -> Any:
    """The notebook's id as the database keeps it."""
    return notebook if connection.features.has_native_uuid_field else notebook.hex


def _fts(tokens: list[str]) -> str:
    return " AND ".join(f'"{token}"*' for token in tokens)


def _tsquery(tokens: list[str], weight: str = "") -> str:
    return " & ".join(f"'{token}':*{weight}" for token in tokens)


def _ids(sql: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]
