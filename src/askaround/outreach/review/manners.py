# ruff: noqa: E501 (a pattern is easier to read on one line)
"""What a busy reader skips or resents: empty openings, words to spare, questions that a search answers; and who writes."""

import re
from collections.abc import Iterable

from .cutting import sentence_at, whole
from .reading import Reading
from .rule import ASKS, EVERY, FIRST_LETTERS, SHOULD, Cut, Facts, Finding, Rule, Sample

_LETTERS = ("email", "linkedin-message", "inmail", "paper")
_OK = "Hi Priya, we both studied at Bonn. Could we talk for 20 minutes? Thank you."
_EMPTY = re.compile(
    r"(?:i|we) hope (?:that )?(?:this|my|you|your|all|everything|things)\b[^.?!\n]{0,60}\b(?:finds?|is|are|going|doing|well|had|having)\b[^.?!\n]{0,60}[.!]"
    r"|(?:i )?trust (?:that )?(?:this|you)\b[^.?!\n]{0,40}\bwell\b[^.?!\n]{0,20}[.!]|(?:please )?(?:excuse|forgive|pardon) (?:me for )?(?:the|my|this) (?:sudden|unsolicited|cold|random|intru)[^.?!\n]{0,40}[.!]"
    r"|(?:i )?(?:know|realize|realise|understand|am sure|imagine) (?:that )?you(?:'re| are| must be) (?:very |really |extremely |incredibly )?busy[^.?!,\n]{0,40}[.!]|how are you(?: doing)?(?: today)?\?"
)
# Wordy: what says it shorter.
_SPARE = {
    "in order to": "to",
    "due to the fact that": "because",
    "at this point in time": "now",
    "for the purpose of": "for",
    "with regards to": "about",
    "with regard to": "about",
    "in regards to": "about",
    "i am writing to ask": "May I ask",
    "i was wondering if you could": "Could you",
    "i was wondering if we could": "Could we",
    "i was wondering whether we could": "Could we",
    "i wanted to ask if we could": "Could we",
    "would it be at all possible to": "could we",
    "i just wanted to": "I want to",
    "i would just like to": "I would like to",
    "at your earliest convenience": "soon",
}
_WORDY = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _SPARE), key=len, reverse=True)) + r")\b")
_LOOKED_UP = re.compile(
    r"\bwhat (?:exactly )?(?:does|is) (?:your (?:company|firm|organi[sz]ation|employer)) (?:do|make|sell|about)\b|\bwhat (?:is|are|'s) your (?:job title|title|current (?:role|position|job))\b|\bwhere (?:do you (?:currently |now )?work|are you (?:currently |now )?working)\b"
    r"|\bwhat do you do(?: for a living)?\?|\bwhat (?:company|firm) (?:do|are) you\b|\btell me (?:about|more about) (?:your company|what your (?:company|firm) does|what you do)\b|\bwhere did you (?:study|go to (?:college|university|school))\b"
)
_WHO = re.compile(
    r"\b(?:i am|i'm|i study|i work|i teach|i run|i lead|i write|i just finished|i graduated|i trained|i have (?:worked|studied|been)|i've (?:worked|studied|been)|my name is|my work|in one line|as an? \w+|studying|currently|after \w+ years)\b"
)
_NO_JOB = re.compile(
    r"\b(?:not|n't|no|nor|never|rather than|without|nothing)\b[^.?!\n]{0,60}\b(?:jobs?|openings?|positions?|hir(?:e|ed|ing)|work)\b"
)


def _empty_opening(reading: Reading) -> Iterable[Finding]:
    for sentence in reading.sentences[:3]:
        if _EMPTY.fullmatch(sentence.text):
            cut = whole(reading.text, sentence) if len(reading.sentences) > 1 else None
            yield Finding(
                sentence.start, sentence.end, "Anybody could write this line. Begin with what links you.", cut=cut
            )
            return


def _spare_words(reading: Reading) -> Iterable[Finding]:
    for match in _WORDY.finditer(reading.flat):
        said = _cased(_SPARE[match.group()], reading, match.start())
        # Other words make a question only where one stands.
        if not said.endswith(("ould you", "ould we")) or _asks(reading, match.start()):
            yield Finding(match.start(), match.end(), f"Shorter: “{said}”.", cut=Cut(match.start(), match.end(), said))


