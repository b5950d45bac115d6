"""What earlier talks answered: settled, contested, one voice, and how the planner heeds it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from askaround.findings.answered import ENOUGH, Answers, Sides, answered, weighed
from askaround.findings.theming import assign, make_theme
from askaround.history.recording import change
from askaround.interviews import choosing
from askaround.interviews.agreeing import agree
from askaround.interviews.suggesting import Picking, suggest
from askaround.notes.models import Note
from askaround.purpose.bank import question_named
from askaround.purpose.own_questions import add_question
from conftest import NOW, contact_of

from .cast import noted, talks


@pytest.fixture
def four(alice, campaign):
    return talks(alice, campaign, "Priya Raman", "Tom Okafor", "Ana Ruiz", "Jun Sato")


@pytest.fixture
def coming(alice, campaign, four):
    lena = contact_of(alice, "Lena Fischer", "Acme GmbH", "Data engineer")
    return coming_talk(campaign, lena)


def coming_talk(campaign, *people):
    starts = NOW + timedelta(days=2)
    return agree(campaign, people, starts_at=starts, minutes=30, at=NOW, my_zone="UTC", their_zone="UTC")


def say(talk, question, text, theme=None, *, against=False):
    chosen = choosing.choose(talk, [question], at=NOW)
    row = chosen[0] if chosen else talk.questions.get(text=question.text)
    note = noted(talk, text)
    change(note, at=NOW, verb="hung", question=row)
    if theme:
        assign(theme, note, at=NOW, against=against)
    return note


def reasons(talk):
    found = suggest(talk)
    return {choice.question.key: choice.why for choice in (*found.chosen, *found.aside)}


@pytest.mark.django_db
def test_what_three_said_is_settled_and_stays_at_home(campaign, four, coming):
    surprised, theme = question_named("surprised"), make_theme(campaign, "Meetings fill the day", at=NOW)
    for talk in four[:3]:
        say(talk, surprised, "Half the day is meetings", theme)
    assert answered(coming).settled == {"surprised": "Meetings fill the day"}
    assert "surprised" not in [choice.question.key for choice in suggest(coming).chosen]
    assert reasons(coming)["surprised"] == (
        "Enough people have told you the same: “Meetings fill the day”. Ask only if this one would know better."
    )
    assert [choice.question.key for choice in Picking.of(coming, "").aside if "told you" in choice.why] == ["surprised"]


@pytest.mark.django_db
def test_two_are_not_enough_and_one_is_one_voice(campaign, four, coming):
    surprised, theme = question_named("surprised"), make_theme(campaign, "Meetings fill the day", at=NOW)
    say(four[0], surprised, "Half the day is meetings", theme)
    assert reasons(coming)["surprised"] == (
        "One voice so far: “Meetings fill the day”. A second one shows whether it holds."
    )
    say(four[1], surprised, "Meetings, all day", theme)
    assert not answered(coming).alone
    assert not answered(coming).settled


@pytest.mark.django_db
def test_what_people_differ_about_is_asked_and_one_of_them_leaving_ends_it(campaign, four, coming):
    surprised, theme = question_named("surprised"), make_theme(campaign, "Meetings fill the day", at=NOW)
    for talk in four[:3]:
        say(talk, surprised, "Half the day is meetings", theme)
    other = say(four[3], surprised, "Hardly any meetings", theme, against=True)
    assert reasons(coming)["surprised"] == "People have told you different things: “Meetings fill the day”."
    change(other, at=NOW, verb="thrown away", trashed_at=NOW)
    assert "surprised" in answered(coming).settled


@pytest.mark.django_db
def test_the_talk_itself_settles_nothing_for_itself(campaign, four, coming):
    surprised, theme = question_named("surprised"), make_theme(campaign, "Meetings fill the day", at=NOW)
    for talk in four[:3]:
        say(talk, surprised, "Half the day is meetings", theme)
    assert answered(four[0]).settled == {}


@pytest.mark.django_db
def test_ones_own_question_that_is_settled_is_no_longer_pressed_but_never_hidden(campaign, four, coming):
    own = add_question(campaign.notebook, text="How do nights feel after ten years?", at=NOW)
    assert reasons(coming)[str(own.pk)] == "You wrote this one yourself."
    theme = make_theme(campaign, "Nights wear you out", at=NOW)
    for talk in four[:3]:
        say(talk, own, "They wear you out", theme)
    picking = Picking.of(coming, "")
    assert str(own.pk) not in [choice.question.key for choice in (*picking.fitting, *picking.aside)]
    assert own in picking.own


@pytest.mark.django_db
def test_more_is_suggested_beside_what_stands_and_nothing_that_was_taken_out(alice, coming):
    url = reverse("interview-suggestion", args=[coming.pk])
    alice.post(url)
    first = list(coming.questions.all())
    alice.post(reverse("chosen-removal", args=[first[0].pk]))
    alice.post(url)
    after = list(coming.questions.all())
    assert len(after) == len(first)
    assert first[0].bank_key not in [row.bank_key for row in after]
    alice.post(url)
    assert coming.questions.count() == len(first)


@pytest.mark.django_db
def test_two_who_come_are_both_asked_at_their_level(alice, campaign):
    boss = contact_of(alice, "Mara Keller", "Acme GmbH", "Head of analytics")
    junior = contact_of(alice, "Emre Yildiz", "Acme GmbH", "Junior data engineer")
    talk = coming_talk(campaign, boss, junior)
    levels = {choice.question.level for choice in suggest(talk).chosen}
    assert len(levels - {"any"}) == 2


@pytest.mark.django_db
def test_it_is_read_in_as_many_queries_for_forty_notes_as_for_four(campaign, four, coming, django_assert_num_queries):
    surprised, theme = question_named("surprised"), make_theme(campaign, "Meetings fill the day", at=NOW)
    for talk in four * 10:
        say(talk, surprised, "Half the day is meetings", theme)
    assert Note.objects.count() == 40
    with django_assert_num_queries(2):
        answered(coming)


@pytest.mark.django_db
def test_the_page_by_question_says_how_each_stands_and_what_was_not_asked(alice, campaign, four, queries):
    surprised, theme = question_named("surprised"), make_theme(campaign, "Meetings fill the day", at=NOW)
    for talk in four[:3]:
        say(talk, surprised, "Half the day is meetings", theme)
    say(four[0], question_named("one-word"), "Patience")
    add_question(campaign.notebook, text="How do nights feel after ten years?", at=NOW)
    text = alice.get(reverse("by-question")).content.decode()
    assert "settled" in text
    assert "Enough people say: “Meetings fill the day”" in text
    assert "one voice" in text
    assert "1 question of yours was not asked yet" in text
    few = queries(alice, reverse("by-question"))
    for number in range(30):
        add_question(campaign.notebook, text=f"Question {number}?", at=NOW)
        say(four[3], question_named("one-word"), f"Patience {number}")
    assert queries(alice, reverse("by-question")) == few


PEOPLE = st.sets(st.integers(0, 5).map(lambda n: UUID(int=n)), max_size=6)
THEMES = [UUID(int=100 + n) for n in range(4)]


@st.composite
def heard(draw):
    sides = {theme: Sides(f"Theme {n}", draw(PEOPLE), draw(PEOPLE)) for n, theme in enumerate(THEMES)}
    answers = {}
    for key in ("one", "two", "three"):
        found = Answers(draw(PEOPLE))
        for theme in draw(st.sets(st.sampled_from(THEMES))):
            found.themes[theme] = sides[theme].people & found.people
        found.themes = type(found.themes)(set, {theme: who for theme, who in found.themes.items() if who})
        answers[key] = found
    return answers, sides


@given(heard())
def test_a_question_is_in_one_list_at_most_and_rightly_there(case):
    answers, sides = case
    found = weighed(answers, sides)
    lists = [set(found.settled), set(found.contested), set(found.alone)]
    assert sum(map(len, lists)) == len(set().union(*lists))
    for name in found.settled.values():
        theme = next(theme for theme in sides if sides[theme].name == name)
        assert len(sides[theme].people) >= ENOUGH
        assert not (sides[theme].saying and sides[theme].against)
    for key in found.contested:
        assert any(sides[theme].saying and sides[theme].against for theme in answers[key].themes)
    for key in found.alone:
        assert len(answers[key].people) == 1
