"""Preparing: questions moved by hand and by keys, what is left at home, and the practical side of the brief."""

import re

from playwright.sync_api import Page, expect

from .conftest import PHONE, axe_clean, fits


def coming(page: Page) -> None:
    """The brief of the next talk."""
    page.goto("/interviews/")
    page.locator("main").get_by_role("link", name=re.compile("Noor Haddad")).first.click()
    page.wait_for_load_state("networkidle")


def asked(page: Page) -> list[str]:
    """The handles of the questions in the middle of the talk, in their order."""
    rows = page.locator("drag-order").first.locator("[data-order]")
    return [handle.get_attribute("data-row") or "" for handle in rows.all()]


def test_questions_change_places_by_keys_and_by_dragging(demo_app, look):
    page = look(demo_app)
    coming(page)
    before = asked(page)
    handle = page.locator("drag-order").first.locator("[data-order]").first
    handle.focus()
    with page.expect_response(re.compile("/chosen/")):
        page.keyboard.press("ArrowDown")
    moved = [before[1], before[0], *before[2:]]
    expect(page.locator("drag-order").first.locator("[data-order]").first).to_have_attribute("data-row", before[1])
    assert asked(page) == moved
    expect(page.locator(f"#handle-{before[0]}")).to_be_focused()
    rows = page.locator("drag-order").first.locator("[data-order]")
    page.evaluate("element => element.scrollIntoView({ block: 'center' })", rows.nth(1).element_handle())
    start, end = rows.nth(0).bounding_box(), rows.nth(2).bounding_box()
    with page.expect_response(re.compile("/chosen/")):
        page.mouse.move(start["x"] + 5, start["y"] + 5)
        page.mouse.down()
        page.mouse.move(end["x"] + 5, end["y"] + end["height"] + 12, steps=12)
        page.mouse.up()
    page.wait_for_load_state("networkidle")
    after = asked(page)
    assert after.index(before[1]) > 0
    page.reload()
    assert asked(page) == after
    axe_clean(page)
    fits(page)


def test_the_way_there_is_noted_and_read_on_the_phone(demo_app, look):
    page = look(demo_app, **PHONE)
    coming(page)
    page.get_by_role("link", name="Change the words").click()
    field = page.get_by_label(re.compile("The way there|What I wear")).first
    field.fill("Tram 4, side door")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#checklist")).to_contain_text("Tram 4, side door")
    axe_clean(page)
    fits(page)


def test_what_is_left_at_home_says_why(demo_app, look):
    page = look(demo_app, **PHONE)
    coming(page)
    page.get_by_role("link", name="Choose from the bank").click()
    page.get_by_text(re.compile("left at home")).click()
    expect(page.get_by_text("A web search answers this. Look it up before the talk.").first).to_be_visible()
    axe_clean(page)
    fits(page)
