"""The field report: from what was heard to its page and its files."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.findings import theming
from askaround.findings.models import Report, ReportWords
from askaround.findings.report_web import FLOOR, WIDTH, bars
from askaround.formats.docx_text import text_of_docx
from askaround.history.models import Entry
from askaround.history.undoing import undo
from conftest import NOW

from .cast import noted, talks

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(alice, campaign):
    held = talks(alice, campaign, "Priya Raman", "Tom Okafor", "Lena Fischer")
    notes = [noted(each, "Priya Raman swears by SQL & joins") for each in held[:2]]
    theming.make_theme(campaign, "SQL beats frameworks", at=NOW, notes=notes)
    return held


def shown(alice, path=""):
    return alice.get(f"/findings/report/{path}").content.decode()


def test_the_report_names_nobody_and_quotes_nobody_at_first(alice, three):
    for text in (shown(alice), shown(alice, "report.md")):
        assert "Two of three say SQL beats frameworks." in text
        assert "Priya" not in text
        assert "swears by" not in text
    assert not Report.objects.exists()


def test_quotes_come_with_the_switch_and_without_names(alice, three):
    alice.post("/findings/report/choices/", {"naming": "initials", "quotes": "on"})
    assert "“[P. R.] swears by SQL &amp; joins”" in shown(alice)
    undo(Entry.objects.filter(subject="findings.report").latest("number"), at=NOW)
    assert "swears by" not in shown(alice)


def test_own_words_stay_beside_or_instead_and_can_leave_a_section_out(alice, three):
    alice.post("/findings/report/words/", {"section": "many", "text": "Ask Tom.", "place": "instead"})
    assert "Ask [somebody else]." in shown(alice)
    assert "Two of three say" not in shown(alice)
    alice.post("/findings/report/words/", {"section": "many", "text": "", "place": "left out"})
    assert 'id="many"' not in shown(alice)
    assert ReportWords.objects.count() == 1
    refused = alice.post("/findings/report/words/", {"section": "met", "text": "", "place": "instead"})
    assert refused.status_code == 422


def test_the_word_file_can_be_read_back(alice, three):
    data = alice.get("/findings/report/report.docx").content
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
    assert "Two of three say SQL beats frameworks." in text_of_docx(data)
    assert "Priya" not in text_of_docx(data)


def test_an_empty_campaign_has_a_report_of_what_it_wants(alice, campaign):
    assert "What the work is really like" in shown(alice)


def test_bob_gets_his_own(bob, three):
    assert bob.get("/findings/report/").status_code == 302


def test_the_report_asks_as_much_for_many_as_for_few(alice, campaign, three, queries):
    few = queries(alice, "/findings/report/")
    for interview in talks(alice, campaign, "Ana Silva", "Jun Ito", "Lou Marchetti", "Ben Cole"):
        theming.make_theme(campaign, f"New {interview.pk}", at=NOW, notes=[noted(interview, "Something new")])
    assert queries(alice, "/findings/report/") == few


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_the_report_is_set_on_paper(alice, three, paper):
    alice.post("/findings/report/choices/", {"naming": "initials", "quotes": "on"})
    answer = alice.get(f"/findings/report/report.pdf?paper={paper}")
    assert answer.content.startswith(b"%PDF-")
    assert b"pdfuaid" in answer.content


def test_the_web_page_stands_alone_and_what_was_written_is_no_markup(alice, three):
    answer = alice.get("/findings/report/report.html")
    text = answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="field-report.html"'
    assert "Two of three say SQL beats frameworks." in text
    assert not re.search(r"(?:src|href|@import|url\()", text)
    alice.post("/findings/report/words/", {"section": "purpose", "text": "<b>me</b> & you", "place": "beside"})
    assert "&lt;b&gt;me&lt;/b&gt; &amp; you" in shown(alice, "report.html")


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=8)
ROWS = st.lists(st.tuples(TEXT, TEXT, st.integers(0, 99).map(str)), max_size=9)


@given(ROWS)
def test_a_picture_of_a_table_has_a_bar_for_every_number_and_stays_in_its_frame(rows):
    drawn = bars(rows)
    if not drawn:
        assert len(rows) < 2 or not any(int(row[-1]) for row in rows)
        return
    root = ElementTree.fromstring(drawn)
    found = [each for each in root if each.tag == "rect"]
    assert len(found) == len(rows)
    for each in found:
        assert float(each.get("y")) >= 0
        assert float(each.get("y")) + float(each.get("height")) <= FLOOR + 0.2
        assert float(each.get("x")) + float(each.get("width")) <= WIDTH + 0.2
