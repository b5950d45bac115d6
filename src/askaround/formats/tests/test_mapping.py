"""Any table of people: what its columns are, guessed by title and content. The people are invented."""

import pytest

from askaround.formats.mapping import FIELDS, fingerprint, guess, titles_of
from askaround.formats.reading import read_source
from askaround.formats.records import Place, Way
from askaround.formats.titles import WORDS


@pytest.fixture
def table(tmp_path):
    def read(content, columns=None, encoding="utf-8"):
        (tmp_path / "t").write_bytes(content.encode(encoding))
        return read_source(tmp_path / "t", columns)

    return read


def guesses(source):
    return [each.guess for each in source.columns]


def test_every_field_has_a_label_and_every_word_a_field():
    assert all(FIELDS.values())
    assert set(WORDS.values()) <= FIELDS.keys()


@pytest.mark.parametrize(
    "header",
    [
        "First name;Last name;Email;Phone;Company;Job title;City;Notes",
        "Vorname;Nachname;E-Mail-Adresse;Telefon geschäftlich;Firma;Position;Ort;Bemerkungen",
        "Prénom;Nom de famille;Courriel;Téléphone mobile;Société;Fonction;Ville;Remarques",
        "Nombre de pila;Apellidos;Correo electrónico;Móvil;Empresa;Puesto;Ciudad;Observaciones",
        "Given name;Cognome;Posta elettronica;Cellulare;Azienda;Qualifica;Città;Commenti",
        "Nome próprio;Sobrenome;Endereço de e-mail;Telemóvel;Empresa;Cargo;Cidade;Observações",
        "Voornaam;Achternaam;E-mailadres;Mobiel;Bedrijf;Functie;Plaats;Opmerkingen",
        "名;姓;メールアドレス;電話番号;会社名;役職;市区町村;備考",
    ],
)
def test_titles_in_eight_languages(table, header):
    found = table(f"{header}\nMara;Lindqvist;mara@acme.example;+41 79 123 45 67;Acme;Head;Bern;Likes tea\n")
    assert guesses(found) == ["given", "family", "email", "phone", "organization", "title", "town", "about"]
    [mara] = found.people()
    assert (mara.given, mara.family, mara.town, mara.about) == ("Mara", "Lindqvist", "Bern", "Likes tea")
    assert mara.places == (Place("Acme", "Head"),)
    assert [way.value for way in mara.ways] == ["mara@acme.example", "+41 79 123 45 67"]


def test_cells_tell_more_than_titles(table):
    found = table(
        "Contact;Who;Where;Title;Reference\n"
        "mara@acme.example;Mara Lindqvist;https://www.linkedin.com/in/mara-l;Dr.;+49 30 123 45 67\n"
        "bo@acme.example;Bo Abel;https://bo.example;Mr;030 765 43 21\n"
    )
    assert guesses(found) == ["email", "name", "link", "prefix", "phone"]


def test_a_title_that_its_cells_deny_is_kept_with_the_person(table):
    found = table("Name,Phone,Email\nMara Lindqvist,ask Bo,none yet\n")
    assert guesses(found) == ["name", "extra", "extra"]


def test_a_table_without_a_header_is_read_from_its_first_row(table):
    found = table("Mara Lindqvist,mara@acme.example,Acme\nBo Abel,bo@acme.example,\n")
    assert [each.title for each in found.columns] == ["Column 1", "Column 2", "Column 3"]
    assert [each.name for each in found.people()] == ["Mara Lindqvist", "Bo Abel"]


def test_a_list_of_names_alone(table):
    assert [each.name for each in table("Name\nMara Lindqvist\nBo Abel\n").people()] == ["Mara Lindqvist", "Bo Abel"]


def test_a_header_below_a_heading_of_the_table(table):
    found = table("My people,,\nas of May,,\n,,\nName,Firm,Email\nMara Lindqvist,Acme,mara@acme.example\n")
    assert [each.line for each in found.people()] == [5]
    assert guesses(found) == ["name", "organization", "email"]


def test_two_columns_of_one_title_and_one_without(table):
    found = table("Name,Email,Email,\nMara,a@b.example,c@d.example,x\n")
    assert [each.title for each in found.columns] == ["Name", "Email", "Email (2)", "Column 4"]
    [mara] = found.people()
    assert [way.value for way in mara.ways] == ["a@b.example", "c@d.example"]
    assert mara.extra == {"Column 4": "x"}


def test_titles_stand_once_whatever_they_are():
    assert titles_of(["A", "A", "A (2)", "", ""]) == ("A", "A (2)", "A (2) (2)", "Column 4", "Column 5")


def test_an_address_is_put_together_and_the_town_is_told(table):
    [mara] = table("Name;Straße;PLZ;Ort;Land\nMara Berg;Weg 1;3000;Bern;Schweiz\n").people()
    assert mara.ways == (Way("address", "Weg 1\n3000 Bern\nSchweiz"),)
    assert (mara.town, mara.country) == ("Bern", "Schweiz")


