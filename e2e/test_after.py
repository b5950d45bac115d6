"""The day after: the debrief with its goals, a name in one tap, a promise's day, thanks, and who else was there."""

import re

from playwright.sync_api import Page, expect

from .conftest import PHONE, axe_clean, fits


def latest(page: Page) -> None:
    """The debrief of the last talk that was held."""
    page.goto("/debriefs/")
    page.locator("table.grid tbody a").last.click()


def test_the_debrief_is_kept_with_its_goals_and_promises(demo_app, look):
    page = look(demo_app)
    latest(page)
    page.get_by_role("checkbox", name=re.compile(".")).first.check()
    page.get_by_label("I promised").fill("send the reading list")
    page.get_by_role("button", name=re.compile("Keep the debrief|Save the changes")).click()
    expect(page.get_by_role("status").first).to_contain_text("Debrief kept.")
    promised = page.locator("section", has_text="to keep in mind")
    row = promised.locator("li", has_text="send the reading list")
    row.locator("input[type=date]").fill("2030-01-15")
    row.get_by_role("button", name="Set the day").click()
    expect(page.get_by_role("status").first).to_contain_text("send the reading list")
    expect(row.get_by_role("button", name="Change the day")).to_be_visible()
    axe_clean(page)
    fits(page)


def test_a_name_becomes_a_person_in_one_tap_and_goes_again(demo_app, look):
    page = look(demo_app, **PHONE)
    latest(page)
    page.get_by_role("link", name=re.compile(r"^\d+ notes?$")).click()
    page.get_by_label("What was said").first.fill("Talk to Oriel Vantongeren, she runs the data platform")
    page.get_by_role("button", name="Referral").click()
    latest(page)
    page.get_by_role("button", name="Add Oriel Vantongeren").click()
    said = page.get_by_role("status").first
    expect(said).to_contain_text("Oriel Vantongeren is among your people.")
    axe_clean(page)
    fits(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Add Oriel Vantongeren")).to_be_visible()


def test_what_became_of_it_is_corrected(demo_app, look):
    page = look(demo_app, **PHONE)
    latest(page)
    page.get_by_role("link", name=re.compile("Talk with")).click()
    page.get_by_role("link", name="Correct times and people").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"You talked for \d+ minutes\."))
    axe_clean(page)
    fits(page)
    page.get_by_label("Somebody else").fill("Ines Halloran")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Ines Halloran is in this talk.")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name="Correct times and people").click()
    page.get_by_role("button", name="It was not held").click()
    expect(page.get_by_role("status").first).to_contain_text("Noted as not held.")
    fits(page)


def test_notes_from_paper_are_looked_over_kept_and_taken_back(demo_app, look):
    page = look(demo_app, **PHONE)
    latest(page)
    page.get_by_role("link", name=re.compile(r"^\d+ notes?$")).click()
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    page.get_by_role("link", name="Type your notes in").click()
    page.get_by_label("Your notes, one a line").fill(
        "12 Half of it is “asking what they mean”\n14:30 a: Learn to say no"
    )
    page.get_by_label("Lines begin with the minute").check()
    page.get_by_role("button", name="Look them over").click()
    expect(heading).to_have_text("2 notes to keep. Is each what it says?")
    axe_clean(page)
    fits(page)
    page.get_by_label("Kind of: Half of it").select_option("advice")
    page.get_by_role("button", name="Keep 2 notes").click()
    expect(page.get_by_role("status").first).to_contain_text("2 notes are kept.")
    page.get_by_role("button", name="Undo").click()
    expect(heading).to_have_text(before)
