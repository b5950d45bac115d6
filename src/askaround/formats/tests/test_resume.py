"""JSON Resume, old and new. The person is invented."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askaround.formats import FormatError
from askaround.formats.reading import read_source
from askaround.formats.records import Achievement, OwnProfile


@pytest.fixture
def resume(tmp_path):
    def read(told, encoding="utf-8"):
        content = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
        (tmp_path / "r").write_bytes(content.encode(encoding))
        return read_source(tmp_path / "r")

    return read


NEW = {
    "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
    "basics": {
        "name": "Alice Maria Abel", "label": "Analyst", "image": "", "email": "alice@a.example", "phone": "030 123",
        "url": "https://alice.example", "summary": "I count.\nThings.",
        "location": {"address": "Weg 1", "postalCode": "3000", "city": "Bern", "countryCode": "CH", "region": "BE"},
        "profiles": [
            {"network": "Mastodon", "username": "a", "url": "https://m.example/@a"},
            {"network": "LinkedIn", "username": "alice", "url": "https://www.linkedin.com/in/alice"},
        ],
    },
    "work": [
        {"name": "Acme", "location": "Bern", "position": "Analyst", "url": "https://acme.example",
         "startDate": "2020-02", "endDate": "2022-11-30", "summary": "Counted.", "highlights": ["Bees", "Trees"]},
    ],
    "volunteer": [{"organization": "Library", "position": "Reader", "startDate": "2019"}],
    "education": [{"institution": "Town College", "area": "Statistics", "studyType": "BSc", "score": "1.3",
                   "courses": ["Sums"], "startDate": "2015", "endDate": "2018"}],
    "awards": [{"title": "Best count", "date": "2021-05-01", "awarder": "Acme", "summary": "Fast"}],
    "certificates": [{"name": "Diver", "date": "2020-05", "issuer": "Sea", "url": "https://d.example"}],
    "publications": [{"name": "On bees", "publisher": "Hive", "releaseDate": "2022", "url": "https://b.example"}],
    "skills": [{"name": "SQL", "level": "Master", "keywords": ["joins", "windows"]}],
    "languages": [{"language": "German", "fluency": "Native"}],
    "interests": [{"name": "Choir"}],
    "references": [{"name": "Bo Abel", "reference": "Good"}],
    "projects": [{"name": "Map", "description": "Of bees", "highlights": ["Seen"], "keywords": ["bees"],
                  "startDate": "2021-02", "endDate": "2021-03", "url": "https://bees.example", "roles": ["Lead"],
                  "entity": "Hive", "type": "talk"}],
    "meta": {"version": "v1.0.0"},
}  # fmt: skip


def test_the_schema_of_2020(resume):
    found = resume(NEW)
    assert (found.reader, list(found.people())) == ("json-resume", [])
    assert found.profile == OwnProfile(
        "Alice Maria", "Abel", "Analyst", "I count.\nThings.", "Bern", "https://www.linkedin.com/in/alice",
        "alice@a.example", "030 123", "CH",
        ("https://www.linkedin.com/in/alice", "https://alice.example", "https://m.example/@a"),
    )  # fmt: skip
    assert found.achievements == (
        Achievement(
            "position", "Analyst, Acme", "Bern\nCounted.\nBees\nTrees\nhttps://acme.example", "2020-02", "2022-11"
        ),
        Achievement("association", "Reader, Library", "", "2019"),
        Achievement("education", "BSc Statistics, Town College", "Score: 1.3\nSums", "2015", "2018"),
        Achievement("certificate", "Best count, Acme", "Award\nFast", "2021-05"),
        Achievement("certificate", "Diver, Sea", "https://d.example", "2020-05"),
        Achievement("project", "On bees, Hive", "Publication\nhttps://b.example", "2022"),
        Achievement("skill", "SQL", "Master\njoins, windows"),
        Achievement("skill", "German", "Native"),
        Achievement("project", "Map", "Of bees\nSeen\nbees\nLead\nHive\nhttps://bees.example", "2021-02", "2021-03"),
    )
    assert found.not_read == ("interests", "references")


def test_the_schema_before_it(resume):
    found = resume(
        {
            "basics": {"name": "Alice Abel", "picture": "", "website": "https://alice.example"},
            "work": [
                {"company": "Acme", "position": "Analyst", "website": "https://acme.example", "startDate": "2020"}
            ],
            "education": [{"institution": "Town College", "gpa": "1.3"}],
            "publications": [{"name": "On bees", "website": "https://b.example"}],
        }
    )
    assert (found.profile.link, found.achievements[0]) == (
        "https://alice.example",
        Achievement("position", "Analyst, Acme", "https://acme.example", "2020"),
    )
    assert found.achievements[1].detail == "Score: 1.3"
    assert found.achievements[2].detail == "Publication\nhttps://b.example"


def test_a_name_put_together_is_the_name_again(resume):
    for name in ("Alice Maria Abel", "Alice", "王 小明", "Ana de la Cruz"):
        own = resume({"basics": {"name": name}}).profile
        assert f"{own.given} {own.family}".strip() == name


def test_a_part_may_be_missing_or_nothing(resume):
    for told in ({"basics": {}}, {"basics": None, "work": None}, {"work": []}, {"meta": {}}, {"skills": [None]}):
        found = resume(told)
        assert (found.profile, found.achievements) == (None, ())


def test_other_shapes_than_the_schemas_are_read_or_named(resume):
    found = resume(
        {
            "basics": {"name": "Alice Abel", "phone": 4930123, "location": "Bern", "email": {"home": "a@b.example"}},
            "skills": ["SQL", {"name": "Python", "keywords": {"a": 1}}, 7],
            "work": {"name": "Acme", "position": "Analyst"},
            "hobbies": ["tea"],
        }
    )
    assert (found.profile.phone, found.profile.place) == ("4930123", "Bern")
    assert [each.text for each in found.achievements] == ["Analyst, Acme", "SQL", "Python", "7"]
    assert found.not_read == ("hobbies", "basics: email", "skills 2: keywords")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"basics": {"name": "A"},}', "Line 1 is not readable as JSON"),
        ('{"basics": {"name": "A"\n', "Line 2 is not readable as JSON"),
        ('[{"basics": {}}]', "This JSON is a list, not one résumé"),
        ("[]", "This JSON is a list, not one résumé"),
        ("{}", "This JSON holds nothing"),
        ('{"a": 1, "b": 2}', "no JSON Resume: it holds a, b, and no “basics”"),
        ('{"title": "Analyst", "responsibilities": [], "skills": []}', "This JSON describes a job"),
        ('{"basics": ' + '{"location":' * 100_000 + "1" + "}" * 100_001, "nested deeper than any résumé"),
        ('{"basics": ' + "[" * 100_000, "nested deeper than any résumé"),
        ('{"basics": {"phone": NaN}}', "This JSON holds NaN"),
        ('{"basics": {"phone": -Infinity}}', "This JSON holds -Infinity"),
        ('{"basics": {}, "basics": {}}', "“basics” stands twice"),
        ('{"basics": {"name": "' + "x" * 11_000_000 + '"}}', "larger than 10 MB"),
    ],
)  # fmt: skip
def test_what_is_no_resume_is_refused_with_a_sentence(resume, content, sentence):
    with pytest.raises(FormatError) as refusal:
        resume(content)
    assert sentence in refusal.value.sentence


def test_numbers_of_any_size_are_kept_as_they_are_written(resume):
    found = resume('{"basics": {"phone": ' + "9" * 10_000 + ', "label": 1e400}}')
    assert (found.profile.phone, found.profile.headline) == ("9" * 10_000, "1e400")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding(resume, encoding):
    assert resume({"basics": {"name": "Zoë Ábel"}}, encoding).profile.given == "Zoë"


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["name", "url", "highlights", "keywords", "position", "startDate", "profiles", "location", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from([*NEW, "other"]), values, max_size=5))
def test_any_json_is_read_or_refused(tmp_path_factory, told):
    path = tmp_path_factory.mktemp("r") / "r"
    path.write_text(json.dumps(told))
    try:
        found = read_source(path)
    except FormatError as refusal:
        assert refusal.sentence.endswith(".")
    else:
        assert all(each.text for each in found.achievements)
