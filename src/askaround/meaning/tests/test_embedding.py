"""Texts are read by the model once, and where there is no model that is said."""

import numpy as np
import pytest

from askaround.language.keeping import Kept
from askaround.language.minilm import MiniLM, ModelMissingError
from askaround.meaning import embedding
from askaround.meaning.models import Vector
from conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_text_is_read_once_and_its_vector_stays_the_same(alice):
    texts = ["Learn SQL first.", "Pay is poor.", "Learn SQL first."]
    first = embedding.embed(alice.notebook.pk, texts, at=NOW)
    again = embedding.embed(alice.notebook.pk, texts, at=NOW)
    assert (first.made, again.made, Vector.objects.count()) == (2, 0, 2)
    assert np.array_equal(first.vectors, again.vectors)
    assert np.array_equal(first.vectors[0], first.vectors[2])
    assert np.allclose(np.linalg.norm(first.vectors, axis=1), 1, atol=1e-5)


def test_company_changes_nothing(alice, bob):
    alone = embedding.embed(alice.notebook.pk, ["Pay is poor."], at=NOW)
    together = embedding.embed(bob.notebook.pk, ["Take notes.", "Pay is poor.", "Hours are long."], at=NOW)
    assert np.array_equal(alone.vectors[0], together.vectors[1])


def test_progress_is_told(alice):
    told = []
    embedding.embed(
        alice.notebook.pk, ["One.", "Two."], at=NOW, progress=lambda done, total: told.append((done, total))
    )
    assert told[-1] == (2, 2)


def test_without_the_model_a_sentence_says_why(alice, monkeypatch, tmp_path):
    def damaged():
        (tmp_path / "model.onnx").write_bytes(b"another model")
        return MiniLM(tmp_path / "model.onnx")

    monkeypatch.setattr(embedding, "_KEPT", Kept(damaged))
    found = embedding.embed(alice.notebook.pk, ["Pay is poor."], at=NOW)
    assert found.vectors is None
    assert "damaged" in found.sentence
    with pytest.raises(ModelMissingError):
        damaged()


def test_vectors_go_when_they_must(alice, bob):
    embedding.embed(alice.notebook.pk, ["Pay is poor."], at=NOW)
    embedding.embed(bob.notebook.pk, ["Pay is poor."], at=NOW)
    assert embedding.forget(alice.notebook.pk) == 1
    assert Vector.objects.get().notebook_id == bob.notebook.pk
