"""Whatever hangs on two entries: merging loses nothing of it, and taking apart is as if nothing had been."""

import json
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from askaround.history import recording
from askaround.people.merging import merge, unmerge
from askaround.people.merging.meeting import arrows
from askaround.people.merging.separating import separated
from askaround.people.models import Contact
from conftest import NOW, Seat

from .anything import Anything, snapshot

LATER = NOW + timedelta(days=1)
FIELDS = ("email", "phone", "profile_url", "town", "country", "about", "how_we_met", "also_called", "source", "photo")


def again(contact: Contact) -> Contact:
    found: Contact = Contact.objects.get(pk=contact.pk)
    return found


def test_every_noun_that_hangs_on_a_contact_is_one_that_a_merge_can_settle() -> None:
    for model, columns in arrows().items():
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                said = {str(one) for one in constraint.expressions}
                assert not any(column.removesuffix("_id") in text for text in said for column in columns), constraint


def test_the_rules_below_are_tried_with_rows_of_every_noun(alice: Seat, priya: Contact, tom: Contact) -> None:
    anything, two = Anything(alice.notebook), sorted((priya.pk, tom.pk))
    for model, columns in arrows().items():
        assert anything.row(model, 2, **dict(zip(columns, two, strict=False))) is not None, model


texts = st.sampled_from(["", "Ada", "ADA", "Ada Lowe", "Ilse", "x@y.example", "https://a.example/b", "Bonn"]) | st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=12
)
ways = st.lists(
    st.fixed_dictionaries({
        "kind": st.sampled_from(["email", "link", "phone"]), "label": st.sampled_from(["", "home", "work"]),
        "value": st.sampled_from(["x@y.example", "https://a.example/b", "030 1"]),
    }), max_size=3,
)  # fmt: skip
people = st.fixed_dictionaries({
    "name": texts.filter(str.strip), "given": texts, "family": texts, "ways": ways,
    "extra": st.dictionaries(st.sampled_from(["Shoe size", "Floor"]), texts, max_size=2),
    "closed": st.booleans(), "archived": st.booleans(), **dict.fromkeys(FIELDS, texts),
})  # fmt: skip
# From which the rows are thrown: every noun on every one, more or less alike.
throws = st.integers(0, 2**32)
# A third of the others: each throws rows of every noun.
ANY = settings(
    max_examples=settings().max_examples // 3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def cast(alice: Seat, said: list[dict[str, Any]]) -> list[Contact]:
    found = []
    for number, one in enumerate(said):
        values = {name: value for name, value in one.items() if name not in {"closed", "archived"}}
        values["country"], values["source"] = values["country"][:2], values["source"][:60]
        values["profile_url"] = values["profile_url"] and f"{values['profile_url']}/{number}"
        found.append(Contact.objects.create(
            notebook=alice.notebook, created_at=NOW, do_not_contact_at=NOW if one["closed"] else None,
            archived_at=NOW if one["archived"] else None, **values,
        ))  # fmt: skip
    return found


def hang(alice: Seat, contacts: list[Contact], throw: int) -> None:
    """Rows of every noun on each of the contacts; of those that point at two, on any two of them."""
    dice, anything = Random(throw), Anything(alice.notebook)
    for model, columns in arrows().items():
        for contact in (one for one in contacts for _ in range(dice.randrange(3))):
            pointing = dict.fromkeys(columns, contact.pk)
            if len(columns) > 1:
                pointing |= {dice.choice(columns): dice.choice(contacts).pk}
            if getattr(model, "smaller_first", None) and list(pointing.values()) != sorted(pointing.values()):
                continue
            anything.row(model, dice.randrange(6), **pointing)
    for contact in contacts:
        contact.count_touches()


class Undone(Exception):  # noqa: N818 - no fault: it takes an example back
    """Rolls an example back."""


@ANY
@given(said=st.lists(people, min_size=3, max_size=3), hung=throws, chained=st.integers(0, 3))
def test_merging_and_taking_apart_is_as_if_nothing_had_been(
    alice: Seat, said: list[dict[str, Any]], hung: int, chained: int
) -> None:
    with pytest.raises(Undone), transaction.atomic():
        kept, other, third = cast(alice, said)
        hang(alice, [kept, other, third], hung)
        before = snapshot(alice.notebook)
        batches = [merge(kept, other, at=LATER)]
        if chained:
            batches.append(merge(*((kept, third) if chained < 3 else (third, kept)), at=LATER))
        for batch in batches if chained % 2 else reversed(batches):
            assert unmerge(batch, at=LATER) == []
        assert snapshot(alice.notebook) == before
        raise Undone


@ANY
@given(said=st.lists(people, min_size=3, max_size=3), hung=throws)
def test_whatever_was_said_of_either_is_said_of_the_kept_one(
    alice: Seat, said: list[dict[str, Any]], hung: int
) -> None:
    with pytest.raises(Undone), transaction.atomic():
        kept, other, third = cast(alice, said)
        hang(alice, [kept, other, third], hung)
        theirs = {model: _pointing(model, columns, other) for model, columns in arrows().items()}
        merge(kept, other, at=LATER)
        _nothing_is_lost(again(kept), again(other))
        for model, columns in arrows().items():
            for row in theirs[model]:
                _is_reachable(model, columns, row, kept, other)
        raise Undone


def _nothing_is_lost(kept: Contact, other: Contact) -> None:
    told = json.dumps(
        [getattr(kept, f.attname) for f in Contact._meta.concrete_fields], default=str, ensure_ascii=False
    )
    told = told.casefold()
    for name in (*FIELDS, "name", "given", "family"):
        if name in {"source", "photo"} and getattr(kept, name):
            continue  # where each came from and its own picture stay with the row
        for line in getattr(other, name).splitlines():
            assert json.dumps(line.strip(), ensure_ascii=False)[1:-1].casefold() in told, name
    for value in (*other.extra.values(), *(way["value"] for way in other.ways)):
        assert json.dumps(value.strip(), ensure_ascii=False)[1:-1].casefold() in told
    assert (kept.sent, kept.received, kept.met) == tuple(
        kept.touches.filter(direction=way).count() for way in ("sent", "received", "met")
    )


def _pointing(model: Any, columns: tuple[str, ...], contact: Contact) -> list[Any]:
    asked = models.Q()
    for column in columns:
        asked |= models.Q(**{column: contact.pk})
    return list(model._base_manager.filter(asked))


def _is_reachable(model: Any, columns: tuple[str, ...], row: Any, kept: Contact, other: Contact) -> None:
    """It hangs on the kept one; or it is between the two, or its like hangs there and says what it said."""
    now = model._base_manager.filter(pk=row.pk).first()
    if now is not None and not any(getattr(now, column) == other.pk for column in columns):
        assert any(getattr(now, column) == kept.pk for column in columns)
        return
    if {getattr(row, column) for column in columns} == {kept.pk, other.pk}:
        return
    texts = [
        f for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField) and not f.choices
    ]
    like = _pointing(model, columns, kept)
    for field in texts:
        assert any(getattr(row, field.attname).casefold() in getattr(one, field.attname).casefold() for one in like), (
            field
        )
    assert like


