"""The demo notebook's pages on a phone and at a desk, light and dark: they stand axe, and nothing scrolls sideways."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import PHONE, axe_clean, fits

PAGES = ["/", "/purpose/", "/targets/", "/people/", "/people/new/", "/people/import/", "/people/look-alikes/",
         "/people/look-alikes/sure/", "/asks/", "/interviews/", "/debriefs/", "/rehearsal/", "/rehearsal/pitch/30/",
         "/rehearsal/pitch/30/run/", "/rehearsal/answers/why-field/", "/lessons/",
         "/findings/", "/findings/sorting/", "/findings/questions/", "/findings/gaps/", "/findings/proposals/",
         "/findings/?by=question", "/findings/work/", "/network/", "/search/?q=sql",
         "/settings/", "/export/", "/export/backups/", "/trash/", "/steps/", "/profile/", "/questions/", "/campaigns/",
         "/organizations/", "/numbers/", "/introductions/",
         "/targets/whom-first/", "/people/address-books/", "/network/paths/?whom=data"]  # fmt: skip
LOOKS = {
    "desk-light": {"color_scheme": "light"},
    "desk-dark": {"color_scheme": "dark"},
    "phone-light": {"color_scheme": "light", **PHONE},
    "phone-dark": {"color_scheme": "dark", **PHONE},
}


@pytest.mark.parametrize("options", LOOKS.values(), ids=LOOKS)
def test_every_page_of_the_demo_stands_axe_and_fits(demo_app, look, options):
    page = look(demo_app, **options)
    for path in PAGES:
        page.goto(path)
        axe_clean(page)
        fits(page)


@pytest.mark.parametrize("noun", ["people", "asks", "interviews", "targets"])
def test_the_page_of_one_stands_axe_and_fits(demo_app, look, noun):
    page = look(demo_app, **PHONE)
    page.goto(f"/{noun}/")
    pattern = re.compile(rf"^/{noun}/[0-9a-f-]{{36}}/$")
    links = page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    first = next(link for link in links if pattern.match(link or ""))
    page.goto(first)
    axe_clean(page)
    fits(page)


def test_a_page_fits_at_320_pixels(demo_app, look):
    """200 % zoom on a small laptop is a page 320 to 640 pixels wide."""
    page = look(demo_app, viewport={"width": 320, "height": 640})
    for path in PAGES:
        page.goto(path)
        fits(page)


def test_the_keys_go_where_they_say_and_can_be_switched_off(demo_app, look):
    page = look(demo_app)
    page.goto("/", wait_until="networkidle")
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile("/people/$"))
    page.wait_for_load_state("networkidle")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Write a note")
    axe_clean(page)
    page.keyboard.press("Escape")
    page.goto("/settings/")
    page.get_by_label(re.compile("Single-key")).uncheck()
    page.get_by_role("button", name="Save").click()
    page.goto("/")
    page.keyboard.press("/")
    expect(page).to_have_url(re.compile("/$"))
    page.goto("/settings/")
    page.get_by_label(re.compile("Single-key")).check()
    page.get_by_role("button", name="Save").click()


def test_the_skip_link_is_the_first_stop(demo_app, look):
    page = look(demo_app)
    page.goto("/people/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the page")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_demo_goes_with_one_click(app, look):
    page = look(app)
    page.goto("/first-steps/")
    page.get_by_role("button", name="Look around first").click()
    expect(page.locator(".banner")).to_contain_text("invented notebook")
    page.get_by_role("button", name="Throw it away and begin").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What do you want to find out")


def test_a_page_works_without_scripts(demo_app, browser):
    context = browser.new_context(base_url=demo_app.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(demo_app.link())
    page.get_by_role("button", name="Open my notebook").click()
    page.goto("/people/?q=a")
    assert page.locator(".list > li").count()
    context.close()
