"""Who meets whom, who never merges by themselves, and what no text may break."""

import unicodedata
from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.people.matching import UNSURE, Index, Somebody, Verdict, assign, compare, pairs

ACME = ("acme",)
numbers = count()


def somebody(name="", **more):
    return Somebody(next(numbers), name, **more)


def verdict(a: Somebody, b: Somebody) -> Verdict:
    """What comparing says; finding must say the same, so that no block keeps apart who should meet."""
    index = Index()
    index.add(b)
    found = {other.key for other, _ in index.find(a, thorough=True)}
    said = compare(a, b)
    assert (b.key in found) == (said.likeness >= UNSURE)
    return said


MEET = [
    ("Zoë Müller", unicodedata.normalize("NFD", "Zoë Müller"), "same name"),
    ("İbrahim Işık", "ibrahim isik", "same name"),
    ("IŞIL ÇINAR", "Işıl Çınar", "same name"),
    ("Berg, Anna", "Anna Berg", "same name"),
    ("Anna Berg", "Berg Anna", "same name, in another order"),
    ("Wang Xiaoming", "Xiaoming Wang", "same name, in another order"),
    ("Wang Xiao Ming", "Xiaoming Wang", "same name, in another order"),
    ("Xiao-Ming Wang", "Wang Xiaoming", "same name, in another order"),
    ("王小明", "Wang Xiaoming", "same name, in another order"),
    ("王小明", "Xiaoming Wang", "same name"),
    ("김민수", "Minsu Kim", "same name"),
    ("Anna Mueller", "Anna Müller", "same name"),
    ("Юлия Щербакова", "Yuliya Shcherbakova", "same name"),
    ("Юлия Щербакова", "Julia Scherbakova", "given name spelt another way"),
    ("Bill Thackeray", "William Thackeray", "Bill is short for William"),
    ("Peggy Osgood", "Margaret Osgood", "Peggy is short for Margaret"),
    ("Sasha Vetrov", "Aleksandr Vetrov", "Sasha is short for Aleksandr"),
    ("Саша Ветров", "Alexander Vetrov", "Sasha is short for Alexander"),
    ("Pepe Arrabal", "José Arrabal", "Pepe is short for Jose"),
    ("Max Oberhuber", "Maximilian Oberhuber", "Max is short for Maximilian"),
    ("J. Thackeray", "Jasper Thackeray", "same initial of the given name"),
    ("Dr. Anna Osgood, PhD", "Anna Osgood", "same name"),
    ("Lucía Arrabal Quiroga", "Lucía Quiroga", "one given name in common"),
    ("María Quiroga López", "Maria Quiroga", "one family name in common"),
    ("Jan van der Kolk", "Jan Kolk", "one family name in common"),
    ("Nguyễn Văn Quý", "Quy Nguyen", "the other way round"),
    ("Anna Osgood | we are hiring", "Osgood, Anna", "same name"),
    ("Wang Xiaoming 王小明", "王小明", "same name"),
    ("Anna Osgood-Vetrov", "Anna Osgood", "one family name in common"),
    ("Anna Vetrova née Osgood", "Anna Osgood", "same name"),
    ("Anna Oberhuber (geb. Osgood)", "Anna Osgood", "same name"),
    ("Jasper Thakceray", "Jasper Thackeray", "family name a slip apart"),
    ("Micheal Osgood", "Michael Osgood", "given name"),
    ("Anna Maria Osgood", "Anna M. Osgood", "one given name in common"),
    ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos", "same name"),
]


@pytest.mark.parametrize(("one", "other", "why"), MEET, ids=[f"{one} and {other}" for one, other, _ in MEET])
def test_names_written_differently_meet(one, other, why):
    said = verdict(somebody(one, organizations=ACME), somebody(other, organizations=ACME))
    assert said.likeness >= UNSURE
    assert why in " · ".join(said.reasons)
    assert "same employer" in said.reasons


def test_also_called_holds_maiden_names_nicknames_and_other_scripts():
    for called, name in (("Osgood", "Lena Osgood"), ("Lenchen", "Lenchen Vetrova"), ("王小明", "Wang Xiaoming")):
        said = verdict(somebody("Lena Vetrova", also_called=(called,)), somebody(name))
        assert said.likeness >= UNSURE, called


