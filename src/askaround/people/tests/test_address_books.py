"""Address books on a real Radicale: added, pulled, pulled again, undone, removed."""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test.utils import override_settings

from askaround.formats.carddav import REFUSED
from askaround.formats.tests.radicale_server import NAME, PASSWORD, Server, radicale
from askaround.history.models import Entry
from askaround.history.undoing import way_back
from askaround.people import address_books
from askaround.people.importing import undo_import
from askaround.people.models import AddressBook, Contact, Upload
from askaround.people.photos import photo_of
from askaround.tasks.worker import run_all
from conftest import NOW, Seat

from .test_photos import png

URL = "/people/address-books/"


@pytest.fixture
def server(tmp_path: Path, clock) -> Iterator[Server]:
    with radicale(tmp_path) as found:
        book = found.make_book("friends", "Friends")
        found.put(book, "ana", "FN:Ana Abel", "N:Abel;Ana;;;", "EMAIL:ana@acme.example", "ORG:Acme", "X-FOO:kept")
        found.put(book, "ivo", "FN:Ivo Horvat", "N:Horvat;Ivo;;;", "TEL;TYPE=CELL:+385 1")
        found.friends = book
        yield found


def added(alice: Seat, server: Server, **given: str):
    return alice.post(URL, {"address": server.url, "username": NAME, "password": PASSWORD, **given})


def names(alice: Seat) -> list[str]:
    return sorted(Contact.objects.of(alice.user).current().values_list("name", flat=True))


def pulled(alice: Seat, server: Server) -> AddressBook:
    added(alice, server)
    run_all()
    return AddressBook.objects.of(alice.user).get()


def again(alice: Seat, book: AddressBook, **given: str) -> AddressBook:
    alice.post(f"{URL}{book.pk}/pull/", given)
    run_all()
    book.refresh_from_db()
    return book


def test_one_address_book_is_added_and_pulled_at_once(alice, server):
    answer = added(alice, server)
    assert answer.status_code == 302
    assert "Asking the server" in alice.get(URL).content.decode()
    run_all()
    assert names(alice) == ["Ana Abel", "Ivo Horvat"]
    ana = Contact.objects.of(alice.user).get(name="Ana Abel")
    assert (ana.email, ana.source, ana.extra["vCard X-FOO"]) == ("ana@acme.example", "carddav", "kept")
    shown = alice.get(URL).content.decode()
    assert "2 cards; pulled today: 2 new." in shown
    assert "See what came, or take it back" in shown


def test_of_several_on_a_server_those_are_kept_that_are_ticked(alice, server):
    work = server.make_book("work", "Work")
    server.put(work, "mei", "FN:Mei Lin", "N:Lin;Mei;;;")
    page = added(alice, server).content.decode()
    assert "The server has 2 address books of yours." in page
    assert PASSWORD not in page
    state = page.split('name="state" value="')[1].split('"')[0]
    alice.post(f"{URL}choice/", {"state": state, "book": [work, "https://evil.example/"]})
    run_all()
    assert [book.name for book in AddressBook.objects.of(alice.user)] == ["Work"]
    assert names(alice) == ["Mei Lin"]


@pytest.mark.parametrize("state", ["", "forged"])
def test_a_choice_of_nothing_adds_nothing(alice, state):
    assert alice.post(f"{URL}choice/", {"state": state, "book": "x"}).status_code == 302
    assert not AddressBook.objects.exists()


def test_a_later_pull_brings_what_changed_and_names_who_was_deleted(alice, server, clock):
    book = pulled(alice, server)
    clock.shift(timedelta(days=1))
    server.put(server.friends, "ana", "FN:Ana Abel", "N:Abel;Ana;;;", "EMAIL:ana@acme.example", "TEL;TYPE=HOME:+49 1")
    server.put(server.friends, "mei", "FN:Mei Lin", "N:Lin;Mei;;;")
    server.remove(server.friends, "ivo")
    book = again(alice, book)
    assert names(alice) == ["Ana Abel", "Ivo Horvat", "Mei Lin"]
    assert book.told | {"upload": ""} == {"read": 2, "created": 1, "filled": 1, "gone": ["Ivo Horvat"], "upload": ""}
    assert Contact.objects.of(alice.user).get(name="Ana Abel").phone == "+49 1"
    assert "Deleted on the server, and still here: Ivo Horvat." in alice.get(URL).content.decode()


def test_a_pull_of_nothing_new_makes_no_import(alice, server):
    book = again(alice, pulled(alice, server))
    assert Upload.objects.of(alice.user).count() == 1
    assert book.told["read"] == 0
    assert again(alice, book, anew="1").told["created"] == 0
    assert Upload.objects.of(alice.user).count() == 1
    assert len(book.pulled) == 2


@pytest.mark.parametrize("forget", [False, True])
def test_when_the_server_forgot_the_token_etags_tell(alice, server, forget):
    book = pulled(alice, server)
    if forget:
        server.forget_tokens()
    else:
        AddressBook.objects.filter(pk=book.pk).update(sync_token="http://radicale.org/ns/sync/gone")
    server.put(server.friends, "mei", "FN:Mei Lin", "N:Lin;Mei;;;")
    assert again(alice, book).told["read"] == 1
    assert "Mei Lin" in names(alice)


