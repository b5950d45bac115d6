"""The network walked by the arrow keys, by touch and without scripts; whom somebody knows, and the ways to them."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tools.app import App, environment, free_port, start

from .conftest import PHONE, axe_clean, fits

PEOPLE = 500
# From the start of the navigation until two frames after everything is loaded.
DRAWN = """addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => {
  window.drawn = performance.now(); })));"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app with a network of 500 people."""
    home = Path(tmp_path_factory.mktemp("crowd"))
    command = [sys.executable, "-m", "tools.filling", str(home), str(PEOPLE)]
    subprocess.run(command, env=environment(home, free_port()), check=True, cwd=Path(__file__).parent.parent)
    running = start(home)
    yield running
    running.stop()


def test_the_arrow_keys_walk_the_tree_and_enter_opens(demo_app, look):
    page = look(demo_app)
    page.goto("/network/", wait_until="networkidle")
    page.locator("network-tree .node").first.focus()
    focused = page.locator("network-tree .node:focus")
    while "Amara Osei" not in (focused.get_attribute("aria-label") or ""):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(focused).to_have_attribute("aria-label", re.compile("Ravi Menon"))
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(focused).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("treeitem", name=re.compile("Ravi Menon"))).to_have_count(0)
    axe_clean(page)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("treeitem", name=re.compile("Ravi Menon"))).to_have_count(1)
    expect(focused).to_have_attribute("aria-label", re.compile("Amara Osei"))
    assert page.locator("network-tree .node[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    expect(page.locator(".kicker")).to_contain_text("Amara Osei")


def test_a_finger_folds_a_branch_and_goes_back_in_time(demo_app, look):
    page = look(demo_app, **PHONE)
    page.goto("/network/", wait_until="networkidle")
    fits(page)
    before = page.locator("network-tree .node").count()
    page.locator("network-tree .fold").first.tap()
    expect(page.locator("network-tree .node")).to_have_count(before - 1)
    page.locator(".strip a").first.tap()
    expect(page.locator(".kicker")).to_contain_text("As it stood at the end of")
    page.get_by_role("button", name="Larger").tap()
    fits(page)
    axe_clean(page)


def test_five_hundred_are_drawn_fast_on_a_slow_machine_and_all_of_them_when_asked(crowded, look):
    page = look(crowded)
    page.add_init_script(DRAWN)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    seconds = []
    for _ in range(3):
        page.goto("/network/")
        page.wait_for_function("window.drawn")
        seconds.append(page.evaluate("window.drawn") / 1000)
    # Looser than the bench's bar of one second: other walks may run beside this one.
    assert min(seconds) < 3
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 1})
    assert page.locator("network-tree .node").count() < 90
    assert page.locator(".listed li").count() == PEOPLE + 1
    page.get_by_role("link", name=f"Show all {PEOPLE}").click()
    expect(page.locator("network-tree .node")).to_have_count(PEOPLE)
    fits(page)
    page.get_by_role("button", name="All in view").click()
    assert page.locator("network-tree svg").first.bounding_box()["width"] <= 1280


def test_the_tree_is_links_and_a_list_without_scripts(demo_app, browser):
    context = browser.new_context(base_url=demo_app.address, java_script_enabled=False)
    page = context.new_page()
    page.goto(demo_app.link())
    page.get_by_role("button", name="Open my notebook").click()
    page.goto("/network/")
    before = page.locator("network-tree .node").count()
    page.locator("network-tree .fold").first.click()
    assert page.locator("network-tree .node").count() == before - 1
    page.get_by_text("The same as a list").click()
    page.locator(".listed").get_by_role("link", name="Ravi Menon").click()
    assert "/people/" in page.url
    context.close()


def test_the_ways_to_somebody_begin_with_a_search_and_end_with_a_button(demo_app, look):
    page = look(demo_app)
    page.goto("/network/")
    page.get_by_label("Whom do you want to reach?").fill("lena fischer")
    page.get_by_role("button", name="Find a way").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("could open the door to Lena Fischer")
    axe_clean(page)
    fits(page)
    page.get_by_role("button", name=re.compile("introduce you to Lena")).click()
    expect(page).to_have_url(re.compile("/introductions/"))


def test_a_guess_becomes_a_fact_with_one_tap(demo_app, look):
    page = look(demo_app, **PHONE)
    page.goto("/people/?q=tarek")
    page.get_by_role("link", name="Tarek Aziz").first.click()
    page.locator("details.menu > summary").click()
    page.get_by_role("link", name="Whom Tarek knows").click()
    guess = page.locator("section", has=page.get_by_role("heading", name="Perhaps Tarek knows"))
    expect(guess).to_contain_text("Both were at Nordlicht Data from 2018 to 2020")
    axe_clean(page)
    fits(page)
    guess.locator("li", has_text="Kwame").get_by_role("button", name=re.compile(r"^They do\b")).tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tarek knows Kwame Boateng")
    axe_clean(page)
