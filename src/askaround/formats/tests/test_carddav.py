"""The CardDAV client against a real Radicale."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from askaround.formats.carddav import GOOGLE, NOT_ONE, REFUSED, books_at, cards_of, changes_in
from askaround.plain.fetching import Fetcher, FetchError

from .radicale_server import NAME, PASSWORD, Server, radicale, serve


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with radicale(tmp_path) as found:
        yield found


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(local=True, user=NAME, password=PASSWORD) as found:
        yield found


@pytest.fixture
def book(server: Server) -> str:
    url = server.make_book("friends", "Friends")
    server.put(url, "ana", "FN:Ana Abel", "N:Abel;Ana;;;")
    server.put(url, "ivo", "FN:Ivo Horvat", "N:Horvat;Ivo;;;")
    return url


def read(fetcher, book, changes):
    return {card.href.rpartition("/")[2]: card.data for card in cards_of(fetcher, book, changes.changed)}


def test_address_books_are_found_from_a_host_a_home_or_their_own_address(server, book, fetcher):
    server.make_book("work", "Work & more")
    for address in (server.url, f"{server.url}/", f"{server.url}/{NAME}/"):
        assert sorted(each.name for each in books_at(fetcher, address)) == ["Friends", "Work & more"]
    (alone,) = books_at(fetcher, book)
    assert (alone.url, alone.name) == (book, "Friends")


def test_a_first_pull_brings_all_and_a_later_one_what_changed(server, book, fetcher):
    first = changes_in(fetcher, book, token="", known={})
    cards = read(fetcher, book, first)
    assert sorted(cards) == ["ana.vcf", "ivo.vcf"]
    assert b"FN:Ana Abel" in cards["ana.vcf"]
    known = dict(first.changed)
    assert first.token
    again = changes_in(fetcher, book, token=first.token, known=known)
    assert (again.changed, again.gone) == ({}, [])
    server.put(book, "ana", "FN:Ana Abel-Stone", "N:Abel-Stone;Ana;;;")
    server.put(book, "mei", "FN:Mei Lin", "N:Lin;Mei;;;")
    server.remove(book, "ivo")
    later = changes_in(fetcher, book, token=again.token, known=known)
    assert sorted(read(fetcher, book, later)) == ["ana.vcf", "mei.vcf"]
    assert [path.rpartition("/")[2] for path in later.gone] == ["ivo.vcf"]
    assert later.token != first.token


@pytest.mark.parametrize("token", ["", "http://radicale.org/ns/sync/0000", "nonsense", "forgotten"])
def test_without_a_token_that_the_server_knows_etags_are_compared(server, book, fetcher, token):
    first = changes_in(fetcher, book, token="", known={})
    server.put(book, "ana", "FN:Ana Abel-Stone", "N:Abel-Stone;Ana;;;")
    server.remove(book, "ivo")
    if token == "forgotten":
        server.forget_tokens()
        token = first.token
    later = changes_in(fetcher, book, token=token, known=first.changed)
    assert list(read(fetcher, book, later)) == ["ana.vcf"]
    assert len(later.gone) == 1


def test_many_cards_come_a_hundred_at_a_time(server, fetcher):
    book = server.make_book("many", "Many")
    for number in range(130):
        server.put(book, f"p{number}", f"FN:Person {number}", f"N:{number};Person;;;")
    told: list[int] = []
    found = changes_in(fetcher, book, token="", known={})
    assert len(list(cards_of(fetcher, book, found.changed, progress=told.append))) == 130
    assert told == [100, 130]


@pytest.mark.parametrize(("user", "password"), [(NAME, "wrong"), ("", ""), ("bob", PASSWORD)])
def test_a_wrong_password_is_said(server, book, user, password):
    with Fetcher(local=True, user=user, password=password) as fetcher:
        with pytest.raises(FetchError) as error:
            books_at(fetcher, server.url)
        assert error.value.sentence == REFUSED


def test_somebody_elses_book_is_refused(server, book):
    with Fetcher(local=True, user="bob", password="bobs") as fetcher, pytest.raises(FetchError) as error:
        books_at(fetcher, book)
    assert error.value.sentence in {REFUSED, NOT_ONE}


def test_a_server_that_is_down_is_said(server, book, fetcher):
    server.stop()
    with pytest.raises(FetchError, match="does not answer"):
        books_at(fetcher, server.url)
    server.start_again()
    assert len(books_at(fetcher, server.url)) == 1


@pytest.mark.parametrize(
    ("status", "body"),
    [
        ("200 OK", b"<html>Welcome</html>"),
        ("207 Multi-Status", b"<multistatus>"),
        ("207 Multi-Status", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"),
        ("207 Multi-Status", b"\x00\xff"),
        ("404 Not Found", b""),
        ("405 Method Not Allowed", b""),
    ],
)
def test_what_is_no_carddav_server_is_said(fetcher, status, body):
    def app(environ, start):
        start(status, [("Content-Type", "text/html")])
        return [body]

    other = serve(app)
    with pytest.raises(FetchError) as error:
        books_at(fetcher, f"http://127.0.0.1:{other.server_port}")
    other.shutdown()
    other.server_close()
    assert error.value.sentence == NOT_ONE


@pytest.mark.parametrize(
    "address", ["me@gmail.com", "https://www.googleapis.com/carddav/v1/principals/me/lists/default/"]
)
def test_google_is_told_apart(fetcher, address):
    with pytest.raises(FetchError) as error:
        books_at(fetcher, address)
    assert error.value.sentence == GOOGLE


@pytest.mark.parametrize(
    "address", ["", "  ", "https://", "http:///x", "https://[::1", "https://a b/", "ftp://a.example/x/", "@"]
)
def test_what_is_no_address_is_refused_in_a_sentence(fetcher, address):
    with pytest.raises(FetchError):
        books_at(fetcher, address)
