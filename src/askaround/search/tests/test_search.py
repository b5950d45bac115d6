"""Finding again: what is written is found at once, what is gone is gone, and nobody finds what is another's."""

import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.history.models import Entry
from askaround.history.recording import change, create, record_all, remove
from askaround.history.recording import entry as made
from askaround.history.undoing import undo
from askaround.interviews.agreeing import agree
from askaround.notes.transcribing import bring, delete
from askaround.people.merging import merge, unmerge
from askaround.people.models import Contact, Organization, ResearchNote, Role
from askaround.search import indexing
from askaround.search.finding import find, marked, snippet, tokens_of
from askaround.search.indexing import catch_up, rebuild
from askaround.search.models import Document
from conftest import NOW


def add(seat, name, **fields):
    contact = Contact(notebook=seat.notebook, name=name, created_at=NOW, **fields)
    create(contact, at=NOW)
    return contact


def titles(seat, query):
    catch_up(seat.notebook)
    return [str(hit.title).replace("<mark>", "").replace("</mark>", "") for hit in find(seat.user, query)]


@pytest.fixture
def ana(alice):
    return add(alice, "Ana Müller-Strøm", email="ana@northwind.example")


def test_a_person_is_found_by_the_beginnings_of_their_names(alice, ana):
    assert titles(alice, "an mull") == ["Ana Müller-Strøm"]
    assert titles(alice, "strom") == ["Ana Müller-Strøm"]
    assert titles(alice, "müll") == ["Ana Müller-Strøm"]
    assert titles(alice, "uller") == []


def test_a_person_is_found_by_role_organization_and_email(alice, ana):
    place = Organization(notebook=alice.notebook, name="Northwind", key="northwind", created_at=NOW)
    create(place, at=NOW)
    assert titles(alice, "warehouse") == []
    role = Role(notebook=alice.notebook, contact=ana, organization=place, title="Warehouse lead", created_at=NOW)
    create(role, at=NOW)
    assert titles(alice, "warehouse") == ["Ana Müller-Strøm"]
    assert titles(alice, "northwind") == ["Northwind", "Ana Müller-Strøm"]
    change(place, at=NOW, name="Southwind")
    assert titles(alice, "southwind") == ["Southwind", "Ana Müller-Strøm"]


def test_a_person_is_found_by_another_name_and_by_further_ways(alice, ana):
    ways = [{"kind": "email", "label": "home", "value": "ana@home.example"}]
    change(ana, at=NOW, also_called="Anita Nowak", ways=ways)
    catch_up(alice.notebook)
    assert find(alice.user, "nowak")
    assert find(alice.user, "ana home")


def test_what_was_written_of_somebody_merged_leads_to_the_one_they_are(alice, ana):
    other = Contact(notebook=alice.notebook, name="A. Nowak", created_at=NOW)
    create(other, at=NOW)
    note = ResearchNote(
        notebook=alice.notebook, contact=other, fact="Spoke on forecasts", found_on=NOW.date(), created_at=NOW
    )
    create(note, at=NOW)
    batch = merge(ana, other, at=NOW)
    catch_up(alice.notebook)
    assert [hit.url for hit in find(alice.user, "forecasts")] == [f"/people/{ana.pk}/"]
    assert [hit.url for hit in find(alice.user, "nowak")] == [f"/people/{ana.pk}/"]
    unmerge(batch, at=NOW)
    catch_up(alice.notebook)
    assert [hit.url for hit in find(alice.user, "forecasts")] == [f"/people/{other.pk}/"]
    assert [hit.url for hit in find(alice.user, "nowak")] == [f"/people/{other.pk}/"]


def test_names_come_before_what_was_written(alice, ana):
    other = add(alice, "Tom Okafor", about="Knows Ana from school")
    found = titles(alice, "ana")
    assert found == ["Ana Müller-Strøm", "Tom Okafor"]
    assert other.name == found[-1]


