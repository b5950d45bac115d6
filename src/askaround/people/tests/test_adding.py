"""Adding a person by hand writes each row once, with its history."""

from datetime import timedelta

import pytest

from askaround.history.models import Entry
from askaround.history.undoing import UndoError, undo
from askaround.people.adding import (
    AlreadyHere,
    add_contact,
    add_research,
    add_role,
    add_tie,
    industry_named,
    organization_named,
)
from askaround.people.introducing import offer
from askaround.people.models import Contact, Organization
from conftest import NOW

LATER = NOW + timedelta(hours=1)


def test_a_contact_comes_with_organization_role_and_tie(alice):
    mara = add_contact(
        alice.notebook, name="Dr. Mara van der Berg", at=NOW, email=" mara@acme.example ", organization="Acme GmbH",
        title="Head of data", level="director", tie="alumni", tie_detail="Same college", country="nl",
        profile_url="http://nl.linkedin.com/in/mara/",
    )  # fmt: skip
    assert (mara.given, mara.family, mara.sort_key) == ("Mara", "van der Berg", "van der berg mara")
    assert (mara.email, mara.country) == ("mara@acme.example", "NL")
    assert mara.profile_url == "https://www.linkedin.com/in/mara"
    role = mara.roles.get()
    assert (role.title, role.level, role.organization.name) == ("Head of data", "director", "Acme GmbH")
    assert (mara.ties.get().kind, mara.ties.get().detail) == ("alumni", "Same college")
    subjects = [entry.subject for entry in Entry.objects.filter(contact_id=mara.pk)]
    assert subjects == ["people.contact", "people.role", "people.tie"]


def test_an_organization_is_made_once(alice):
    first = organization_named(alice.notebook, "Acme GmbH", at=NOW)
    assert organization_named(alice.notebook, "ACME, Inc.", at=NOW) == first
    assert Organization.objects.get().name == "Acme GmbH"


def test_organizations_of_two_notebooks_do_not_meet(alice, bob):
    assert organization_named(alice.notebook, "Acme", at=NOW) != organization_named(bob.notebook, "Acme", at=NOW)


def test_an_industry_is_made_once(alice):
    assert industry_named(alice.notebook, "Logistics", at=NOW) == industry_named(alice.notebook, "logistics ", at=NOW)


def test_the_same_profile_twice_is_refused_and_names_who_it_is(alice):
    mara = add_contact(alice.notebook, name="Mara", at=NOW, profile_url="https://www.linkedin.com/in/Mara")
    with pytest.raises(AlreadyHere) as refusal:
        add_contact(alice.notebook, name="Mara B.", at=NOW, profile_url="de.linkedin.com/in/mara?x=1")
    assert refusal.value.contact == mara
    assert "Mara already has this profile address." in refusal.value.sentence
    assert Contact.objects.count() == 1


def test_somebody_in_the_trash_is_said_to_be_there(alice):
    mara = add_contact(alice.notebook, name="Mara", at=NOW, profile_url="https://www.linkedin.com/in/mara")
    Contact.objects.filter(pk=mara.pk).update(trashed_at=NOW)
    with pytest.raises(AlreadyHere, match="in the trash"):
        add_contact(alice.notebook, name="Mara", at=NOW, profile_url="https://www.linkedin.com/in/mara")


def test_a_title_alone_makes_a_role_without_organization(alice):
    mara = add_contact(alice.notebook, name="Mara", at=NOW, title="Freelance writer")
    assert mara.roles.get().organization is None


def test_a_tie_of_one_kind_stands_once_and_gets_its_detail_later(alice, priya):
    add_tie(priya, "alumni", at=NOW, detail="Class of 2019")
    add_tie(priya, "alumni", at=NOW, detail="Something else")
    assert priya.ties.get().detail == "Class of 2019"


def test_a_role_that_ended_is_not_current(alice, priya):
    assert not add_role(priya, organization=None, title="Intern", at=NOW, ended="2019").current


def test_a_research_note_keeps_its_source_and_day(alice, priya):
    note = add_research(
        priya, fact="Spoke at a meetup\r\nin June", kind="talk", source="meetup page", found_on=NOW.date(), at=NOW
    )
    assert (note.fact, note.source, note.notebook_id) == (
        "Spoke at a meetup\nin June",
        "meetup page",
        alice.notebook.pk,
    )


def test_text_that_no_database_keeps_is_cleaned_and_cut(alice):
    mara = add_contact(alice.notebook, name="Ma\x00ra\ud800 " + "x" * 400, at=NOW, organization="A\x00" + "b" * 400)
    assert mara.name.startswith("Mara x")
    assert len(mara.name) == 300
    assert len(mara.roles.get().organization.name) == 300


def test_an_added_contact_can_be_undone(alice):
    mara = add_contact(alice.notebook, name="Mara", at=NOW)
    undo(Entry.objects.get(contact_id=mara.pk), at=NOW)
    assert not Contact.objects.exists()


def test_undoing_a_touch_gives_its_facts_back_and_undoing_that_counts_it_again(priya):
    first = priya.touch(at=NOW, direction="sent")
    second = priya.touch(at=NOW + timedelta(days=1), direction="met")
    undo(Entry.objects.get(subject_id=second.pk), at=NOW)
    priya.refresh_from_db()
    assert (priya.sent, priya.met, priya.last_contact_at) == (1, 0, NOW)
    undo(Entry.objects.get(subject_id=first.pk), at=NOW)
    priya.refresh_from_db()
    assert (priya.sent, priya.last_contact_at) == (0, None)
    undo(Entry.objects.get(subject_id=second.pk, verb="undone"), at=NOW)
    priya.refresh_from_db()
    assert (priya.met, priya.last_contact_at) == (1, NOW + timedelta(days=1))


def test_undoing_somebody_added_takes_along_what_came_with_them(alice):
    mara = add_contact(alice.notebook, name="Mara", at=NOW, organization="Acme", title="Head of data", tie="alumni")
    undo(Entry.objects.get(subject="people.contact"), at=NOW)
    assert not Contact.objects.exists()
    assert not mara.roles.exists()
    left = Entry.objects.filter(contact_id=mara.pk, undone_at=None).exclude(verb="undone")
    assert not left.exists()


def test_somebody_with_something_added_since_is_not_undone(alice):
    mara = add_contact(alice.notebook, name="Mara", at=NOW, title="Head of data")
    add_research(mara, fact="Wrote a book", kind="publication", source="", found_on=NOW.date(), at=LATER)
    with pytest.raises(UndoError, match="More was added"):
        undo(Entry.objects.get(subject="people.contact"), at=LATER)
    mara.roles.update(title="Director of data")
    mara.research_notes.all().delete()
    with pytest.raises(UndoError, match="changed again"):
        undo(Entry.objects.get(subject="people.contact"), at=LATER)
    assert mara.roles.get().title == "Director of data"


def test_an_organization_that_somebody_works_at_is_not_undone(alice):
    add_contact(alice.notebook, name="Mara", at=NOW, organization="Acme")
    with pytest.raises(UndoError, match="More was added"):
        undo(Entry.objects.get(subject="people.organization"), at=NOW)
    assert Organization.objects.exists()


def test_what_happens_to_an_introduction_is_told_of_who_offered_it(priya, tom):
    made = offer(priya, tom, at=NOW)
    made.reach("asked", at=NOW)
    made.close(at=NOW)
    undo(Entry.objects.get(verb="introduction closed"), at=NOW)
    verbs = [entry.verb for entry in Entry.objects.filter(contact_id=priya.pk)]
    assert verbs == ["introduction offered", "introduction asked", "introduction closed", "undone"]
