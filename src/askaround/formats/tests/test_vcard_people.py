"""People in vCards of every version and vendor. Everybody here is invented."""

import base64
import contextlib
import io
import time

import pytest

from askaround.formats import FormatError
from askaround.formats.records import NO_NAME, PersonRecord, Place, Skipped, Way
from askaround.formats.vcard import write
from askaround.formats.vcard_lines import is_vcard
from askaround.formats.vcard_people import GROUP, ORGANIZATION, read_cards

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def cards(data: bytes | str) -> list[PersonRecord | Skipped]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_cards(lambda: io.BytesIO(raw)))


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> str:
    return end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def only(data: bytes | str) -> PersonRecord:
    (found,) = cards(data)
    assert isinstance(found, PersonRecord), found
    return found


OUTLOOK = card(
    "N;LANGUAGE=de;CHARSET=Windows-1252:Müller;Jörg;;Dr.;",
    "FN;CHARSET=Windows-1252:Müller, Jörg",
    "ORG;CHARSET=Windows-1252:Nordwind GmbH;Einkauf",
    "TITLE:Leiter",
    "NOTE;ENCODING=QUOTED-PRINTABLE:Getroffen in K=F6ln,=0D=0A=\r\nbeim Fr=FChst=FCck",
    "TEL;WORK;VOICE:+49 30 1",
    "TEL;CELL;VOICE:+49 170 2",
    "TEL;WORK;FAX:+49 30 3",
    "ADR;WORK;PREF:;;Am Markt 1;Bonn;;53111;Deutschland",
    "X-MS-OL-DEFAULT-POSTAL-ADDRESS:2",
    "URL;WORK:https://nordwind.example",
    "EMAIL;PREF;INTERNET:joerg@nordwind.example",
    "X-MS-IMADDRESS:joerg-im",
    "X-MS-SPOUSE:Somebody",
    "BDAY:19700101",
    "REV:20260102T030405Z",
    version="2.1",
).encode("cp1252")

APPLE = card(
    "PRODID:-//Apple Inc.//iPhone OS 17.1//EN",
    "N:Lindqvist;Mara;;;",
    "FN:Mara Lindqvist",
    "X-PHONETIC-FIRST-NAME:Maa-ra",
    "X-MAIDENNAME:Öberg",
    "ORG:Acme;Research",
    "item1.EMAIL;type=INTERNET;type=pref:mara@acme.example",
    "item1.X-ABLabel:_$!<Work>!$_",
    "EMAIL;type=INTERNET;type=HOME:mara@home.example",
    "item2.URL:https\\://blog.example",
    "item2.X-ABLabel:Blog",
    "URL;type=HOME:https://www.linkedin.com/in/mara",
    "item3.ADR;type=HOME;type=pref:;;Street 4\\nBuilding 6;Lund;;222 22;Sweden",
    "item3.X-ABADR:se",
    "item4.X-ABRELATEDNAMES:Nils",
    "item4.X-ABLabel:_$!<Spouse>!$_",
    "item5.X-ABRELATEDNAMES:Ada",
    "item5.X-ABLabel:_$!<Assistant>!$_",
    "item6.X-ABDATE:2020-05-01",
    "item6.X-ABLabel:First met",
    "IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:mara.l",
    "X-SOCIALPROFILE;type=mastodon:https://social.example/@mara",
    "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29",
)


def test_outlook_2_1_in_windows_letters_with_bare_parameters_and_soft_line_ends():
    found = only(OUTLOOK)
    assert (found.name, found.given, found.family) == ("Jörg Müller", "Jörg", "Müller")
    assert found.about == "Getroffen in Köln,\nbeim Frühstück"
    assert found.places == (Place("Nordwind GmbH", "Leiter", "Einkauf"),)
    assert (found.town, found.country) == ("Bonn", "Deutschland")
    assert found.ways == (
        Way("address", "Am Markt 1\nBonn, 53111\nDeutschland", "work"),
        Way("email", "joerg@nordwind.example"),
        Way("phone", "+49 30 1", "work"),
        Way("phone", "+49 170 2", "cell"),
        Way("phone", "+49 30 3", "work fax"),
        Way("link", "https://nordwind.example", "work"),
        Way("message", "joerg-im"),
    )
    assert found.private == {"Spouse": "Somebody", "Birthday": "19700101"}
    assert found.extra["vCard X-MS-OL-DEFAULT-POSTAL-ADDRESS"] == "2"
    assert found.extra["vCard N;LANGUAGE=de"] == "Müller;Jörg;;Dr.;"


