# ruff: noqa: E501 (a pattern is easier to read on one line)
"""Mentions of skills in a text: those of the list and of one's own, and names that may be one and are asked about.

No list ends it, so words with capitals that are no person, place, date or employer are candidates. What a name must
look like to count (a capital inside a sentence, a cue beside it) stands with the name.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .listing import Entry, Name, _bare, names, shipped, shipped_names

_TOKEN = re.compile(r"[^\W_]+(?:\+\+|[+#](?!\w))?")
_JOINT = re.compile(r"[ \u00a0]|[-–./&'’]|(?: [&/] )|\. ?(?=js\b)|")
_OPENS = re.compile(r"(?:^|[.!?:;…]\s+|[\n\r•*–—-]\s*|[“\"(]\s*)$")
_SOFT_CUE = re.compile(
    r"(?i)\b(?:needs?|learn|skills?|practi[cs]e|develop|important|matters?|essential|good at|better at|improve|strong|"
    r"must|requires?|required|hire for|look for|looks for|ability|able to|value[sd]?|expect|train|work on|course|courage)\b"
)
_NEAR_CUE = re.compile(
    r"(?i)\b(?:learn|use[sd]?|using|know|knows|in|with|and|or|on|code[sd]?|coding|program\w*|write|writes|language|"
    r"scripts?|plus|some|into|basic|from|to)\W*$"
)
_AFTER_CUE = re.compile(r"(?i)^\W*(?:code|scripts?|programming|language|developers?|and|or|,)")
# What is written large and is nothing to learn.
_NO_SKILL = frozenset(
    re.findall(
        r"\S+",
        """
        i i'm i’m i'd i’d i'll i’ll i've i’ve ok okay mr mrs ms dr prof monday tuesday wednesday thursday friday saturday
        sunday january february march april may june july august september october november december jan feb mar apr jun
        jul aug sep sept oct nov dec mon tue wed thu fri sat sun christmas easter english german french spanish italian
        polish american british european indian chinese ceo cto cfo coo cio vp svp hr pr it us usa uk eu un nhs london
        paris berlin tv am pm phd ba bsc ma msc md cv faq id ngo sme smes asap eod q1 q2 q3 q4 h1 h2 k ii iii iv vs linkedin
        covid internet god earth south north east west bachelor master plan b a c d e f g year grade level step tba tbd
        fte kpi kpis nda rsvp diy vip ps nb re fyi imo rfp rfps po pos b2b b2c hq gp er icu or ed ward atm aka etc sla slas
        usd gbp eur chf fb ig ai ad stem 3d 2d get got be being most many former some first second new old own
        """,
    )
)
_PLACE = re.compile(
    r"(?i)\b(?:at|from|near|joined|join|left|live[sd]? in|based in|works? (?:at|for|in)|moved (?:to|from)|go(?:es)? to|"
    r"office in|city of|university of|of|across|outside|around|visit(?:ed)?|to|by|than|for|in|like|see)\s+(?:the\s+)?$"
)
_TOOL = re.compile(
    r"(?i)\b(?:use[sd]?|using|learn(?:ing|ed)?|know(?:s|ing)?|(?:work|fluent|proficient|certified|trained|experience|good|fast|quick)\s+(?:in|with|on)|"
    r"certified|via|through|open|migrat\w+ (?:to|from)|switch\w* (?:to|from)|moved? (?:from \w+ )?to|built (?:in|on|with)|"
    r"written in|runs? (?:in|on)|everything (?:in|on)|live in|chart\w* in|model\w* in|log\w* (?:in|into)|called|the|some|basic|a bit of)\s+$"
)
_TOOL_AFTER = re.compile(
    r"(?i)^\s+(?:certifi\w+|licen[sc]e|software|system|exam|course|training|skills?|files?|dashboards?|reports?|scripts?)\b"
)
_AT_WORK = re.compile(r"[A-Z][\w’'-]+,?\s+(?:at|from|of)\s+$")
_MOST_PIECES = 7
_VERSION = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill named in a text, by places of characters. A candidate is nobody's skill until somebody says so."""

    start: int
    end: int
    text: str
    id: str
    name: str
    candidate: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    key: str


def mentions(text: str, *, own: Sequence[Entry] = (), known: Collection[str] = ()) -> list[Mention]:
    """All mentions, in the order they stand, none over another; the longest name wins.

    `own` are skills of the seeker's own list; `known` are names of people, organizations and places, which are none.
    Never raises; a text of 100 words takes well under a millisecond.
    """
    tokens = [_Token(m.start(), m.end(), m[0], _bare(m[0].lower())) for m in _TOKEN.finditer(text)]
    mine = names(own) if own else {}
    found, at = [], 0
    while at < len(tokens):
        hit = _listed(text, tokens, at, mine, own) or _listed(text, tokens, at, shipped_names(), ())
        if hit is None:
            at += 1
            continue
        mention, count = hit
        found.append(mention)
        at += count
    return sorted([*found, *_candidates(text, tokens, found, known)], key=lambda mention: mention.start)


