"""The talk with the network gone: nothing lost, nothing twice, and the page is there when it is needed."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tools.app import App, start

from .conftest import PHONE, axe_clean, fits, signed_in

STATE = re.compile("saved here and there", re.IGNORECASE)


@pytest.fixture
def phone(browser: Browser, demo_app: App) -> Iterator[Callable[[], tuple[BrowserContext, Page]]]:
    """Phones that signed in, each a device of its own. Consoles may complain: the network is cut on purpose."""
    demo_app.run("demo")
    opened = []

    def made() -> tuple[BrowserContext, Page]:
        context, page = signed_in(browser, demo_app, **PHONE)
        opened.append(context)
        return context, page

    yield made
    for context in opened:
        context.close()


def put_by(page: Page) -> str:
    """The next talk of the demo, its page put by on this device; answers its path."""
    page.goto("/interviews/talk/")
    expect(page.locator("talk-keeper")).to_have_text("It opens without a network.")
    return re.sub(r"^https?://[^/]+", "", page.url)


def begin(page: Page) -> None:
    page.get_by_role("button", name="Begin the talk").click()
    expect(page.get_by_role("timer")).to_be_visible()


def note(page: Page, words: str, kind: str = "Advice") -> None:
    page.locator("textarea[name=text]").fill(words)
    page.locator(".pad").get_by_role("button", name=kind).click()


def on_the_server(page: Page, path: str) -> dict[str, Any]:
    found: dict[str, Any] = page.request.get(f"{path}state/").json()
    return found


def end(page: Page) -> None:
    page.get_by_role("button", name="End the talk").click()
    page.wait_for_url(re.compile("/debrief/"))


def test_a_whole_talk_without_a_network(phone):
    context, page = phone()
    path = put_by(page)
    axe_clean(page)
    fits(page)
    context.set_offline(True)
    page.goto(path)
    begin(page)
    note(page, "Learn to read a query plan")
    note(page, "Ask Dana Wu at Acme about it", "Referral")
    expect(page.locator("note-state").first).to_contain_text("Saved here · 2 notes and 1 tap wait")
    expect(page.locator("ol.said > li")).to_have_count(2)
    axe_clean(page)
    fits(page)
    park_and_mend(page)
    if page.get_by_role("button", name="Asked, next").count():
        page.get_by_role("button", name="Asked, next").click()
    page.goto(path)
    expect(page.locator("ol.said > li")).to_have_count(2)
    expect(page.locator("ol.said")).to_contain_text("Learn to read query plans")
    page.get_by_role("button", name="End the talk").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is over")
    axe_clean(page)
    fits(page)
    context.set_offline(False)
    page.wait_for_url(re.compile("/debrief/"))
    expect(page.locator("main")).to_contain_text("Are you hiring?")
    expect(page.locator("note-state")).to_have_text("Everything from the talk is saved there.")
    expect(page.locator("main")).to_contain_text("Learn to read query plans")
    forgotten(page)


def forgotten(page: Page) -> None:
    """Nothing of a talk is put by on this device any more."""
    for _ in range(50):
        if not page.evaluate("caches.keys()"):
            return
        page.wait_for_timeout(100)
    raise AssertionError("a talk that is over is still put by")


def park_and_mend(page: Page) -> None:
    """A mark by the menu, another words and an undo, a question about a job parked."""
    page.get_by_role("button", name="Mend this note").first.click()
    axe_clean(page)
    page.locator("#mend-text").fill("Learn to read query plans")
    page.locator("#mend").get_by_role("button", name="Quote").click()
    page.locator("#mend").get_by_role("button", name="Save").click()
    expect(page.locator("ol.said")).to_contain_text("quote")
    page.get_by_role("button", name="Mark", exact=True).click()
    page.locator(".marking").get_by_role("button", name="Promise").click()
    note(page, "She sends me the book list", "Information")
    expect(page.locator("ol.said > li")).to_have_count(3)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("ol.said > li")).to_have_count(2)
    page.get_by_text("Park a question about a job").click()
    page.get_by_label("The question to park").fill("Are you hiring?")
    page.get_by_role("button", name="Park it").click()
    expect(page.locator(".parking li")).to_have_text("Are you hiring?")


def test_two_hundred_notes_through_everything_that_goes_wrong(phone, demo_app):
    context, page = phone()
    path = put_by(page)
    begin(page)
    for number in range(40):
        note(page, f"Note {number}")
    context.set_offline(True)
    for number in range(40, 80):
        note(page, f"Note {number}")
    # "Saved here" is the promise; a note of the last milliseconds still says "saving".
    expect(page.locator("ol.said > li")).to_have_count(80)
    expect(page.locator("ol.said > li", has_text="saving")).to_have_count(0)
    page.goto(path)
    expect(page.locator("ol.said > li")).to_have_count(80)
    for number in range(80, 100):
        note(page, f"Note {number}")
    expect(page.locator("ol.said > li")).to_have_count(100)
    expect(page.locator("ol.said > li", has_text="saving")).to_have_count(0)
    page.close()
    page = context.new_page()
    page.goto(path)
    expect(page.locator("ol.said > li")).to_have_count(100)
    other = context.new_page()
    other.goto(path)
    page.bring_to_front()
    context.set_offline(False)
    for number in range(100, 150):
        context.set_offline(number % 2 == 0)
        note(page, f"Note {number}")
        if number == 120:
            demo_app.process.kill()
            demo_app.process.wait()
        if number == 135:
            demo_app.process = start(demo_app.home, demo_app.port).process
    for number in range(150, 200):
        note(page, f"Note {number}")
        context.set_offline(number % 2 == 0)
    context.set_offline(False)
    expect(page.locator("note-state").first).to_contain_text(STATE, timeout=60_000)
    said = [each["text"] for each in on_the_server(page, path)["notes"]]
    assert said == [f"Note {number}" for number in range(200)]
    expect(other.locator("ol.said > li")).to_have_count(200)
    end(page)


def test_words_in_the_field_outlive_a_killed_tab(phone):
    context, page = phone()
    path = put_by(page)
    begin(page)
    context.set_offline(True)
    page.locator("textarea[name=text]").press_sequentially("Half a thou")
    page.close()
    page = context.new_page()
    page.goto(path)
    expect(page.locator("textarea[name=text]")).to_have_value("Half a thou")
    page.locator(".pad").get_by_role("button", name="Advice").click()
    expect(page.locator(".said")).to_contain_text("Half a thou")
    page.reload()
    expect(page.locator("textarea[name=text]")).to_have_value("")
    expect(page.locator(".said")).to_contain_text("Half a thou")


def test_the_question_in_hand_is_chosen_by_keyboard(phone):
    _, page = phone()
    put_by(page)
    begin(page)
    shown = page.locator("question-cards article:not([hidden]) h2")
    first = shown.inner_text()
    page.locator("textarea[name=text]").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(shown).not_to_have_text(first)
    page.locator("textarea[name=text]").fill("To the second")
    page.keyboard.press("Alt+ArrowUp")
    expect(shown).to_have_text(first)
    page.locator("textarea[name=text]").blur()
    page.keyboard.press("j")
    expect(shown).not_to_have_text(first)
    page.keyboard.press("k")
    expect(shown).to_have_text(first)


def test_two_devices_see_each_others_notes(phone):
    context, page = phone()
    path = put_by(page)
    _, other = phone()
    other.goto(path)
    begin(page)
    expect(other.get_by_role("timer")).to_be_visible()
    note(page, "From the phone")
    note(other, "From the tablet", "Information")
    for each in (page, other):
        expect(each.locator("ol.said > li")).to_have_count(2)
    context.set_offline(True)
    note(page, "While the phone is off")
    note(other, "While the phone was off", "Information")
    context.set_offline(False)
    for each in (page, other):
        expect(each.locator("ol.said > li")).to_have_count(4)
    told = on_the_server(page, path)["notes"]
    assert told == sorted(told, key=lambda each: (each["second"], each["device"], each["number"]))
    assert len({each["device"] for each in told}) == 2
    end(page)


def test_a_sign_in_that_ran_out_loses_nothing(phone, demo_app):
    context, page = phone()
    path = put_by(page)
    begin(page)
    note(page, "Before")
    expect(page.locator("note-state").first).to_contain_text(STATE)
    context.clear_cookies()
    note(page, "While signed out")
    expect(page.locator("note-state").first).to_contain_text("until you sign in again")
    page.goto(path)
    expect(page.locator("ol.said > li")).to_have_count(2)
    other = context.new_page()
    other.goto(demo_app.link())
    other.wait_for_url(lambda url: "/open/" not in url)
    page.bring_to_front()
    expect(page.locator("note-state").first).to_contain_text(STATE, timeout=30_000)
    assert len(on_the_server(page, path)["notes"]) == 2
    page.goto("/settings/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile("/sign-in/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    forgotten(page)


def test_it_opens_in_a_second_keeps_a_note_in_fifty_milliseconds_and_weighs_sixty_kilobytes(phone):
    context, page = phone()
    weighed: list[int] = []
    page.on("requestfinished", lambda request: weighed.append(request.sizes()["responseBodySize"]))
    path = put_by(page)
    weight = sum(weighed)
    begin(page)
    context.set_offline(True)
    page.close()
    page = context.new_page()
    processor = context.new_cdp_session(page)
    processor.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(path)
    expect(page.get_by_role("timer")).not_to_have_text("00:00")
    opened = page.evaluate("performance.getEntriesByName('talk ready')[0].startTime")
    slowed = kept_in(page, 10)
    processor.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    kept = kept_in(page, 20)
    print(f"opens in {opened:.0f} ms, keeps in {kept:.0f} ms ({slowed:.0f} slowed down), weighs {weight} bytes")
    assert opened < 1000
    assert kept < 50
    assert weight < 60_000


def kept_in(page: Page, notes: int) -> float:
    """Milliseconds from the tap until a note is on the disk: the one in the middle of so many."""
    page.evaluate("performance.clearMeasures()")
    before = page.locator("ol.said > li").count()
    for number in range(notes):
        note(page, f"Note {number}")
    expect(page.locator("ol.said > li", has_text="saved here")).to_have_count(before + notes)
    found = sorted(page.evaluate("performance.getEntriesByName('note kept').map((each) => each.duration)"))
    return float(found[len(found) // 2])
