"""Sorting by hand: assign, make, rename, merge, remove, and take it back."""

from uuid import UUID

import pytest

from askaround.findings.likening import nearest
from askaround.findings.models import Theme, ThemeNote
from askaround.findings.theming import assign, make_theme
from askaround.history.models import Batch
from askaround.history.undoing import undo_batch
from askaround.purpose.models import Campaign
from conftest import NOW

from .cast import held, noted

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(campaign, priya):
    return held(campaign, priya)


def sort(alice, *notes, **more):
    return alice.post("/findings/sorting/", {"notes": [str(note.pk) for note in notes], **more})


def test_notes_are_sorted_into_a_new_theme_and_leave_the_list(alice, campaign, interview):
    first, second = noted(interview, "Read plans"), noted(interview, "Know indexes")
    assert "2 notes wait to be sorted." in alice.get("/findings/sorting/").content.decode()
    sort(alice, first, second, name="SQL depth")
    theme = Theme.objects.get()
    assert (theme.name, theme.theme_notes.count()) == ("SQL depth", 2)
    assert "Every note has its theme." in alice.get("/findings/sorting/").content.decode()


def test_sorting_can_be_taken_back_whole(alice, campaign, interview):
    sort(alice, noted(interview, "Read plans"), noted(interview, "Know indexes"), name="SQL depth")
    undo_batch(Batch.objects.get(), at=NOW)
    assert not Theme.objects.exists()
    assert not ThemeNote.objects.exists()


def test_a_theme_of_that_name_takes_the_notes_in(alice, campaign, interview):
    make_theme(campaign, "SQL depth", at=NOW)
    sort(alice, noted(interview, "Read plans"), name="sql DEPTH")
    assert Theme.objects.get().theme_notes.count() == 1


def test_a_note_may_say_the_contrary(alice, campaign, interview):
    theme = make_theme(campaign, "Certificates help", at=NOW)
    sort(alice, noted(interview, "They don’t"), theme=str(theme.pk), against="on")
    row = ThemeNote.objects.get()
    assert row.against
    alice.post(f"/findings/theme-notes/{row.pk}/side/")
    row.refresh_from_db()
    assert not row.against


@pytest.mark.parametrize("wrong", ["nothing ticked", "no theme"])
def test_what_is_missing_is_said_and_the_ticks_stay(alice, campaign, interview, wrong):
    note = noted(interview, "Read plans")
    page = sort(alice, name="SQL") if wrong == "nothing ticked" else sort(alice, note)
    assert page.status_code == 422
    text = page.content.decode()
    assert ("Tick at least one note." if wrong == "nothing ticked" else "Choose a theme, or name a new one.") in text
    assert (f'value="{note.pk}" checked' in text) == (wrong == "no theme")
    assert ('value="SQL"' in text) == (wrong == "nothing ticked")


def test_referrals_wait_for_no_theme(alice, campaign, interview):
    noted(interview, "Ask Ana Ruiz", "referral")
    assert "Every note has its theme." in alice.get("/findings/sorting/").content.decode()


def test_a_theme_is_renamed_but_never_to_a_name_that_is_taken(alice, campaign):
    theme = make_theme(campaign, "SQL", at=NOW)
    make_theme(campaign, "Databases", at=NOW)
    assert alice.post(f"/findings/themes/{theme.pk}/", {"name": "SQL depth"}).status_code == 302
    page = alice.post(f"/findings/themes/{theme.pk}/", {"name": "databases"})
    assert page.status_code == 422
    assert "Merge the two instead" in page.content.decode()
    theme.refresh_from_db()
    assert theme.name == "SQL depth"


def test_two_themes_become_one_and_two_again(alice, campaign, interview):
    kept, other = make_theme(campaign, "SQL", at=NOW), make_theme(campaign, "Databases", at=NOW)
    shared, lone = noted(interview, "Both"), noted(interview, "One")
    for theme, note in ((kept, shared), (other, shared), (other, lone)):
        assign(theme, note, at=NOW)
    alice.post(f"/findings/themes/{kept.pk}/merging/", {"other": str(other.pk)})
    assert list(Theme.objects.values_list("name", flat=True)) == ["SQL"]
    assert kept.theme_notes.count() == 2
    undo_batch(Batch.objects.get(), at=NOW)
    assert {theme.name: theme.theme_notes.count() for theme in Theme.objects.all()} == {"SQL": 1, "Databases": 2}