def _listed(
    text: str, tokens: Sequence[_Token], at: int, known: dict[str, list[Name]], own: Sequence[Entry]
) -> tuple[Mention, int] | None:
    for name in known.get(tokens[at].key, ()):
        some = tokens[at : at + len(name.pieces)]
        if tuple(token.key for token in some) == name.pieces and _joined(text, some) and _stands(text, some, name):
            said = text[some[0].start : some[-1].end]
            if _employer(text, some[0].start):
                return None
            entry = shipped().get(name.skill) or next(each for each in own if each.id == name.skill)
            return Mention(some[0].start, some[-1].end, said, entry.id, entry.name), len(some)
    return None


def _employer(text: str, start: int) -> bool:
    """Somebody works there: "Hannah from SAP"."""
    return bool(_AT_WORK.search(text[max(0, start - 40) : start]))


def _joined(text: str, some: Sequence[_Token]) -> bool:
    return all(_JOINT.fullmatch(text[one.end : other.start]) for one, other in pairwise(some))


def _stands(text: str, some: Sequence[_Token], name: Name) -> bool:
    """The name stands as it must to be meant."""
    said = text[some[0].start : some[-1].end]
    if name.exact:
        return said.rstrip("s") == name.written.rstrip("s") or said == name.written
    if name.large or name.cued:
        large = said[:1].isupper() and not _opens(text, some[0].start)
        beside = bool(_NEAR_CUE.search(text[: some[0].start])) or bool(_AFTER_CUE.match(text[some[-1].end :]))
        return (large or (said[:1].isupper() and bool(_TOOL_AFTER.match(text[some[-1].end :])))) and (
            beside or not name.cued
        )
    if name.soft:
        return bool(_SOFT_CUE.search(_sentence(text, some[0].start)))
    return True


def _candidates(
    text: str, tokens: Sequence[_Token], found: Sequence[Mention], known: Collection[str]
) -> Iterator[Mention]:
    """Runs of large words that may be a skill."""
    taken = [(mention.start, mention.end) for mention in found]
    no_skill = _NO_SKILL | {word.lower() for each in known for word in _TOKEN.findall(each)}
    at = 0
    while at < len(tokens):
        run = _run(text, tokens, at, taken)
        at += max(1, len(run))
        run = _trimmed(run, no_skill)
        if run and _may_be(text, run):
            said = text[run[0].start : run[-1].end]
            yield Mention(run[0].start, run[-1].end, said, f"own:{'-'.join(t.key for t in run)}", said, candidate=True)


def _run(text: str, tokens: Sequence[_Token], at: int, taken: Sequence[tuple[int, int]]) -> list[_Token]:
    run: list[_Token] = []
    for token in tokens[at : at + _MOST_PIECES]:
        free = not any(start <= token.start < end for start, end in taken)
        large = token.text[0].isupper() or _mixed(token.text) or (bool(run) and bool(_VERSION.fullmatch(token.text)))
        near = not run or text[run[-1].end : token.start] in {" ", "-", "/", ".", "&"}
        if not (free and large and near):
            break
        run.append(token)
    return run


def _trimmed(run: list[_Token], no_skill: Collection[str]) -> list[_Token]:
    """Without what is no skill at either end."""
    while run and run[0].text.lower() in no_skill:
        run = run[1:]
    while run and (run[-1].text.lower() in no_skill or _VERSION.fullmatch(run[-1].text)) and len(run) == 1:
        run = run[:-1]
    return run


def _may_be(text: str, run: Sequence[_Token]) -> bool:
    """Capitals that are an acronym's or a product's; a plain capital needs a cue that it is a tool."""
    start, end = run[0].start, run[-1].end
    loud = any(_mixed(token.text) for token in run)
    before, after = text[max(0, start - 40) : start], text[end : end + 30]
    cue = bool(_TOOL.search(before)) or bool(_TOOL_AFTER.match(after))
    if loud:
        return cue or not re.search(r"(?i)\b(?:at|from|joined|join|near)\s+(?:the\s+)?$", before)
    if _opens(text, start):
        return bool(_TOOL_AFTER.match(after)) and len(run) == 1
    return cue and not (_PLACE.search(before) and not _TOOL.search(before)) and not re.search(r"(?i)\bthe $", before)


def _mixed(word: str) -> bool:
    """Two capitals, or one behind a small letter, or letters with figures or signs."""
    capitals = sum(sign.isupper() for sign in word)
    letters = sum(sign.isalpha() for sign in word)
    inner = any(sign.isupper() for sign in word[1:])
    figures = any(sign.isdigit() for sign in word)
    return (
        (capitals >= 2 and word[-1:] != "s")
        or (inner and capitals >= 1)
        or (capitals >= 1 and figures and letters >= 1)
    )


def _opens(text: str, start: int) -> bool:
    return bool(_OPENS.search(text[max(0, start - 4) : start])) or start == 0


def _sentence(text: str, at: int) -> str:
    begun = max((text.rfind(sign, 0, at) for sign in ".!?\n"), default=-1)
    ends = [place for sign in ".!?\n" if (place := text.find(sign, at)) >= 0]
    return text[begun + 1 : min(ends, default=len(text))]
