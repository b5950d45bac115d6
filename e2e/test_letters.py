"""A letter made one's own: said another way, filled in, cut, in own words, by another channel, by own rules."""

import re

from playwright.sync_api import Page, expect

from .conftest import PHONE, axe_clean, fits

ADDED = " I hope this email finds you well."


def begin(page: Page) -> None:
    """An ask to somebody who is not asked yet."""
    page.goto("/people/")
    links = page.locator("main a[href^='/people/']")
    hrefs = links.evaluate_all("found => found.map(a => a.getAttribute('href'))")
    for href in [one for one in hrefs if re.fullmatch(r"/people/[0-9a-f-]{36}/", one)]:
        page.goto(f"{href}ask/")
        if page.locator("textarea[name=reason]").count():
            break
    page.locator("textarea[name=reason]").fill("You moved from operations to data")
    page.get_by_text("Email", exact=True).click()
    page.get_by_role("button", name="Draft the letter").click()
    expect(page).to_have_url(re.compile("/letters/"))
    axe_clean(page)
    fits(page)


def test_a_letter_is_made_ones_own_tap_by_tap(demo_app, look):
    page = look(demo_app)
    begin(page)
    body = page.locator("#id_body")
    another_way(page, body)
    gaps(page, body)
    a_cut(page, body)
    a_phrase(page, body)
    by_another_way(page, body)
    a_rule_off(page, body)


def another_way(page: Page, body) -> None:
    expect(page.locator("#ways li")).to_have_count(3)
    page.get_by_role("button", name="Take this: The question first, short").click()
    expect(page.locator("main")).to_contain_text("Written anew")
    expect(body).to_have_value(re.compile("could we talk for"))


def gaps(page: Page, body) -> None:
    body.fill("Hi,\n\nWe both studied at [school]. You moved from operations to data. Could we talk for 20 minutes?")
    field = page.get_by_label("School")
    expect(field).to_be_visible()
    field.fill("Bonn")
    page.get_by_role("button", name="Put it into the letter").click()
    expect(body).to_have_value(re.compile("We both studied at Bonn. You moved"))


def a_cut(page: Page, body) -> None:
    before = body.input_value()
    body.fill(before.replace("at Bonn.", "at Bonn. Please keep me in mind for openings."))
    page.get_by_role("button", name="Cut it").first.click()
    expect(page.locator("main")).to_contain_text("Done.")
    expect(body).to_have_value(before)


def a_phrase(page: Page, body) -> None:
    keep = page.get_by_role("button", name="Keep what is selected")
    expect(keep).to_be_hidden()
    body.evaluate(
        "field => { field.focus(); const at = field.value.indexOf('You moved'); field.setSelectionRange(at, at + 36); }"
    )
    keep.click()
    expect(page.locator("main")).to_contain_text("Drafts use it from now on.")
    expect(page.locator("#phrases")).to_contain_text("You moved from operations to data.")
    axe_clean(page)


def by_another_way(page: Page, body) -> None:
    page.locator("#id_channel").select_option("linkedin-note")
    page.get_by_role("button", name="Draft it anew as a LinkedIn note").click()
    expect(page.locator("#counter")).to_contain_text("characters")
    assert len(body.input_value()) <= 200
    page.locator("#id_channel").select_option("email")
    page.get_by_role("button", name="Draft it anew as an email").click()
    expect(page.locator("#counter")).to_contain_text("words")


def a_rule_off(page: Page, body) -> None:
    body.fill(f"Hi,\n\nWe met.{ADDED} Could we talk for 90 minutes? Thank you.")
    expect(page.locator("#review")).to_contain_text("more than an hour")
    page.get_by_role("button", name="Save").click()
    letter = page.url
    page.goto("/review-rules/#minutes-over-60")
    axe_clean(page)
    fits(page)
    page.get_by_role("button", name="Off: Minutes over 60").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 of them as you set them")
    page.goto(letter)
    expect(page.locator("#review")).not_to_contain_text("more than an hour")


def test_the_pages_of_letters_fit_a_phone(demo_app, look):
    page = look(demo_app, **PHONE)
    begin(page)
    for url in ("/phrases/", "/review-rules/", "/templates/new/"):
        page.goto(url)
        axe_clean(page)
        fits(page)
    page.locator("#id_body").fill("Dear {first_name}, {frist_name}")
    expect(page.locator("#preview")).to_contain_text("did you mean {first_name}")
    page.locator("[data-phrase='{minutes}']").click()
    expect(page.locator("#id_body")).to_have_value(re.compile(r"\{minutes\}"))
