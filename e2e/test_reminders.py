"""Reminders: a digest chosen, a browser reached through a push service on loopback, the feed read over HTTP."""

import urllib.error
import urllib.request

from icalendar import Calendar
from playwright.sync_api import expect

from askaround.desk.tests.push_service import push_service

from .conftest import PHONE, axe_clean, fits

SUBSCRIBE = """given => {
  const form = document.querySelector("message-switch form");
  for (const [name, value] of Object.entries(given)) form.elements[name].value = value;
  form.submit();
}"""


def test_reminders_are_chosen_tried_and_logged(demo_app, look):
    page = look(demo_app, **PHONE)
    page.goto("/reminders/")
    expect(page.locator(".lead")).to_contain_text("Today needs nothing set up")
    axe_clean(page)
    fits(page)
    page.get_by_label("Monday to Friday").check()
    page.get_by_label("At", exact=True).select_option("06:00")
    page.locator("[aria-labelledby=digest]").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You are reminded by mail")
    with push_service() as service:
        page.evaluate(SUBSCRIBE, service.subscription)
        expect(page.locator(".devices")).to_contain_text("Chrome on Linux")
        page.get_by_role("button", name="Send a test to Chrome on Linux").click()
        expect(page.locator("#log ~ .scroll")).to_contain_text("A test")
        for _ in range(20):
            if page.locator(".outcome").first.inner_text() == "sent":
                break
            page.wait_for_timeout(500)
            page.reload()
        assert service.messages[0]["title"] == "A test"
    axe_clean(page)
    fits(page)


def test_the_feed_is_read_by_whoever_has_its_address_until_there_is_another(demo_app, look):
    page = look(demo_app)
    page.goto("/reminders/")
    page.get_by_role("button", name="Make a private address").click()
    address = page.get_by_label("The address to subscribe to").input_value()
    with urllib.request.urlopen(address) as answer:
        assert [str(event["summary"]) for event in Calendar.from_ical(answer.read()).walk("VEVENT")]
    page.get_by_role("button", name="Make another").click()
    page.get_by_role("dialog").get_by_role("button", name="Make another").click()
    expect(page.get_by_label("The address to subscribe to")).not_to_have_value(address)
    try:
        urllib.request.urlopen(address)
    except urllib.error.HTTPError as refused:
        assert refused.code == 404
    else:
        raise AssertionError("the old address still answers")
    axe_clean(page)
