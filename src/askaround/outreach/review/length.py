# ruff: noqa: E501 (a pattern is easier to read on one line)
"""How long a letter may be, by kind and channel, and how hard it may be to read."""

import re
from collections.abc import Callable, Iterable

from .reading import Reading, Span
from .rule import ASKS, EMAIL, EVERY, FIRST_LETTERS, MUST, SHOULD, THANKS, Finding, Rule, Sample

_SHORT = "Short letters are answered more often: best at 75 to 100 words, and this is read on a phone."
_SFU = "sfu.ca/students/career, “Request an informational interview”; Boomerang, via fastcompany.com/3057096"
_LINKEDIN = "The limit of LinkedIn for this kind of message"
_LINKEDIN_SHORT = "searchenginejournal.com, 24 May 2022: InMail under 400 characters is answered more often"
_OK = "Hi Priya, could we talk for 20 minutes? Thank you."
MORE = 25  # words between what is best and what is too long
_VOWELS = re.compile(r"[aeiouy]+")
_NOT_LETTERS = re.compile(r"[^a-z]")


def count_words(text: str) -> int:
    """Words as the rules count them."""
    return len(Reading(text, kind="ask").words)


def _best(reading: Reading) -> Iterable[Finding]:
    """Over the words that are best, as the campaign has them, and not over the most."""
    return _words(reading.practised.words, reading.practised.words + MORE)(reading)


def _most(reading: Reading) -> Iterable[Finding]:
    return _words(reading.practised.words + MORE)(reading)


def _note_free(reading: Reading) -> Iterable[Finding]:
    return _characters(200, 300)(reading) if reading.practised.note_fits == 200 else ()


def _words(limit: int, upper: int | None = None) -> Callable[[Reading], Iterable[Finding]]:
    def find(reading: Reading) -> Iterable[Finding]:
        words = reading.words
        if len(words) > limit and (upper is None or len(words) <= upper):
            over = len(words) - limit
            message = f"{len(words)} words; {limit} is the most. {over} to cut."
            yield Finding(words[limit].start, words[-1].end, message)

    return find


def _characters(limit: int, upper: int | None = None) -> Callable[[Reading], Iterable[Finding]]:
    def find(reading: Reading) -> Iterable[Finding]:
        length = len(reading.text.rstrip())
        if length > limit and (upper is None or length <= upper):
            yield Finding(limit, length, f"{length} characters; {limit} fit. {length - limit} to cut.")

    return find


def _sentences(reading: Reading) -> Iterable[Finding]:
    sentences = reading.sentences
    if len(sentences) > 5:
        yield Finding(sentences[5].start, sentences[-1].end, f"{len(sentences)} sentences. Fewer say it all.")


def _subject_too_long(reading: Reading) -> Iterable[Finding]:
    length = len(reading.subject or "")
    if length > 200:
        yield Finding(200, length, f"{length} characters in the subject; 200 fit.", "subject")


def syllables(word: str) -> int:
    """Syllables of an English word, near enough for an average."""
    letters = _NOT_LETTERS.sub("", word)
    found = len(_VOWELS.findall(letters))
    if letters.endswith("e") and not letters.endswith(("le", "ee")) and found > 1:
        found -= 1
    return max(1, found)


def grade(sentences: list[Span]) -> float:
    """Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    words = [word for sentence in sentences for word in sentence.text.split() if any(c.isalpha() for c in word)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def _hard_to_read(reading: Reading) -> Iterable[Finding]:
    sentences = reading.sentences
    if sum(len(s.text.split()) for s in sentences) < 30:
        return
    found = grade(sentences)
    if found > 8:
        hardest = max(sentences, key=lambda s: grade([s]))
        yield Finding(hardest.start, hardest.end, f"Reads like grade {found:.0f}. Shorter words, shorter sentences.")


def _rule(id: str, level: str, find: Callable[[Reading], Iterable[Finding]], bad: str, **more: object) -> Rule:  # noqa: A002
    settings: dict[str, object] = {"why": _SHORT, "source": _SFU, "good": Sample(_OK), "english": False, **more}
    return Rule(id=id, level=level, find=find, bad=Sample(bad), **settings)  # type: ignore[arg-type]


RULES = (
    _rule("words-over-100", MUST, _most, "word " * 101, kinds=ASKS, channels=EMAIL, title="far too many words"),
    _rule("words-over-75", SHOULD, _best, "word " * 76, kinds=ASKS, channels=EMAIL, title="many words"),
    _rule(
        "thanks-over-150-words", MUST, _words(150), "word " * 151, kinds=THANKS,
        why="A thank-you is read in a minute or kept for later, and later is never.",
        source="“Everything you need to know about informational interviews”: keep it brief",
        good=Sample("Thank you, Priya. “Write the memo first” stayed with me."),
    ),
    _rule("sentences-over-5", SHOULD, _sentences, "Hi Priya,\n\nOne. Two. Three. Four. Five. Six.", kinds=ASKS, channels=EMAIL, title="many sentences"),
    _rule("note-over-300", MUST, _characters(300), "x" * 301, kinds=EVERY, channels=("linkedin-note",), source=_LINKEDIN,
          why="LinkedIn cuts a note with an invitation at 300 characters, at 200 without a paid account."),
    _rule("note-over-200", SHOULD, _note_free, "x" * 201, kinds=EVERY, channels=("linkedin-note",), source=_LINKEDIN,
          why="Without a paid account LinkedIn takes 200 characters in a note with an invitation."),
    _rule("inmail-over-1900", MUST, _characters(1900), "x" * 1901, kinds=EVERY, channels=("inmail",), source=_LINKEDIN,
          why="LinkedIn takes 1,900 characters in an InMail."),
    _rule("inmail-over-400", SHOULD, _characters(400, 1900), "x" * 401, kinds=FIRST_LETTERS, channels=("inmail",),
          source=_LINKEDIN_SHORT, why="InMail under 400 characters is answered more often than longer ones."),
    _rule("message-over-8000", MUST, _characters(8000), "x" * 8001, kinds=EVERY, channels=("linkedin-message",), source=_LINKEDIN,
          why="LinkedIn takes 8,000 characters in a message."),
    _rule("message-over-400", SHOULD, _characters(400, 8000), "x" * 401, kinds=FIRST_LETTERS, channels=("linkedin-message",),
          source=_LINKEDIN_SHORT, why="Short messages are answered more often than long ones."),
    Rule(
        id="inmail-subject-over-200", level=MUST, find=_subject_too_long, kinds=EVERY, channels=("inmail",), english=False,
        why="LinkedIn takes 200 characters in the subject of an InMail.", source=_LINKEDIN,
        good=Sample(_OK, subject="Fellow Bonn graduate"), bad=Sample(_OK, subject="x" * 201),
    ),
    _rule(
        "hard-to-read", SHOULD, _hard_to_read,
        "I am endeavouring to systematically investigate organisational methodologies concerning institutional data "
        "infrastructure, particularly regarding interdisciplinary collaboration possibilities, transformational "
        "architecture considerations and multidimensional professional development, and would sincerely appreciate your "
        "valuable consideration.",
        kinds=EVERY, channels=("email", "linkedin-message", "inmail"), english=True,
        why="Letters in plain words are answered more often than those in college English.",
        source="Boomerang, via artscibiz.blogspot.com, February 2016",
    ),
)  # fmt: skip
