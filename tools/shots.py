"""`make shots`: the signature screens of the demo notebook, at three widths, light and dark, into shots/."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.app import App, start
from tools.browser import chromium

WIDTHS = {"phone": 390, "tablet": 820, "desktop": 1280}
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def screens(app: App, page: Page) -> dict[str, str]:
    """Name and path of each screen; those of a noun are found by following a link."""
    found = {"today": "/", "people": "/people/", "targets": "/targets/", "asks": "/asks/", "findings": "/findings/",
             "network": "/network/", "look-alikes": "/people/look-alikes/", "whom-first": "/targets/whom-first/",
             "introductions": "/introductions/", "numbers": "/numbers/",
             "interviews": "/interviews/", "purpose": "/purpose/"}  # fmt: skip
    for name, list_page, pattern in [
        ("contact", "/people/", "main a[href^='/people/']:not([href*='new']):not([href*='import']):not([href*='?'])"),
        ("brief", "/interviews/", "main a[href^='/interviews/']"),
    ]:
        page.goto(app.address + list_page)
        link = page.locator(pattern).first
        if link.count():
            found[name] = str(link.get_attribute("href"))
    # The demo owes a thank-you: its draft is the letter to show, with its review beside.
    page.goto(app.address + "/")
    page.locator(".head .row :is(a, button)").first.click()
    page.wait_for_load_state()
    if "/letters/" in page.url:
        found["letter"] = page.url.removeprefix(app.address)
    if "brief" in found:
        found["talk"] = found["brief"] + "talk/"
        _talk(page, app.address + found["talk"])
    return found


def _talk(page: Page, address: str) -> None:
    """Begin the talk and note two things, so that the picture shows one going on."""
    page.goto(address)
    page.get_by_role("button", name="Begin the talk").click()
    for words, kind in (
        ("Team runs on-call two weeks in eight; juniors shadow for a quarter.", "Information"),
        ("Learn to read a query plan before you learn another framework.", "Advice"),
    ):
        page.locator("textarea[name=text]").fill(words)
        page.get_by_role("button", name=kind).click()
        page.get_by_text(words).first.wait_for()


def shoot(browser: Browser, app: App, folder: Path, only: list[str]) -> None:
    """Every screen, width and scheme as a PNG."""
    paths: dict[str, str] = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, timezone_id="Europe/Berlin", locale="en-GB")
        page = context.new_page()
        page.goto(app.link())
        page.wait_for_url(lambda url: "/open/" not in url)
        paths = paths or screens(app, page)
        for name, path in paths.items():
            if only and name not in only:
                continue
            for width_name, width in WIDTHS.items():
                page.set_viewport_size({"width": width, "height": 844 if width < 500 else 800})
                page.goto(app.address + path)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=folder / f"{name}-{width_name}-{scheme}.png", full_page=name != "talk")
        context.close()


if __name__ == "__main__":
    target = Path("shots")
    target.mkdir(exist_ok=True)
    running = start(Path(tempfile.mkdtemp(prefix="askaround-shots-")))
    try:
        running.run("demo")
        with sync_playwright() as playwright:
            shoot(playwright.chromium.launch(executable_path=chromium(), args=FLAGS), running, target, sys.argv[1:])
    finally:
        running.stop()
    print(f"{len(list(target.glob('*.png')))} pictures in {target}/")