def _cased(said: str, reading: Reading, at: int) -> str:
    """With a capital where a sentence begins, without one elsewhere."""
    if _begins(reading, at):
        return said[0].upper() + said[1:]
    return said if said.startswith("I ") else said[0].lower() + said[1:]


def _begins(reading: Reading, at: int) -> bool:
    return any(sentence.start == at for sentence in reading.sentences)


def _asks(reading: Reading, at: int) -> bool:
    """Whether the sentence can be turned into a question by other words alone: it ends with a question mark."""
    return any(one.start <= at < one.end and one.is_question for one in reading.sentences)


def _could_be_looked_up(reading: Reading) -> Iterable[Finding]:
    match = _LOOKED_UP.search(reading.flat)
    if match:
        message = "Their profile or their site says it. Look it up, and ask what no page tells."
        yield Finding(match.start(), match.end(), message, cut=sentence_at(reading, match.start()))


def _who_missing(reading: Reading) -> Iterable[Finding]:
    if reading.knows("stranger") and reading.sentences and not _WHO.search(reading.plain):
        first = reading.sentences[0]
        yield Finding(first.start, first.end, "They don’t know you: say in one line who you are.")


def _job_not_denied(reading: Reading) -> Iterable[Finding]:
    if reading.sentences and not _NO_JOB.search(reading.plain):
        last = reading.sentences[-1]
        yield Finding(last.start, last.end, "It does not say that you are not asking for a job.")


RULES = (
    Rule(
        id="empty-opening", level=SHOULD, find=_empty_opening, kinds=EVERY, channels=_LETTERS, title="an empty opening line",
        why="The first line is what is seen before the letter is opened. One that fits everybody is the mark of mail to everybody.",
        source="mikeandmusic.com; vault.com: vague and generic letters are not answered", good=Sample(_OK),
        bad=Sample("Hi Priya,\n\nI hope this email finds you well. Could we talk for 20 minutes? Thank you."),
    ),
    Rule(
        id="words-to-spare", level=SHOULD, find=_spare_words, kinds=EVERY, channels=_LETTERS, title="more words than it takes",
        why="Short words and short letters are answered more often.", source="Boomerang, via artscibiz.blogspot.com, February 2016", good=Sample(_OK),
        bad=Sample("Hi Priya, I was wondering if we could talk for 20 minutes? Thank you."),
    ),
    Rule(
        id="could-be-looked-up", level=SHOULD, find=_could_be_looked_up, kinds=(*ASKS, "reply"), channels=_LETTERS, title="a question that a search answers",
        why="Who asks what stands on the first page has not prepared, and it shows.", source="Chaim Shapiro, tip 2: show that you have taken the time to research; careerhorizons",
        good=Sample(_OK), bad=Sample("Hi Priya, what does your company do? Could we talk for 20 minutes? Thank you."),
    ),
    Rule(
        id="who-you-are", level=SHOULD, find=_who_missing, kinds=FIRST_LETTERS, channels=_LETTERS, needs=("stranger",), title="a letter to a stranger that does not say who writes",
        why="How you found them, who you are, and that it is not about a job: three things that a stranger wants to know.",
        source="capd.mit.edu; career.berkeley.edu", good=Sample("I found you through your talk. I am a nurse. Could we talk for 20 minutes?", facts=Facts(stranger=True)),
        bad=Sample("I found you through your talk. Could we talk for 20 minutes?", facts=Facts(stranger=True)),
    ),
    Rule(
        id="denial-missing", level=SHOULD, find=_job_not_denied, kinds=FIRST_LETTERS, channels=_LETTERS, title="not said: that you are not asking for a job", rests=True,
        why="MIT and Berkeley say to write it out; others save the words. Switch this on if you want to be reminded.",
        source="capd.mit.edu; career.berkeley.edu", good=Sample("I am not asking for a job. Could we talk for 20 minutes?"), bad=Sample(_OK),
    ),
)  # fmt: skip
