"""An address book on a real server: added, pulled, pulled again when something changed, taken back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from askaround.formats.tests.radicale_server import NAME, PASSWORD, Server, radicale

from .conftest import PHONE, axe_clean, fits


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with radicale(tmp_path) as found:
        yield found


def test_an_address_book_comes_and_keeps_coming(app, look, server):
    friends = server.make_book("friends", "Friends")
    server.put(friends, "mara", "FN:Mara Lindqvist", "N:Lindqvist;Mara;;;", "EMAIL:mara@acme.example", "ORG:Acme")
    server.make_book("work", "Work")
    page = look(app, **PHONE)
    page.goto("/people/address-books/")
    fits(page)
    page.get_by_label("Server, email address or URL").fill(server.url)
    page.get_by_label("User name").fill(NAME)
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Find my address books").click()
    expect(page.locator(".wrong")).to_contain_text("app password")
    axe_clean(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Find my address books").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The server has 2 address books of yours.")
    axe_clean(page)
    page.get_by_label("Work").uncheck()
    page.get_by_role("button", name="Bring these people").click()
    expect(page.locator("#books")).to_contain_text("1 card; pulled today: 1 new.")
    axe_clean(page)
    fits(page)

    server.put(friends, "tom", "FN:Tom Okafor", "N:Okafor;Tom;;;")
    server.remove(friends, "mara")
    page.get_by_role("button", name="Pull now").click()
    expect(page.locator("#books")).to_contain_text("Deleted on the server, and still here: Mara Lindqvist.")
    page.get_by_role("link", name="See what came, or take it back").click()
    expect(page).to_have_url(re.compile(r"/people/import/.+/progress/$"))
    page.get_by_role("button", name="Undo this import").click()
    page.goto("/people/")
    expect(page.locator("main")).to_contain_text("Mara Lindqvist")
    expect(page.locator("main")).not_to_contain_text("Tom Okafor")
