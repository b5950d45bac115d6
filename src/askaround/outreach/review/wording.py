# ruff: noqa: E501 (a pattern is easier to read on one line)
"""Phrases that cost an answer, and the one that earns it."""

import re
from collections.abc import Callable, Iterable
from functools import cache, partial

from .cutting import sentence_at
from .reading import Reading
from .rule import (
    ALL_CHANNELS,
    ASKS,
    EVERY,
    FIRST_LETTERS,
    MUST,
    SHOULD,
    THANKS,
    WRITTEN,
    Cut,
    Find,
    Finding,
    Rule,
    Sample,
)

_OK = "Hi Priya, we both studied at Bonn. Could we talk for 20 minutes? Thank you."
_PUZZLE = "wallstreetplaybook, “informational interview e-mail”"
_STEM = re.compile(r"[^\W_]{3,}")
_SMALL = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "your",
        "you",
        "our",
        "are",
        "was",
        "were",
        "have",
        "has",
        "who",
        "how",
        "what",
        "why",
        "met",
        "see",
        "its",
        "not",
        "but",
    ]
)


CutAt = Callable[[Reading, "re.Match[str]"], Cut | None]


def phrases(pattern: str, message: str, *, flags: int = 0, cut: CutAt | None = None) -> Find:
    """A rule that looks for a phrase, once. Its pattern is compiled at the first letter."""
    compiled = cache(partial(re.compile, pattern, flags))

    def find(reading: Reading) -> Iterable[Finding]:
        match = compiled().search(reading.flat)
        if match:
            yield Finding(match.start(), match.end(), message, cut=cut(reading, match) if cut else None)

    return find


def _its_sentence(reading: Reading, match: "re.Match[str]") -> Cut | None:
    return sentence_at(reading, match.start())


def _other_words(words: str) -> CutAt:
    return lambda reading, match: Cut(match.start(), match.end(), words)


def _by_name(reading: Reading, match: "re.Match[str]") -> Cut | None:
    name = reading.knows("first_name")
    return Cut(match.start(), match.end(), f"Hi {name},") if isinstance(name, str) and name else None


def _placeholder(reading: Reading) -> Iterable[Finding]:
    for part, text in (("body", reading.text), ("subject", reading.subject or "")):
        for match in re.finditer(r"\[[^\]\n]{2,120}\]|\{\w{2,30}\}", text):
            yield Finding(match.start(), match.end(), "Still to fill in.", part)


def _no_thanks(reading: Reading) -> Iterable[Finding]:
    if reading.words and not re.search(r"\bthank|\bgrateful|\bappreciat|\bgratitude|\bthx\b", reading.plain):
        last = (reading.questions or reading.sentences or reading.words)[-1]
        yield Finding(last.start, last.end, "No word of thanks.")


def _about_me(reading: Reading) -> Iterable[Finding]:
    mine = [w for w in reading.words if re.match(r"(?:i|i'\w+|my|me|mine|myself)\b", w.text)]
    yours = sum(bool(re.match(r"(?:you|your|yours|you'\w+)\b", w.text)) for w in reading.words)
    if len(mine) >= 6 and len(mine) > 2 * yours:
        yield Finding(mine[0].start, mine[-1].end, f"{len(mine)} words about you, {yours} about them. Turn it round.")


def salient(text: str) -> set[str]:
    """The words of a fact by which it is known again."""
    return {word.rstrip("s") for word in _STEM.findall(text.lower().replace("’", "'")) if word not in _SMALL}


def _connection(reading: Reading) -> Iterable[Finding]:
    facts = reading.knows("connection")
    if not isinstance(facts, tuple) or not any(salient(fact) for fact in facts) or not reading.sentences:
        return
    first = reading.sentences[0]
    if "[" in first.text:  # what links them is still to be filled in there
        return
    said = salient(first.text)
    if not any(salient(fact) & said for fact in facts):
        yield Finding(first.start, first.end, "Begin with what links you; your reason comes second.")


def _rule(
    name: str, pattern: str, message: str, *, why: str, source: str, bad: str, good: str = _OK, cut: CutAt | None = None,
    **more: object,
) -> Rule:  # fmt: skip
    settings: dict[str, object] = {"level": SHOULD, "kinds": ASKS, "channels": ALL_CHANNELS, **more}
    return Rule(
        id=name, find=phrases(pattern, message, cut=cut), why=why, source=source, good=Sample(good), bad=Sample(bad), **settings  # type: ignore[arg-type]
    )  # fmt: skip