def test_what_was_found_out_is_found_with_whom_it_is_about(alice, ana):
    fact = ResearchNote(
        notebook=alice.notebook,
        contact=ana,
        fact="Spoke about lakehouses in Ghent",
        found_on=NOW.date(),
        created_at=NOW,
    )
    create(fact, at=NOW)
    assert titles(alice, "lakeh") == ["Ana Müller-Strøm"]


def test_a_changed_name_is_found_and_the_old_one_is_not(alice, ana):
    assert titles(alice, "ana")
    change(ana, at=NOW, name="Zoe Adler", email="")
    assert titles(alice, "ana") == titles(alice, "strom") == []
    assert titles(alice, "zoe") == ["Zoe Adler"]


def test_what_is_in_the_trash_is_not_found_and_returns_with_it(alice, ana):
    assert titles(alice, "ana")
    change(ana, at=NOW, verb="trashed", trashed_at=NOW)
    assert titles(alice, "ana") == []
    change(ana, at=NOW, verb="restored", trashed_at=None)
    assert titles(alice, "ana") == ["Ana Müller-Strøm"]


def test_a_row_removed_leaves_the_index_with_all_that_hung_on_it(alice, ana):
    fact = ResearchNote(notebook=alice.notebook, contact=ana, fact="Plays chess", found_on=NOW.date(), created_at=NOW)
    create(fact, at=NOW)
    assert titles(alice, "chess")
    remove(ana, at=NOW)
    assert titles(alice, "chess") == titles(alice, "ana") == []
    assert not Document.objects.within(alice.notebook).exists()


def test_an_undone_adding_leaves_the_index(alice, ana):
    assert titles(alice, "ana")
    undo(Entry.objects.get(subject_id=ana.pk), at=NOW)
    assert titles(alice, "ana") == []


def test_bob_never_finds_what_is_alices(alice, bob, ana):
    catch_up(alice.notebook)
    assert titles(bob, "ana") == []
    assert b"ller" not in bob.get("/search/?q=ana").content.split(b'id="hits"')[1]


def test_the_index_made_anew_finds_the_same(alice, ana):
    add(alice, "Tom Okafor")
    before = [titles(alice, query) for query in ("a", "t", "northwind")]
    assert rebuild(alice.notebook) == 2
    assert [titles(alice, query) for query in ("a", "t", "northwind")] == before


def test_entries_are_read_slice_by_slice(alice, monkeypatch):
    monkeypatch.setattr(indexing, "SLICE", 3)
    for number in range(10):
        add(alice, f"Person {number}")
    assert not catch_up(alice.notebook, seconds=0)
    assert 0 < Document.objects.within(alice.notebook).count() < 10
    catch_up(alice.notebook)
    assert Document.objects.within(alice.notebook).count() == 10


def test_of_two_writers_the_one_who_commits_late_is_read_too(alice, monkeypatch):
    monkeypatch.setattr(indexing, "_commits_out_of_order", lambda: True)
    slow, fast = add(alice, "Slow Writer"), add(alice, "Fast Writer")
    late = Entry.objects.get(subject_id=slow.pk)
    Entry.objects.filter(pk=late.pk).delete()
    assert titles(alice, "writer") == ["Fast Writer"]
    late.save(force_insert=True)
    assert late.number < Entry.objects.get(subject_id=fast.pk).number
    assert titles(alice, "writer") == ["Fast Writer", "Slow Writer"]


def test_an_import_in_bulk_is_read(alice):
    rows = Contact.objects.bulk_create(
        Contact(notebook=alice.notebook, name=f"Given{n} Family{n}", created_at=NOW) for n in range(50)
    )
    record_all(made(row, "imported", at=NOW, after={"name": row.name}) for row in rows)
    assert titles(alice, "given49 fam") == ["Given49 Family49"]


