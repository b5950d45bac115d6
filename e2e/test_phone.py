"""A phone is paired by the code on the laptop's screen, and holds a talk with the network gone, beside the laptop.

The phone calls the computer by its name, so that nothing but TLS makes the page a safe one for the browser. One browser
trusts the certificate, as a phone does that installed the authority; the other went on past the warning.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, BrowserContext, Page, expect

from askaround.plain.lan import local_name
from tools.app import App, free_port, start
from tools.browser import chromium

from .conftest import FLAGS, PHONE, axe_clean, fits

NAMED = f"--host-resolver-rules=MAP {local_name() or 'none.local'} 127.0.0.1"
SAVED = re.compile("saved here and there", re.IGNORECASE)


@pytest.fixture(scope="module")
def home_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The demo notebook, on a computer with one address in its network."""
    settings = {"ASKAROUND_PHONE_ADDRESS": "127.0.0.1", "ASKAROUND_PHONE_PORT": str(free_port())}
    running = start(Path(tmp_path_factory.mktemp("home")), **settings)
    running.run("demo")
    yield running
    running.stop()


@pytest.fixture
def desk(look: Callable[..., Page], home_app: App) -> Page:
    """The browser at the computer, with the door open."""
    page = look(home_app)
    page.goto("/interviews/talk/")
    page.goto(page.url.replace("/talk/", "/"))
    page.get_by_role("link", name="Take it along on your phone").click()
    if page.get_by_role("button", name="Open the door").count():
        axe_clean(page)
        if local_name():
            page.get_by_label("by its name").check()
        page.get_by_role("button", name="Open the door").click()
    expect(page.get_by_role("button", name="Pair a phone")).to_be_visible()
    return page


@pytest.fixture
def phone(browser: Browser, home_app: App, desk: Page) -> Iterator[Callable[..., tuple[BrowserContext, Page]]]:
    """Phones, each with a browser of its own, which trusts the computer's certificate or was told to go on."""
    browsers = []

    def made(*, trusting: bool) -> tuple[BrowserContext, Page]:
        trust = [f"--ignore-certificate-errors-spki-list={pin(home_app)}"] if trusting else []
        flags = [*FLAGS, NAMED, *trust]
        browsers.append(browser.browser_type.launch(executable_path=chromium(), args=flags))
        context = browsers[-1].new_context(ignore_https_errors=not trusting, **PHONE)
        return context, context.new_page()

    yield made
    for each in browsers:
        each.close()


def pin(app: App) -> str:
    """What names the door's key to a browser."""
    key = x509.load_pem_x509_certificate((app.home / "phone/door.crt").read_bytes()).public_key()
    return base64.b64encode(
        hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    ).decode()


def pair(desk: Page, page: Page, name: str) -> None:
    """The code on one screen, the name on the other, the same six digits on both, and a yes."""
    desk.goto("/phone/")
    desk.get_by_role("button", name="Pair a phone").click()
    picture = desk.get_by_alt_text("A QR code that leads your phone to this computer")
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("(image) => image.naturalWidth") > 100
    axe_clean(desk)
    fits(desk)
    page.goto(desk.locator("#address").text_content() or "")
    axe_clean(page)
    fits(page)
    page.get_by_label("What to call this phone").fill(name)
    page.get_by_role("button", name="Ask to come in").click()
    code = page.get_by_role("heading", level=1).locator(".numbers").text_content() or ""
    axe_clean(page)
    expect(desk.get_by_role("heading", name=f"{name} shows {code}?")).to_be_visible()
    axe_clean(desk)
    desk.get_by_role("button", name="Yes, let it in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{name} is in.")
    axe_clean(page)
    fits(page)


def address(page: Page, path: str) -> str:
    return "/".join(page.url.split("/")[:3]) + path


def note(page: Page, words: str, kind: str) -> None:
    page.locator("textarea[name=text]").fill(words)
    page.locator(".pad").get_by_role("button", name=kind).click()


def test_a_talk_is_held_on_a_paired_phone_without_a_network_and_at_the_computer_at_once(desk, phone):
    context, page = phone(trusting=True)
    pair(desk, page, "Pixel")
    assert page.evaluate("isSecureContext")
    page.get_by_role("link", name="Open the next talk").click()
    expect(page.locator("talk-keeper")).to_have_text("It opens without a network.")
    talk = page.url
    context.set_offline(True)
    page.close()
    page = context.new_page()
    page.goto(talk)
    # What stands there instead, should it not be the talk before its beginning.
    expect(
        page.get_by_role("button", name="Begin the talk"), f"{page.url}: {page.locator('body').inner_text()}"
    ).to_be_visible()
    page.get_by_role("button", name="Begin the talk").click()
    note(page, "Said to the phone, without a network", "Advice")
    expect(page.locator("note-state").first).to_contain_text("Saved here")
    desk.goto("/interviews/talk/")
    assert desk.url.split("/")[3:] == talk.split("/")[3:]
    context.set_offline(False)
    expect(page.locator("note-state").first).to_contain_text(SAVED, timeout=30_000)
    expect(desk.locator("ol.said > li")).to_have_count(1, timeout=30_000)
    note(desk, "Typed at the computer", "Information")
    for each in (page, desk):
        expect(each.locator("ol.said > li")).to_have_count(2, timeout=30_000)
    told = desk.request.get(f"{desk.url}state/").json()["notes"]
    assert [each["text"] for each in told] == ["Said to the phone, without a network", "Typed at the computer"]
    sent_away_and_back(desk, context, page)


def sent_away_and_back(desk: Page, context: BrowserContext, page: Page) -> None:
    """Sent away in the middle of a talk, the phone keeps what it notes until it is paired again."""
    desk.goto("/phone/")
    axe_clean(desk)
    fits(desk)
    desk.get_by_role("button", name="Send away Pixel").click()
    expect(desk.get_by_role("region", name="Paired")).not_to_contain_text("Pixel")
    note(page, "Said while nobody let me in", "Advice")
    expect(page.locator("note-state").first).to_contain_text("1 note waits until you sign in again")
    other = context.new_page()
    other.goto(address(page, "/people/"))
    expect(other.get_by_role("heading", level=1)).to_have_text("This door is closed.")
    axe_clean(other)
    pair(desk, other, "Pixel again")
    page.bring_to_front()
    expect(page.locator("note-state").first).to_contain_text(SAVED, timeout=30_000)


def test_a_phone_that_went_on_past_the_warning_writes_while_its_tab_lives_and_says_so(desk, phone):
    context, page = phone(trusting=False)
    pair(desk, page, "Old phone")
    page.goto(address(page, "/interviews/talk/"))
    expect(page.locator("talk-keeper")).to_contain_text("leave it open")
    begun = page.get_by_role("button", name="Begin the talk")
    if begun.is_visible():
        begun.click()
    before = page.locator("ol.said > li").count()
    context.set_offline(True)
    note(page, "While the tab lives", "Advice")
    expect(page.locator("note-state").first).to_contain_text("Saved here")
    context.set_offline(False)
    expect(page.locator("note-state").first).to_contain_text(SAVED, timeout=30_000)
    expect(page.locator("ol.said > li")).to_have_count(before + 1)
