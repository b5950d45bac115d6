"""Whom a referral names, so that what several people say of one person comes together. A guess by capitals and cues."""

import re
from collections.abc import Sequence

from .linkage import Pair

_PART = r"(?:(?:d|o|mc|mac|al|el|bin|abu)['’-]?)?[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*\.?"
_LINK = r"(?:van|von|de|da|del|den|der|dos|di|la|le|bin|ibn|al|ten|ter|y)"
_RUN = re.compile(rf"(?<![\w@]){_PART}(?:\s+(?:{_LINK}\s+)*(?:al-)?{_PART})*")
_CUE = re.compile(
    r"(?i)\b(?:(?:talk|speak|write|reach|chat|intro(?:duce(?: me| you)?)?|connect(?: me)?|introduction|put me in touch|"
    r"get in touch)\s+(?:out\s+)?(?:to|with)|ping|ask(?: for)?|contact(?:ing)?|call|email|meet|message|look up|named?|"
    r"colleague|(?:friend|boss|manager))\s+((?:[^\W\d_]+['’-]?)+(?:\s+(?:[^\W\d_]+['’-]?)+){0,2})"
)
_TITLES = frozenset(["Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Professor", "Sgt", "Sir", "Madam", "Rev", "Sister"])
# Words that begin a sentence or stand large and are nobody's name.
_NO_NAMES = frozenset(
    re.findall(
        r"\S+",
        """
        A About After Again Also An And As Ask At Before Best Both But By Call Chat Contact Could Every Find First For
        Former From Get Go He Head Her Here His How I If In Into Introduce It Its Knows Language Learn Let Look Maybe
        Meet Mention Mentioned Message My Named Next No Not Of Offered Old On Once One Or Our Past Perhaps Physics Ping
        Please Probably Promised Put Reach Recommended Referral Referred Said Says See Send Several She Should So Some
        Someone Speak Start Still Suggest Suggested Take Talk Tell That The Their Then There They This Through To Told
        Try Two Use Used Very Visit Wants We Well Went What When Who Will With Would Wrote Write You Your Gave Got
        Intro Connect Connected Follow Email Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February
        March April May June July August September October November December LinkedIn Research Spring Summer
        Autumn Winter English Portuguese Spanish French German
        """,
    )
)
_LOW_STOPS = frozenset(
    re.findall(
        r"\S+",
        """
        a about after also an and are as at before but by for from he her him his how i in into is it me my of on or
        our she so somebody someone than that the their them they this to until us was we when where which who will
        with work worked you your people everybody nobody anyone more again hiring new old one two friends others
        early questions help what why if out up lunch knows would should can could has had
        """,
    )
)
_PLACES = re.compile(
    r"(?i)(?:\b(?:at|from|for|of|in|into|to the|joined|over at|over to|on)\s+(?:the\s+)?|@\s*|’s\s+|'s\s+|\()$"
)


def persons(text: str) -> list[str]:
    """The names in a sentence, in the order they stand, each once; [] where none is seen. Never raises."""
    found = [name for match in _RUN.finditer(text) if (name := _name(text, match))]
    if not found:
        found = [name for match in _CUE.finditer(text) if (name := _lowered(match[1]))]
    return list(dict.fromkeys(found))


def alike(names: Sequence[Sequence[str]]) -> tuple[list[Pair], list[Pair]]:
    """Of the names in each row: the pairs of rows that tell of one person, and of people with nothing in common.

    A full name is the same by all its words; part of a name by its words, where only one full name has them.
    """
    whole = {_key(name) for row in names for name in row}
    sets = [{_grown(_key(name), whole) for name in row} for row in names]
    pairs = [(one, other) for other in range(len(sets)) for one in range(other) if sets[one] and sets[other]]
    must = [(one, other) for one, other in pairs if _first(sets[one] & sets[other], names, sets, one, other)]
    apart = [pair for pair in pairs if not sets[pair[0]] & sets[pair[1]]]
    return must, apart


def _first(
    shared: set[frozenset[str]], names: Sequence[Sequence[str]], sets: list[set[frozenset[str]]], one: int, other: int
) -> bool:
    """They share the one that each names; of several, the first named counts."""
    return bool(shared) and (
        len(sets[one]) == len(sets[other]) == 1 or bool({_key(names[one][0]), _key(names[other][0])} & shared)
    )


def _key(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", name.casefold()))


def _grown(key: frozenset[str], whole: set[frozenset[str]]) -> frozenset[str]:
    longer = [each for each in whole if key < each]
    return longer[0] if len(longer) == 1 else key


def _name(text: str, match: re.Match[str]) -> str:
    """The run without titles and words that are no name; "" where it is an organization or nothing."""
    words = match[0].split()
    at = match.start()
    while words and (_bare(words[0]) in _TITLES or _bare(words[0]) in _NO_NAMES):
        at = text.find(words[1], at + len(words[0])) if len(words) > 1 else at
        words = words[1:]
    if not words or any(len(word) > 1 and word.isupper() for word in words if "." not in word):
        return ""
    if _PLACES.search(text[max(0, at - 20) : at]) and not re.search(r"(?i)\bname of\s$", text[max(0, at - 12) : at]):
        return ""
    return re.sub(r"['’]s$", "", " ".join(words)).rstrip(".")


def _bare(word: str) -> str:
    """Without the dot, and without what is left of a verb: "She'll" is She."""
    return re.sub(r"['’](?:ll|s|d|ve|re|m)$", "", word.rstrip("."))


def _lowered(words: str) -> str:
    kept = []
    for word in words.split():
        if word.lower() in _LOW_STOPS:
            break
        kept.append(word)
    return " ".join(kept)
