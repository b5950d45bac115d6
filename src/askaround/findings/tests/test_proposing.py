"""Themes that are proposed: the seeker's own stand, new notes find theirs, a run is taken back whole."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from askaround.findings.models import Apart, Theme, ThemeNote
from askaround.findings.proposing import draw, place_new, put
from askaround.findings.theming import assign, keep, make_theme, merge, remove_theme, take_out
from askaround.history.undoing import undo_batch
from conftest import NOW

from .cast import held, noted, talks

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def said(alice, campaign):
    """Pay twice, SQL twice, a dog, and a referral."""
    one, two, three = talks(alice, campaign, "Mia Berg", "Noor Aziz", "Otto Lind")
    return [
        noted(one, "Starting pay is about 62 thousand.", "information"),
        noted(two, "They begin on roughly sixty thousand a year.", "information"),
        noted(one, "Learn SQL before anything else."),
        noted(three, "SQL is what you should learn first."),
        noted(three, "There is a dog in the office.", "information"),
        noted(two, "Talk to Greta Holm in the tax group.", "referral"),
    ]


def proposed(campaign, **more):
    return put(campaign, draw(campaign, at=NOW, **more), at=NOW)


def themes():
    return {frozenset(theme.theme_notes.values_list("note__number", flat=True)) for theme in Theme.objects.all()}


def test_notes_that_say_the_same_come_together(campaign, said):
    proposed(campaign)
    assert themes() == {frozenset(g) for g in [(1, 2), (3, 4), (5,)]}
    assert all(ThemeNote.objects.values_list("proposed", flat=True))


def test_a_second_run_changes_nothing(campaign, said):
    proposed(campaign)
    before = set(ThemeNote.objects.values_list("pk", "theme"))
    assert proposed(campaign) is None
    assert set(ThemeNote.objects.values_list("pk", "theme")) == before


def test_a_run_is_taken_back_whole(campaign, said):
    undo_batch(proposed(campaign), at=LATER)
    assert not Theme.objects.exists()
    assert not ThemeNote.objects.exists()


def test_what_the_seeker_sorted_is_never_moved(campaign, said):
    odd = make_theme(campaign, "Odd things", at=NOW, notes=[said[0], said[4]])
    other = make_theme(campaign, "SQL", at=NOW, notes=[said[2]])
    proposed(campaign)
    proposed(campaign)
    assert set(odd.theme_notes.filter(proposed=False).values_list("note", flat=True)) == {said[0].pk, said[4].pk}
    assert {said[2].pk} <= set(other.theme_notes.values_list("note", flat=True))
    assert ThemeNote.objects.get(note=said[3]).theme == other


def test_what_was_taken_out_is_not_proposed_there_again(campaign, said):
    proposed(campaign)
    row = ThemeNote.objects.get(note=said[1])
    theme = row.theme
    take_out(row, at=NOW)
    proposed(campaign)
    assert ThemeNote.objects.get(note=said[1]).theme != ThemeNote.objects.get(note=said[0]).theme
    assert ThemeNote.objects.get(note=said[0]).theme == theme


def test_taking_out_is_taken_back(campaign, said):
    proposed(campaign)
    row = ThemeNote.objects.get(note=said[1])
    undo_batch(take_out(row, at=NOW), at=LATER)
    assert ThemeNote.objects.get(note=said[1]).theme_id == row.theme_id
    assert not Apart.objects.exists()


def test_a_theme_that_was_removed_is_not_proposed_again(campaign, said):
    proposed(campaign)
    remove_theme(ThemeNote.objects.get(note=said[2]).theme, at=NOW)
    proposed(campaign)
    assert ThemeNote.objects.get(note=said[2]).theme != ThemeNote.objects.get(note=said[3]).theme


def test_a_merge_and_a_name_stand(campaign, said):
    proposed(campaign)
    pay, dog = ThemeNote.objects.get(note=said[0]).theme, ThemeNote.objects.get(note=said[4]).theme
    merge(pay, dog, at=NOW)
    pay.refresh_from_db()
    pay.name = "What one gets"
    pay.save()
    proposed(campaign)
    assert set(pay.theme_notes.values_list("note__number", flat=True)) == {1, 2, 5}
    pay.refresh_from_db()
    assert pay.name == "What one gets"


def test_a_new_note_finds_its_theme_and_nothing_else_moves(campaign, said, alice):
    proposed(campaign)
    before = dict(ThemeNote.objects.values_list("note", "theme"))
    late = noted(held(campaign, said[0].contact, 0), "Juniors earn sixty thousand at the start.", "information")
    assert place_new.call() == 1
    after = dict(ThemeNote.objects.values_list("note", "theme"))
    assert after.pop(late.pk) == before[said[0].pk]
    assert after == before
    assert place_new.call() == 0


def test_nothing_is_placed_for_whoever_never_asked(campaign, said):
    assert place_new.call() == 0


def test_a_note_sorted_while_it_was_drawn_stays(campaign, said):
    drawn = draw(campaign, at=NOW)
    mine = make_theme(campaign, "Mine", at=NOW, notes=[said[2]])
    put(campaign, drawn, at=NOW)
    assert ThemeNote.objects.get(note=said[2]).theme == mine


def test_two_themes_never_share_a_name(campaign, said):
    make_theme(campaign, "There is a dog in the office", at=NOW)
    proposed(campaign)
    assert Theme.objects.filter(name="There is a dog in the office (2)").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["sort", "out", "keep", "merge", "remove", "run"]), st.integers(0, 4)), max_size=8
    )
)
def test_whatever_the_seeker_does_their_own_stays_and_no_note_is_lost(campaign, said, steps):
    ThemeNote.objects.all().delete()
    Theme.objects.all().delete()
    Apart.objects.all().delete()
    proposed(campaign)
    for step, number in steps:
        row = ThemeNote.objects.filter(note=said[number]).first()
        if step == "sort":
            assign(make_theme(campaign, f"Mine {number}", at=NOW), said[number], at=NOW)
        elif step == "run":
            proposed(campaign)
        elif row is not None:
            if step == "out":
                take_out(row, at=NOW)
            elif step == "keep":
                keep(row.theme, at=NOW)
            elif step == "remove":
                remove_theme(row.theme, at=NOW)
            elif other := Theme.objects.exclude(pk=row.theme_id).first():
                merge(row.theme, other, at=NOW)
    own = set(ThemeNote.objects.filter(proposed=False).values_list("theme", "note"))
    proposed(campaign)
    assert own == set(ThemeNote.objects.filter(proposed=False).values_list("theme", "note"))
    assert set(ThemeNote.objects.values_list("note", flat=True)) == {note.pk for note in said[:5]}


def test_the_page_runs_shows_and_keeps(alice, campaign, said):
    assert "Nothing is proposed" in alice.get("/findings/proposals/").content.decode()
    assert alice.post("/findings/proposals/").status_code == 302
    assert "are being put together" in alice.get("/findings/proposals/").content.decode()
    proposed(campaign)
    theme = ThemeNote.objects.get(note=said[2]).theme
    alice.post(f"/findings/themes/{theme.pk}/keeping/")
    assert not theme.theme_notes.filter(proposed=True).exists()
    row = ThemeNote.objects.get(note=said[4])
    answer = alice.post(f"/findings/theme-notes/{row.pk}/removal/", {"from": "proposals"})
    assert answer.headers["Location"] == "/findings/proposals/"


def test_the_page_asks_as_much_for_fifty_themes(alice, campaign, queries):
    interview = held(campaign, talks(alice, campaign, "Mia Berg")[0].contacts[0])

    def some(count):
        for number in range(count):
            note = noted(interview, f"Thing {ThemeNote.objects.count()} {number}")
            theme = make_theme(campaign, f"Theme {ThemeNote.objects.count()}", at=NOW)
            ThemeNote.objects.create(notebook=campaign.notebook, theme=theme, note=note, proposed=True, created_at=NOW)

    some(2)
    few = queries(alice, "/findings/proposals/")
    some(50)
    assert queries(alice, "/findings/proposals/") <= few
