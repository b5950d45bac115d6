"""A contact's page: the finding in the heading, everything that happened, undo, and nobody else's."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.desk.where_it_stands import Between, where_it_stands
from askaround.history.models import Entry
from askaround.history.recording import change, create, record, values
from askaround.outreach.models import Ask, Letter
from askaround.people.adding import add_research
from askaround.people.introducing import offer
from askaround.people.merging import merge
from askaround.people.models import Introduction, Organization, Promise, ResearchNote
from askaround.targets.models import Target
from conftest import NOW, contact_of

from .test_today import ask, talk


def text(seat, contact, query=""):
    answer = seat.get(f"/people/{contact.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def heading(seat, contact):
    return text(seat, contact).split("<h1>")[1].split("</h1>")[0]


def test_nobody_asked_yet(alice, campaign, tom):
    assert heading(alice, tom) == "You have not asked Tom yet."


def test_where_the_ask_stands_is_the_heading(alice, campaign, tom, priya, lena):
    ask(alice, campaign, tom, days=1)
    assert heading(alice, tom) == "You asked Tom yesterday."
    ask(alice, campaign, priya, days=5, answered_at=NOW, accepted_at=NOW)
    assert heading(alice, priya) == "Priya answered; a time is not agreed yet."
    ask(alice, campaign, lena, days=14)
    assert heading(alice, lena) == "Lena has not answered for 10 working days."


def test_a_draft_not_sent(alice, campaign, tom):
    Ask.objects.create(notebook=alice.notebook, campaign=campaign, contact=tom, created_at=NOW)
    assert heading(alice, tom) == "Your letter to Tom has not gone out yet."


def test_a_talk_ahead_then_thanks_then_done(alice, campaign, lena):
    interview = talk(alice, campaign, lena, starts=NOW + timedelta(hours=5))
    assert heading(alice, lena) == "You meet Lena at 15:10."
    interview.began_at, interview.ended_at = NOW - timedelta(hours=1), NOW
    interview.save(update_fields=["began_at", "ended_at"])
    assert heading(alice, lena) == "You talked with Lena today; thanks are due."


def test_somebody_named_by_another(alice, campaign, lena, tom):
    Introduction.objects.create(notebook=alice.notebook, by=lena, to=tom, offered_at=NOW, created_at=NOW)
    assert heading(alice, tom) == "Lena offered to introduce you to Tom."
    assert "Lena offered to introduce" in text(alice, lena)


def test_an_introduction_is_told_on_both_pages(alice, campaign, lena, tom):
    made = offer(lena, tom, at=NOW)
    made.reach("asked", at=NOW)
    assert "Introduction offered" in text(alice, lena)
    assert "Introduction asked" in text(alice, tom)


def test_the_menu_leads_to_erasing_for_good(alice, campaign, tom):
    assert f'<a href="/people/{tom.pk}/erasure/">Erase for good</a>' in text(alice, tom)


def test_who_is_to_be_left_alone_is_not_offered_a_letter(alice, campaign, tom):
    tom.do_not_contact_at, tom.do_not_contact_why = NOW, "Said so"
    tom.save(update_fields=["do_not_contact_at", "do_not_contact_why"])
    page = text(alice, tom)
    assert "Tom is to be left alone." in page
    assert "Ask Tom" not in page
    assert "Write a letter" not in page


def test_facts_research_and_promises_stand_there_with_their_source(alice, campaign, priya):
    create(
        ResearchNote(
            notebook=alice.notebook, contact=priya, fact="Spoke in Ghent", source="https://talks.example/1",
            found_on=NOW.date(), created_at=NOW,
        ),
        at=NOW,
    )  # fmt: skip
    create(Promise(notebook=alice.notebook, contact=priya, what="send the article", created_at=NOW), at=NOW)
    page = text(alice, priya)
    for words in (
        "Spoke in Ghent",
        "talks.example/1",
        "24 Nov 2026",
        "send the article",
        "Northwind",
        "priya@northwind",
    ):
        assert words in page


def test_what_happened_is_told_in_words_newest_first(alice, campaign, tom):
    change(tom, at=NOW, name="Tom Okafor-Bell")
    create(Promise(notebook=alice.notebook, contact=tom, what="send the article", created_at=NOW), at=NOW)
    page = text(alice, tom)
    assert page.index("Promised") < page.index("Details changed")


def test_the_last_things_can_be_undone_and_older_ones_not(alice, campaign, tom):
    for number in range(5):
        change(tom, at=NOW, about=f"Version {number}")
    assert text(alice, tom).count("/undo/") == 3


def test_two_hundred_entries_are_read_page_by_page(alice, campaign, tom):
    for number in range(200):
        change(tom, at=NOW + timedelta(minutes=number), how_we_met=f"Words {number}.")
    page = text(alice, tom)
    assert "Words 199." in page
    assert "Words 169." not in page
    older = page.split('href="?before=')[1].split('"')[0]
    assert "Words 169." in text(alice, tom, f"?before={older}")
    assert len(page) < 60_000
    assert "Words 199." in text(alice, tom, "?before=rubbish")


def test_the_older_part_comes_alone_when_asked_for_as_a_part(alice, campaign, tom):
    change(tom, at=NOW, about="Something")
    answer = alice.get(f"/people/{tom.pk}/?before=999999", **{"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert b"Something" in answer.content


def test_bob_cannot_tell_that_alices_contact_exists(bob, campaign, priya):
    assert bob.get(f"/people/{priya.pk}/").status_code == 404


def test_a_contact_in_the_trash_has_no_page(alice, campaign, priya):
    change(priya, at=NOW, trashed_at=NOW)
    assert alice.get(f"/people/{priya.pk}/").status_code == 404


def fill(alice, campaign, tom, number):
    other = contact_of(alice, f"Other {number}")
    letter = Letter(notebook=alice.notebook, contact=tom, kind="keep-in-touch", sent_at=NOW, created_at=NOW)
    create(letter, at=NOW)
    create(Promise(notebook=alice.notebook, contact=tom, what=f"Promise {number}", created_at=NOW), at=NOW)
    create(ResearchNote(notebook=alice.notebook, contact=tom, fact="F", found_on=NOW.date(), created_at=NOW), at=NOW)
    Introduction.objects.create(notebook=alice.notebook, by=tom, to=other, offered_at=NOW, created_at=NOW)
    talk(alice, campaign, tom, ended=NOW - timedelta(days=number + 1))


def test_a_full_page_takes_as_many_queries_as_a_bare_one(alice, campaign, tom, queries):
    ask(alice, campaign, tom, days=2)
    fill(alice, campaign, tom, 0)
    one = queries(alice, f"/people/{tom.pk}/")
    for number in range(1, 20):
        fill(alice, campaign, tom, number)
    assert queries(alice, f"/people/{tom.pk}/") == one
    assert one <= 18


def test_every_entry_is_one_line_however_long_its_words(alice, campaign, tom):
    change(tom, at=NOW, about="word " * 500)
    assert "word " * 60 not in text(alice, tom).split('id="happened"')[1].split("<aside")[0]
    assert Entry.objects.filter(contact_id=tom.pk).exists()


days = st.none() | st.integers(-400, 400).map(lambda n: NOW + timedelta(days=n))


@given(st.tuples(st.booleans(), st.booleans(), days, days, st.booleans(), st.sampled_from(["", "Lou"])))
def test_whatever_is_between_them_the_heading_is_a_sentence(between):
    it = Between("Tom", *between[:5], offered_by=between[5])
    said = where_it_stands(it, NOW)
    assert said.endswith(".")
    assert "Tom" in said


@pytest.mark.parametrize("noun", ["contact", "note", "campaign"])
def test_the_trash_says_what_each_thing_is(alice, campaign, tom, noun):
    row = {"contact": tom, "campaign": campaign, "note": None}[noun]
    if row is None:
        from askaround.notes.models import Note

        row = Note.objects.create(
            notebook=alice.notebook, interview=talk(alice, campaign, tom, ended=NOW), contact=tom, kind="advice",
            text="Write it down", created_at=NOW,
        )  # fmt: skip
    change(row, at=NOW, verb="trashed", trashed_at=NOW)
    page = alice.get("/trash/").content.decode()
    assert str(row) in page
    assert "Thu 24 Dec" in page
    alice.post(f"/trash/{row.pk}/restoral/")
    row.refresh_from_db()
    assert row.trashed_at is None


def test_emptying_for_good_asks_once(alice, campaign, tom):
    change(tom, at=NOW, verb="trashed", trashed_at=NOW)
    assert "Delete Tom Okafor for good?" in alice.get(f"/trash/{tom.pk}/removal/").content.decode()
    alice.post(f"/trash/{tom.pk}/removal/")
    assert not type(tom).objects.filter(pk=tom.pk).exists()


def test_only_what_is_in_the_trash_can_be_emptied_and_only_by_its_owner(alice, bob, campaign, tom, lena):
    assert alice.post(f"/trash/{lena.pk}/removal/").status_code == 404
    change(tom, at=NOW, verb="trashed", trashed_at=NOW)
    assert bob.get(f"/trash/{tom.pk}/removal/").status_code == 404
    assert bob.post(f"/trash/{tom.pk}/restoral/").status_code == 404
    assert "Tom" not in bob.get("/trash/").content.decode()


def test_the_trash_takes_as_many_queries_for_twenty_as_for_one(alice, campaign, queries):
    def throw(name):
        change(contact_of(alice, name), at=NOW, verb="trashed", trashed_at=NOW)

    throw("One Person")
    one = queries(alice, "/trash/")
    for number in range(19):
        throw(f"Nr {number}")
    assert queries(alice, "/trash/") == one


def test_the_page_of_somebody_merged_leads_to_the_one_they_are(alice, priya):
    other = contact_of(alice, "P. Raman", tie="friend")
    record(other, "added", at=NOW, after=values(other))
    add_research(other, fact="Spoke in June", kind="talk", source="", found_on=NOW.date(), at=NOW)
    batch = merge(priya, other, at=NOW)
    answer = alice.get(f"/people/{other.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/people/{priya.pk}/")
    page = alice.get(f"/people/{priya.pk}/").content.decode()
    assert "Merged from" in page
    assert 'Merged with<span class="faint">: P. Raman' in page
    assert 'Found out<span class="faint">: Spoke in June' in page
    assert "moved along" not in page.lower()
    assert 'Undo<span class="visually-hidden">: Merged' not in page, "it comes apart whole"

    alice.post(f"/merges/{batch.pk}/undo/")
    page = alice.get(f"/people/{priya.pk}/").content.decode()
    assert "Merged from" not in page
    assert "Spoke in June" not in page
    assert "Taken apart again" in page
    assert "Spoke in June" in alice.get(f"/people/{other.pk}/").content.decode()


def test_one_entry_of_a_merge_is_not_undone_alone(alice, priya, tom):
    merge(priya, tom, at=NOW)
    entry = Entry.objects.filter(verb="merged").get()
    answer = alice.client.post(f"/history/{entry.number}/undo/", follow=True)
    assert "This is part of a merge." in answer.content.decode()


def test_the_page_takes_as_many_queries_for_nine_merged_as_for_one(alice, priya, queries):
    for number in range(9):
        merge(priya, contact_of(alice, f"P. Raman {number}", tie="friend"), at=NOW)
        if not number:
            one = queries(alice, f"/people/{priya.pk}/")
    assert queries(alice, f"/people/{priya.pk}/") == one


def test_weak_ties_at_a_target_are_a_group_of_their_own(alice, campaign, priya, tom, lena):
    Target.objects.create(
        notebook=alice.notebook, campaign=campaign, kind="organization", rank=1, created_at=NOW,
        organization=Organization.objects.get(key="northwind"),
    )  # fmt: skip
    said = alice.get("/people/weak/").content.decode()
    assert "Priya Raman" in said
    assert "Tom Okafor" in said
    assert "Lena Fischer" not in said