def test_apple_3_0_with_groups_labels_relatives_and_profiles():
    found = only(APPLE)
    assert found.also_called == ("Öberg", "Maa-ra")
    assert [(way.kind, way.value, way.label) for way in found.ways] == [
        ("link", "https://www.linkedin.com/in/mara", "home"),
        ("email", "mara@acme.example", "work"),
        ("address", "Street 4\nBuilding 6\nLund, 222 22\nSweden", "home"),
        ("email", "mara@home.example", "home"),
        ("link", "https://blog.example", "Blog"),
        ("message", "skype:mara.l", "home"),
        ("link", "https://social.example/@mara", "mastodon"),
        ("date", "2020-05-01", "First met"),
    ]
    assert found.private == {"Birthday": "1604-02-29", "Spouse": "Nils"}
    assert not any("Nils" in value or "1604" in value for value in found.extra.values())
    assert found.extra["vCard item5.X-ABRELATEDNAMES"] == "Ada"
    assert found.extra["vCard item5.X-ABLabel"] == "_$!<Assistant>!$_"
    assert found.extra["vCard item3.ADR;type=HOME;type=pref"] == ";;Street 4\\nBuilding 6;Lund;;222 22;Sweden"


def test_google_3_0_and_its_own_label_that_everybody_has():
    found = only(card("FN:Tom Okafor", "N:Okafor;Tom;;;", "CATEGORIES:myContacts,Alumni", "TEL;TYPE=CELL:1"))
    assert found.labels == ("Alumni",)
    assert found.extra == {"vCard CATEGORIES": "myContacts"}


def test_4_0_with_uris_preferences_quotes_and_carets():
    found = only(
        card(
            "FN;PREF=2:Wei Chen", 'FN;PREF=1;LANGUAGE=zh:陈伟', "N:Chen;Wei;;;",
            'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-555-555-5555', "EMAIL;PREF=2:wei@b.example",
            "EMAIL;PREF=1:mailto:wei@a.example", 'ADR;LABEL="Mr ^n^\'Wei^\': here":;;1 Main;Boston;;;',
            "GENDER:M", "RELATED;TYPE=spouse;VALUE=text:Mei", "RELATED;TYPE=colleague:urn:uuid:1", "LANG:zh",
            version="4.0",
        )
    )  # fmt: skip
    assert (found.name, found.also_called) == ("陈伟", ("Wei Chen",))
    assert [way.value for way in found.ways] == ["+1-555-555-5555", "wei@a.example", "wei@b.example", "1 Main\nBoston"]
    assert found.ways[0].label == "home"
    assert found.private == {"Gender": "M", "Spouse": "Mei"}
    assert found.extra["vCard LANG"] == "zh"
    assert found.extra["vCard RELATED;TYPE=colleague"] == "urn:uuid:1"
    assert found.extra["vCard ADR;LABEL=\"Mr ^n^'Wei^': here\""] == ";;1 Main;Boston;;;"