def test_a_removed_theme_comes_back_with_its_notes(alice, campaign, interview):
    theme = make_theme(campaign, "SQL", at=NOW, notes=[noted(interview, "Read plans")])
    alice.post(f"/findings/themes/{theme.pk}/removal/")
    assert not Theme.objects.exists()
    undo_batch(Batch.objects.get(), at=NOW)
    assert Theme.objects.get().theme_notes.get().note.text == "Read plans"


def test_a_quote_leads_back_to_its_note(alice, campaign, interview):
    note = noted(interview, "Read plans")
    theme = make_theme(campaign, "SQL", at=NOW, notes=[note])
    page = alice.get(f"/findings/themes/{theme.pk}/").content.decode()
    assert f'href="/interviews/{interview.pk}/notes/#note-{note.pk}">“Read plans”' in page
    assert "Priya Raman, Mon 23 Nov, 01:00 into the talk" in page


def test_the_same_name_twice_is_one_theme_and_an_empty_name_none(alice, campaign):
    assert alice.post("/findings/themes/new/", {"name": ""}).status_code == 422
    first = alice.post("/findings/themes/new/", {"name": "Pay"})
    again = alice.post("/findings/themes/new/", {"name": "pay "})
    assert first.headers["Location"] == again.headers["Location"]
    assert Theme.objects.count() == 1


@pytest.mark.parametrize("verb", ["", "merging/", "removal/"])
def test_bob_cannot_touch_alices_theme(bob, campaign, verb):
    theme = make_theme(campaign, "SQL", at=NOW)
    assert bob.post(f"/findings/themes/{theme.pk}/{verb}", {"name": "His", "other": str(theme.pk)}).status_code == 404
    assert Theme.objects.get().name == "SQL"


def test_bob_cannot_sort_alices_notes(alice, bob, campaign, interview):
    from askaround.purpose.models import Campaign

    Campaign.objects.create(notebook=bob.notebook, name="Bob’s", active=True, created_at=NOW)
    note = noted(interview, "Mine")
    assert sort(bob, note, name="His").status_code == 422
    row = assign(make_theme(campaign, "SQL", at=NOW), note, at=NOW)
    for verb in ("removal", "side"):
        assert bob.post(f"/findings/theme-notes/{row.pk}/{verb}/").status_code == 404
    assert not ThemeNote.objects.get().against


def test_a_theme_and_the_sorting_page_take_no_more_queries_for_twenty_notes(alice, campaign, interview, queries):
    theme = make_theme(campaign, "SQL", at=NOW, notes=[noted(interview, "One")])
    noted(interview, "Waits")
    few = queries(alice, f"/findings/themes/{theme.pk}/"), queries(alice, "/findings/sorting/")
    for number in range(19):
        assign(theme, noted(interview, f"Note {number}"), at=NOW)
        noted(interview, f"Waits {number}")
    assert (queries(alice, f"/findings/themes/{theme.pk}/"), queries(alice, "/findings/sorting/")) == few
    assert UUID(int=1)


def test_ticked_notes_move_to_another_theme_or_become_one_and_come_back(alice, campaign, interview):
    theme, other = make_theme(campaign, "SQL depth", at=NOW), make_theme(campaign, "Memos", at=NOW)
    rows = [assign(theme, noted(interview, text), at=NOW) for text in ("Read plans", "Write it down", "Draw it")]
    url = f"/findings/themes/{theme.pk}/moving/"
    alice.post(url, {"rows": [str(rows[1].pk)], "into": str(other.pk)})
    assert other.theme_notes.get().note == rows[1].note
    alice.post(url, {"rows": [str(rows[2].pk)], "name": "Pictures"})
    assert Theme.objects.get(name="Pictures").theme_notes.get().note == rows[2].note
    assert theme.theme_notes.count() == 1
    undo_batch(Batch.objects.filter(verb="moved").latest("entries__number"), at=NOW)
    assert not Theme.objects.filter(name="Pictures").exists()
    assert theme.theme_notes.count() == 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"name": "Pictures"}, "Tick at least one note."), ({"rows": "it"}, "Choose a theme, or name a new one.")],
)
def test_what_a_move_lacks_is_said_and_nothing_moves(alice, campaign, interview, given, sentence):
    theme = make_theme(campaign, "SQL depth", at=NOW)
    row = assign(theme, noted(interview, "Read plans"), at=NOW)
    given = {key: str(row.pk) if value == "it" else value for key, value in given.items()}
    page = alice.post(f"/findings/themes/{theme.pk}/moving/", given)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert theme.theme_notes.get() == row


