"""The seeker's whole job, once through, in a real browser on an empty notebook; each page must stand axe."""

import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import axe_clean

CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Priya,Raman,https://www.linkedin.com/in/priya-raman-x1,,Northwind,Data platform manager,08 Feb 2024
Tom,Okafor,https://www.linkedin.com/in/tom-okafor-x2,tom@northwind.example,Northwind,Senior data engineer,12 May 2023
Lena,Fischer,https://www.linkedin.com/in/lena-fischer-x3,,Acme GmbH,Head of analytics,03 Jan 2025
,,,,,,07 Jun 2025
"""


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LinkedIn archive with three people and one hidden member."""
    path = tmp_path_factory.mktemp("linkedin") / "Basic_LinkedInDataExport_11-01-2026.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", CONNECTIONS)
    return path


def heading(page: Page, words: str) -> None:
    """The page's heading says so, and the page stands axe."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(words))
    axe_clean(page)


def test_the_whole_job_once_through(app, look, export):
    page = look(app)
    first_steps(page)
    bring_people(page, export)
    dream(page)
    know_priya(page)
    ask_priya(page)
    agree(page)
    talk(page)
    look_back(page)
    thank(page)
    refer(page)
    conclude(page)
    today(page)
    take_everything_out(page)


def first_steps(page: Page) -> None:
    page.goto("/")
    heading(page, "What do you want to find out")
    page.get_by_label("What do you call it?").fill("Becoming a data engineer")
    page.get_by_label("The job you look into").fill("Data engineer")
    page.get_by_label("What do you want to learn?").fill("What the work is really like, and what it asks for")
    page.get_by_label(re.compile("Whom do you hope")).fill("People who would be my boss")
    page.get_by_label("Three to seven things to find out").fill(
        "What a week looks like\nWhich skills count\nHow to begin"
    )
    page.get_by_role("button", name="Begin").click()
    page.goto("/purpose/")
    heading(page, "What the work is really like")
    page.goto("/profile/")
    axe_clean(page)


def bring_people(page: Page, export: Path) -> None:
    page.goto("/people/")
    axe_clean(page)
    page.goto("/people/import/")
    page.locator("input[type=file]").set_input_files(export)
    page.wait_for_url(re.compile("/people/import/[0-9a-f-]{36}/"))
    heading(page, "(3|[Tt]hree)")
    page.locator("form.deciding button.main").click()
    expect(page.get_by_role("link", name="See the new people")).to_be_visible()
    axe_clean(page)
    page.goto("/people/")
    for name in ("Priya Raman", "Tom Okafor", "Lena Fischer"):
        expect(page.get_by_role("link", name=name)).to_be_visible()
    axe_clean(page)


def dream(page: Page) -> None:
    page.goto("/targets/")
    axe_clean(page)
    field = page.locator("form:has(input[value=organization]) input:not([type=hidden])").first
    field.fill("Northwind")
    field.press("Enter")
    expect(page.locator("main")).to_contain_text("Priya")
    axe_clean(page)


def know_priya(page: Page) -> None:
    page.goto("/people/")
    page.get_by_role("link", name="Priya Raman").click()
    heading(page, "Priya")
    page.locator("main a[href$='/research/new/']").first.click()
    page.locator("[name=fact]").fill("Spoke at the June data meetup about backfills")
    page.locator("[name=source]").fill("https://meetup.example/june")
    page.locator("main form button.main").first.click()
    expect(page.locator("main")).to_contain_text("backfills")


def ask_priya(page: Page) -> None:
    page.locator("main a[href$='/ask/']").first.click()
    axe_clean(page)
    page.locator("[name=reason]").fill("Your talk at the June data meetup about backfills")
    page.locator("label", has_text="Email").first.click()
    page.locator("main form button.main").first.click()
    expect(page).to_have_url(re.compile("/letters/"))
    axe_clean(page)
    page.locator("[name=subject]").fill("Your talk on backfills")
    page.locator("textarea[name=body]").fill(
        "Dear Priya,\n\nYour talk at the June data meetup made me want to know more. Do you have any openings?\n\nAlice"
    )
    expect(page.locator("#review, [id*=review]").first).to_contain_text(re.compile("job", re.IGNORECASE))
    page.locator("textarea[name=body]").fill(
        "Dear Priya,\n\nwe are connected on LinkedIn, and I heard your talk on backfills at the June data meetup. I am"
        " finding out what a data engineer’s week is really like. I am not asking for a job. Could I ask you about your"
        " work for 20 minutes?\n\nThank you,\nAlice"
    )
    page.get_by_role("button", name=re.compile("Save|Keep")).first.click()
    page.get_by_role("button", name=re.compile("sent", re.IGNORECASE)).first.click()
    page.goto("/asks/")
    expect(page.locator("main")).to_contain_text("Priya")
    axe_clean(page)
    page.locator("main a[href^='/asks/']", has_text=re.compile("Priya")).first.click()
    axe_clean(page)


def agree(page: Page) -> None:
    page.locator("main a[href*='/answer/']").first.click()
    axe_clean(page)
    page.get_by_label(re.compile("yes", re.IGNORECASE)).first.check()
    page.locator("main form button.main").first.click()
    if "/interview/" not in page.url:
        page.locator("main a[href*='/interview/']").first.click()
    soon = datetime.now(UTC) + timedelta(hours=26)
    page.locator("[name=day]").fill(soon.strftime("%Y-%m-%d"))
    page.locator("[name=time]").fill("15:30")
    page.locator("[name=place]").fill("Café Blau, Hauptstraße 3")
    axe_clean(page)
    page.get_by_role("button", name="Agree it").click()
    heading(page, "Priya")
    page.locator("a[href$='.ics']").first.wait_for()
    page.goto("/interviews/")
    axe_clean(page)


def talk(page: Page) -> None:
    page.locator("main a[href^='/interviews/']", has_text=re.compile("Priya")).first.click()
    page.locator("a[href$='/talk/']").first.click()
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Begin the talk").click()
    expect(page.get_by_role("timer")).to_be_visible()
    axe_clean(page)
    for words, kind in (
        ("Learn to read a query plan before you learn another framework", "Advice"),
        ("The team runs on-call two weeks in eight", "Information"),
        ("Talk to Dana Wu at Acme, she hires juniors", "Referral"),
    ):
        page.locator("textarea[name=text]").fill(words)
        page.get_by_role("button", name=kind).click()
        expect(page.locator("ol.said")).to_contain_text(words)
    expect(page.locator(".pad note-state")).to_contain_text(re.compile("saved", re.IGNORECASE))
    page.reload()
    expect(page.locator("ol.said > li")).to_have_count(3)
    page.get_by_role("button", name="End the talk").click()


def look_back(page: Page) -> None:
    expect(page).to_have_url(re.compile("/debrief/"))
    page.set_viewport_size({"width": 1280, "height": 800})
    axe_clean(page)
    page.locator("textarea").nth(1).fill("More writing than I thought")
    page.get_by_label("I promised").fill("Send her the article on backfills")
    page.get_by_role("button", name="Keep the debrief").click()


def thank(page: Page) -> None:
    page.goto("/")
    heading(page, "Thank Priya before")
    page.locator(".head a.button, .head button").first.click()
    if "/letters/" not in page.url:
        page.get_by_role("button", name="Write to Priya").click()
    expect(page).to_have_url(re.compile("/letters/"))
    expect(page.locator("textarea[name=body]")).to_have_value(re.compile("query plan"))
    axe_clean(page)
    page.get_by_role("button", name=re.compile("sent", re.IGNORECASE)).first.click()


def refer(page: Page) -> None:
    page.goto("/interviews/")
    page.locator("main a[href^='/interviews/']", has_text=re.compile("Priya")).first.click()
    page.locator("a[href$='/debrief/']").first.click()
    page.get_by_role("link", name=re.compile("^Say more")).click()
    expect(page.locator("[name=name]")).to_have_value("Dana Wu")
    axe_clean(page)
    page.get_by_role("button", name="Add to your people").click()
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Dana Wu")
    page.goto("/network/")
    expect(page.locator("main")).to_contain_text("Dana Wu")
    axe_clean(page)


def conclude(page: Page) -> None:
    page.goto("/findings/sorting/")
    axe_clean(page)
    page.locator("label", has_text="query plan").click()
    page.locator("[name=name]").fill("SQL depth beats frameworks")
    page.get_by_role("button", name="Sort").click()
    page.goto("/findings/")
    expect(page.locator("main")).to_contain_text(re.compile("SQL depth beats frameworks|Priya"))
    axe_clean(page)


def today(page: Page) -> None:
    page.goto("/")
    axe_clean(page)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    expect(page).to_have_url(re.compile("/search/"))
    page.wait_for_load_state("networkidle")
    page.locator("main input[name=q]").fill("query pl")
    expect(page.locator("main")).to_contain_text("before you learn another framework")
    axe_clean(page)


def take_everything_out(page: Page) -> None:
    page.goto("/export/")
    axe_clean(page)
    with page.expect_download() as caught:
        page.locator("main form button").first.click()
    with zipfile.ZipFile(caught.value.path()) as archive:
        assert {"notebook.json", "contacts.vcf", "calendar.ics"} <= set(archive.namelist())