def test_several_of_one_property_are_all_kept():
    found = only(card("FN:A B", "X-FOO;TYPE=a:one\\, two", "X-FOO;TYPE=a:three", "x-foo:four", "KEY;ENCODING=b:AAAA"))
    assert found.extra == {
        "vCard X-FOO;TYPE=a": "one\\, two\nthree",
        "vCard x-foo": "four",
        "vCard KEY;ENCODING=b": "AAAA",
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_folds_stand_anywhere_even_within_a_letter(end):
    text = card("FN:Zoë Ångström", "NOTE:a long note", end=end).encode()
    name = "Zoë".encode()
    cut = text.index(name) + 3
    text = text[:cut] + f"{end} ".encode() + text[cut:]
    assert only(text).name == "Zoë Ångström"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_whole_files_in_other_letters(encoding):
    assert only(card("FN:José Núñez").encode(encoding)).name == "José Núñez"


def test_each_property_may_have_its_own_charset():
    data = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=SHIFT_JIS:" + "田中 一郎".encode("shift_jis")
    data += (
        b"\nNOTE;CHARSET=ISO-2022-JP:" + "東京".encode("iso2022_jp") + b"\nTITLE;CHARSET=nonsense:Caf\xe9\nEND:VCARD\n"
    )
    found = only(data)
    assert (found.name, found.about, found.places[0].title) == ("田中 一郎", "東京", "Café")


def test_base64_and_notes_that_go_on_without_a_fold():
    encoded = base64.b64encode(PIXEL).decode()
    found = only(
        card("FN:A B", "PHOTO;ENCODING=b;TYPE=PNG:" + encoded[:40], encoded[40:80], encoded[80:], "NOTE:one", "two")
    )
    assert found.photo and (found.photo.kind, found.photo.data) == ("image/png", PIXEL)
    assert found.about == "one\ntwo"


def test_pictures_are_told_by_their_bytes_and_links_to_them_are_kept():
    encoded = base64.b64encode(PIXEL).decode()
    assert only(card("FN:A B", f"PHOTO:data:image/jpeg;base64,{encoded}", version="4.0")).photo.kind == "image/png"
    linked = only(card("FN:A B", "PHOTO;VALUE=uri:https://a.example/b.jpg"))
    assert linked.photo is None
    assert linked.extra == {"vCard PHOTO;VALUE=uri": "https://a.example/b.jpg"}
    bitmap = only(card("FN:A B", "PHOTO;ENCODING=b:" + base64.b64encode(b"BM" + bytes(50)).decode()))
    assert bitmap.photo is None
    assert bitmap.extra == {"Left out of the vCard": "PHOTO: It is no JPEG, PNG, GIF or WebP."}


def test_pictures_larger_than_a_megabyte_are_left_out_and_said():
    found = only(card("FN:A B", "PHOTO;ENCODING=b:" + "A" * 1_600_000))
    assert found.photo is None
    assert "at most 1 MB is kept" in found.extra["Left out of the vCard"]


def test_a_card_within_a_card_is_kept_on_one_line():
    found = only(
        card("N:Park;Jin", "AGENT:", "BEGIN:VCARD", "FN:The Assistant", "END:VCARD", "TEL;HOME:1", version="2.1")
    )
    assert found.name == "Jin Park"
    assert found.ways == (Way("phone", "1", "home"),)
    assert found.extra == {"vCard AGENT": "BEGIN:VCARD\\nFN:The Assistant\\nEND:VCARD"}


def test_a_fold_before_the_words_that_begin_a_card_begins_none():
    found = only(card("FN:A B", "AGENT:x\r\n BEGIN:VCARD"))
    assert found.extra == {"vCard AGENT": "xBEGIN:VCARD"}


def test_broken_cards_are_read_as_well_as_can_be():
    found = cards(
        "FN:No Beginning\nEND:VCARD\n\n\nBEGIN:VCARD\nFN:No End\nBEGIN:VCARD\nEMAIL:only@an.example\nEND:VCARD"
    )
    assert [person.name for person in found] == ["No Beginning", "No End", "only@an.example"]
    assert [person.line for person in found] == [1, 5, 7]


def test_who_is_nobody_is_skipped_with_its_reason():
    found = cards(
        card("UID:1") + card("KIND:group", "FN:Friends", "MEMBER:urn:uuid:x") + card("ORG:Acme", "FN:Acme")
        + card("KIND:org", "FN:Globex") + card("FN:Somebody")
    )  # fmt: skip
    assert [(each.reason, each.text) for each in found if isinstance(each, Skipped)] == [
        (NO_NAME, "1"), (GROUP, "Friends"), (ORGANIZATION, "Acme"), (ORGANIZATION, "Globex"),
    ]  # fmt: skip
    assert found[-1].name == "Somebody"


def test_lists_of_people_are_labels_of_their_members():
    found = cards(
        card("FN:Ana", "UID:urn:uuid:A-1")
        + card("X-ADDRESSBOOKSERVER-KIND:group", "FN:Alumni", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a-1")
    )
    assert found[0].labels == ("Alumni",)


@pytest.mark.parametrize(
    "lines",
    [
        ["X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Mei;14;;;;;"],
        ["X-EVOLUTION-SPOUSE:Mei"],
        ["X-FCENCODED-582D46432D52656C617465644E616D65733A53706F757365:Mei"],
        ["item1.X-ABRELATEDNAMES;type=pref:Mei", "item1.X-ABLabel:_$!<Partner>!$_"],
    ],
)
def test_spouses_are_private_in_every_programs_words(lines):
    found = only(card("FN:A B", *lines))
    assert found.private == {"Spouse": "Mei"}
    assert found.extra == {}


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"hello", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", b"\x89PNG\r\n\x1a\n", bytes(9)]
)
def test_what_holds_no_card_is_refused(data):
    with pytest.raises(FormatError):
        cards(data)
    assert not is_vcard(data)


def test_a_file_is_told_by_its_beginning():
    assert is_vcard(b"\xef\xbb\xbf\r\n begin:vcard\r\n")
    assert is_vcard("BEGIN:VCARD\n".encode("utf-16"))


@pytest.mark.parametrize(
    "text",
    [
        "NBEGIN" * 40_000, card("FN:A", "kind" * 250_000), card("FN:A", "PHOTO:" + "A" * 100 + " " * 400_000 + "!"),
        " " * 900_000 + "x", card("FN:A", *["X-FOO:a"] * 15_000), card("FN:A", ";" * 200_000 + ":"),
        card("FN:A", 'X-A;B="' + '"' * 200_000 + ":"), card("FN:A", *["item1.TEL:1", "item1.X-ABLabel:b"] * 5_000),
        card("FN:A", "NOTE;ENCODING=QUOTED-PRINTABLE:=", *["a="] * 15_000), card("FN:A" + "\n " * 15_000),
        card("FN:A", *["ORG:A;B", "TITLE:C"] * 7_000),
    ],
)  # fmt: skip
def test_nothing_takes_longer_than_its_size_asks_for(text):
    """What damaged files on purpose have shown: each of these once took minutes, or would."""
    began = time.process_time()
    with contextlib.suppress(FormatError):
        for person in cards(text):
            if isinstance(person, PersonRecord):
                write(person)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "text",
    [
        "TEL:_\nIMPP;=:skype:m\nM:\nIMPP;=:skype:m", "TEL:t\nPHOTO;=b:l", "TEL;W\u2028E:+", "EMAIL:=\nUID:",
        "EMAIL:a\nUID:\nN", "item1.EMAIL:e\nitem1.X-ABLabel:_$!<\t>!$_", "TEL;CHARSET=punycode:\udcbc",
        "FN:A\nN:;;v\t", "TEL:+\nADR:;;;;L", "TEL:tel:\u20281", "TEL:1\rR;=QUOTED-PRINTABLE:==\r\rD:",
        "TEL;L:+46 1\nTEL;=:+46 1", "item1.TEL;B=c:1\nitem1.X-ABLabel:Mine\nTEL;D=e:1",
        "TEL;E:\n QUOTED-PRINTABLE=\nT:", "EMAIL;\udcc7:m", "TEL;v\udccc=:K",
    ],
)  # fmt: skip
def test_damaged_cards_come_back_as_they_were_read(text):
    """Found by damaging cards on purpose."""
    for person in cards(text.encode(errors="surrogateescape")):
        again = only(write(person))
        assert (set(again.ways), again.extra) == (set(person.ways), person.extra)
