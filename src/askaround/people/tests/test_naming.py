"""Names of people and organizations, as the world writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.people.naming import bare_name, organization_key, profile_link, sort_key, split_name, whole_name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Priya Raman", ("Priya", "Raman")),
        ("Jan van der Berg", ("Jan", "van der Berg")),
        ("Dr. Anna Berg", ("Anna", "Berg")),
        ("Prof. Dr. Anna Maria Berg, PhD", ("Anna Maria", "Berg")),
        ("Anna Berg (she/her)", ("Anna", "Berg")),
        ("Berg, Anna", ("Anna", "Berg")),
        ("Van der Berg, Jan", ("Jan", "Van der Berg")),
        ("Lin Ma", ("Lin", "Ma")),
        ("Anh Thu Do", ("Anh Thu", "Do")),
        ("Sam Ito MD", ("Sam", "Ito")),
        ("Suharto", ("Suharto", "")),
        ("Ana 🚀 Silva", ("Ana", "Silva")),
        ("🚀", ("🚀", "")),
        ("王小明", ("小明", "王")),
        ("欧阳小明", ("小明", "欧阳")),
        ("김민준", ("민준", "김")),
        ("ليلى حداد", ("ليلى", "حداد")),
        ("  Tom \t Okafor ", ("Tom", "Okafor")),
        ("", ("", "")),
    ],
)
def test_a_name_is_taken_apart(name, parts):
    assert split_name(name) == parts


def test_chinese_and_korean_names_are_put_together_family_first():
    assert whole_name("小明", "王") == "王小明"
    assert whole_name("Lena", "Fischer") == "Lena Fischer"
    assert whole_name("Suharto", "") == "Suharto"


def test_titles_and_letters_after_are_left_out_of_what_a_letter_calls_them():
    assert bare_name("Dr. Anna") == "Anna"
    assert bare_name("Berg, PhD, PMP") == "Berg"
    assert bare_name("Dr.") == "Dr."
    assert bare_name("O’Neill") == "O’Neill"


def test_the_list_is_sorted_by_family_without_accents_and_case():
    people = [("Zoë", "Ábel"), ("Ida", "ærø"), ("Bo", "Åberg"), ("Al", "abel")]
    assert sorted(sort_key(*each) for each in people) == ["abel al", "abel zoe", "aberg bo", "aero ida"]
    assert sort_key("", "", "„Bird“ Ltd") == "bird“ ltd"
    assert sort_key("🚀", "") == "🚀"


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Acme",
            "ACME GmbH",
            "Acme, Inc.",
            "acme ltd",
            "Acme LLC",
            "Acme S.A.",
            "Acme AG",
            "Acme B.V.",
            "Acme & Co. KG",
        ),
        ("Müller Söhne", "MULLER SOHNE GmbH & Co. KG"),
        ("Ernst & Young", "Ernst and Young LLP"),
        ("AT&T Inc.", "at&t"),
        ("St. Mary’s", "St Mary's"),
        ("北风科技有限公司", "北风科技"),
        ("株式会社北風", "北風"),
    ],
)
def test_an_organization_stands_once_however_it_is_written(spellings):
    assert len({organization_key(name) for name in spellings}) == 1


def test_an_organization_whose_name_is_only_a_legal_form_keeps_it():
    assert organization_key("Co.") == "co"
    assert organization_key("🚀") == "🚀"
    assert organization_key("---") == "---"


def test_different_organizations_stay_apart():
    assert organization_key("Delta Air") != organization_key("Delta Dental")
    assert organization_key("C") != organization_key("C++")


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://www.linkedin.com/in/priya-raman-1", "https://www.linkedin.com/in/priya-raman-1"),
        ("http://de.linkedin.com/in/priya-raman-1/?trk=x#top", "https://www.linkedin.com/in/priya-raman-1"),
        ("linkedin.com/in/priya-raman-1/en", "https://www.linkedin.com/in/priya-raman-1"),
        ("https://www.linkedin.com/in/ren%c3%a9e", "https://www.linkedin.com/in/ren%C3%A9e"),
        ("https://www.linkedin.com/in/renée", "https://www.linkedin.com/in/ren%C3%A9e"),
        ("https://priya.example/about me", "https://priya.example/about%20me"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("http://[bad", ""),
        ("none", ""),
        ("", ""),
    ],
)
def test_a_profile_address_has_one_form(url, link):
    assert profile_link(url) == link


@given(st.text())
def test_any_text_is_a_name_and_an_organization(text):
    given_name, family = split_name(text)
    assert whole_name(given_name, family).strip() or not text.strip() or not split_name(text)[0]
    assert len(sort_key(given_name, family, text)) <= 300
    assert organization_key(organization_key(text)) == organization_key(text) or organization_key(text)
    assert profile_link(profile_link(text)) == profile_link(text)


@given(st.text(min_size=1, max_size=20))
def test_case_never_parts_an_organization(text):
    assert organization_key(text.upper().lower()) == organization_key(text.lower().upper().lower())
