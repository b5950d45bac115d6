"""The seeker's own mail on real servers: set up, a letter taken back, one sent, the answer found on the ask's page."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from askaround.mailbox.tests.servers import EMAIL, PASSWORD, Dovecot, Post, mail, running_dovecot, running_smtp

from .conftest import PHONE, axe_clean, fits

BODY = "Dear Ana,\n\nyou moved from support to data at Northwind. I would like to hear how. May I call you?\n\nAlice"


@pytest.fixture
def servers() -> Iterator[tuple[Dovecot, Post]]:
    with running_dovecot() as dove, running_smtp(dove.home) as post:
        yield dove, post


def test_a_letter_leaves_and_its_answer_comes(app, look, servers):
    dove, post = servers
    page = look(app, **PHONE)
    _ana(page)
    page.goto("/mail/")
    axe_clean(page)
    page.get_by_label("Your email address").fill(EMAIL)
    page.get_by_role("button", name="Go on").click()
    _servers(page, dove.port, post.port, "wrong")
    expect(page.locator(".wrong").first).to_contain_text("refused")
    axe_clean(page)
    fits(page)
    _servers(page, dove.port, post.port, PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Letters leave from here, and answers are found.")
    axe_clean(page)
    fits(page)

    ask = _letter(page)
    page.get_by_role("button", name="Send …").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This is what Ana gets.")
    axe_clean(page)
    fits(page)
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("leaving-letter")).to_contain_text("It leaves in")
    axe_clean(page)
    page.locator("leaving-letter").get_by_role("button", name="Undo").click()
    expect(page.locator("main")).to_contain_text("Nothing was sent")
    page.get_by_role("button", name="Send …").click()
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sent to Ana", timeout=25_000)
    assert len(post.mails) == 1
    axe_clean(page)

    letter = re.search(rb"(?im)^message-id: (<[^>]+>)", post.mails[0][2])[1].decode()
    dove.deliver(mail("Ana <ana@northwind.example>", "Gladly. Tuesday?", answers=letter, at=datetime.now(UTC)))
    page.goto("/mail/")
    page.get_by_role("button", name="Look now").click()
    expect(page.locator("main")).to_contain_text("Looking into")
    for _ in range(20):
        page.goto(ask)
        if "Gladly" in page.content():
            break
        page.wait_for_timeout(500)
    expect(page.locator("main")).to_contain_text("Gladly. Tuesday?")


def _ana(page) -> None:
    """A campaign, and somebody in it with an address."""
    page.goto("/")
    page.get_by_label("What do you call it?").fill("Becoming a data engineer")
    page.get_by_label("What do you want to learn?").fill("What the work is really like")
    page.get_by_role("button", name="Begin").click()
    page.goto("/people/new/")
    page.locator("#fields [name=name]").fill("Ana Novak")
    page.locator("#fields [name=email]").fill("ana@northwind.example")
    page.locator("#fields button.main").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def _servers(page, imap: int, smtp: int, password: str) -> None:
    page.get_by_label("App password").fill(password)
    for kind, port in (("imap", imap), ("smtp", smtp)):
        page.locator(f"[name={kind}_host]").fill("127.0.0.1")
        page.locator(f"[name={kind}_port]").fill(str(port))
        page.locator(f"[name={kind}_safety]").select_option("none")
    page.get_by_role("button", name="Try it, and keep it").click()


def _letter(page) -> str:
    """Begin to ask Ana, and write to her; where the ask is."""
    page.goto("/people/")
    page.get_by_role("link", name="Ana Novak").first.click()
    page.locator("main a[href$='/ask/']").first.click()
    page.locator("[name=reason]").fill("You moved from support to data")
    page.locator("label", has_text="Email").first.click()
    page.locator("main form button.main").first.click()
    expect(page).to_have_url(re.compile("/letters/"))
    page.locator("[name=subject]").fill("From support to data")
    page.locator("textarea[name=body]").fill(BODY)
    return str(page.locator(".kicker a[href^='/asks/']").first.get_attribute("href"))