def test_what_is_private_is_set_apart(table):
    [mara] = table("Name;Geburtstag;Ehepartner;Ausweisnummer\nMara Berg;1.2.1980;Bo;X1\n").people()
    assert mara.private == {"Geburtstag": "1.2.1980", "Ehepartner": "Bo", "Ausweisnummer": "X1"}


def test_how_they_are_known_is_told_by_words(table):
    people = table("Name,Relationship,Tags\nMara,former colleague,fair; choir\nBo,Uncle,\nLena,pen pal,\n").people()
    assert [(each.tie, each.extra, each.labels) for each in people] == [
        ("co-worker", {}, ("fair", "choir")),
        ("relative", {}, ()),
        ("", {"Relationship": "pen pal"}, ()),
    ]


def test_the_label_of_a_way_is_in_its_title(table):
    [mara] = table("Name,Work email,Home phone,Mobile\nMara,a@b.example,030 123 456,0171 123 456\n").people()
    assert mara.ways == (
        Way("email", "a@b.example", "work"),
        Way("phone", "030 123 456", "home"),
        Way("phone", "0171 123 456", "mobile"),
    )


def test_several_values_in_one_cell_and_names_beside_addresses(table):
    [mara] = table("Name,Email,Phone\nMara,a@b.example; Mara B <c@d.example>,030 123 / 030 456\n").people()
    assert [way.value for way in mara.ways] == ["a@b.example", "c@d.example", "030 123", "030 456"]
    assert mara.extra == {"Email": "Mara B <c@d.example>"}


def test_a_mapping_that_is_out_of_date_loses_nothing(table):
    [mara] = table("Name,Shoe\nMara,38\n", {"Shoe": "no such field", "Gone": "name"}).people()
    assert (mara.name, mara.extra) == ("Mara", {"Shoe": "38"})


def test_any_column_may_be_any_field(table):
    for field in FIELDS:
        for person in table("Name,Thing\nMara Berg,a@b.example 030 1234\n", {"Thing": field}).people():
            assert person.name or person.given


def test_tables_with_the_same_columns_have_the_same_fingerprint():
    assert fingerprint(["First name", "E-Mail"]) == fingerprint(["e_mail", "FIRST NAME"])
    assert fingerprint(["First name", "E-Mail"]) != fingerprint(["First name", "Mail"])
    assert len(fingerprint([])) == 64


def test_a_name_beside_its_half_is_the_other_half(table):
    for header, guessed in (
        ("Nom;Prénom", ["family", "given"]),
        ("Nombre;Apellidos", ["given", "family"]),
        ("Nome;Cognome", ["given", "family"]),
        ("Name;Vorname", ["family", "given"]),
    ):
        assert guesses(table(f"{header}\nMara;Lindqvist\n")) == guessed
    assert guesses(table("Name;Vorname\nMara Berg;Mara\n")) == ["name", "given"]


def test_addresses_at_work_and_at_home_stay_apart(table):
    [mara] = table(
        "Vorname;Straße geschäftlich;PLZ geschäftlich;Ort geschäftlich;Straße privat;Ort privat;Telefon privat\n"
        "Mara;Gasse 2;4000;Basel;Weg 1;Bern;030 123 45\n"
    ).people()
    assert mara.ways == (
        Way("phone", "030 123 45", "home"),
        Way("address", "Gasse 2\n4000 Basel", "work"),
        Way("address", "Weg 1\nBern", "home"),
    )
    assert mara.town == "Basel"


def test_a_salutation_is_no_part_of_the_name_but_a_title_is(table):
    people = table("Anrede;Vorname;Nachname\nFrau;Mara;Berg\nDr.;Bo;Abel\n").people()
    assert [(each.name, each.extra) for each in people] == [("", {"Anrede": "Frau"}), ("Dr. Bo Abel", {})]


@pytest.mark.parametrize(
    ("title", "values", "field"),
    [
        ("Contact’s e-mail (new)", [], "email"),
        ("Phone 3", ["030 123 456"], "phone"),
        ("Date of birth", ["1980-01-02"], "private"),
        ("Notes", ["https://a.example"], "about"),
        ("ID", ["4711"], "extra"),
        ("Customer", ["12345678"], "extra"),
        ("Added", ["2026-01-02"], "extra"),
        ("Assistant’s phone", ["030 123 456"], "extra"),
        ("E-Mail-Typ", ["SMTP"], "extra"),
        ("Associated company", ["Acme"], "organization"),
        ("Company size", ["100"], "extra"),
        ("Company website", ["acme.example"], "link"),
        ("Website", ["none"], "extra"),
        ("Home ZIP", ["3000"], "postcode"),
        ("Email?", ["a@b.example"], "email"),
        ("Name", ["a@b.example"], "email"),
        ("Postal code", ["12345678"], "postcode"),
    ],
)
def test_guesses(title, values, field):
    assert guess(title, values) == field