def test_two_of_one_name_at_two_employers_never_merge_by_themselves():
    here = somebody("Jasper Thackeray", organizations=("acme",), town="Leeds", connected_on=date(2020, 1, 2))
    there = somebody("Jasper Thackeray", organizations=("binary works",), town="Leeds", connected_on=date(2020, 1, 2))
    said = verdict(here, there)
    assert not said.sure
    assert "different employers" in said.reasons


def test_two_of_one_name_at_one_employer_are_one():
    said = verdict(somebody("Jasper Thackeray", organizations=ACME), somebody("Thackeray, Jasper", organizations=ACME))
    assert said == Verdict(said.likeness, sure=True, reasons=("same name", "same employer"))


@pytest.mark.parametrize(
    "differing",
    [
        {"urls": ("linkedin.com/in/{}",)},
        {"emails": ("{}@mail.example",)},
        {"phones": ("+49 30 12345{}",)},
        {"generation": ""},
        {"connected_on": None},
    ],
    ids=lambda differing: next(iter(differing)),
)
def test_a_fact_that_differs_keeps_namesakes_at_one_employer_apart(differing):
    kind = next(iter(differing))
    both = []
    for at, sign in enumerate(("51", "92")):
        name = f"Jasper Thackeray {('Jr', 'Sr')[at]}" if kind == "generation" else "Jasper Thackeray"
        more = {"connected_on": date(2020, 1, at + 1)} if kind == "connected_on" else {}
        if kind in {"urls", "emails", "phones"}:
            more = {kind: (differing[kind][0].format(sign),)}
        both.append(somebody(name, organizations=ACME, **more))
    assert not verdict(*both).sure


def test_a_name_alone_merges_nobody():
    assert not verdict(somebody("Jasper Thackeray"), somebody("Jasper Thackeray")).sure
    assert verdict(somebody("Jasper Thackeray"), somebody("Jasper Thackeray")).likeness >= UNSURE


def test_a_name_that_many_bear_says_less():
    index = Index()
    for at in range(200):
        index.add(
            somebody("Wei Zhang" if at % 2 else f"Quirin Osgood{'abcdefghij'[at % 10]}", organizations=(f"w{at}",))
        )
    index.add(somebody("Ottoline Quarmby"))
    common = compare(somebody("Wei Zhang"), somebody("Wei Zhang"), index.among)
    rare = compare(somebody("Ottoline Quarmby"), somebody("Ottoline Quarmby"), index.among)
    assert common.likeness < UNSURE < rare.likeness


def test_one_profile_is_one_person_whatever_the_name_and_the_employer():
    a = somebody("Anna Osgood", urls=("https://www.linkedin.com/in/anna-o/",), organizations=ACME)
    b = somebody("Anna Vetrova", urls=("linkedin.com/in/Anna-O?trk=1",), organizations=("binary works",))
    assert verdict(a, b).sure


def test_different_profiles_on_one_site_are_never_sure_though_all_else_agrees():
    more = {"emails": ("anna@mail.example",), "phones": ("+4930123456",), "organizations": ACME}
    a = somebody("Anna Osgood", urls=("linkedin.com/in/anna-o",), **more)
    b = somebody("Anna Osgood", urls=("linkedin.com/in/anna-osgood",), **more)
    assert not verdict(a, b).sure
    # An old public address and the one of now may well be one person's.
    assert verdict(a, somebody("Anna Osgood", urls=("linkedin.com/pub/anna-o/1/2/3",), **more)).sure


def test_a_company_page_is_no_profile():
    page = ("https://acme.example/team",)
    assert not verdict(somebody("Anna Osgood", urls=page), somebody("Tom Vetrov", urls=page)).sure


def test_an_office_address_merges_nobody():
    desk = ("info@acme.example",)
    assert not verdict(somebody("Anna Osgood", emails=desk), somebody("Tom Vetrov", emails=desk)).sure
    assert not verdict(somebody("Anna Osgood", emails=desk), somebody("Anna Osgood", emails=desk)).sure


def test_a_couple_that_shares_a_mailbox_stays_two():
    shared = ("osgoods@mail.example",)
    assert not verdict(somebody("Anna Osgood", emails=shared), somebody("Tom Osgood", emails=shared)).sure
    # One who married keeps the mailbox and the given name.
    assert verdict(somebody("Anna Osgood", emails=shared), somebody("Anna Vetrova", emails=shared)).sure


