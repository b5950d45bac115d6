"""Pacing in a real browser: a setting moves Today, “ask me in spring” is understood, a helper found stops the rest."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tools.app import App

from .conftest import axe_clean, fits


def test_a_setting_moves_today_and_later_is_understood(app: App, look: Callable[..., Page]) -> None:
    app.run("demo")
    page = look(app)
    page.goto("/")
    expect(page.get_by_text(re.compile("^Follow up with")).first).to_be_visible()
    page.goto("/purpose/practice/")
    axe_clean(page)
    fits(page)
    page.get_by_label("Follow up", exact=True).select_option("0")
    page.get_by_role("button", name="Save").click()
    page.goto("/")
    expect(page.get_by_text(re.compile("^Follow up with"))).to_have_count(0)
    page.goto("/purpose/practice/")
    page.get_by_role("button", name="All back to standard").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Good sources differ here, so you decide.")

    page.goto("/asks/")
    axe_clean(page)
    page.get_by_role("link", name="They answered").first.click()
    page.get_by_label("Ask me later").check()
    page.get_by_label("In their words").fill("Not now, ask me in spring.")
    page.get_by_role("button", name="Keep the answer").click()
    axe_clean(page)
    page.get_by_role("button", name=re.compile("in spring")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("asked to be asked again from")

    page.goto("/staying-in-touch/")
    axe_clean(page)
    fits(page)
