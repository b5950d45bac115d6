import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.findings.grouping.linkage import LinkError
from askaround.findings.grouping.pairs import Noted
from askaround.findings.grouping.persons import alike, persons
from askaround.findings.grouping.themes import group, place
from askaround.language.minilm import MiniLM, ModelMissingError

np = pytest.importorskip("numpy")
SAID = [
    Noted("Starting pay is about 62 thousand.", "information", "a"),
    Noted("They begin on roughly sixty thousand a year.", "information", "b"),
    Noted("Learn SQL before anything else.", "advice", "a"),
    Noted("SQL is what you should learn first.", "advice", "c"),
    Noted("There is a dog in the office.", "information", "c"),
    Noted("Talk to Greta Holm in the tax group.", "referral", "a"),
    Noted("Greta Holm would be good to meet.", "referral", "b"),
    Noted("He knows Jun Pak, a forensic accountant.", "referral", "c"),
]


@pytest.fixture(scope="module")
def meant():
    try:
        model = MiniLM(threads=1)
    except ModelMissingError as missing:
        pytest.skip(missing.sentence)
    return lambda notes: np.vstack([model.embed([note.text])[0] for note in notes])


def together(found):
    return {frozenset(each.rows) for each in found.groups}


def test_the_same_in_other_words_is_one_theme(meant):
    found = group(SAID, meant(SAID))
    assert together(found) == {frozenset(g) for g in [(0, 1), (2, 3), (4,), (5, 6), (7,)]}
    assert {each.name for each in found.groups} <= {note.text.rstrip(".") for note in SAID}


def test_without_the_model_letters_find_what_shares_words():
    found = together(group(SAID, None))
    assert frozenset((5, 6)) in found and frozenset((4,)) in found and frozenset((7,)) in found


def test_what_the_seeker_put_together_or_apart_stays(meant):
    vectors = meant(SAID)
    found = together(group(SAID, vectors, must=[(0, 4), (5, 7)], cannot=[(2, 3), (5, 6)]))
    assert any({0, 4} <= each for each in found) and any({5, 7} <= each for each in found)
    assert not any({2, 3} <= each or {5, 6} <= each for each in found)
    with pytest.raises(LinkError):
        group(SAID, vectors, must=[(0, 1)], cannot=[(0, 1)])


def test_a_new_note_finds_its_theme_or_begins_one(meant):
    said = [*SAID, Noted("Juniors earn sixty thousand at the start.", "information", "d")]
    new = [*SAID, Noted("Never skip the safety briefing.", "advice", "d")]
    groups = [each.rows for each in group(SAID, meant(SAID)).groups]
    found = place(said, meant(said), 8, groups)
    assert found is not None and set(groups[found]) == {0, 1}
    assert place(new, meant(new), 8, groups) is None


def test_the_nearest_themes_are_told(meant):
    found = group(SAID, meant(SAID))
    dog = next(at for at, each in enumerate(found.groups) if each.rows == (4,))
    nearest = found.nearest(dog)
    assert 0 < len(nearest) <= 3 and dog not in nearest
    assert all(SAID[found.groups[at].rows[0]].kind != "referral" for at in nearest)


TEXTS = st.text(max_size=60)
NOTES = st.lists(
    st.builds(
        Noted, TEXTS, st.sampled_from(["advice", "information", "referral", ""]), st.sampled_from(["", "a", "b"])
    ),
    max_size=6,
)


@given(NOTES)
def test_whatever_was_noted_every_note_is_in_one_theme(notes):
    found = group(notes, None)
    assert sorted(row for each in found.groups for row in each.rows) == list(range(len(notes)))
    assert all(each.name for each in found.groups)
    assert all(0 <= each.sure <= 1.0001 for each in found.groups)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("You should talk to Dana Wu at Mercy Health, she hires.", ["Dana Wu"]),
        ("She'll email Oluwaseun Adeyemi about me.", ["Oluwaseun Adeyemi"]),
        ("ping sarah o'neill (stripe) re: internship", ["sarah o'neill"]),
        ("Her old boss, Mr. Jean-Luc Moreau, is hiring at Airbus.", ["Jean-Luc Moreau"]),
        ("will cc Fatima al-Zahra on the email", ["Fatima al-Zahra"]),
        ("Try the careers page.", []),
    ],
)
def test_whom_a_referral_names(said, named):
    assert persons(said) == named


def test_part_of_a_name_is_the_one_who_has_it():
    must, apart = alike([["Greta Holm"], ["Greta"], ["Jun Pak"], []])
    assert must == [(0, 1)]
    assert apart == [(0, 2), (1, 2)]
    both = alike([["Greta Holm"], ["Greta Lind"], ["Greta"]])
    assert both[0] == []


@given(st.text(max_size=80))
def test_names_in_anything(text):
    assert all(name.strip() for name in persons(text))
