"""Whose voices they are: who hangs together, what varies by employer, who was not asked yet."""

from hypothesis import given
from hypothesis import strategies as st

from askaround.findings.voices import Voice, Voices, linked, spread

PRIYA = Voice("p", "Priya", "Northwind", "manager", "data", ("alumna or alumnus",))
TOM = Voice("t", "Tom", "Northwind", "experienced", "data", ("acquaintance",))
LENA = Voice("l", "Lena", "Acme", "director", "data", ("stranger",), frozenset({"t"}))
ANA = Voice("a", "Ana", "Contoso", "entry", "design")
ALL = Voices((PRIYA, TOM, LENA, ANA))


def test_people_of_one_employer_and_who_led_to_whom_are_one_voice() -> None:
    assert ALL.independent("ptla") == 2
    assert ALL.independent("pa") == 2
    assert ALL.links("ptla") == ["Priya and Tom are both at Northwind.", "Tom led to Lena."]
    assert ALL.links("pa") == []


def test_three_of_one_employer_are_told_in_one_sentence() -> None:
    people = Voices((PRIYA, TOM, Voice("j", "Jun", "Northwind")))
    assert people.links("ptj") == ["Priya, Tom and Jun are all at Northwind."]


def test_what_differs_by_employer_varies_and_what_differs_within_one_does_not() -> None:
    jun = Voice("j", "Jun", "Acme")
    people = Voices((PRIYA, TOM, jun, ANA))
    assert people.varies("pt", "j")
    assert not people.varies("p", "t")
    # One voice an employer says nothing of the employer.
    assert not people.varies("p", "j")
    assert not people.varies("pt", "")
    assert not Voices((PRIYA, TOM, Voice("x", "Xi"))).varies("pt", "x")


def test_what_all_have_in_common_is_said_in_one_sentence() -> None:
    three = [Voice(str(n), str(n), "Northwind", "manager", "data") for n in range(3)]
    told = spread(three).sentence
    assert told == (
        "All 3 are at the level manager, work in data and are at Northwind. Somebody else may see it differently."
    )
    assert spread(three[:2]).sentence == ""
    assert "work in" not in spread(three, "data").sentence
    mixed = [PRIYA, TOM, LENA, ANA]
    assert spread(mixed).sentence == "Not heard yet: lead, executive or founder."


def test_what_nobody_knows_is_no_common_ground() -> None:
    people = [Voice("1", "A", level="manager"), Voice("2", "B", level="manager"), Voice("3", "C")]
    found = spread(people)
    assert "manager" not in found.sentence
    assert found.ranges[0].unknown == 1


VOICES = st.lists(
    st.tuples(st.sampled_from(["", "N", "A", "C"]), st.sets(st.sampled_from("01234567"), max_size=2)), max_size=8
).map(
    lambda rows: Voices(
        tuple(Voice(str(n), str(n), place, led_by=frozenset(led - {str(n)})) for n, (place, led) in enumerate(rows))
    )
)


@given(VOICES)
def test_groups_are_whole_and_apart_from_each_other(voices: Voices) -> None:
    keys = [one.key for one in voices.people]
    groups = voices.groups(keys)
    assert sorted(one.key for group in groups for one in group) == sorted(keys)
    assert 0 <= voices.independent(keys) <= len(keys)
    for number, group in enumerate(groups):
        others = [one for other in groups[number + 1 :] for one in other]
        assert not any(linked(one, other) for one in group for other in others)
        assert len(group) == 1 or all(any(linked(one, other) for other in group if other != one) for one in group)


@given(VOICES, st.permutations("01234567"))
def test_the_order_of_the_names_changes_nothing(voices: Voices, order: list[str]) -> None:
    assert voices.independent(order) == voices.independent("01234567")
