"""A person from whatever was pasted: a profile's text, an email, a signature, a card, a line of a conference's list.

`read_pasted` guesses name, title, organization, ways to reach them and the town; what is unsure is left empty, since an
empty field is typed in a second and a wrong one is overlooked. Plain text in, at most MOST characters of it are read.
"""

import re
from dataclasses import dataclass, replace

from askaround.plain.text import clean, clean_lines, fold

MOST = 20_000
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'|,;]+|(?<![\w./@])(?:[a-z]{2}\.)?linkedin\.com/in/[^\s<>\"'|,;?]+", re.IGNORECASE
)
_FROM = re.compile(r"^(?:From|Von|De|Da|Van):\s*[\"']?([^<\"'\n]*?)[\"']?\s*<([^>\s]+)>", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(r"^(?:From|To|Cc|Subject|Date|Sent|Von|An|Betreff|De|À|Objet):.*$", re.IGNORECASE | re.MULTILINE)
_LABEL = re.compile(
    r"^\s*(?:tel(?:efon|ephone)?|phone|mobile?|mob|cell|fax|fon|e-?mail|web|[tmpefw])\s*[.:]?\s*$", re.IGNORECASE
)
_CLOSING = re.compile(
    r"^(?:-- ?|—|(?:best|kind|warm|many)?\s*(?:regards|wishes|greetings)|best|cheers|thanks|thank you|sincerely|yours.*"
    r"|mit freundlichen gr[uü](?:ß|ss)en|(?:beste|viele|liebe) gr[uü](?:ß|ss)e|cordialement|saludos|un saludo|saluti"
    r"|cordiali saluti|met vriendelijke groet|atenciosamente)\s*[,.!]?$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:\(?(?:she|he|they)/(?:her|him|them)\)?|·?\s*(?:1st|2nd|3rd).*|[\d.,+]+\s*(?:connections|followers).*"
    r"|contact info|message|more|follow|connect|pending|open to work|mutual connections?.*)$",
    re.IGNORECASE,
)
_APART = re.compile(r"\s*(?:[|;\t•·:]|\s[-–—]\s)\s*")
_AT = re.compile(r"^(.+?)\s+(?:at|@|bei|chez|presso|bij)\s+(.+)$|^(.+?)\s*@\s*(.+)$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"^([^()]+?)\s*\(([^()]+)\)\s*,?\s*(.*)$")
_NAME = re.compile(r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx)\.?\s+)*[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,4}")
_SMALL_WORDS = "de da di do du del der den van von zu ter ten la le el al bin ibn af av und y e"
_SMALL = frozenset(_SMALL_WORDS.split())
_TITLE = re.compile(
    r"\b(?:c[efimopt]o|vp|president|director|manag\w+|lead|head|chief|founder|owner|partner|engineer|developer|scientist"
    r"|analyst|designer|consultant|recruiter|teacher|lecturer|professor|nurse|attorney|lawyer|counsel|editor|writer"
    r"|journalist|assistant|associate|intern|student|specialist|coordinator|officer|executive|architect|principal|staff"
    r"|accountant|controller|research\w*|trainee|administrator|advisor|coach|physician|doctor|therapist|supervisor"
    r"|representative|strategist|producer|secretary|buyer|\w*leiter(?:in)?|geschaftsfuhrer(?:in)?|\w*entwickler(?:in)?"
    r"|\w*berater(?:in)?|ingenieur\w*|referent(?:in)?|werkstudent(?:in)?|praktikant(?:in)?|inhaber(?:in)?|grunder(?:in)?"
    r"|directeur|directrice|chef\w*|responsable|ingenieure?|gerente|jef[ea]|coordinador\w*|coordenador\w*|direttore"
    r"|direttrice|responsabile|diretor\w*|hoofd|fondat\w+|fundador\w*|product owner|sachbearbeiter(?:in)?)\b"
)
_ORGANIZATION = re.compile(
    r"(?:\b(?:inc|llc|llp|ltd|limited|gmbh|ag|kg|se|ug|ev|plc|corp|co|sarl|sas|sa|bv|nv|as|ab|oy|spa|srl|ltda|lda)\b\.?$"
    r"|\bs\.l\.|\ba/s|\b(?:university|universitat|universite|universidad|institute|institut|school|college|hospital"
    r"|foundation|fundacion|bank|labs?|group|groep|studio|agency|systems|foods|energy|partners?|company)\b)"
)
_COUNTRY_WORDS = """
germany france italy spain portugal netherlands austria switzerland belgium england scotland wales ireland
poland denmark sweden norway finland india china japan canada brazil mexico kenya nigeria ghana australia
singapore deutschland osterreich schweiz espana italia nederland usa uk czechia greece turkey israel egypt
argentina chile colombia romania hungary croatia ukraine
"""
_COUNTRIES = frozenset(_COUNTRY_WORDS.split()) | {"united kingdom", "united states", "south africa", "new zealand"}
_POSTCODE = re.compile(r"(?:^|,\s*)(?:[A-Z]{1,2}-)?\d{4,5}\s+([^\W\d_][^\d,]+?)\s*(?:,|$)")
_STATE = re.compile(r"(?:^|,\s*)([^\W\d_][^\d,]+),\s*[A-Z]{2}\s+\d{5}")
_BRITISH = re.compile(r"(?:^|,\s*)([^\W\d_][^\d,]+?),?\s+[A-Z]{1,2}\d[\dA-Z]?\s+\d[A-Z]{2}\b")


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a text tells of one person; empty where it is unsure."""

    name: str = ""
    title: str = ""
    organization: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    town: str = ""


def read_pasted(text: str) -> Pasted:
    """The person of whom the text tells. Never fails: what cannot be read stays empty."""
    text = clean_lines(text)[:MOST]
    sender = _FROM.search(text)
    body, emails, links = _HEADER.sub("", text) if sender else text, _emails(text, sender), _links(text)
    phones = _phones(body)
    lines = _lines(_without(body, phones))
    found = _of_one_line(lines[0]) if len(lines) == 1 else _of_lines(_signature(lines))
    if sender and (named := clean(sender[1])) and _is_name(named):
        found = replace(found, name=named)
    return replace(found, emails=emails, phones=phones, links=links, town=_town(lines))


def _emails(text: str, sender: re.Match[str] | None) -> tuple[str, ...]:
    found = [sender[2]] if sender else _EMAIL.findall(_LINK.sub(" ", text))
    return tuple(dict.fromkeys(email.strip(".").lower() for email in found))


def _links(text: str) -> tuple[str, ...]:
    found = (link.rstrip(".)]").partition("?")[0] for link in _LINK.findall(text))
    whole = (link if link.lower().startswith("http") else f"https://{link}" for link in found)
    return tuple(dict.fromkeys(re.sub(r"^https://(?:www\.)?linkedin", "https://www.linkedin", link) for link in whole))


def _phones(text: str) -> tuple[str, ...]:
    """Numbers that say their country; a national one could be any row of digits."""
    import phonenumbers  # its tables would be a twentieth of the start

    matches = phonenumbers.PhoneNumberMatcher(text, None, leniency=phonenumbers.Leniency.POSSIBLE)
    return tuple(dict.fromkeys(match.raw_string for match in matches))


def _without(text: str, phones: tuple[str, ...]) -> str:
    for phone in phones:
        text = text.replace(phone, " ")
    return _EMAIL.sub(" ", _LINK.sub(" ", text)).replace("<", " ").replace(">", " ")


def _lines(text: str) -> list[str]:
    lines = (line.strip(" \t|,;•·*") for line in text.split("\n"))
    return [line for line in lines if line and not _LABEL.match(line) and not _NOISE.match(line)]


def _signature(lines: list[str]) -> list[str]:
    """What follows the last closing of a letter; the whole, where there is none."""
    at = max((number for number, line in enumerate(lines) if _CLOSING.match(line)), default=-1)
    return lines[at + 1 :] or lines


def _of_one_line(line: str) -> Pasted:
    if bracket := _IN_BRACKETS.match(line):
        name, where, rest = (part.strip() for part in bracket.groups())
        return Pasted(name, rest if _is_title(rest) else "", where) if _is_name(name) else Pasted()
    parts = [part for part in _APART.split(line) if part]
    if len(parts) < 2 or "," in parts[-1] or (len(parts) == 2 and not _is_name(parts[0])):
        parts = [piece.strip() for part in parts for piece in part.split(",") if piece.strip()]
    if not parts or not _is_name(parts[0]):
        return Pasted()
    return _of_rest(parts[0], parts[1:])


def _of_lines(lines: list[str]) -> Pasted:
    """A card: the name is the first line that looks like one, and what follows tells of it."""
    for number, line in enumerate(lines[:4]):
        first, comma, rest = line.partition(",")
        if _is_name(first) and (not comma or _is_title(rest)):
            following = [piece for each in lines[number + 1 :] for piece in _pieces(each)]
            return _of_rest(first, [*([rest.strip()] if comma else []), *following])
        if not comma and (parts := _APART.split(line)) and len(parts) > 1 and _is_name(parts[0]):
            return _of_rest(parts[0], parts[1:])
    return Pasted()


def _pieces(line: str) -> list[str]:
    """A line's parts; "Data engineer, Brightwater Energy" are two, "Vice President, Sales" is one."""
    parts = [part for part in _APART.split(line) if part]
    if len(parts) == 1 and line.count(",") == 1:
        first, _, second = (piece.strip() for piece in line.partition(","))
        if _is_title(first) and _ORGANIZATION.search(fold(second)):
            return [first, second]
    return parts


def _of_rest(name: str, parts: list[str]) -> Pasted:
    title = organization = ""
    for number, part in enumerate(parts):
        if not title and (both := _AT.match(part)) and (halves := [half for half in both.groups() if half]):
            title, organization = halves[0], organization or halves[1]
        elif not title and _is_title(part) and not (number and _ORGANIZATION.search(fold(part))):
            title = part
        elif not organization and _may_be_organization(part, after_title=bool(title)):
            organization = part
    return Pasted(_as_name(name), title.strip(" ,"), organization.strip(" ,"))


def _may_be_organization(part: str, *, after_title: bool) -> bool:
    if len(part) > 80 or _is_place(part):
        return False
    if any(letter.isdigit() for letter in part) and not _ORGANIZATION.search(fold(part)):
        return False
    return bool(_ORGANIZATION.search(fold(part))) or (after_title and part[:1].isupper())


def _is_title(text: str) -> bool:
    return len(text) <= 100 and bool(_TITLE.search(fold(text)))


def _is_name(text: str) -> bool:
    """Two to five words, each but the little ones with a capital, and no word of a title or of a firm."""
    if not _NAME.fullmatch(text) or _is_title(text) or _ORGANIZATION.search(fold(text)):
        return False
    return all(word[:1].isupper() or not word[:1].isascii() or word in _SMALL for word in text.split())


def _as_name(name: str) -> str:
    return name.title() if name.isupper() else name


def _is_place(line: str) -> bool:
    return bool(_POSTCODE.search(line) or _STATE.search(line) or _BRITISH.search(line) or _with_country(line))


def _with_country(line: str) -> str:
    """The town of "Lyon, France"; nothing for a line that ends in no country."""
    parts = [part.strip() for part in _APART.split(line)[0].split(",")]
    known = len(parts) > 1 and fold(parts[-1]) in _COUNTRIES
    return parts[0] if known and len(parts[0]) < 40 else ""


def _town(lines: list[str]) -> str:
    for line in lines[1:]:
        for pattern in (_STATE, _POSTCODE, _BRITISH):
            if match := pattern.search(line):
                return match[1].strip()
        if town := _with_country(line):
            return town
    return ""
