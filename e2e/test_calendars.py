"""A calendar on a real CalDAV server: connected, read, an interview put into it, moved, called off; the invitation."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from askaround.formats.tests.radicale_server import NAME, PASSWORD, Server, radicale

from .conftest import PHONE, axe_clean, fits


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with radicale(tmp_path) as found:
        found.home = found.make_calendar("home", "Home")
        found.put_event(found.home, "choir", "DTSTART:20260101T180000Z", "DURATION:PT2H", "RRULE:FREQ=WEEKLY")
        yield found


def until(what: Callable[[], bool]) -> None:
    """The worker does it in a moment."""
    ends = time.monotonic() + 20
    while not what():
        assert time.monotonic() < ends, "it did not come"
        time.sleep(0.1)


def test_an_interview_goes_into_the_calendar_moves_and_goes(demo_app, look, server):
    page = look(demo_app)
    page.goto("/calendars/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Connect a calendar, and only free times are offered.")
    axe_clean(page)
    page.get_by_label("Server, email address or URL").fill(server.url)
    page.get_by_label("User name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Find my calendars").click()
    expect(page.get_by_text("taken 1 time in the next seven days")).to_be_visible()
    page.get_by_role("button", name="Put interviews here").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("interviews go into Home")
    axe_clean(page)

    # The list begins with what is to come.
    page.goto("/interviews/")
    links = page.locator("main a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    there = next(each for each in links if re.fullmatch("/interviews/[0-9a-f-]{36}/", each or ""))
    page.goto(f"{there}edit/")
    page.get_by_role("textbox", name="Place").fill("Café Anna")
    page.get_by_role("button", name="Save").click()
    until(lambda: any("Café Anna" in text.replace("\r\n ", "") for text in server.events(server.home).values()))
    uid = there.rstrip("/").rpartition("/")[2]
    until(lambda: f"{uid}@askaround.ics" in server.events(server.home))

    page.goto(f"{there}invitations/")
    expect(page.get_by_text("on your clock").or_(page.get_by_text("an invitation names who invites"))).to_be_visible()
    axe_clean(page)

    page.goto(f"{there}edit/")
    page.get_by_role("button", name="I call it off").click()
    until(lambda: f"{uid}@askaround.ics" not in server.events(server.home))


def test_the_page_fits_a_phone(demo_app, look):
    page = look(demo_app, **PHONE)
    page.goto("/calendars/")
    fits(page)
    page.goto("/calendar-answers/")
    fits(page)
    axe_clean(page)
