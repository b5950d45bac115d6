"""vCards that every address book reads, and that give back what was read."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from askaround.formats.records import PersonRecord, Photo, Place, Way
from askaround.formats.vcard import escape, fold, read_cards, write
from askaround.plain.text import clean

from .test_vcard_people import APPLE, OUTLOOK, PIXEL, card, only


def again(record: PersonRecord, **how: str) -> PersonRecord:
    (found,) = read_cards(lambda: io.BytesIO(write(record, **how).encode()))
    assert isinstance(found, PersonRecord)
    return found


def test_a_card():
    record = PersonRecord(
        1, "Mara Lindqvist", "Mara", "Lindqvist",
        ways=(
            Way("email", "mara@acme.example"), Way("email", "m@home.example", "home"), Way("phone", "+49 30 1"),
            Way("phone", "+49 30 2", "work fax"), Way("link", "https://acme.example"),
            Way("link", "https://blog.example", "Blog"), Way("message", "mara.l", "skype"),
            Way("address", "Am Markt 1\nBonn", "home"), Way("date", "2020-05-01", "First met"),
        ),
        places=(Place(title="Speaker"), Place("Acme, Inc.", "Head; data", "Research")), town="Bonn", country="DE",
        about="One\nTwo", labels=("alumni", "a,b"), also_called=("Mari",), private={"Birthday": "1990-02-03"},
    )  # fmt: skip
    assert write(record, uid="0190", revised=datetime(2026, 11, 24, 9, 10, tzinfo=UTC)).split("\r\n") == [
        "BEGIN:VCARD", "VERSION:3.0", "UID:0190", "FN:Mara Lindqvist", "N:Lindqvist;Mara;;;", "NICKNAME:Mari",
        "ORG:Acme\\, Inc.;Research", "TITLE:Head\\; data", "TITLE:Speaker",
        "EMAIL;TYPE=INTERNET:mara@acme.example", "EMAIL;TYPE=INTERNET,HOME:m@home.example", "TEL;TYPE=VOICE:+49 30 1",
        "TEL;TYPE=WORK,FAX:+49 30 2", "URL:https://acme.example", "item1.URL:https://blog.example",
        "item1.X-ABLabel:Blog", "X-SKYPE:mara.l", "ADR;TYPE=HOME:;;Am Markt 1\\nBonn;;;;",
        "item2.X-ABDATE:2020-05-01", "item2.X-ABLabel:First met", "ADR;TYPE=WORK:;;;Bonn;;;DE", "NOTE:One\\nTwo",
        "CATEGORIES:alumni,a\\,b", "BDAY:1990-02-03", "REV:2026-11-24T09:10:00Z", "END:VCARD", "",
    ]  # fmt: skip


def test_an_almost_empty_card_has_what_must_be():
    assert write(PersonRecord(1, "Suharto"), uid="1") == (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nFN:Suharto\r\nN:;;;;\r\nEND:VCARD\r\n"
    )


def test_what_vendors_cards_hold_comes_back_value_for_value():
    for text in (OUTLOOK, APPLE):
        told = only(text)
        back = again(told)
        assert replace(back, also_called=(), ways=(), extra={}) == replace(told, also_called=(), ways=(), extra={})
        assert set(back.also_called) == set(told.also_called)
        assert set(back.ways) == set(told.ways)
        assert {key: sorted(value) for key, value in back.extra.items()} == {
            key: sorted(value) for key, value in told.extra.items()
        }


def test_a_kept_property_is_written_as_it_was_while_it_holds():
    told = only(card("FN:A B", "TEL;TYPE=CELL;X-CARRIER=x:+49 1", "ORG:Acme;Lab", "X-FOO:1", "ADR:;;Main 1;Bonn;;1;DE"))
    assert "TEL;TYPE=CELL;X-CARRIER=x:+49 1\r\n" in write(told)
    assert write(told).count("+49 1") == 1
    assert "ADR:;;Main 1;Bonn;;1;DE\r\n" in write(told)
    corrected = replace(told, ways=(Way("phone", "+49 2", "cell"),), places=(Place("Globex"),), town="Ulm")
    assert write(corrected).splitlines()[2:] == [
        "FN:A B", "N:;;;;", "ORG:Globex", "TEL;TYPE=CELL:+49 2", "ADR;TYPE=WORK:;;;Ulm;;;DE", "X-FOO:1", "END:VCARD",
    ]  # fmt: skip


def test_what_is_no_property_cannot_break_out_of_the_card():
    record = PersonRecord(
        1, "A", extra={"vCard X\r\nEND": "VCARD", "vCard END": "VCARD", "vCard ": "x", "vCard X:Y": "z", "Shoe": "9"}
    )
    assert write(record).splitlines()[3:] == ["N:;;;;", "END:VCARD"]


def test_a_photo_comes_back():
    record = PersonRecord(1, "A", photo=Photo("image/png", PIXEL))
    assert again(record).photo == record.photo


words = (
    st.text(
        st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Cn", "Co", "Zs", "Zl", "Zp"]), min_size=1, max_size=12
    )
    .map(clean)
    .filter(lambda text: text and not text.lower().startswith(("tel:", "mailto:")))
)
some = st.lists(words, max_size=3, unique=True).map(tuple)
ways = st.lists(
    st.builds(
        Way,
        st.sampled_from(["email", "phone", "link", "message", "date"]),
        words,
        st.sampled_from(["", "home", "Mine"]),
    ),
    max_size=5,
    unique_by=lambda way: (way.kind, way.value),
).map(tuple)


@given(
    st.builds(
        PersonRecord, line=st.just(1), name=words, given=words, family=words, also_called=some, ways=ways, town=words,
        country=words, about=words, labels=some, places=st.builds(Place, words, words).map(lambda each: (each,)),
        uid=words,
    )
)  # fmt: skip
def test_any_person_comes_back(record):
    back = again(record)
    assert set(back.ways) == set(record.ways)
    kept = {key: value for key, value in back.extra.items() if key != "vCard UID"}
    assert replace(back, ways=(), extra=kept, also_called=()) == replace(record, ways=(), also_called=())
    assert set(back.also_called) == set(record.also_called) - {record.name}


@given(st.lists(st.tuples(st.from_regex(r"X-[A-Z]{1,5}(;TYPE=[a-z]{1,3})?", fullmatch=True), words), max_size=6))
def test_any_unknown_property_survives(properties):
    told = only(card("FN:A B", *(f"{head}:{value}" for head, value in properties)))
    assert again(told).extra == told.extra


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
