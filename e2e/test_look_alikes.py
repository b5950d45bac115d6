"""Who may be one person, looked at by keyboard alone, and on a phone."""

import re

from playwright.sync_api import expect

from .conftest import PHONE, axe_clean, fits


def test_a_pair_is_merged_taken_back_and_kept_apart_by_keyboard(demo_app, look):
    page = look(demo_app)
    page.goto("/people/")
    page.get_by_role("link", name="1 look-alike").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("1 pair may be one person.")
    page.wait_for_load_state("networkidle")
    axe_clean(page)
    fits(page)

    second = page.get_by_role("radio").nth(1)
    page.keyboard.press("2")
    expect(second).to_be_checked()
    page.keyboard.press("1")
    expect(second).not_to_be_checked()
    page.keyboard.press("s")
    expect(heading).to_have_text("All looked at.")
    expect(page.get_by_role("status").first).to_contain_text("are one now")
    axe_clean(page)

    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(heading).to_have_text("1 pair may be one person.")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("k")
    expect(page.get_by_role("status").first).to_contain_text("are two people")
    page.get_by_role("button", name="Undo").click()
    expect(heading).to_have_text("1 pair may be one person.")


def test_on_a_phone_the_cards_stand_one_under_the_other(demo_app, look):
    page = look(demo_app, **PHONE)
    page.goto("/people/look-alikes/")
    above, below = (card.bounding_box() for card in page.locator(".card").all())
    assert above["y"] + above["height"] < below["y"]
    axe_clean(page)
    fits(page)
    page.goto("/people/?q=jonas")
    page.locator(".everyone a").first.click()
    page.locator("main .more summary").first.click()
    page.get_by_role("link", name="Same person as").click()
    axe_clean(page)
    page.get_by_role("link", name=re.compile("Compare")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Are these two one person?")
    axe_clean(page)
    fits(page)
    page.get_by_role("button", name="Same person").click()
    expect(page.get_by_role("status").first).to_contain_text("are one now")
    expect(page.get_by_role("heading", name="Merged from")).to_be_visible()
    axe_clean(page)
    fits(page)
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_role("heading", name="Merged from")).to_be_hidden()


def test_a_pair_is_settled_without_scripts(demo_app, browser):
    context = browser.new_context(base_url=demo_app.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(demo_app.link())
    page.get_by_role("button", name="Open my notebook").click()
    page.goto("/people/?q=noor")
    page.locator(".everyone a").first.click()
    page.get_by_role("button", name="Take apart").first.click()
    page.goto("/people/look-alikes/")
    page.get_by_role("button", name="Compare everybody").click()
    page.get_by_role("button", name="Same person").click()
    expect(page.get_by_role("status").first).to_contain_text("Noor Haddad and Noor Hadad are one now.")
    context.close()
