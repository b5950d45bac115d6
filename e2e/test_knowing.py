"""Writing people down and knowing them: capture, a round, a level by keyboard, filters on a phone."""

import re

from playwright.sync_api import expect

from .conftest import PHONE, axe_clean, fits


def test_a_pasted_line_fills_the_form_and_is_added(demo_app, look):
    page = look(demo_app)
    page.goto("/people/", wait_until="networkidle")
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile("/people/new/$"))
    page.get_by_label(re.compile("Paste anything")).fill(
        "Mara Lindqvist, Data engineer at Northwind\nmara@north.example"
    )
    expect(page.get_by_label("Name", exact=True)).to_have_value("Mara Lindqvist")
    expect(page.get_by_label(re.compile("Organization"))).to_have_value("Northwind")
    axe_clean(page)
    fits(page)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("main")).to_contain_text("probably experienced")


def test_a_round_is_written_by_keyboard_alone(demo_app, look):
    page = look(demo_app, **PHONE)
    page.goto("/people/round/?tie=former+boss")
    for name in ("Otis Farrow", "Ines Duarte, CTO, Brightwater Energy"):
        expect(page.get_by_label(re.compile("^Name"))).to_be_focused()
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_contain_text(f"{name.partition(',')[0]} is written down")
    axe_clean(page)
    fits(page)


def test_a_level_is_said_by_keyboard(demo_app, look):
    page = look(demo_app)
    page.goto("/people/new/")
    page.get_by_label(re.compile("^Name")).fill("Ruth Amsel")
    page.get_by_label(re.compile("^What they do")).fill("Chief technology officer")
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name=re.compile("probably executive")).focus()
    page.keyboard.press("Enter")
    # The guess has the focus, so that Enter agrees with it.
    expect(page.get_by_role("button", name="Executive")).to_be_focused()
    axe_clean(page)
    page.get_by_role("button", name="Founder").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("^founder"))).to_be_visible()


def test_filters_unfold_on_a_phone(demo_app, look):
    page = look(demo_app, **PHONE)
    page.goto("/people/", wait_until="networkidle")
    page.locator("label.unfold").click()
    axe_clean(page)
    fits(page)
    page.get_by_label("Level").select_option("director")
    expect(page.get_by_role("list", name="Filters that are on")).to_contain_text("Level: Director")
    expect(page).to_have_url(re.compile("level=director"))
    page.get_by_role("link", name=re.compile("Level: Director")).click()
    expect(page).not_to_have_url(re.compile("level=director"))
    page.goto("/people/weak/")
    axe_clean(page)
    fits(page)
