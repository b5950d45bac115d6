"""A transcript from the file to a kept note: agreed to first, nothing kept unasked, gone when the seeker says so."""

import re

from playwright.sync_api import Page, expect

from .conftest import PHONE, axe_clean, fits

SAID = """WEBVTT

1
00:00:03.000 --> 00:00:06.000
Robin Keller: What broke last week?

2
00:00:07.000 --> 00:00:15.000
Priya Raman: A date. You should always read the errors before you look at the graphs.

3
00:00:16.000 --> 00:00:20.000
Robin Keller: Thank you.
"""


def transcripts_of(page: Page, name: str) -> None:
    """The page where transcripts of the talk with somebody are brought."""
    page.goto("/interviews/")
    page.locator("main").get_by_role("link", name=re.compile(name)).first.click()
    talk = re.search(r"/interviews/[0-9a-f-]{36}/", page.url)
    assert talk
    page.goto(f"{talk[0]}transcripts/")


def test_a_sentence_of_the_demos_transcript_becomes_a_note(demo_app, look):
    page = look(demo_app, **PHONE)
    transcripts_of(page, "Ravi Menon")
    axe_clean(page)
    fits(page)
    page.get_by_role("link", name="ravi.vtt", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("sentences look worth keeping")
    axe_clean(page)
    fits(page)
    count = page.locator("ol.proposed > li").count()
    page.locator("ol.proposed > li", has_text="Edda Marsh").get_by_role("link", name=re.compile("^Keep")).click()
    expect(page.locator("#keep textarea")).to_have_value(re.compile("Edda Marsh"))
    axe_clean(page)
    fits(page)
    page.locator("#keep").get_by_role("button", name="Referral").click()
    expect(page.locator("ol.proposed > li")).to_have_count(count - 1)
    expect(page.locator("main")).to_contain_text("25:30")


def test_a_file_is_brought_after_consent_and_its_words_go_for_good(demo_app, look):
    page = look(demo_app)
    transcripts_of(page, "Jonas")
    file = page.get_by_label("The transcript, or the recording")
    talk = {"name": "talk.vtt", "mimeType": "text/vtt", "buffer": SAID.encode()}
    file.set_input_files(talk)
    page.get_by_role("button", name="Read the file").click()
    expect(page).to_have_url(re.compile("/transcripts/$"))
    page.get_by_label(re.compile("Everybody in the talk agreed")).check()
    page.get_by_label("How and when they agreed").fill("Asked at the start")
    file.set_input_files(talk)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One sentence looks worth keeping.")
    page.get_by_label("Priya Raman").select_option(label="Me")
    page.locator("form", has=page.get_by_label("Priya Raman")).get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("You A date.")
    axe_clean(page)
    fits(page)
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bring what was said, word for word.")
    axe_clean(page)
