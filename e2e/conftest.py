"""The running app, a browser, and what every page must stand: no error in the console, no finding of axe."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tools.app import App, start
from tools.browser import chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream"]  # fmt: skip
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app on an empty home, one for each walk."""
    running = start(Path(tmp_path_factory.mktemp("home")))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app with the demo notebook open."""
    running = start(Path(tmp_path_factory.mktemp("demo")))
    running.run("demo")
    yield running
    running.stop()


def signed_in(browser: Browser, app: App, **options: object) -> tuple[BrowserContext, Page]:
    """A new browser that came in by a one-time link. Console errors fail the test at its end."""
    context = browser.new_context(base_url=app.address, timezone_id="Europe/Berlin", locale="en-GB", **options)
    page = context.new_page()
    page.goto(app.link())
    page.wait_for_url(lambda url: "/open/" not in url)
    return context, page


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens signed-in pages, and at the end says what their consoles complained of."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(app: App, **options: object) -> Page:
        context, page = signed_in(browser, app, **options)
        contexts.append(context)
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" and "422" not in m.text else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


def axe_clean(page: Page) -> None:
    """No finding of axe on this page, as it stands."""
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width[0] <= width[1], f"{page.url} is {width[0]} wide in {width[1]}"
