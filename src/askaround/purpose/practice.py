"""The settings of the practice where good sources differ; each is kept under the chapter that reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from askaround.history import recording

from .models import Campaign


@dataclass(frozen=True)
class Setting:
    """One thing that may be done more than one way: what the choices are, and what each rests on."""

    key: str
    chapter: str
    name: str
    label: str
    choices: tuple[tuple[int, str], ...]
    default: int
    why: str


SETTINGS = (
    Setting(
        "minutes", "outreach", "minutes", "Ask for",
        ((15, "15 minutes"), (20, "20 minutes"), (30, "30 minutes")), 20,
        "Career centres say 15 to 20, or 20 to 30. Less is easier to give.",
    ),
    Setting(
        "follow_up_after", "outreach", "follow_up_after", "Follow up after",
        ((5, "5 working days"), (7, "7 working days"), (10, "10 working days")), 7,
        "A week is common. After an introduction, ten days leave more room.",
    ),
    Setting(
        "follow_ups", "outreach", "follow_ups", "Follow up",
        ((0, "not at all"), (1, "once, then stop"), (2, "twice, then stop")), 1,
        "One is enough for most. A third message is never sent.",
    ),
    Setting(
        "alternate_after", "outreach", "alternate_after", "Try somebody else there after",
        ((3, "3 working days"), (5, "5 working days"), (7, "7 working days")), 3,
        "Those who answer mostly do so soon. The first person is not written off by it.",
    ),
    Setting(
        "thanks_hours", "notes", "thanks_hours", "Thank them within",
        ((24, "24 hours"), (48, "48 hours"), (72, "3 days")), 24,
        "Most say a day. What you heard is freshest then, for both of you.",
    ),
    Setting(
        "practise_first", "desk", "practise_first", "Before a top employer, hold",
        ((0, "no talk"), (2, "2 talks"), (3, "3 talks"), (5, "5 talks")), 2,
        "The first talks are the clumsiest. The places you care for most come once you are practised.",
    ),
)  # fmt: skip


def current(practice: Mapping[str, Any]) -> dict[str, int]:
    """The value of each setting; the default where nothing else is kept."""
    return {setting.key: _kept(practice, setting) for setting in SETTINGS}


def in_words(practice: Mapping[str, Any]) -> list[str]:
    """Each setting with what is chosen, as one reads it: "Ask for 20 minutes"."""
    values = current(practice)
    return [
        f"{setting.label} {dict(setting.choices).get(values[setting.key], str(values[setting.key]))}"
        for setting in SETTINGS
    ]


def change(campaign: Campaign, chosen: Mapping[str, int], *, at: datetime) -> bool:
    """Write the chosen settings, each under its chapter; everything else in there stays as it is."""
    new = {chapter: dict(kept) if isinstance(kept, dict) else kept for chapter, kept in campaign.practice.items()}
    for setting in SETTINGS:
        part = new.setdefault(setting.chapter, {})
        if setting.key in chosen and chosen[setting.key] != _kept(new, setting):
            part[setting.name] = chosen[setting.key]
    new = {chapter: kept for chapter, kept in new.items() if kept}
    return recording.change(campaign, at=at, verb="practice changed", practice=new)


def _kept(practice: Mapping[str, Any], setting: Setting) -> int:
    part = practice.get(setting.chapter)
    value = part.get(setting.name) if isinstance(part, Mapping) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else setting.default