def test_who_is_known_by_an_email_alone_is_the_one_who_has_it():
    email = ("a.osgood@mail.example",)
    assert verdict(somebody("a.osgood@mail.example", emails=email), somebody("Anna Osgood", emails=email)).sure


def test_a_mailbox_written_differently_is_one_with_the_same_name_alone():
    a, b = ("anna.osgood+jobs@gmail.com",), ("annaosgood@googlemail.com",)
    assert verdict(somebody("Anna Osgood", emails=a), somebody("Anna Osgood", emails=b)).sure
    assert not verdict(somebody("Anna Osgood", emails=a), somebody("Tom Vetrov", emails=b)).sure


def test_phones_meet_however_they_are_written():
    a = somebody("Bill Osgood", phones=("(030) 123 456 78",), country="de")
    assert verdict(a, somebody("William Osgood", phones=("+49 30 12345678",))).sure
    assert not verdict(a, somebody("Tom Vetrov", phones=("+49 30 12345678",))).sure
    without = verdict(
        somebody("Bill Osgood", phones=("030 12345678",)), somebody("Bill Osgood", phones=("+493012345678",))
    )
    assert "same phone but for the country code" in without.reasons


def test_two_of_one_household_are_asked_about_last_and_not_once_a_way_differs():
    home = {"street": "12 Quarmby Lane", "town": "Leeds", "postcode": "LS1 4AB"}
    said = verdict(somebody("Anna Osgood", **home), somebody("Tom Osgood", **home))
    assert not said.sure
    assert said.likeness <= 0.7
    each = (
        somebody("Anna Osgood", emails=("a@mail.example",), **home),
        somebody("Tom Osgood", emails=("t@m.example",), **home),
    )
    assert verdict(*each).likeness < UNSURE


def test_two_colleagues_of_one_given_name_are_two():
    assert (
        verdict(*(somebody(f"Ottoline {name}", organizations=ACME) for name in ("Quarmby", "Osgood"))).likeness < UNSURE
    )
    two_of_two_names = [somebody(f"María José {name}") for name in ("Quiroga", "Arrabal")]
    assert verdict(*two_of_two_names).likeness < UNSURE


def test_employers_by_their_initials_do_not_count_as_different():
    said = verdict(
        somebody("Jasper Thackeray", organizations=("ibm",)),
        somebody("Jasper Thackeray", organizations=("international business machines",)),
    )
    assert "employers with like names" in said.reasons
    assert not said.sure


def test_of_several_of_one_name_at_one_employer_none_is_sure():
    index = Index()
    for at in range(2):
        index.add(somebody("Anna Osgood", organizations=ACME, urls=(f"linkedin.com/in/anna-{at}",)))
    row = somebody("Anna Osgood", organizations=ACME)
    assert [said.sure for _, said in index.find(row)] == [False, False]
    index.add(somebody("Anna Osgood", organizations=ACME))
    assert [said.sure for _, said in index.find(row)] == [True, False, False]


def test_pairs_gives_each_pair_once_and_assign_each_record_at_most_one():
    a = [somebody("Anna Osgood", organizations=ACME), somebody("Tom Vetrov")]
    b = [somebody("Anna Osgood", organizations=ACME), somebody("Anna Osgood")]
    assert len(list(pairs([*a, *b]))) == 3
    (pair,) = assign((x, y, compare(x, y)) for x in a for y in b if compare(x, y).likeness >= UNSURE)
    assert pair[0] is a[0]
    assert pair[1] is b[0]


