"""Whatever a file says of somebody, in whatever words, survives import, merge, export and import."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from askaround.exchange.exporting import export
from askaround.exchange.importing import read
from askaround.formats.records import PersonRecord, Place, Source, Way
from askaround.people import importing
from askaround.people.merging import merge
from askaround.people.models import Contact, Role, Tagging
from askaround.plain.text import clean, clean_lines, fold
from conftest import NOW

LATER = NOW + timedelta(hours=1)
any_text = st.text(max_size=30)
# A name has a letter at least: a row without is no person, and is skipped with that reason.
a_name = any_text.map(lambda text: f"Q{text}")


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"


records = st.builds(
    PersonRecord,
    line=st.just(1),
    name=a_name,
    also_called=st.lists(a_name, max_size=2).map(tuple),
    ways=st.lists(
        st.builds(Way, st.sampled_from(["email", "phone", "link", "address", "message", "date"]), any_text, any_text),
        max_size=5,
    ).map(tuple),
    places=st.lists(st.builds(Place, any_text, any_text, current=st.booleans()), max_size=2).map(tuple),
    town=any_text,
    country=any_text,
    about=any_text,
    labels=st.lists(any_text, max_size=2).map(tuple),
    extra=st.dictionaries(a_name, a_name, max_size=2),
)


@settings(
    max_examples=6,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(record=records, other=records)
@example(
    record=PersonRecord(1, "Ada", ways=(Way("email", "ada@b.example"),)),
    other=PersonRecord(1, "Ada @ Work", ways=(Way("email", "ada@b.example"),)),
)
def test_any_text_as_any_field_survives_import_merge_export_import(alice, bob, tmp_path, record, other):
    # The example before was rolled back, and with it which notebook Bob has open.
    bob.user.refresh_from_db()
    with transaction.atomic():
        for each in (record, other):
            source = Source("table", "table", lambda each=each: iter([each]))
            importing.import_source(alice.notebook, source, label="any", by=alice.user, at=NOW)
        people = list(Contact.objects.within(alice.notebook).order_by("id"))
        if len(people) > 1:
            merge(people[0], people[1], at=LATER)
        export(alice.notebook, tmp_path / "all.zip", now=LATER)
        there = read(tmp_path / "all.zip", bob.user, now=LATER)
        told = everything_told(there)
        again = Source("table", "table", lambda: iter([record]))
        batch = importing.import_source(there, again, label="any", by=bob.user, at=LATER + timedelta(hours=1))
        assert batch.facts["created"] == 0
        transaction.set_rollback(True)
    for text in (*texts(record), *texts(other)):
        assert fold(text) in told, text


def everything_told(notebook):
    """Every text that the notebook holds of anybody."""
    told = []
    for contact in Contact.objects.within(notebook):
        told += [contact.name, *contact.also_called.split("\n"), contact.email, contact.phone, contact.profile_url]
        told += [contact.town, contact.country, *contact.about.split("\n\n"), contact.about]
        told += [*contact.extra, *map(str, contact.extra.values())]
        told += [text for way in contact.ways for text in (way["value"], way["label"])]
    for role in Role.objects.within(notebook).select_related("organization"):
        told += [role.title, str(role.organization or ""), *role.told.split("\n")]
    told += [tagging.tag.name for tagging in Tagging.objects.within(notebook).select_related("tag")]
    return {fold(text) for text in told}


def texts(record):
    """Every text of the record, as text is kept."""
    found = [clean(record.name), *map(clean, record.also_called), clean(record.town), clean(record.country)]
    found += [
        clean_lines(record.about),
        *map(clean, record.labels),
        *map(clean, record.extra),
        *map(clean_lines, record.extra.values()),
    ]
    for way in record.ways:
        if value := clean_lines(way.value):
            found += [value, clean(way.label)]
    found += [clean(text) for place in record.places for text in (place.organization, place.title)]
    return [text for text in found if text]
