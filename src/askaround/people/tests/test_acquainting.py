"""Who knows whom: said once, whatever the order; waved away; taken back."""

import pytest

from askaround.history.models import Entry
from askaround.history.undoing import undo
from askaround.people.acquainting import AcquaintanceError, acquaint, between, deny
from askaround.people.models import Acquaintance
from conftest import NOW


def test_said_from_either_side_it_stands_once(priya, tom):
    one = acquaint(priya, tom, at=NOW, how="same choir")
    assert acquaint(tom, priya, at=NOW).pk == one.pk
    assert between(tom, priya) == between(priya, tom) == one
    assert Acquaintance.objects.get().how == "same choir"


def test_nobody_is_their_own_acquaintance(priya):
    with pytest.raises(AcquaintanceError):
        acquaint(priya, priya, at=NOW)


def test_a_guess_waved_away_is_kept_and_can_be_said_after_all(priya, tom):
    deny(priya, tom, at=NOW)
    assert not Acquaintance.objects.known().exists()
    acquaint(tom, priya, at=NOW, how="they met in May")
    assert Acquaintance.objects.known().get().how == "they met in May"


def test_each_of_it_can_be_undone(priya, tom):
    acquaint(priya, tom, at=NOW)
    deny(priya, tom, at=NOW)
    undo(Entry.objects.filter(subject="people.acquaintance").last(), at=NOW)
    assert Acquaintance.objects.known().exists()
    undo(Entry.objects.filter(subject="people.acquaintance").first(), at=NOW)
    assert not Acquaintance.objects.exists()
