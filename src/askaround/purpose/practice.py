"""The settings of the practice as a campaign keeps them: read, told in words, changed, back to standard."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings

from askaround.history import recording

from .differing import BY_KEY, SETTINGS, Setting, kept
from .models import Campaign

T = TypeVar("T")


def current(practice: Mapping[str, Any] | None) -> dict[str, int]:
    """The value of each setting; the default where nothing else is kept; never beyond what the host allows."""
    return {setting.key: kept(practice, setting, settings.PRACTICE_LIMITS) for setting in SETTINGS}


def read(cls: type[T], practice: Mapping[str, Any] | None) -> T:
    """A chapter's own part as its typed dataclass, whose fields are named like the settings."""
    assert is_dataclass(cls)
    values: dict[str, Any] = {}
    for field in fields(cls):
        value = kept(practice, BY_KEY[field.name], settings.PRACTICE_LIMITS)
        values[field.name] = bool(value) if field.type is bool else value
    return cls(**values)


def offered(setting: Setting) -> list[tuple[int, str]]:
    """The choices that the host leaves."""
    least, most = settings.PRACTICE_LIMITS.get(setting.key, (setting.least, setting.most))
    return [(value, words) for value, words in setting.choices if least <= value <= most]


def in_words(practice: Mapping[str, Any]) -> list[str]:
    """Each setting with what is chosen, as one reads it: "Ask for 20 minutes"."""
    values = current(practice)
    return [f"{setting.label} {setting.named(values[setting.key])}" for setting in SETTINGS]


def changed(practice: Mapping[str, Any]) -> list[Setting]:
    """The settings that differ from the standard."""
    values = current(practice)
    return [setting for setting in SETTINGS if values[setting.key] != setting.default]


def change(campaign: Campaign, chosen: Mapping[str, int], *, at: datetime) -> bool:
    """Write the chosen settings, each under its chapter; everything else in there stays as it is."""
    values, new = current(campaign.practice), _copied(campaign)
    for setting in SETTINGS:
        if setting.key in chosen and chosen[setting.key] != values[setting.key]:
            new.setdefault(setting.chapter, {})[setting.key] = chosen[setting.key]
    return _write(campaign, new, at=at)


def reset(campaign: Campaign, wanted: Iterable[Setting] = SETTINGS, *, at: datetime) -> bool:
    """Back to standard: what was chosen is forgotten."""
    new = _copied(campaign)
    for setting in wanted:
        new.get(setting.chapter, {}).pop(setting.key, None)
    return _write(campaign, new, at=at)


def _copied(campaign: Campaign) -> dict[str, Any]:
    return {chapter: dict(part) if isinstance(part, dict) else part for chapter, part in campaign.practice.items()}


def _write(campaign: Campaign, new: dict[str, Any], *, at: datetime) -> bool:
    new = {chapter: part for chapter, part in new.items() if part}
    return recording.change(campaign, at=at, verb="practice changed", practice=new)
