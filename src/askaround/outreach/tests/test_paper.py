"""A letter to sign and its envelope as PDFs."""

import io

import pytest
from pypdf import PdfReader

from askaround.outreach.writing import start_letter
from askaround.purpose.models import Profile
from conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(priya):
    Profile.objects.update_or_create(
        notebook_id=priya.notebook_id,
        defaults={"name": "Alice Berg", "town": "Bonn", "country": "DE", "created_at": NOW},
    )
    body = "Dear Priya,\n\nThank you for the time.\nIt helped.\n\nWith thanks,\nAlice"
    return start_letter(priya, kind="thank-you", channel="email", at=NOW, subject="Thanks", body=body)


def read(seat, letter, name):
    answer = seat.get(f"/letters/{letter.pk}/{name}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def test_the_letter_says_who_writes_to_whom_when_and_what(alice, letter):
    found = read(alice, letter, "letter")
    text = found.pages[0].extract_text()
    assert len(found.pages) == 1
    for words in ("Alice Berg", "Bonn", "Priya Raman", "24 November 2026", "Thank you for the time.", "With thanks,"):
        assert words in text


def test_the_envelope_is_a_dl_with_both_addresses(alice, letter):
    page = read(alice, letter, "envelope").pages[0]
    assert round(page.mediabox.width) == 624
    assert "Priya Raman" in page.extract_text()


def test_where_letters_are_on_letter_paper_the_envelope_is_a_no_10(alice, letter):
    Profile.objects.update(country="US")
    assert round(read(alice, letter, "envelope").pages[0].mediabox.width) == 684


def test_bob_gets_neither(bob, letter):
    assert bob.get(f"/letters/{letter.pk}/letter.pdf").status_code == 404
    assert bob.get(f"/letters/{letter.pk}/envelope.pdf").status_code == 404