def test_an_empty_line_among_names_is_no_name_once_taken_apart() -> None:
    assert separated("also_called", "\rIlse", "Ilse\nAda", "Ilse\nAda\nAdy") == "Ilse\nAdy"
    assert separated("also_called", "\rIlse", "Ilse\nAda", "Ady") == "Ady"


EDITED = ("email", "phone", "town", "about", "how_we_met", "also_called", "profile_url", "name")


@ANY
@given(
    said=st.lists(people, min_size=3, max_size=3), hung=throws,
    edits=st.dictionaries(st.sampled_from(EDITED), st.just("https://edited.example/since"), max_size=5),
)  # fmt: skip
def test_what_is_edited_or_added_after_a_merge_survives_taking_it_apart(
    alice: Seat, said: list[dict[str, Any]], hung: int, edits: dict[str, str]
) -> None:
    with pytest.raises(Undone), transaction.atomic():
        kept, other, third = cast(alice, said)
        hang(alice, [kept, other, third], hung)
        before = {one["id"]: one for rows in snapshot(alice.notebook).values() for one in rows}
        batch = merge(kept, other, at=LATER)
        recording.change(again(kept), at=LATER, **edits)
        added = again(kept).touch(at=LATER, direction="met", text="Since")
        unmerge(batch, at=LATER)
        after = {one["id"]: one for rows in snapshot(alice.notebook).values() for one in rows}
        since = after.pop(str(added.pk))
        assert since["contact_id"] == str(kept.pk)
        mine = before[str(kept.pk)]
        mine |= edits | {"met": mine["met"] + 1, "last_contact_at": recording.plain(LATER)}
        assert after == before
        raise Undone
