"""A time is found: by mail from a laptop, and on a private page of a host, from a browser that never signed in."""

import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from playwright.sync_api import Browser, Page, expect

from tools.app import App, environment, start

from .conftest import PHONE, axe_clean, fits

SMALL = {"viewport": {"width": 320, "height": 640}}
SECRET = "a long enough sentence"
BEGIN = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "askaround.config.settings"
import django
django.setup()
"""
LET_IN = f"""{BEGIN}
from askaround.accounts.models import User
user = User.objects.get(username="me")
user.set_password({SECRET!r})
user.save(update_fields=["password"])
"""

OFFER_OTHER_TIMES = f"""{BEGIN}
from django.utils import timezone
from askaround.accounts.models import User
from askaround.interviews.models import Interview
from askaround.interviews.offering import Occasion, offer_times
from askaround.interviews.private_links import link_of
user, now = User.objects.get(username="me"), timezone.now()
occasion = Occasion.of_interview(Interview.objects.filter(ended_at=None, starts_at__gt=now).first(), user)
wishes = occasion.first_wishes()
print(link_of(offer_times(occasion, occasion.propose(wishes, now).starts, wishes, at=now)))
"""


def stands(page: Page, words: str) -> None:
    """The heading says so, and the page stands axe and fits."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)
    axe_clean(page)
    fits(page)


def to_the_times(page: Page) -> None:
    page.goto("/asks/")
    page.locator("li", has_text="Mei Tanaka").get_by_role("link", name="See the times").click()


def test_times_go_out_by_letter_and_one_tap_notes_which(demo_app: App, look) -> None:
    page = look(demo_app, **PHONE)
    to_the_times(page)
    stands(page, "Mei has three times to choose from.")
    page.get_by_role("link", name="Offer other times").click()
    stands(page, "Three times on Mei’s clock.")
    page.get_by_label("Mei’s time zone").select_option("Asia/Tokyo")
    expect(page.locator("#clocks")).to_contain_text("for Mei (Tokyo)")
    page.get_by_role("button", name="Look for times again").click()
    stands(page, "Three times on Mei’s clock.")
    page.get_by_role("button", name="Write them to Mei").click()
    stands(page, "Send Mei these times.")
    expect(page.locator("#offer-text")).to_contain_text("in Berlin)")
    page.locator(".head").get_by_role("link", name="Open the letter").click()
    expect(page.locator("textarea[name=body]")).to_have_value(
        re.compile(r"on the clock of Tokyo\. 30 minutes, by video")
    )
    page.get_by_role("button", name="I sent it").click()
    expect(page).to_have_url(re.compile("/asks/"))
    page.locator("form", has_text="Which time did Mei take?").get_by_role("button").nth(1).click()
    stands(page, "Mei Tanaka, ")
    expect(page.locator("main")).to_contain_text("for Mei (Tokyo)")
    page.set_viewport_size(SMALL["viewport"])
    page.get_by_role("link", name="Move or call off").click()
    page.get_by_role("link", name="Offer other times").click()
    stands(page, "Three times on Mei’s clock.")


def told(script: str, home: Path, port: int) -> str:
    """What a script prints that uses our verbs in this home, beside the app."""
    command, around = [sys.executable, "-c", script], environment(home, port, hosted=True)
    return subprocess.run(command, env=around, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The demo notebook on a host, with a password for its seeker."""
    home = Path(tmp_path_factory.mktemp("hosted"))
    local = start(home)
    local.run("demo")
    local.stop()
    told(LET_IN, home, local.port)
    running = start(home, local.port, hosted=True)
    yield running
    running.stop()


def test_somebody_without_an_account_takes_a_time_on_a_private_page(hosted: App, browser: Browser) -> None:
    mine = browser.new_context(base_url=hosted.address, timezone_id="Europe/Berlin", locale="en-GB")
    theirs = browser.new_context(timezone_id="America/New_York", locale="en-US", **SMALL)
    try:
        seeker, first, second = mine.new_page(), theirs.new_page(), theirs.new_page()
        link = sign_in_and_copy_the_link(seeker)
        take_one(first, second, link)
        to_the_talk(seeker)
        assert theirs.cookies() == []
    finally:
        mine.close()
        theirs.close()


def sign_in_and_copy_the_link(page: Page) -> str:
    page.goto("/sign-in/")
    page.get_by_label("Username").fill("me")
    page.get_by_label("Password").fill(SECRET)
    page.get_by_role("button", name="Sign in").click()
    to_the_times(page)
    stands(page, "Mei has three times to choose from.")
    return page.locator("#offer-link").inner_text()


def take_one(first: Page, second: Page, link: str) -> None:
    """Two tabs are open; the second click is refused kindly."""
    for page in (first, second):
        page.goto(link)
        stands(page, "Robin offers you three times to talk.")
    first.get_by_role("button", name="Show this device’s clock instead (New York)").click()
    expect(first.locator("own-clock")).to_contain_text("on the clock of New York")
    first.get_by_text("None of these fits").click()
    first.get_by_label("Your own booking link").fill("http://not.example")
    first.get_by_role("button", name="Send it to Robin").click()
    expect(first.locator("body")).to_contain_text("A link begins with https://")
    axe_clean(first)
    first.goto(link)
    first.locator("form.times button").nth(1).click()
    stands(first, "Agreed: ")
    second.locator("form.times button").nth(0).click()
    stands(second, "Agreed: ")
    expect(second.get_by_role("alert")).to_contain_text("One of these times is taken already. What stands is below.")
    with first.expect_download() as file:
        first.get_by_role("link", name="Add it to your calendar").click()
    assert "BEGIN:VEVENT" in Path(file.value.path()).read_text()


def to_the_talk(page: Page) -> None:
    page.reload()
    stands(page, "Mei took ")
    page.get_by_role("link", name="See the talk").click()
    stands(page, "Mei Tanaka, ")


class Stay(HTTPRedirectHandler):
    """Says where it would lead, and does not go."""

    def redirect_request(self, *args: object) -> None:
        return None


def test_of_twelve_clicks_at_once_one_time_is_taken_and_nobody_meets_an_error(hosted: App) -> None:
    link = told(OFFER_OTHER_TIMES, hosted.home, hosted.port)
    opener = build_opener(Stay)

    def click(which: int) -> tuple[int, int]:
        try:
            answer = opener.open(Request(f"{link}taking/", data=f"which={which}".encode()), timeout=60)
        except HTTPError as refused:
            return which, refused.code
        return which, answer.status

    with ThreadPoolExecutor(12) as clicks:
        answers = set(clicks.map(click, [1, 2, 3] * 4))
    took = {which for which, status in answers if status == 302}
    assert len(took) == 1
    assert {status for which, status in answers if which not in took} == {409}
