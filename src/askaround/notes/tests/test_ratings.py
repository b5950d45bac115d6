"""How the seeker gets better, talk by talk, and notes set aside."""

from hypothesis import given
from hypothesis import strategies as st

from askaround.history.models import Entry
from askaround.notes.debriefing import debrief
from askaround.notes.ratings import HEIGHT, STEP, heading, line
from conftest import NOW

from .cast import held, noted


@given(st.lists(st.none() | st.integers(1, 5), max_size=30))
def test_every_rated_talk_is_a_point_within_the_picture(values):
    drawn = [tuple(map(int, point.split(","))) for point in line("Listening", values).points.split()]
    assert [x // STEP for x, _ in drawn] == [number for number, value in enumerate(values) if value is not None]
    assert all(0 <= y <= HEIGHT for _, y in drawn)


def test_the_heading_says_what_rose_most():
    lines = [line("Ease", [2, 3]), line("Listening", [2, 5]), line("Control", [4, 1])]
    assert heading(lines, 2) == "“Listening” went from 2 to 5."


def test_the_heading_says_what_is_lowest_when_nothing_rose():
    assert (
        heading([line("Ease", [4, 4]), line("Control", [3, 2])], 2)
        == "“Control” is at 2 of 5, the lowest of your ratings."
    )


def test_without_a_rating_the_heading_says_where_they_come_from():
    assert "debrief" in heading([line("Ease", [None])], 1)


def test_the_page_shows_ratings_and_kept_minutes(alice, campaign, priya):
    talk = held(campaign, priya)
    debrief(talk, {"listening": 4}, at=NOW)
    answer = alice.get("/debriefs/").content.decode()
    assert "Priya Raman" in answer
    assert "I listened more than I talked" in answer


def test_bob_sees_no_rating_of_alices(alice, bob, campaign, priya):
    debrief(held(campaign, priya), {"listening": 4}, at=NOW)
    assert "Priya" not in bob.get("/debriefs/").content.decode()


def test_twenty_talks_take_as_many_queries_as_one(alice, campaign, priya, queries):
    debrief(held(campaign, priya), {"listening": 4}, at=NOW)
    one = queries(alice, "/debriefs/")
    for _ in range(19):
        debrief(held(campaign, priya), {"listening": 4}, at=NOW)
    assert queries(alice, "/debriefs/") == one


def test_a_note_set_aside_counts_no_more_until_it_is_brought_back(alice, campaign, priya):
    talk = held(campaign, priya)
    note = noted(talk, priya, "advice", "Learn SQL")
    alice.post(f"/notes/{note.pk}/archive/")
    note.refresh_from_db()
    assert note.archived_at == NOW
    assert "Learn SQL" not in alice.get("/findings/sorting/").content.decode()
    assert "set aside" in alice.get(f"/interviews/{talk.pk}/notes/").content.decode()
    alice.post(f"/notes/{note.pk}/archive/")
    assert "Learn SQL" in alice.get("/findings/sorting/").content.decode()
    assert list(Entry.objects.filter(subject_id=note.pk).values_list("verb", flat=True))[-2:] == [
        "archived",
        "brought back",
    ]
