"""The brief as a PDF: one page, everything on it, A4 or Letter."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from askaround.interviews.agreeing import agree
from askaround.interviews.models import Brief, ChosenQuestion
from conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(campaign, priya):
    return agree(
        campaign, [priya], starts_at=NOW + timedelta(days=1), minutes=30, at=NOW, my_zone="Europe/Berlin",
        their_zone="America/New_York",
    )  # fmt: skip


def read(seat, interview, paper=""):
    answer = seat.get(f"/interviews/{interview.pk}/brief.pdf{paper and f'?paper={paper}'}")
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


@pytest.mark.parametrize("count", [0, 1, 6, 9])
def test_the_brief_is_one_page_with_all_its_questions(alice, interview, count):
    for number in range(count):
        ChosenQuestion.objects.create(
            notebook_id=interview.notebook_id, interview=interview, text=f"What about thing {number}?",
            position=number, created_at=NOW,
        )  # fmt: skip
    found = read(alice, interview)
    text = found.pages[0].extract_text()
    assert len(found.pages) == 1
    assert "Priya Raman" in text
    assert all(f"thing {number}?" in text for number in range(count))
    assert "Never ask for a job" in text


def test_the_paper_follows_the_country_or_the_wish(alice, interview):
    assert round(read(alice, interview).pages[0].mediabox.height) == 842
    assert round(read(alice, interview, "us-letter").pages[0].mediabox.height) == 792


def test_what_was_noted_for_the_way_and_the_rest_is_on_paper(alice, interview):
    noted = {
        "route": "Tram 4 to the harbour, side door, ask for Mr Sol",
        "dress": "Jacket, no tie",
        "card": "Two cards",
    }
    Brief.objects.filter(interview=interview).update(**noted)
    for paper in ("a4", "us-letter"):
        found = read(alice, interview, paper)
        text = " ".join(found.pages[0].extract_text().split())
        assert len(found.pages) == 1
        assert all(words in text for words in noted.values())


def test_bob_gets_no_brief(bob, interview):
    assert bob.get(f"/interviews/{interview.pk}/brief.pdf").status_code == 404
