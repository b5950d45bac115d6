"""The kind of a note, proposed: the weights are what the notes give, and unlike fields are told about as well."""

import numpy as np
import pytest

from askaround.language.kinds import CUES, KINDS, cues, suggested
from askaround.language.minilm import MiniLM, ModelMissingError
from tools import kinds as training


@pytest.fixture(scope="module")
def model():
    try:
        return MiniLM(threads=1)
    except ModelMissingError:
        pytest.skip("the language model is not installed")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Learn to read a query plan before you learn another framework.", "advice"),
        ("Half of the week is meetings with people who changed their mind.", "information"),
        ("Talk to Ana Ruiz at Contoso, she runs the platform team.", "referral"),
    ],
)
def test_plain_notes_are_told(model, text, kind):
    found = suggested(text, model.embed([text])[0])
    assert found.kind == kind
    assert 1 / len(KINDS) < found.chance <= 1


def test_a_cue_is_one_or_nothing():
    assert cues("") == [0.0] * (len(CUES) + 1)
    assert cues("Ask Ana Ruiz, you should")[0] == 1.0


def test_the_weights_that_ship_are_what_the_notes_give():
    assert training.main(["--check"]) == 0


def test_a_field_that_was_not_taught_is_told_well_enough():
    vectors, known = training.kept_vectors(), training.fields()
    found = []
    for name, rows in known.items():
        others = [row for other, each in known.items() if other != name for row in each]
        found.append(training.macro_f1(rows, vectors, training.trained(others, vectors)))
    assert np.mean(found) >= 0.83
