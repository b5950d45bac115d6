"""The request for an introduction: below a line of dashes it holds a few lines that can be forwarded as they are."""

from collections.abc import Callable, Iterable

from ..forwarding import begins_at
from .reading import Reading
from .rule import MUST, SHOULD, WRITTEN, Finding, Rule, Sample

_SOURCE = "avc.com/2009/11/the-double-optin-introduction"
_GOOD = "Hi Sofia, would you introduce me to Lou?\n\n---\n\nDear Lou, could we talk for 20 minutes? Robin"
_BLURB = ("blurb", "forward")
_LONG = ("email", "linkedin-message", "inmail")


def _words(limit: int, upper: int | None = None) -> Callable[[Reading], Iterable[Finding]]:
    def find(reading: Reading) -> Iterable[Finding]:
        start = begins_at(reading.text)
        words = [word for word in reading.words if start is not None and word.start >= start]
        if len(words) > limit and (upper is None or len(words) <= upper):
            message = f"{len(words)} words to forward; {limit} is the most. {len(words) - limit} to cut."
            yield Finding(words[limit].start, words[-1].end, message)

    return find


def _missing(reading: Reading) -> Iterable[Finding]:
    if begins_at(reading.text) is None and reading.words:
        last = reading.words[-1]
        yield Finding(last.start, last.end, "Nothing to forward. Put a line of --- and below it a few lines about you.")


def _rule(
    name: str, level: str, find: Callable[[Reading], Iterable[Finding]], bad: str, channels: tuple[str, ...]
) -> Rule:
    return Rule(
        id=name, level=level, find=find, kinds=_BLURB, channels=channels, english=False, source=_SOURCE,
        why="Who introduces you forwards what is short and ready, and does not have to explain you.",
        good=Sample(_GOOD), bad=Sample(bad),
    )  # fmt: skip


RULES = (
    _rule("forward-over-100-words", MUST, _words(100), "Hi\n---\n" + "word " * 101, WRITTEN),
    _rule("forward-over-75-words", SHOULD, _words(75, 100), "Hi\n---\n" + "word " * 76, WRITTEN),
    _rule("forward-missing", SHOULD, _missing, "Hi Sofia, would you introduce me to Lou?", _LONG),
)
