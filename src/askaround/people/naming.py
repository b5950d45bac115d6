"""Names of people and organizations: taken apart, put together, and made comparable."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from askaround.plain.text import clean, cut, fold


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words_of(
    "dr prof professor mr mrs ms mx miss sir dame rev ing dipl-ing mag doc herr frau mme m. mlle sr. sra eng"
)
_LETTERS_AFTER = _words_of(
    "jr sr ii iii iv phd mba msc bsc beng meng mph mpa llm llb cpa cfa pmp esq dds rn frm cissp shrm-cp shrm-scp"
)
# Letters that are surnames too (Jack Ma, Anh Do): they count only in capitals.
_LETTERS_OR_NAME = _words_of("ma ba bs ms md do jd pe")
_PRONOUNS = _words_of("she her hers he him his they them theirs ze hir sie er")
_PARTICLES = _words_of(
    "van von der den de del della di da dos das do du la le el al bin ibn abu ter ten te zu zum zur af av st. ben bint"
    " mac"
)
_LEGAL_FORMS = _words_of(
    "inc incorporated llc llp lp ltd limited plc co corp corporation company gmbh mbh ag kg kgaa ohg ug ev eg se"
    " sa sas sarl sasu srl spa slu sl sca bv nv vof ab as asa aps oy oyj pty pte pvt private kk kft zrt doo dd sro"
    " spzoo ltda eireli and und et e"
)
_FORMS_OF_THE_EAST = (
    "株式会社",
    "有限会社",
    "合同会社",
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "주식회사",
    "(주)",
    "㈱",
)
_COMPOUND_SURNAMES = (
    "欧阳",
    "歐陽",
    "司马",
    "司馬",
    "上官",
    "诸葛",
    "諸葛",
    "东方",
    "東方",
    "皇甫",
    "尉迟",
    "公孙",
    "남궁",
    "황보",
    "제갈",
)
_HAN_OR_HANGUL = re.compile(r"[\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]+")
_INITIALS = re.compile(r"\b((?:\w\.){2,})", re.UNICODE)
_AS_KEPT = re.compile(r"https://www\.linkedin\.com/in/[\w.~-]+", re.ASCII)
_LINKEDIN = re.compile(r"^(?:[\w-]+\.)?linkedin\.com$")


def split_name(name: str) -> tuple[str, str]:
    """Given and family name of a name written in one: "Dr. Jan van der Berg" is ("Jan", "van der Berg").

    "Berg, Jan" is turned round; a name of one word is a given name; 王小明 is family first.
    """
    name = clean(name)
    if _HAN_OR_HANGUL.fullmatch(name):
        return _split_family_first(name)
    family, comma, given = name.partition(",")
    if comma and not _is_after(given) and (words := _bare(family.split())):
        return " ".join(_bare(given.split())), " ".join(words)
    words = _bare((family if comma else name).split())
    if len(words) < 2:
        return " ".join(words) or name, ""
    at = len(words) - 1
    while at > 1 and fold(words[at - 1]) in _PARTICLES:
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def whole_name(given: str, family: str) -> str:
    """The two put together as they are read: family first and in one word for Chinese and Korean names."""
    if given and family and _HAN_OR_HANGUL.fullmatch(given) and _HAN_OR_HANGUL.fullmatch(family):
        return family + given
    return f"{given} {family}".strip()


def bare_name(part: str) -> str:
    """A given or family name without titles and letters after it: "Dr. Anna" is "Anna", "Berg, PhD" is "Berg"."""
    if part.isalpha():
        return part
    if "," in part and _is_after(part.partition(",")[2]):
        part = part.partition(",")[0]
    return " ".join(_bare(part.split())) or part


def sort_key(given: str, family: str, name: str = "") -> str:
    """What a list of people is sorted by: the family name, then the given one, without case and accents."""
    key = fold(f"{family} {given}" if family or given else name)
    return cut(key.lstrip("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ “”„‘’«»·•") or key, 300)


@lru_cache(maxsize=8192)
def organization_key(name: str) -> str:
    """An organization's name without case, accents, punctuation and legal form, so that it stands once."""
    folded = fold(name)
    words = _words(folded)
    left = list(words)
    while len(left) > 1 and left[-1] in _LEGAL_FORMS:
        left.pop()
    key = " ".join(left or words)
    for form in _FORMS_OF_THE_EAST:
        key = key.removeprefix(form).removesuffix(form).strip() or key
    return cut(key or folded, 300)


def profile_link(url: str) -> str:
    """A profile's address in the one form we keep: https, no query, LinkedIn's countries and languages left out.

    Empty when it is no address of the web: a link on a page must not run a script.
    """
    if _AS_KEPT.fullmatch(url):
        return cut(url, 500)
    if not (url := clean(url)):
        return ""
    try:
        parts = urlsplit(url if re.match(r"(?i)[a-z][a-z0-9+.-]*:", url) else f"https://{url.lstrip('/')}")
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or "." not in host:
        return ""
    if _LINKEDIN.match(host):
        return _linkedin(parts.path)
    query = f"?{parts.query}" if parts.query else ""
    return cut(f"{parts.scheme.lower()}://{parts.netloc.lower()}{_quoted(parts.path)}{query}", 500)


def _linkedin(path: str) -> str:
    steps = [step for step in path.split("/") if step]
    if len(steps) >= 2 and steps[0].lower() in {"in", "pub"}:
        steps = steps[:2] if steps[0].lower() == "in" else steps
    return cut("https://www.linkedin.com/" + "/".join(_quoted(step) for step in steps), 500).rstrip("/")


def _quoted(path: str) -> str:
    return path if path.isascii() and "%" not in path and " " not in path else quote(unquote(path), safe="/-_.~!@:+,;=")


def _words(folded: str) -> list[str]:
    joined = _INITIALS.sub(lambda found: found[0].replace(".", ""), folded + " ")
    joined = joined.replace("&", " and ").replace("+", " plus ").replace("'", "").replace("’", "")
    return "".join(letter if letter.isalnum() or _is_mark(letter) else " " for letter in joined).split()


def _is_mark(letter: str) -> bool:
    return letter == "㈱" or "\u0900" <= letter <= "\u0eff"


def _split_family_first(name: str) -> tuple[str, str]:
    if len(name) < 2 or len(name) > 5:
        return name, ""
    long = name.startswith(_COMPOUND_SURNAMES) and len(name) > 2
    return (name[2:], name[:2]) if long else (name[1:], name[:1])


def _bare(words: list[str]) -> list[str]:
    """Without titles before, letters after, and words that hold no letter at all (emoji, dashes)."""
    left = [word for word in words if any(letter.isalpha() for letter in word)]
    while len(left) > 1 and fold(left[0]).rstrip(".") in _TITLES:
        left = left[1:]
    while len(left) > 2 and _is_letters(left[-1]):
        left = left[:-1]
    return [word.rstrip(",") for word in left]


def _is_after(text: str) -> bool:
    words = re.split(r"[\s,]+", text.strip(" ,"))
    return all(_is_letters(word) for word in words)


def _is_letters(word: str) -> bool:
    bare = word.strip("().").replace(".", "")
    if "/" in word or word.startswith("("):
        return all(part in _PRONOUNS for part in bare.lower().split("/"))
    if bare.lower() in _LETTERS_OR_NAME:
        return bare.isupper()
    return bare.lower() in _LETTERS_AFTER
