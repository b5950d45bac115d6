"""On a phone: from a name that was given to telling how it went. At a desk: the dream list, ranked by hand and key."""

import re
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from .conftest import PHONE, axe_clean, fits


def stands(page: Page, words: str) -> None:
    """The heading says so, and the page stands axe and fits."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)
    axe_clean(page)
    fits(page)


def send(page: Page) -> None:
    expect(page).to_have_url(re.compile("/letters/"))
    axe_clean(page)
    body = page.locator("textarea[name=body]")
    body.fill(re.sub(r"\[[^\]]+\]", "I now know what a data lead does all week", body.input_value()))
    page.get_by_role("button", name="I sent it").click()
    expect(page).to_have_url(re.compile("/introductions/"))


def test_from_a_referral_note_to_reported_back_on_a_phone(demo_app, look):
    page = look(demo_app, **PHONE)
    follow_the_name(page)
    ask_for_it(page)
    check_in(page)
    meet_and_tell(page)


def follow_the_name(page: Page) -> None:
    page.goto("/interviews/")
    page.locator("main a[href^='/interviews/']", has_text="Lou Marchetti").first.click()
    page.goto(page.url + "notes/")
    page.locator("textarea[name=text]").fill("Talk to Ana Ruiz at Contoso; he asks her first")
    page.get_by_role("button", name="Referral").click()
    page.locator("li", has_text="Ana Ruiz").get_by_role("link", name="Follow this name").click()
    stands(page, "Lou named somebody. Who is it?")
    page.get_by_label("They will ask first").check()
    page.get_by_role("button", name="Add to your people").click()
    page.get_by_role("link", name="Open the introduction to Ana Ruiz").click()
    stands(page, "Lou offered to introduce you to Ana Ruiz.")
    expect(page.locator("main")).to_contain_text("Lou wants to ask Ana first")
    expect(page.get_by_role("link", name="the note in your talk")).to_be_visible()


def ask_for_it(page: Page) -> None:
    page.get_by_role("button", name="Lines to forward").click()
    expect(page.locator("textarea[name=body]")).to_have_value(re.compile("---\n\nDear Ana,"))
    send(page)
    stands(page, "You asked Lou to introduce you to Ana Ruiz.")
    expect(page.locator("#lines")).to_contain_text("not about a job")


def check_in(page: Page) -> None:
    page.get_by_role("link", name="Correct the days").click()
    stands(page, "When did it happen?")
    for label, days in (("Lou offered it", 9), ("You asked Lou for it", 8)):
        day = (datetime.now() - timedelta(days=days)).date().isoformat()  # noqa: DTZ005 - the seeker's own day
        page.get_by_label(label).fill(day)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Ask how it stands; one line is enough.")
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Check in with Lou Marchetti about Ana Ruiz")
    page.goto("/introductions/")
    axe_clean(page)
    fits(page)
    page.get_by_role("button", name="Check in Ana Ruiz").click()
    send(page)
    expect(page.locator("main")).to_contain_text("now it rests with Lou")


def meet_and_tell(page: Page) -> None:
    page.get_by_role("button", name="We met").click()
    stands(page, "You met Ana Ruiz. Thank Lou.")
    expect(page.locator(".chain")).to_contain_text("skipped")
    page.get_by_role("button", name="Take back: Met").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You asked Lou")
    page.get_by_role("button", name="We met").click()
    page.get_by_role("button", name="Tell Lou").click()
    send(page)
    stands(page, "Lou knows how it went with Ana Ruiz.")


def test_the_list_is_walked_by_key(demo_app, look):
    page = look(demo_app)
    page.goto("/introductions/", wait_until="networkidle")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/introductions/[0-9a-f-]{36}/$"))


def test_whom_to_ask_first_stands_axe_and_fits(demo_app, look):
    page = look(demo_app, **PHONE)
    page.goto("/targets/whom-first/")
    stands(page, "Ask Dana first: would be your boss.")
    page.goto("/targets/")
    page.get_by_role("link", name="Parcelwise").first.click()
    stands(page, "at Parcelwise.")
    expect(page.locator("main")).to_contain_text("Gustav knows Tomasz")


def names(page: Page) -> list[str]:
    return page.locator("#organization [data-name]").evaluate_all("rows => rows.map(row => row.dataset.name)")


def test_targets_are_ranked_by_dragging_and_by_key_and_taken_back(demo_app, look):
    page = look(demo_app)
    page.goto("/targets/", wait_until="networkidle")
    first, second, third = names(page)[:3]
    handle = page.locator("#organization [data-handle]")
    handle.first.focus()
    with page.expect_response(re.compile("/targets/order/")):
        page.keyboard.press("ArrowDown")
    expect(page.locator("main")).to_contain_text("The order is kept.")
    assert names(page)[:3] == [second, first, third]
    expect(handle.nth(1)).to_be_focused()
    axe_clean(page)
    start, end = handle.nth(2).bounding_box(), handle.first.bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 8, end["y"] - 12, steps=8)
    with page.expect_response(re.compile("/targets/order/")):
        page.mouse.up()
    expect(page.locator("#organization [data-name]").first).to_have_attribute("data-name", third)
    page.reload()
    assert names(page)[:3] == [third, second, first]
