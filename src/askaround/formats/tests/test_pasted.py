"""Whatever is pasted fills the form: how often each field is right is measured, a third on samples never tuned on."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.formats.pasted import read_pasted

FIELDS = ("name", "title", "organization", "email", "phone", "link", "town")
SAMPLES = Path(__file__).parent / "samples"


def samples(name):
    for block in (SAMPLES / f"{name}.txt").read_text().split("=== ")[1:]:
        want, _, text = block.partition("\n")
        yield dict(zip(FIELDS, want.split("|"), strict=True)), text.rstrip("\n")


def read(text):
    found = read_pasted(text)
    ways = {"email": found.emails, "phone": found.phones, "link": found.links}
    first = {name: values[0] if values else "" for name, values in ways.items()}
    return {"name": found.name, "title": found.title, "organization": found.organization, "town": found.town} | first


def wrong(name):
    rows = list(samples(name))
    pairs = [(want, read(text)) for want, text in rows]
    return len(rows), [(field, w[field], g[field]) for w, g in pairs for field in FIELDS if w[field] != g[field]]


@pytest.mark.parametrize(("name", "least"), [("pasted", 0.97), ("pasted_fresh", 0.95)])
def test_pasted_text_is_read_field_by_field(name, least):
    number, mistakes = wrong(name)
    assert 1 - len(mistakes) / (number * len(FIELDS)) >= least, mistakes


def test_the_samples_are_sixty_and_a_third_is_fresh():
    tuned, fresh = wrong("pasted")[0], wrong("pasted_fresh")[0]
    assert tuned + fresh >= 60
    assert fresh * 3 >= tuned + fresh


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_failure(text):
    found = read_pasted(text)
    assert len(found.name) <= 300


PARTS = ["Ana Lind", "Data engineer", "at Acme", "<a@b.example>", "--", "From:", "\n", ",", "+49 30 1234567"]


@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_any_mixture_of_parts_is_read(parts):
    read_pasted(" ".join(parts))
