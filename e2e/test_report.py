"""The field report: shown, settled, own words added, taken back, and brought as a file."""

from playwright.sync_api import expect

from .conftest import PHONE, axe_clean, fits


def test_a_report_is_settled_written_in_and_taken_along(demo_app, look):
    page = look(demo_app)
    page.goto("/findings/")
    page.get_by_role("link", name="Field report").click()
    axe_clean(page)
    fits(page)
    page.get_by_label("Quote what they said").check()
    page.get_by_role("button", name="Show it so").click()
    expect(page.locator("blockquote").first).to_be_visible()
    page.get_by_label("Your own words").fill("I asked because I liked the numbers.")
    page.get_by_role("button", name="Keep them").click()
    expect(page.locator("#purpose")).to_contain_text("I liked the numbers")
    page.get_by_role("button", name="Undo").click()
    page.goto("/findings/report/")
    expect(page.locator("#purpose")).not_to_contain_text("I liked the numbers")
    with page.expect_download() as brought:
        page.get_by_role("link", name="PDF").click()
    assert brought.value.suggested_filename == "field-report.pdf"


def test_the_report_fits_a_phone(demo_app, look):
    page = look(demo_app, **PHONE)
    page.goto("/findings/report/")
    axe_clean(page)
    fits(page)
