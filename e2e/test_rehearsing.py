"""Rehearsing: a pitch said against the clock, recorded, and a talk played through by keyboard."""

import re

from playwright.sync_api import expect

from .conftest import PHONE, axe_clean, fits


def test_a_pitch_is_written_said_and_kept(demo_app, look):
    page = look(demo_app, **PHONE, permissions=["microphone"])
    page.goto("/rehearsal/")
    axe_clean(page)
    fits(page)
    page.get_by_role("link", name="30 seconds", exact=True).click()
    page.get_by_label("What I say").fill("I am an analyst. I read what others build. Now I want to build it.")
    page.get_by_role("button", name="Keep", exact=True).click()
    axe_clean(page)
    fits(page)
    page.get_by_role("link", name="Say it aloud").click()
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".clock b")).to_have_text("0:01")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_label("Seconds it took")).not_to_have_value("")
    page.get_by_role("radio", name="4").check(force=True)
    axe_clean(page)
    fits(page)
    page.get_by_role("button", name="Keep the figures").click()
    expect(page.get_by_role("status").first).to_contain_text("of 30 s")


def test_what_was_said_is_heard_again_and_forgotten_and_never_sent(demo_app, look):
    page = look(demo_app, permissions=["microphone"])
    page.goto("/rehearsal/pitch/60/run/")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_label("Record it").check()
    page.get_by_role("button", name="Start").click()
    expect(page.locator(".clock b")).to_have_text("0:01")
    page.get_by_role("button", name="Stop").click()
    sound = page.get_by_label("What you said")
    expect(sound).to_be_visible()
    expect(sound).to_have_attribute("src", re.compile("^blob:"))
    axe_clean(page)
    page.get_by_role("button", name="Forget it").click()
    expect(sound).to_be_hidden()
    assert sent == []


def test_an_answer_is_written_with_its_hint(demo_app, look):
    page = look(demo_app)
    page.goto("/rehearsal/")
    page.get_by_role("link", name="Why this field?", exact=True).click()
    page.get_by_label("What I say").fill("I watched one for a week and did not want to leave.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("link", name="Say it aloud")).to_be_visible()
    axe_clean(page)
    fits(page)


def test_a_talk_is_played_through_by_keyboard(demo_app, look):
    page = look(demo_app)
    page.goto("/rehearsal/")
    page.get_by_role("link", name=re.compile("^With ")).first.click()
    axe_clean(page)
    page.get_by_role("button", name="Begin", exact=True).click()
    page.locator("body").click(position={"x": 5, "y": 5})
    seen = []
    while page.get_by_role("button", name="Go on").count():
        seen.append(page.locator("[aria-current=step] .said").inner_text())
        page.keyboard.press("Space")
    assert len(seen) >= 5
    page.keyboard.press("Space")
    expect(page.get_by_label("Seconds it took")).not_to_have_value("")
    page.get_by_role("button", name="Keep the figures").click()
    expect(page.get_by_role("status").first).to_contain_text("Mock conversation")
    axe_clean(page)
    fits(page)
