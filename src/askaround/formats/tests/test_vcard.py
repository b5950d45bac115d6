"""vCards that every address book reads."""

import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from askaround.formats.vcard import Card, escape, fold, write


def test_a_card():
    card = Card(
        uid="0190", name="Mara Lindqvist", given="Mara", family="Lindqvist", emails=("mara@acme.example",),
        phones=("+49 30 1",), organization="Acme, Inc.", title="Head; data", url="https://acme.example", town="Bonn",
        country="DE", note="One\nTwo", categories=("alumni", "a,b"), revised=datetime(2026, 11, 24, 9, 10, tzinfo=UTC),
    )  # fmt: skip
    assert write(card).split("\r\n") == [
        "BEGIN:VCARD", "VERSION:3.0", "UID:0190", "FN:Mara Lindqvist", "N:Lindqvist;Mara;;;",
        "EMAIL;TYPE=INTERNET:mara@acme.example", "TEL;TYPE=VOICE:+49 30 1", "ORG:Acme\\, Inc.", "TITLE:Head\\; data",
        "URL:https://acme.example", "NOTE:One\\nTwo", "ADR;TYPE=WORK:;;;Bonn;;;DE", "CATEGORIES:alumni,a\\,b",
        "REV:2026-11-24T09:10:00Z", "END:VCARD", "",
    ]  # fmt: skip


def test_an_almost_empty_card_has_what_must_be():
    assert write(Card(uid="1", name="Suharto")) == (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nFN:Suharto\r\nN:;;;;\r\nEND:VCARD\r\n"
    )


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_lines_are_folded_by_octets_and_unfold_to_the_same(text):
    line = "NOTE:" + escape(text)
    folded = fold(line)
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"])) | st.from_regex(r"[\\;,\nn]*", fullmatch=True))
def test_any_text_comes_back(text):
    escaped = escape(text)
    back = re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), escaped)
    assert back == text
    assert "\n" not in escaped
