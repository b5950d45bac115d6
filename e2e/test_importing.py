"""Bringing people in a real browser: an address book, a phone's cards, and a table that nobody knows."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tools.app import App

from .conftest import PHONE, axe_clean, fits

GOOGLE = (
    "First Name,Last Name,Organization Name,Organization Title,Birthday,Labels,E-mail 1 - Label,E-mail 1 - Value\n"
    "Mara,Lindqvist,Acme,Head of data,1980-02-29,Mentors,Work,mara@acme.example\n"
    "Ivo,Horvat,Bolt,Engineer,,,,ivo@bolt.example\n"
)
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mara Lindqvist\r\nN:Lindqvist;Mara;;;\r\nEMAIL:mara@acme.example\r\n"
    "TEL;TYPE=CELL:+43 660 1234567\r\nEND:VCARD\r\n"
)
TABLE = "Wer,Schuhgroesse,Wo man schreibt\nLea Brandt,41,lea@nord.example\nTim Sauer,44,tim@nord.example\n"


def bring(page: Page, folder: Path, name: str, content: str) -> None:
    path = folder / name
    path.write_text(content, encoding="utf-8", newline="")
    page.goto("/people/import/")
    page.set_input_files("input[type=file]", path)


def test_an_address_book_a_card_and_a_table_in_one_walk(app: App, look: Callable[..., Page], tmp_path: Path) -> None:
    app.run("demo")
    page = look(app)
    page.goto("/people/import/")
    axe_clean(page)

    bring(page, tmp_path, "contacts.csv", GOOGLE)
    expect(page.get_by_role("heading", level=1)).to_have_text("2 people in this file are new.")
    axe_clean(page)
    page.get_by_label("Birthday, of 1 person").check()
    page.get_by_role("button", name="Add 2 people").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 people have joined your list.")
    axe_clean(page)

    bring(page, tmp_path, "phone.vcf", CARD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Everybody in this file is here already.")
    page.get_by_role("button", name="Fill in 1 person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 person is better known now.")

    bring(page, tmp_path, "list.csv", TABLE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("column")
    axe_clean(page)
    page.get_by_label("Wer").select_option("name")
    page.get_by_label("Schuhgroesse").select_option("extra")
    page.get_by_label("Wo man schreibt").select_option("email")
    page.get_by_role("button", name="Look at the people").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 people in this file are new.")
    page.get_by_role("button", name="Add 2 people").click()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The import is taken back.")


def test_it_fits_a_phone(app: App, look: Callable[..., Page], tmp_path: Path) -> None:
    page = look(app, **PHONE)
    for name, content in (("a.csv", GOOGLE.replace("mara@", "m@")), ("b.csv", TABLE.replace("Wer", "Wen"))):
        bring(page, tmp_path, name, content)
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Bring the people you know.")
        fits(page)
        axe_clean(page)
