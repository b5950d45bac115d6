# ruff: noqa: E501 (a pattern is easier to read on one line)
"""Letters to those who opened a door: they hear whom you met, and whom you may name is asked."""

import re
from collections.abc import Iterable

from .reading import Reading
from .rule import SHOULD, WRITTEN, Facts, Finding, Rule, Sample

_NAME = re.compile(r"\byour name\b|\bmention you\b|\bsay (?:that )?you sent me\b|\brefer to you\b|\bintroduc")
_REPORT = "Carleton College: always report back the result; Yale postdocs: tell the referrer what came of it"


def _names_nobody(reading: Reading) -> Iterable[Finding]:
    meets = reading.knows("meets")
    if not isinstance(meets, str) or not meets.strip() or not reading.sentences:
        return
    if not any(part.lower() in reading.plain for part in meets.split() if len(part) > 1):
        first = reading.sentences[0]
        yield Finding(
            first.start, first.end, f"It does not say whom you met. They may have named more than one: {meets}."
        )


def _name_not_asked(reading: Reading) -> Iterable[Finding]:
    if reading.sentences and not _NAME.search(reading.plain):
        last = reading.sentences[-1]
        yield Finding(
            last.start, last.end, "Ask whether you may use their name, or say that you will not without asking."
        )


RULES = (
    Rule(
        id="report-names-nobody", level=SHOULD, find=_names_nobody, kinds=("report-back", "check-in"), channels=WRITTEN, needs=("meets",), english=False,
        why="Who introduces people to each other wants to know what came of it, and of which.", source=_REPORT, title="a report that does not say whom you met",
        good=Sample("Thank you: Dana and I have talked.", facts=Facts(meets="Dana Wu")), bad=Sample("Thank you, it went well.", facts=Facts(meets="Dana Wu")),
    ),
    Rule(
        id="name-not-asked-for", level=SHOULD, find=_name_not_asked, kinds=("who-else",), channels=("email", "linkedin-message", "inmail", "paper"),
        why="A name opens a door, and it is theirs. Asking for it is polite, and they say more freely whom they know.",
        source="opentextbooks.org.hk/node/36248: ask “May I use your name?”", title="names asked for, and not whether you may use theirs",
        good=Sample("Whom would you ask? I would use your name only if you say so."), bad=Sample("Whom would you ask in my place?"),
    ),
)  # fmt: skip