def test_a_move_to_a_strangers_theme_is_refused(alice, bob, campaign, interview):
    theme = make_theme(campaign, "SQL depth", at=NOW)
    row = assign(theme, noted(interview, "Read plans"), at=NOW)
    assert bob.post(f"/findings/themes/{theme.pk}/moving/", {"rows": str(row.pk), "name": "Mine"}).status_code == 404
    theirs = Campaign.objects.create(
        notebook=bob.notebook, name="Becoming a baker", learn="", know="", expect="", expect_not="", occupation="Baker",
        active=True, created_at=NOW,
    )  # fmt: skip
    away = make_theme(theirs, "Flour", at=NOW)
    answer = alice.post(f"/findings/themes/{theme.pk}/moving/", {"rows": str(row.pk), "into": str(away.pk)})
    assert answer.status_code == 422
    assert not away.theme_notes.exists()


def test_what_one_person_said_is_offered_the_themes_that_are_most_like_it(alice, campaign, interview, tom):
    lone = make_theme(campaign, "Read the query plans", at=NOW)
    assign(lone, noted(interview, "Read the query plans before you tune anything"), at=NOW)
    other = held(campaign, tom)
    near, far = make_theme(campaign, "Query plans first", at=NOW), make_theme(campaign, "Free lunch", at=NOW)
    assign(near, noted(other, "Learn to read query plans, then tune"), at=NOW)
    assign(far, noted(other, "They cook for us on Fridays"), at=NOW)
    found = nearest(lone)
    assert found[0].theme == near
    page = alice.get(f"/findings/themes/{lone.pk}/").content.decode()
    assert "Heard from one person so far. Is it one of these?" in page
    alice.post(f"/findings/themes/{near.pk}/merging/", {"other": str(lone.pk)})
    assert near.theme_notes.count() == 2
    assert "Is it one of these?" not in alice.get(f"/findings/themes/{near.pk}/").content.decode()


def test_a_theme_by_itself_or_without_notes_has_no_neighbours(alice, campaign, interview):
    theme = make_theme(campaign, "SQL depth", at=NOW)
    assert nearest(theme) == []
    assign(theme, noted(interview, "Read plans"), at=NOW)
    assert nearest(theme) == []


def test_a_lone_theme_takes_no_more_queries_among_thirty(alice, campaign, interview, queries):
    lone = make_theme(campaign, "SQL depth", at=NOW)
    assign(lone, noted(interview, "Read plans"), at=NOW)
    for number in range(4):
        assign(make_theme(campaign, f"Theme {number}", at=NOW), noted(interview, f"Plan number {number}"), at=NOW)
    url = f"/findings/themes/{lone.pk}/"
    few = queries(alice, url)
    for number in range(26):
        assign(make_theme(campaign, f"More {number}", at=NOW), noted(interview, f"Read more {number}"), at=NOW)
    assert queries(alice, url) == few


def test_a_merge_of_themes_is_taken_back_by_its_button(alice, campaign, interview):
    theme, other = make_theme(campaign, "SQL depth", at=NOW), make_theme(campaign, "Query plans", at=NOW)
    assign(other, noted(interview, "Read plans"), at=NOW)
    alice.post(f"/findings/themes/{theme.pk}/merging/", {"other": str(other.pk)})
    undone = alice.post(f"/batches/{Batch.objects.get(verb='merged').pk}/undo/")
    assert undone.status_code == 302
    assert other.theme_notes.get().note.text == "Read plans"
    assert Theme.objects.filter(name="Query plans").exists()