def test_a_pull_is_taken_back_whole_and_does_not_come_again_by_itself(alice, server):
    book = pulled(alice, server)
    batch = Upload.objects.of(alice.user).get().batch
    undo_import(batch, at=NOW)
    assert names(alice) == []
    again(alice, book)
    assert names(alice) == []
    again(alice, book, anew="1")
    assert names(alice) == ["Ana Abel", "Ivo Horvat"]


def test_pictures_come_along_and_an_empty_book_beside_is_fine(alice, server, settings, tmp_path):
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "kept"}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    server.put(
        server.friends, "mei", "FN:Mei Lin", "PHOTO;ENCODING=b;TYPE=PNG:" + base64.b64encode(png(90, 90)).decode()
    )
    empty = server.make_book("empty", "Empty")
    page = added(alice, server).content.decode()
    state = page.split('name="state" value="')[1].split('"')[0]
    alice.post(f"{URL}choice/", {"state": state, "book": [server.friends, empty]})
    run_all()
    mei = Contact.objects.of(alice.user).get(name="Mei Lin")
    assert photo_of(mei) is not None
    assert [book.error for book in AddressBook.objects.of(alice.user)] == ["", ""]
    shown = alice.get(URL).content.decode()
    assert "3 cards; pulled today: 3 new." in shown
    assert "No cards" in shown or "0 cards; pulled today: nothing new." in shown


def test_lists_of_people_on_the_server_are_tags(alice, server):
    server.put(
        server.friends, "list", "FN:Alumni", "X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:ana"
    )
    pulled(alice, server)
    assert list(Contact.objects.of(alice.user).tagged("Alumni").values_list("name", flat=True)) == ["Ana Abel"]


def test_a_server_that_is_down_is_said_with_what_was_before(alice, server):
    book = pulled(alice, server)
    server.stop()
    book = again(alice, book)
    assert "does not answer" in book.error
    assert book.succeeded_at is not None
    shown = alice.get(URL).content.decode()
    assert "Friends could not be pulled." in shown
    assert "2 cards; pulled today" in shown
    server.start_again()
    assert again(alice, book).error == ""


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"password": "wrong"}, "an app password here"),
        ({"address": "http://127.0.0.1:9"}, "does not answer"),
        ({"address": "me@gmail.com"}, "Google lets no password in here"),
        ({"address": "http://example.com/"}, "without encryption"),
        ({"address": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said_on_saving(alice, server, given, sentence, monkeypatch):
    if given.get("address") == "http://example.com/":
        told = [(2, 1, 6, "", ("93.184.216.34", 80))]
        monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: told)
    answer = added(alice, server, **given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "wrong" not in answer.content.decode().split('name="password"')[1].split(">")[0]
    assert not AddressBook.objects.exists()


@override_settings(LOCAL=False)
def test_a_hosted_app_asks_no_server_inside(alice, server):
    assert "without encryption" in added(alice, server).content.decode()


def test_a_password_that_changed_is_tried_before_it_is_kept(alice, server):
    book = pulled(alice, server)
    wrong = alice.post(f"{URL}{book.pk}/password/", {"username": NAME, "password": "no"})
    assert wrong.status_code == 422
    assert REFUSED[:40] in wrong.content.decode()
    assert alice.post(f"{URL}{book.pk}/password/", {"username": NAME, "password": PASSWORD}).status_code == 302


def test_the_password_is_nowhere_to_be_read(alice, server):
    book = pulled(alice, server)
    assert PASSWORD not in book.secret
    address_books.remove(book, at=NOW)
    told = json.dumps([[entry.before, entry.after] for entry in Entry.objects.all()])
    assert PASSWORD not in told
    assert "secret" not in told


def test_a_key_that_is_another_one_asks_for_the_password(alice, server, settings):
    book = pulled(alice, server)
    settings.SECRET_KEY = "another key"
    assert address_books.pull(book, by=None, at=NOW) is None
    assert "Type it once more" in book.error


def test_a_removed_address_book_leaves_its_people_and_can_come_back(alice, server):
    book = pulled(alice, server)
    alice.post(f"{URL}{book.pk}/removal/")
    assert not AddressBook.objects.of(alice.user).exists()
    assert names(alice) == ["Ana Abel", "Ivo Horvat"]
    alice.post(way_back(book))
    back = AddressBook.objects.of(alice.user).get()
    assert (back.name, back.secret, back.pulled) == ("Friends", "", {})


def test_the_same_address_book_twice_is_one(alice, server):
    pulled(alice, server)
    added(alice, server)
    run_all()
    assert AddressBook.objects.of(alice.user).count() == 1
    assert len(names(alice)) == 2


def test_bob_sees_no_address_book_of_alices(alice, bob, server):
    book = pulled(alice, server)
    assert "Friends" not in bob.get(URL).content.decode()
    for verb in ("pull", "password", "removal"):
        assert bob.post(f"{URL}{book.pk}/{verb}/").status_code == 404


def test_many_address_books_cost_no_more_questions(alice, queries):
    def make(count):
        for number in range(count):
            AddressBook.objects.create(
                notebook=alice.notebook, name=f"B{number}", url=f"https://a.example/{count}/{number}/", created_at=NOW
            )
        return queries(alice, URL)

    assert make(1) == make(20)
