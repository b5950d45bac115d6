"""Where good sources differ: the settings of the practice, what each rests on, how far a host lets them go. Plain."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

ASKING, RESTING, AFTER = "Asking and following up", "Letting it rest", "After the talk"
_BOUND = re.compile(r"(?P<key>[a-z_]+)\s*(?P<side><=|>=)\s*(?P<number>\d+)")


@dataclass(frozen=True)
class Setting:
    """One thing that may be done more than one way: what the choices are, and what each rests on."""

    key: str
    chapter: str
    label: str
    choices: tuple[tuple[int, str], ...]
    default: int
    least: int
    most: int
    group: str
    does: str
    source: str
    differ: str = ""

    @property
    def standard(self) -> str:
        """The default, as one reads it."""
        return self.named(self.default)

    def named(self, value: int) -> str:
        """The value as one reads it: "7 working days"."""
        return dict(self.choices).get(value, str(value))


SETTINGS = (
    Setting(
        "minutes", "outreach", "Ask for",
        ((15, "15 minutes"), (20, "20 minutes"), (30, "30 minutes")), 20, 15, 60, ASKING,
        "What a new ask begins with. Less is easier to give.",
        "Simon Fraser, Pomona and Columbia say 15 to 20.",
        "Berkeley, MIT, Northeastern and Stanford say 20 to 30.",
    ),
    Setting(
        "follow_up_after", "outreach", "Follow up after",
        ((5, "5 working days"), (7, "7 working days"), (10, "10 working days")), 7, 3, 20, ASKING,
        "Counted in their working days, their holidays left out.",
        "Duke’s career center: seven.",
        "Carleton: a week at least.",
    ),
    Setting(
        "follow_ups", "outreach", "Follow up",
        ((0, "not at all"), (1, "once, then stop"), (2, "twice, then stop")), 1, 0, 2, ASKING,
        "After it the ask rests. A third message is never sent.",
        "Simon Fraser: once.",
        "Others allow two; one practitioner wrote ten times and was thanked.",
    ),
    Setting(
        "alternate_after", "outreach", "Try somebody else there after",
        ((3, "3 working days"), (5, "5 working days"), (7, "7 working days")), 3, 1, 10, ASKING,
        "The first person is not written off by it.",
        "Duke’s career center: three, because those who answer mostly do so soon.",
    ),
    Setting(
        "apart", "outreach", "Two people at one place, at least",
        ((3, "3 working days apart"), (5, "5 working days apart"), (7, "7 working days apart")), 3, 3, 10, ASKING,
        "A first letter to a second person there waits until then.",
        "Duke’s career center: never two new people at once in one company.",
    ),
    Setting(
        "noon", "outreach", "A letter sent after noon counts from",
        ((1, "the next working day"), (0, "the same day")), 1, 0, 1, ASKING,
        "At a weekend or on their holiday it counts from their next working day in any case.",
        "A habit of those who keep such lists: it is read tomorrow.",
        "No career center says so.",
    ),
    Setting(
        "rest_days", "outreach", "After silence or a no, ask the same person again after",
        ((60, "two months"), (90, "three months"), (180, "half a year")), 90, 30, 365, RESTING,
        "Until then no new ask to them goes out. A yes or “ask me in spring” ends the rest at once.",
        "No source names a number. Ours is as long as the wait before news.",
    ),
    Setting(
        "there_at_most", "outreach", "Ask at one organization, in that time, at most",
        ((2, "two people"), (3, "three people"), (5, "five people")), 3, 1, 10, RESTING,
        "Whom somebody there introduces you to does not count.",
        "No source names a number; people there talk to each other.",
    ),
    Setting(
        "thanks_hours", "notes", "Thank them within",
        ((24, "24 hours"), (48, "48 hours"), (72, "3 days")), 24, 4, 96, AFTER,
        "What you heard is freshest then, for both of you.",
        "Yale and most others: a day.",
        "Some allow 48 hours; Hampshire College two or three days.",
    ),
    Setting(
        "check_in_after", "people", "Ask an introducer how it stands after",
        ((7, "7 days"), (10, "10 days"), (14, "14 days")), 7, 3, 30, AFTER,
        "Once, one line; then it rests with them.",
        "An open textbook on careers: seven to ten days.",
    ),
    Setting(
        "news_every", "people", "Send those you met news every",
        ((30, "30 days"), (60, "60 days"), (90, "90 days"), (120, "4 months"), (0, "never by itself")), 90, 0, 365,
        AFTER,
        "Any contact, either way, begins the count anew. A person may have a rhythm of their own.",
        "Santa Clara: every few months.",
        "Portland: up to three times a year. Others: every 30, 60 or 90 days, by how close you are.",
    ),
    Setting(
        "practise_first", "desk", "Before a top employer, hold",
        ((0, "no talk"), (2, "2 talks"), (3, "3 talks"), (5, "5 talks")), 2, 0, 20, AFTER,
        "The places you care for most come once you are practised.",
        "The first talks are the clumsiest.",
    ),
)  # fmt: skip
BY_KEY = {setting.key: setting for setting in SETTINGS}
Limits = Mapping[str, tuple[int, int]]


def limits_of(text: str) -> dict[str, tuple[int, int]]:
    """What a host allows: "follow_ups<=1, minutes<=20" as the least and the most of each setting named.

    Raises ValueError, with a sentence, for a setting that there is not and for limits that leave no choice.
    """
    found: dict[str, tuple[int, int]] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = _BOUND.fullmatch(part)
        if match is None or match["key"] not in BY_KEY:
            raise ValueError(f"“{part}” is not a limit. Write a setting, <= or >=, and a number: follow_ups<=1.")
        setting, number = BY_KEY[match["key"]], int(match["number"])
        least, most = found.get(setting.key, (setting.least, setting.most))
        least, most = (max(least, number), most) if match["side"] == ">=" else (least, min(most, number))
        if not any(least <= value <= most for value, _ in setting.choices):
            raise ValueError(f"“{part}” leaves no choice for {setting.key}.")
        found[setting.key] = least, most
    return found


def kept(practice: Mapping[str, object] | None, setting: Setting, limits: Limits) -> int:
    """The value of a setting: what is kept under its chapter, else the default, within its bounds and the host's."""
    part = (practice or {}).get(setting.chapter)
    value = part.get(setting.key) if isinstance(part, Mapping) else None
    value = int(value) if isinstance(value, int) else setting.default
    least, most = limits.get(setting.key, (setting.least, setting.most))
    return min(max(value, least), most)
