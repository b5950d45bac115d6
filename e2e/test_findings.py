"""Findings: themes proposed and looked through, the table's orders, notes moved, a lone theme merged by one key."""

import re

from playwright.sync_api import Page, expect

from .conftest import PHONE, axe_clean, fits


def one_voice(page: Page) -> None:
    """A theme of one note."""
    page.goto("/findings/")
    page.locator("table.heard tbody a").nth(1).click()
    page.get_by_role("checkbox").first.check()
    page.get_by_label("New theme").fill("Said by one so far")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Moved to")
    page.goto("/findings/?by=newest")
    page.get_by_role("link", name="Said by one so far").click()


def test_themes_are_proposed_kept_and_taken_back(demo_app, look):
    page = look(demo_app)
    page.goto("/findings/proposals/")
    page.get_by_role("button", name=re.compile("Have themes proposed|Propose anew")).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(r"\d+ proposed themes? waits? for your eye\."), timeout=60_000)
    axe_clean(page)
    fits(page)
    before = heading.inner_text()
    page.get_by_role("button", name=re.compile("^Keep")).first.click()
    expect(heading).not_to_have_text(before)
    page.get_by_role("button", name="Undo").click()
    page.goto("/findings/proposals/")
    expect(heading).to_have_text(before)


def test_the_table_stands_in_three_orders(demo_app, look):
    page = look(demo_app)
    page.goto("/findings/")
    for name in ("Newest", "By question", "Most people"):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute("aria-current", "true")
        axe_clean(page)
        fits(page)


def test_a_note_moves_to_a_theme_of_its_own_and_comes_back(demo_app, look):
    page = look(demo_app)
    page.goto("/findings/")
    page.locator("table.heard tbody a").first.click()
    articles = page.locator(".quotes article")
    count = articles.count()
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("New theme").fill("Something else")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Moved to “Something else”.")
    expect(articles).to_have_count(count - 1)
    page.get_by_role("button", name="Undo").click()
    expect(articles).to_have_count(count)
    axe_clean(page)
    fits(page)


def test_what_one_person_said_is_merged_with_one_key(demo_app, look):
    page = look(demo_app)
    one_voice(page)
    near = page.locator("near-themes")
    expect(near).to_contain_text("Is it one of these?")
    axe_clean(page)
    fits(page)
    into = near.get_by_role("link").first.inner_text()
    page.keyboard.press("1")
    expect(page.get_by_role("status").first).to_contain_text("is part of")
    expect(page.get_by_role("heading", level=1)).to_have_text(into)
    page.get_by_role("button", name="Undo").click()


def test_on_a_phone_a_theme_is_read_and_moved_with_the_thumb(demo_app, look):
    page = look(demo_app, **PHONE)
    page.goto("/findings/")
    axe_clean(page)
    fits(page)
    page.locator("table.heard tbody a").first.click()
    page.get_by_role("checkbox").first.check()
    fits(page)
    axe_clean(page)