PEOPLE = [
    ("given name left out", "Ottoline", "Quarmby", "14 Teasel Row, Elm House", "Leeds", "4011"),
    ("", "", "Quarmby", "14 Teasel Row, Elm House", "Leeds", "4011"),
    ("", "Ottolien", "Quarmby", "14 Teasle Row", "Leeds", "4101"),
    ("", "Quarmby", "Ottoline", "14 Elm House, Teasel Row", "Leesd", "4011"),
    ("", "Jasper", "Quarmby", "3 Gorse Walk", "York", "7310"),
    ("", "Jasper", "Thackeray", "3 Gorse Walk", "York", "7130"),
    ("", "Tom", "Thackeray", "88 Alder Drive", "Hull", "2263"),
    ("", "Ottoline", "Osgood", "14 Birch Row", "Hull", "2077"),
]
ONE = {(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (4, 5)}


def test_records_with_slips_meet_and_no_others():
    people = [
        Somebody(at, given=given_name, family=family, street=street, town=town, postcode=postcode)
        for at, (_, given_name, family, street, town, postcode) in enumerate(PEOPLE)
    ]
    assert {(a.key, b.key) for a, b, _ in pairs(people)} == ONE
    assert not [pair for pair in pairs(people) if pair[2].sure and (pair[0].key, pair[1].key) not in ONE]


def test_a_record_is_compared_with_no_more_others_when_there_are_eight_times_as_many():
    def looked_at(people):
        index, looks = Index(), 0
        for at in range(people):
            index.add(named(at))
        for at in range(0, people, 8):
            index.find(named(("asked", at)))
            looks += index.looked_at
        return looks / (people / 8)

    def named(key):
        at = key[1] if isinstance(key, tuple) else key
        # As in life: more people have more names, and still more bear the frequent ones.
        given_name, family = (
            f"G{'abcdefghijklmnop'[at % 16]}ert",
            f"Os{at % max(7, at // 5 + 1):b}".replace("0", "o").replace("1", "i"),
        )
        return Somebody(key, f"{given_name} {family}", organizations=(f"works {at // 6}",))

    assert looked_at(4000) <= looked_at(500) * 2 + 20


def test_a_name_that_everybody_bears_costs_little():
    index = Index()
    for at in range(5000):
        index.add(Somebody(at, "Anna Osgood", organizations=(f"works {at}",)))
    found = index.find(somebody("Anna Osgood", organizations=("works 17",)))
    assert [other.key for other, said in found if said.sure] == [17]
    assert index.looked_at <= 60


WORDS = st.one_of(
    st.text(max_size=20), st.sampled_from(["Anna", "Osgood", "Wang", "Müller", "J.", "12", "a@b.example", "Jr"])
)
MANY = st.lists(WORDS, max_size=2).map(tuple)
URLS = st.one_of(WORDS, st.sampled_from(["linkedin.com/in/a", "linkedin.com/in/b", "x.com/c"]))
EMAILS = st.one_of(WORDS, st.sampled_from(["a.b@gmail.com", "ab@gmail.com", "info@b.example"]))
PHONES = st.one_of(WORDS, st.from_regex(r"\+?[0-9 ]{5,12}", fullmatch=True))
ANYBODY = st.builds(
    Somebody,
    st.integers(),
    name=st.lists(WORDS, max_size=3).map(" ".join),
    given=WORDS,
    family=WORDS,
    also_called=MANY,
    urls=st.lists(URLS, max_size=2).map(tuple),
    emails=st.lists(EMAILS, max_size=2).map(tuple),
    phones=st.lists(PHONES, max_size=2).map(tuple),
    organizations=MANY,
    town=WORDS,
    street=WORDS,
    postcode=WORDS,
    country=st.sampled_from(["", "DE", "us", "??"]),
    connected_on=st.one_of(st.none(), st.dates()),
    region=WORDS,
)


@given(ANYBODY, ANYBODY)
def test_it_is_the_same_whichever_comes_first(a, b):
    one, other = compare(a, b), compare(b, a)
    assert (one.sure, one.reasons) == (other.sure, other.reasons)
    assert one.likeness == pytest.approx(other.likeness)
    assert 0 <= one.likeness <= 1


@given(
    ANYBODY,
    st.sampled_from(
        [{"urls": ("https://github.com/osgood",)}, {"emails": ("a@b.example",)}, {"phones": ("+493012345",)}]
    ),
)
def test_a_record_is_surely_the_one_it_equals_by_any_way_of_its_own(a, way):
    bare = {"urls": (), "emails": (), "phones": ()} | way
    same = Somebody(*(bare.get(slot, getattr(a, slot)) for slot in Somebody.__slots__))
    assert compare(same, same).sure


@given(st.lists(ANYBODY, min_size=2, max_size=6, unique_by=lambda each: each.key), st.randoms(use_true_random=False))
def test_the_order_of_adding_changes_no_verdict(people, dice):
    asked, *others = people
    shuffled = list(others)
    dice.shuffle(shuffled)
    answers = []
    for order in (others, shuffled):
        index = Index()
        for each in order:
            index.add(each)
        answers.append({other.key: said for other, said in index.find(asked)})
    assert answers[0] == answers[1]
