"""PDFs: their text can be copied, every script is shown or said to be missing, and no fact is read as markup."""

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from askaround.formats import typesetting
from askaround.formats.typesetting import Sheet, paper_of, typeset

PAGE = """#let f = json(bytes(sys.inputs.facts))
#let missing = json(bytes(sys.inputs.at("missing", default: "[]")))
#set document(title: "A page")
#set page(paper: sys.inputs.paper)
#set text(font: ("Newsreader",))
= #f.name
#f.text #missing.join("")
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.typ"
    path.write_text(PAGE)
    return path


def text_of(sheet: Sheet) -> str:
    return "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(sheet.pdf)).pages)


@pytest.mark.parametrize("name", ["Nguyễn Thị Ánh", "Žofia Łukasik", "Søren Åström", "Ελένη Παππά", "Елена Попова"])
def test_a_name_prints_right_in_the_fonts_that_come_along(page: Path, name: str) -> None:
    sheet = typeset(page, {"name": name, "text": ""})
    assert name in text_of(sheet)
    assert sheet.missing == ()


def test_what_no_font_shows_is_said_and_the_rest_is_printed(page: Path, monkeypatch: Any) -> None:
    from typst import Fonts

    only_ours = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[typesetting.FONTS])
    monkeypatch.setattr(typesetting, "_fonts", lambda: only_ours)
    sheet = typeset(page, {"name": "王小明", "text": "and محمد"})
    assert "王" in sheet.missing
    assert sheet.scripts == "Chinese, Japanese or Korean and Arabic"
    assert "and" in text_of(sheet)


def test_no_fact_is_read_as_markup(page: Path) -> None:
    text = '#panic("no") *bold* _it_ $x$ @ref <label> \\ // not a comment'
    assert "#panic" in text_of(typeset(page, {"name": "x", "text": text}))


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("us-letter", 612), ("nonsense", 595)])
def test_the_paper_is_the_one_asked_for(page: Path, paper: str, width: int) -> None:
    sheet = typeset(page, {"name": "x", "text": ""}, paper=paper)
    assert round(PdfReader(io.BytesIO(sheet.pdf)).pages[0].mediabox.width) == width


@pytest.mark.parametrize(("country", "paper"), [("US", "us-letter"), ("ca", "us-letter"), ("DE", "a4"), ("", "a4")])
def test_a_country_has_its_paper(country: str, paper: str) -> None:
    assert paper_of(country) == paper


def test_a_pdf_is_tagged_for_those_who_hear_it(page: Path) -> None:
    sheet = typeset(page, {"name": "x", "text": "y"})
    assert PdfReader(io.BytesIO(sheet.pdf)).trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
