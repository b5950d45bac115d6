"""Whatever file somebody brings is told by its content. The people are invented."""

from datetime import date

import pytest

from askaround.formats import FormatError
from askaround.formats.reading import READERS, read_source
from askaround.formats.records import PersonRecord, Place, Skipped, Way


@pytest.fixture
def brought(tmp_path):
    """Read what a file of this content holds, under a name that says nothing."""

    def bring(content, columns=None, own_url=""):
        path = tmp_path / "download.bin"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_source(path, columns, own_url)

    return bring


def test_connections_are_told_by_their_titles(brought):
    found = brought(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Mara,Lindqvist,https://www.linkedin.com/in/mara-l,,Acme,Head of data,08 Feb 2026\n,,,,,,07 Jun 2026\n"
    )
    assert (found.reader, found.source, found.tie) == ("linkedin-connections", "linkedin", "acquaintance")
    assert list(found.people()) == [
        PersonRecord(
            2,
            given="Mara",
            family="Lindqvist",
            ways=(Way("link", "https://www.linkedin.com/in/mara-l"),),
            places=(Place("Acme", "Head of data"),),
            connected_on=date(2026, 2, 8),
        ),
        Skipped(3, "hidden by the member", ""),
    ]
    assert len(list(found.people())) == 2, "they can be read again"


def test_any_other_table_comes_with_a_guess_a_fingerprint_and_samples(brought):
    found = brought("Name;E-Mail;Firma;Schuhgröße\nMara Lindqvist;mara@acme.example;Acme;38\n")
    assert found.reader == "table"
    assert [(each.title, each.guess) for each in found.columns] == [
        ("Name", "name"),
        ("E-Mail", "email"),
        ("Firma", "organization"),
        ("Schuhgröße", "extra"),
    ]
    assert found.columns[1].values == ("mara@acme.example",)
    assert len(found.fingerprint) == 64
    [person] = found.people()
    assert person == PersonRecord(
        2, "Mara Lindqvist", ways=(Way("email", "mara@acme.example"),), places=(Place("Acme"),),
        extra={"Schuhgröße": "38"},
    )  # fmt: skip


def test_a_mapping_comes_before_the_guess(brought):
    table = "Name;E-Mail;Firma;Schuhgröße\nMara Lindqvist;mara@acme.example;Acme;38\n"
    [person] = brought(table, {"Firma": "", "Schuhgröße": "labels"}).people()
    assert (person.places, person.labels, person.extra) == ((), ("38",), {})


def test_every_reader_has_a_title():
    assert all(READERS.values())


def test_an_empty_file_is_refused(brought):
    with pytest.raises(FormatError, match="The file is empty"):
        brought("")