def test_results_as_you_type_are_the_list_alone(alice, ana):
    answer = alice.get("/search/?q=an", **{"HX-Request": "true"})
    assert b"<mark>Ana</mark>" in answer.content
    assert b"<html" not in answer.content
    assert b"<mark>Ana</mark>" in alice.get("/search/?q=an").content


def test_an_empty_or_wild_query_is_answered(alice, ana):
    for query in ("", " ", '"', "*", "name:", "a" * 900, "AND OR NOT", "%00", "' OR 1=1 --", "😀", "\\"):
        assert alice.get("/search/").status_code == 200
        assert alice.client.get("/search/", {"q": query}).status_code == 200


@pytest.fixture
def transcript(campaign, ana):
    talk = agree(campaign, [ana], starts_at=NOW, minutes=30, at=NOW, my_zone="UTC", their_zone="UTC")
    said = [f"[{'Ana' if number % 2 else 'Bo'}] 10:00:00\nLine {number} of many" for number in range(240)]
    said[170] = "[Bo] 10:20:00\nThe Café keeps its ledgers in a vault"
    return bring(talk, "\n\n".join(said).encode(), name="talk.txt", consent="", my_name="", at=NOW)


def test_a_transcript_is_found_by_what_was_said_and_opens_where_it_was(alice, transcript):
    assert titles(alice, "cafe ledgers") == ["talk.txt (Ana Müller-Strøm)"]
    (hit,) = find(alice.user, "ledg")
    assert "<mark>ledgers</mark> in a vault" in hit.snippet
    assert hit.kind == "Transcript"
    page = alice.get(hit.url).content.decode()
    assert "keeps its ledgers" in page
    assert 'id="turn-170" aria-current="true"' in page
    assert "Page 2 of 3" in page


def test_a_deleted_transcript_is_not_found(alice, transcript):
    catch_up(alice.notebook)
    delete(transcript, at=NOW)
    assert titles(alice, "ledgers") == []
    assert not Document.objects.filter(subject="notes.transcript").exists()


def test_ten_hours_of_talk_are_read_whole_and_found_fast(alice, transcript):
    transcript.pieces = [["", f"word{number} of a long talk", number, number + 1] for number in range(24_000)]
    transcript.save(update_fields=["pieces"])
    rebuild(alice.notebook)
    began = time.perf_counter()
    assert titles(alice, "word23999") == ["talk.txt (Ana Müller-Strøm)"]
    assert time.perf_counter() - began < 1


def test_many_hits_take_as_many_queries_as_one(alice, queries):
    add(alice, "Ana One")
    catch_up(alice.notebook)
    alice.get("/search/?q=ana")
    few = queries(alice, "/search/?q=ana")
    for number in range(30):
        add(alice, f"Ana Number{number}", about="ana")
    alice.get("/search/?q=ana")
    assert queries(alice, "/search/?q=ana") <= few


def test_reading_twice_the_same_moment_does_no_harm(alice, ana):
    catch_up(alice.notebook)
    Entry.objects.filter(subject_id=ana.pk).update(at=NOW + timedelta(days=1))
    catch_up(alice.notebook)
    assert Document.objects.within(alice.notebook).count() == 1


def test_marks_are_set_after_escaping():
    assert (
        marked("<b>Ana & Bo</b>", ["ana", "b"])
        == "&lt;<mark>b</mark>&gt;<mark>Ana</mark> &amp; <mark>Bo</mark>&lt;/<mark>b</mark>&gt;"
    )


@given(st.text(max_size=300), st.text(max_size=30))
def test_a_snippet_never_lets_markup_through(text, query):
    shown = str(snippet(text, tokens_of(query) or ["a"]))
    bare = shown.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert ">" not in bare


def test_a_snippet_is_cut_around_the_hit():
    long = "word " * 100 + "needle " + "word " * 100
    shown = str(snippet(long, ["need"]))
    assert "<mark>needle</mark>" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) < 200
