"""Arrows that no import shows: foreign keys, includes, extends and reverse names point to earlier chapters only."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "askaround"


def story() -> dict[str, int]:
    """Each chapter's place, the earliest lowest, as pyproject's layers contract has it."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    places = {}
    for place, layer in enumerate(reversed(contract["layers"])):
        for chapter in layer.replace("(", "").replace(")", "").replace(":", " ").split():
            places[chapter] = place
    return places


STORY = story()
MODELS = [model for model in apps.get_models() if model.__module__.startswith("askaround.")]
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))


def test_every_chapter_stands_in_the_story():
    chapters = {folder.name for folder in SOURCE.iterdir() if (folder / "__init__.py").exists()}
    assert chapters <= set(STORY)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_foreign_key_points_to_its_own_or_an_earlier_chapter(model):
    own = STORY[model._meta.app_label]
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey | models.ManyToManyField):
            target = field.related_model._meta.app_label
            assert STORY.get(target, -1) <= own, f"{model._meta.label}.{field.name} points forward to {target}"


def test_related_names_are_unique_or_absent():
    """So that a search for `.asks` can tell what it means."""
    seen: dict[tuple[str, str], str] = {}
    for model in MODELS:
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.remote_field.related_name not in (None, "+"):
                name = (field.related_model._meta.label, field.remote_field.related_name)
                assert name not in seen, f"{name} is claimed by {seen.get(name)} and {model._meta.label}"
                seen[name] = model._meta.label


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_extends_and_includes_earlier_chapters_only(template):
    own = STORY[template.relative_to(SOURCE).parts[0]]
    for name in re.findall(r"{%\s*(?:extends|include)\s+[\"']([^\"'#]+)", template.read_text()):
        chapter = name.split("/")[0]
        assert STORY[chapter] <= own, f"{template.name} reaches forward to {name}"


def reverse_names() -> dict[str, int]:
    """Related names of every foreign key between chapters, with the place of the chapter that owns them."""
    names = {}
    for model in MODELS:
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey):
                name = field.remote_field.related_name
                if name not in (None, "+") and field.related_model._meta.app_label != model._meta.app_label:
                    names[name] = STORY[model._meta.app_label]
    return names


CODE = [path for path in sorted(SOURCE.glob("*/**/*.py")) if not {"migrations", "tests"} & set(path.parts)]


@pytest.mark.parametrize("name", sorted(reverse_names()))
def test_a_reverse_name_is_used_by_its_owner_or_later(name):
    owner = reverse_names()[name]
    # As a lookup in a queryset ("asks__sent_at") or as a manager (`contact.asks.`).
    use = re.compile(rf"(?<![\w.]){name}__\w+=|\.{name}\.(?:all|filter|count|exists|create|of)\b")
    for path in CODE:
        if STORY[path.relative_to(SOURCE).parts[0]] < owner:
            assert not use.search(path.read_text()), f"{path.relative_to(SOURCE)} reaches forward by “{name}”"