RULES = (
    Rule(
        id="placeholder-left", level=MUST, find=_placeholder, kinds=EVERY, channels=WRITTEN, english=False,
        why="It would go out as it stands.", source="Plain sense", good=Sample(_OK), bad=Sample("Hi [first name], could we talk?"),
    ),
    Rule(
        id="connection-first", level=SHOULD, find=_connection, kinds=FIRST_LETTERS, channels=WRITTEN, needs=("connection",),
        why="The first line decides whether the second is read. What links you comes first.",
        source="sfu.ca, “Request an informational interview”; capd.mit.edu",
        good=Sample("Hi Priya,\n\nWe both studied at Bonn."), bad=Sample("Hi Priya,\n\nMy name is Alice. We both studied at Bonn."),
    ),
    _rule(
        "pick-your-brain", r"\bpick(?:ing)? (?:your|the) brains?\b|\bpick at your brain\b", "Say what you would like to hear about instead.",
        why="It says that you have not thought about what to ask.", source=_PUZZLE, kinds=EVERY,
        cut=_other_words("ask you about your work"), bad="Hi Priya, could I pick your brain for 20 minutes?",
    ),
    _rule(
        "booking-link",
        r"\b(?:https?://)?(?:www\.)?(?:calendly\.com|cal\.com|savvycal\.com|doodle\.com|zcal\.co|tidycal\.com|meetings\.hubspot\.com"
        r"|calendar\.app\.google|calendar\.google\.com/calendar/appointments|youcanbook\.me|acuityscheduling\.com|koalendar\.com)\S*"
        r"|\b(?:book|pick|choose|grab|reserve) (?:a|any|some) (?:time|slot)s? (?:on|in|from|via|through|using|with) (?:my|this|the)\b|\bmy (?:booking|calendly|scheduling) link\b",
        "Leave the booking link out. Ask, and offer times once they say yes.",
        why="A link to book sends somebody who does you a favour to do your work.",
        source="newsletter.weskao.com, “Unspoken power dynamics of Calendly”", kinds=EVERY, cut=_its_sentence,
        bad="Could we talk for 20 minutes? Book a slot at calendly.com/alice.",
    ),
    _rule(
        "when-are-you-free",
        r"\bwhen (?:are|would|will|might) you (?:be )?(?:\w+ )?(?:free|available|around)\b|\bwhat (?:time|day|date)s? (?:would |will |might |do )?(?:work|suit)s?\b"
        r"|\b(?:let me know|tell me|share|send me) (?:when you(?:'re| are) (?:free|available)|your availability|what works|a (?:good )?time)|\bwhen(?:ever)? (?:works|is good|suits|is convenient)\b|\bwhat(?:'s| is) your availability\b",
        "Leave the times for after the yes; then offer two or three.",
        why="An open question about time leaves the work to them.", source="wallstreetplaybook; newsletter.weskao.com", cut=_its_sentence,
        bad="Could we talk for 20 minutes? When are you free?",
    ),
    _rule(
        "attachment", r"\b(?:i(?:'ve| have)? |please find |see |find |i am |i'm )?(?:attach(?:ed|ing)|enclos(?:ed|ing)|attachment)\b",
        "Send nothing along. A link to your profile under your name is enough.",
        why="An attachment asks to be read, and a résumé asks for a job.", source="opentextbooks.org.hk/ditatopic/36247; a sample of MIT encloses a résumé", channels=WRITTEN, cut=_its_sentence,
        bad="I have attached an overview. Could we talk for 20 minutes?",
    ),
    _rule(
        "generic-greeting",
        r"^\s*(?:to whom (?:it|this) may concern|dear (?:sirs?|madam|ma'am|sir or madam|sir/madam|(?:the )?hiring \w+|recruit\w+|(?:the )?\w* ?team|friend|professional|all|both|alum\w*|colleague)"
        r"|(?:hi|hello|hey|greetings|good (?:morning|afternoon|day)|hi there|hello there|hey there|hi all|hello all|hi everyone))\s*[,.!:\n;-]",
        "Greet them by name.", why="A letter to anybody is answered by nobody.", source="mikeandmusic.com; vault.com", kinds=EVERY, channels=WRITTEN, cut=_by_name,
        bad="To whom it may concern,\n\nCould we talk for 20 minutes?",
    ),
    Rule(
        id="no-thanks", level=SHOULD, find=_no_thanks, kinds=(*ASKS, *THANKS), channels=ALL_CHANNELS,
        why="They would give you time. Thank them for it, also before.", source="vault.com; Chaim Shapiro, tip 5",
        good=Sample(_OK), bad=Sample("Hi Priya, could we talk for 20 minutes?"),
    ),
    Rule(
        id="mostly-about-me", level=SHOULD, find=_about_me, kinds=FIRST_LETTERS,
        why="More than half of an ask should be about them: why this person, and no other.", source="“The 2-Hour Job Search”, second edition",
        good=Sample(_OK), bad=Sample("I am Alice. I studied physics. My thesis was on ice. I like data. I code. My hobby is I/O."),
    ),
    _rule(
        "reproach",
        r"\b(?:you (?:have not|haven't|did not|didn't|never|still have not|still haven't) (?:yet )?(?:repl\w+|answer\w*|respond\w*|written|get back|got back|gotten back|come back)"
        r"|(?:i )?(?:have not|haven't|never|still haven't|did not|didn't) (?:yet )?(?:heard|hear|received|gotten|got|get) (?:anything |any |a |an )?(?:back|from you|reply|answer|response)"
        r"|(?:still )?waiting (?:for|on) (?:your|a|an) (?:reply|answer|response)|ignor(?:ed|ing) (?:me|my)|as per my (?:last|previous)|disappoint\w+"
        r"|(?:third|fourth|3rd|4th) (?:time|e-?mail|message)|why (?:haven't|have not|didn't|won't) you|(?:did|have) you (?:even )?(?:get|got|see|seen|read|receive|received|miss) my|bump(?:ing)? this)\b",
        "Leave out that they have not answered. They know.",
        why="A reminder that blames is not answered. Everybody is busy.", source="sfu.ca; Carleton College, career networking", kinds=("follow-up",), cut=_its_sentence,
        good="Hi Priya, I am still curious how you moved to data. Would 20 minutes suit you? Thank you.",
        bad="Hi Priya, you have not answered my letter.",
    ),
)  # fmt: skip
