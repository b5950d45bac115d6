"""The model is made in the background, once, and dropped when nobody wants it."""

import threading
import time

import pytest

from askaround.language.keeping import Kept
from askaround.language.minilm import ModelMissingError


def until(true, seconds=5.0):
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


def test_nobody_waits_while_it_is_made():
    gate, made = threading.Event(), []

    def make():
        gate.wait(5)
        made.append(1)
        return "model"

    kept = Kept(make)
    began = time.monotonic()
    assert kept.get() is None
    assert kept.get(wait=0.05) is None
    assert time.monotonic() - began < 1
    gate.set()
    assert kept.get(wait=5) == "model"
    assert kept.get() == "model"
    assert made == [1]


def test_what_is_not_wanted_is_dropped_and_made_again_when_wanted():
    made = []
    kept = Kept(lambda: made.append(1) or f"model {len(made)}", idle=0.05)
    assert kept.get(wait=5) == "model 1"
    assert until(lambda: kept._made is None)
    assert kept.get(wait=5) == "model 2"


def test_what_is_missing_says_so_each_time_and_is_looked_for_once():
    asked = []

    def make():
        asked.append(1)
        raise ModelMissingError("Not installed.")

    kept = Kept(make)
    for _ in range(2):
        with pytest.raises(ModelMissingError) as said:
            kept.get(wait=5)
        assert said.value.sentence == "Not installed."
    assert asked == [1]
