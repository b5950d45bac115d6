# ruff: noqa: E501 (a pattern is easier to read on one line)
"""What somebody newly wrote in a reply: without the text they quoted, their signature and what programs put below it.

Line by line, since mail has no better marks: `>` and its kin, the line that announces a quotation in many languages, the
head of a forwarded message, `-- ` (RFC 3676, section 4.3), "Sent from my phone", disclaimers, footers of mailing lists.
A doubt is settled for keeping: a lost sentence is worse than a signature that stays.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# A signature is no longer than this, in lines with something on them; more below a `--` is a letter that goes on.
_LONGEST_SIGNATURE = 14
# The announcement of a quotation is broken over at most this many lines.
_LONGEST_INTRO = 5
_QUOTED = re.compile(r"[ \t\u00a0]{0,4}(?:[>›»|]|[A-Z]{1,3}>)")
_INTRO = re.compile(
    r"""(?isx) ^\W{0,3}(?:
    (?:on|am|le|el|il|em|op|den|dne|w\ dniu|d\.|dnia|den|pe|tiistai|kuupäeval)\b .{4,300}? (?:wrote|schrieb|écrit|escribió|ha\ scritto|scrisse|escreveu|schreef|skrev|napsal(?:\(a\))?|napisał(?:\(a\)|a)?|kirjoitti|a\ écrit|írta|a\ scris)\b .{0,200}? :
    | .{2,200}? \b(?:wrote|schrieb|a\ écrit|escribió|ha\ scritto|escreveu|schreef|skrev|napsal|napisał(?:\(a\)|a)?|kirjoitti|writes|said)\b [^.?!]{0,160} :
    | \d{4}[-/年]\d{1,2}[-/月]\d{1,2}.{0,120}(?:<[^>]+@[^>]+>|写道|さん|wrote) .{0,20} :?
    | .{0,120}<[^>\s]+@[^>\s]+>\s*:
    | (?:in\ (?:a\ )?(?:message|article)\ .{4,120}) (?:wrote|writes) \W{0,2} :?
    )[\s*_]*$"""
)
_INTRO_BEGINS = re.compile(
    r"(?i)^\W{0,3}(?:on|am|le|el|il|em|op|den|dne|dnia|w dniu|d\.|pe)\s+\S|^\W{0,2}\d{4}[-/年.]\d{1,2}|^[^>\n]{2,60}<[^>\s]+@"
)
_HEAD_WORDS = "from|sent|to|date|subject|cc|bcc|reply-to|von|gesendet|an|datum|betreff|de|envoyé|à|objet|date|enviado|para|asunto|fecha|da|inviato|a|oggetto|data|van|verzonden|aan|onderwerp|från|skickat|till|ämne|fra|sendt|til|emne|od|wysłano|do|temat|发件人|发送时间|收件人|主题|差出人|送信日時|宛先|件名"
_HEAD = re.compile(rf"(?i)^[\s*>_]*(?:{_HEAD_WORDS})\s?\*?\s?[:：]\*?\s*\S")
_FROM = re.compile(r"(?i)^[\s*>_]*(?:from|von|de|da|van|från|fra|od|发件人|差出人)\s?\*?\s?[:：]\*?\s*\S")
_SEPARATOR = re.compile(
    r"(?i)^[\s>]*(?:-{2,}|_{2,}|={2,}|\*{2,})\s*(?:original(?: message| appointment)?|ursprüngliche nachricht|originalnachricht|message d'origine|message original|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|ursprungligt meddelande|oprindelig meddelelse|forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|reply message|wiadomość oryginalna|原始邮件|元のメッセージ)\b.*$"
    r"|^[\s>]*(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message transféré|inicio del mensaje reenviado)\s*:?\s*$"
    r"|^[\s>]*#{2,3}-? ?(?:please type your reply above this line|reply above this line).*$"
)
_RULE = re.compile(r"^\s*(?:_{10,}|-{20,}|={20,})\s*$")
_DASHES = re.compile(r"^(?:--|—|––|__)[ \t\u00a0]*$")
_PHONE_SIGNATURE = re.compile(
    r"(?i)^\W{0,3}(?:(?:sent|enviado|envoyé|inviato|verstuurd|verzonden|skickat|sendt|gesendet|wysłano|wysłane) (?:from|via|with|using|desde|depuis|de mon|de|da|dal mio|do meu|vanaf|met|från|fra|von|mit|z|mobil)\b[^.,;:?!]{0,60}|von (?:meinem|meiner) .{2,40} gesendet|get outlook for .{2,20}|outlook for (?:ios|android|mac).{0,30}|holen sie sich outlook.{0,30}|obtenir outlook.{0,30}|télécharger outlook.{0,30}|diese nachricht wurde von .{2,40} gesendet|(?:typed|written) on (?:a|my) .{2,30}(?:phone|keyboard).{0,30}|iphone(?:から送信|から)|发自我的.{0,12})[.!]?\W{0,3}$"
)
_DISCLAIMER = re.compile(
    r"(?is)^\W{0,4}(?:confidentiality(?: notice)?\b|disclaimer\b|legal notice\b|important(?: notice)?:|this (?:e-?mail|message|communication|electronic)(?: message| mail)?[^.]{0,120}\b(?:confidential|intended|privileged)|the (?:information|content)s? (?:contained )?(?:in|of) this (?:e-?mail|message)|if you (?:are not|have received)[^.]{0,60}(?:intended recipient|in error)|please consider the environment|diese e-?mail (?:enthält|kann)|ce (?:message|courriel|mail) (?:et|est|peut)[^.]{0,80}confidentiel|este (?:mensaje|correo)[^.]{0,80}confidencial|before printing|think before you print|virus-free\b|this email has been (?:checked|scanned))"
)
_LIST_FOOTER = re.compile(
    r"(?i)mailing list|^to unsubscribe\b|^unsubscribe\b|you(?:'re| are) receiving this|you received this (?:message|email) because|^reply to this email directly|^view (?:it|this|in) (?:on|in|your)|groups\.google\.com|/listinfo/|manage (?:your )?subscription"
)
_SIGN_OFF = re.compile(
    r"(?i)^\W{0,2}(?:(?:with |my |mit |les |un |con |met |med )*(?:(?:very|kindest|kind|warmest|warm|best|many|sincere|freundlichen|freundlichem|herzliche[nr]?|liebe|viele|beste|schöne|meilleures|cordiales|cordiali|distinti|vriendelijke|vennlig|vänliga|atentos|cordialement|bien)\s+)*(?:regards|wishes|thanks|thank you|cheers|sincerely|yours|respectfully|grüße[n]?|gruss|gruß|grüssen|salutations|saludos|saluti|groet(?:en)?|hilsen|hälsningar|atentamente|cordialement|rgds|br|mfg|lg|vg|xo+|love|ciao|tschüss|à bientôt|all the best|best|warmly|take care|talk soon|see you(?: soon)?)(?: (?:and|so much|again|very much|in advance|truly|sincerely|from|wishes|regards|aus|für|à vous|a lot))*)[\s,.!~-]{0,4}$"
)
_CONTACT = re.compile(
    r"(?i)@[\w-]+\.\w|https?://|www\.|\b(?:tel|phone|mobile|cell|mob|fax|fon|office|direct|ext|t|m|p|f|w|e)\b\s?[.:|]\s*[+(\d]|\+\d[\d ()./-]{6,}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|linkedin\.com|\b(?:gmbh|inc|ltd|llc|ag|s\.a\.|b\.v\.)\b|\b\d{4,5}\b\s+\w|\bp\.?o\.? box\b|\|"
)
_SENTENCE = re.compile(r"[.?!…][\"')\]]*\s*$|[.?!]\s+\w")
_PS = re.compile(r"(?i)^\W{0,2}p\.?\s?p?\.?s\b")


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply taken apart. `text` is what is new; the rest keeps what was left out, for whoever wants to look."""

    text: str
    quoted: str
    signature: str


def new_text(text: str) -> Reply:
    """What a reply newly says. A text that is all quotation has an empty `text`. Never raises; linear in the length."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")
    quoted = _quoted_lines(lines)
    signed = _signature_lines(lines, quoted)
    return Reply(
        _joined(line for line, q, s in zip(lines, quoted, signed, strict=True) if not q and not s),
        _joined(line for line, q in zip(lines, quoted, strict=True) if q),
        _joined(line for line, q, s in zip(lines, quoted, signed, strict=True) if s and not q),
    )


def _joined(lines: Iterable[str]) -> str:
    """The lines in one, without blank ones at the ends and never two blank ones together."""
    return re.sub(r"\n[ \t\n]*\n", "\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")


def _quoted_lines(lines: Sequence[str]) -> list[bool]:
    """True for each line that is quoted, announces a quotation, or stands in one that has no marks of its own."""
    found = [bool(_QUOTED.match(line)) for line in lines]
    at = 0
    while at < len(lines):
        if found[at]:
            at += 1
            continue
        if _SEPARATOR.match(lines[at]) or _begins_head(lines, at):
            return _rest(found, _over_a_rule(lines, at), lines)
        if length := _intro_length(lines, at, found):
            below = _next_filled(lines, at + length)
            if below is not None and not found[below]:
                if _begins_unmarked_quote(lines, at, below, found):
                    return _rest(found, at, lines)
                at += 1
                continue
            found[at : at + length] = [True] * length
            at += length
            continue
        at += 1
    return found


def _rest(found: list[bool], at: int, lines: Sequence[str]) -> list[bool]:
    """All from here on is quoted: programs that put no marks put the whole message below."""
    return found[:at] + [True] * (len(lines) - at)


def _over_a_rule(lines: Sequence[str], at: int) -> int:
    """The place of the rule drawn over a message's head, or of the head."""
    above = at - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    return above if above >= 0 and _RULE.match(lines[above]) else at


def _begins_head(lines: Sequence[str], at: int) -> bool:
    """From, sent, to, subject, one under the other: the head of a message that was put below without marks."""
    if not _FROM.match(lines[at]):
        return False
    heads = 1
    for line in lines[at + 1 : at + 8]:
        if _HEAD.match(line):
            heads += 1
        elif line.strip() and heads < 2:
            return False
    return heads >= 3 or (heads == 2 and at > 0 and bool(_RULE.match(lines[at - 1])))


def _intro_length(lines: Sequence[str], at: int, found: Sequence[bool]) -> int:
    """Over how many lines "On … she wrote:" stretches from here; 0 when there is none."""
    if not lines[at].strip() or not (_INTRO_BEGINS.match(lines[at]) or lines[at].rstrip().endswith((":", "："))):
        return 0
    joined = ""
    for length in range(1, _LONGEST_INTRO + 1):
        if at + length > len(lines) or found[at + length - 1] or not (line := lines[at + length - 1].strip()):
            return 0
        joined = f"{joined} {line}".strip()
        if len(joined) > 400:
            return 0
        if _INTRO.match(joined):
            return length
    return 0


def _next_filled(lines: Sequence[str], at: int) -> int | None:
    return next((place for place in range(at, len(lines)) if lines[place].strip()), None)


def _begins_unmarked_quote(lines: Sequence[str], at: int, below: int, found: Sequence[bool]) -> bool:
    """Whether what follows an announcement is quoted though nothing marks it: a date or an address stands in it."""
    announced = " ".join(lines[at:below])
    dated = re.search(r"\d{1,2}[:.]\d{2}|\b(?:19|20)\d\d\b|<[^>\s]+@[^>\s]+>", announced)
    return bool(dated) and not any(found[below:])


def _signature_lines(lines: Sequence[str], quoted: Sequence[bool]) -> list[bool]:
    """True for each line of the writer's signature, of the program's own words, and of disclaimers."""
    found = [False] * len(lines)
    for begin, end in _stretches(quoted):
        _sign(lines, begin, end, found)
    return found


def _stretches(quoted: Sequence[bool]) -> list[tuple[int, int]]:
    """Where the writer's own lines begin and end, quotation after quotation."""
    found, begin = [], None
    for at, is_quoted in enumerate([*quoted, True]):
        if not is_quoted and begin is None:
            begin = at
        elif is_quoted and begin is not None:
            found.append((begin, at))
            begin = None
    return found


def _sign(lines: Sequence[str], begin: int, end: int, found: list[bool]) -> None:
    """Mark what the writer did not write in one stretch of their own lines."""
    for at in range(begin, end):
        found[at] = bool(_PHONE_SIGNATURE.match(lines[at]))
    footer = _footer(lines, begin, end)
    found[footer:end] = [True] * (end - footer)
    cut = _dashes(lines, begin, footer)
    if cut is None:
        cut = _after_sign_off(lines, begin, footer, found)
    if cut is not None:
        found[cut:footer] = [True] * (footer - cut)


def _footer(lines: Sequence[str], begin: int, end: int) -> int:
    """Where a disclaimer or a mailing list's footer begins, at the head of a paragraph; else the end."""
    heads = (at for at in range(begin, end) if at == begin or not lines[at - 1].strip() or _RULE.match(lines[at]))
    return next((at for at in heads if _is_footer(lines, at, end)), end)


def _is_footer(lines: Sequence[str], at: int, end: int) -> bool:
    """A disclaimer, or the footer of a mailing list, from here to the end of the stretch."""
    if _DISCLAIMER.match(" ".join(lines[at : min(at + 4, end)])):
        return True
    if _RULE.match(lines[at]):
        below = " ".join(lines[at + 1 : min(at + 4, end)])
        return bool(_LIST_FOOTER.search(below) or _DISCLAIMER.match(below.strip()))
    return False


def _dashes(lines: Sequence[str], begin: int, end: int) -> int | None:
    """Where `--` stands alone over a few lines."""
    for at in range(end - 1, begin - 1, -1):
        if _DASHES.match(lines[at]):
            below = [line for line in lines[at + 1 : end] if line.strip()]
            if len(below) <= _LONGEST_SIGNATURE and not _reads_on(below):
                return at
    return None


def _after_sign_off(lines: Sequence[str], begin: int, end: int, found: Sequence[bool]) -> int | None:
    """Below "Kind regards" and the name: title, firm, numbers. The regards and the name stay."""
    for at in range(end - 1, begin - 1, -1):
        if not _SIGN_OFF.match(lines[at]):
            continue
        below = [place for place in range(at + 1, end) if lines[place].strip() and not found[place]]
        if len(below) > _LONGEST_SIGNATURE or _reads_on([lines[place] for place in below]):
            return None
        return below[1] if len(below) > 1 else None
    below = [place for place in range(begin, end) if lines[place].strip() and not found[place]]
    return _contact_block(lines, begin, below)


def _contact_block(lines: Sequence[str], begin: int, filled: Sequence[int]) -> int | None:
    """Without any regards: a last paragraph of short lines, two of which are numbers or addresses."""
    if not filled:
        return None
    first = filled[-1]
    while first - 1 >= begin and lines[first - 1].strip():
        first -= 1
    block = [lines[place] for place in range(first, filled[-1] + 1)]
    contacts = sum(bool(_CONTACT.search(line)) for line in block)
    above = any(lines[place].strip() for place in range(begin, first))
    if above and 2 <= len(block) <= _LONGEST_SIGNATURE and contacts >= 2 and not _reads_on(block):
        return first
    return None


def _reads_on(lines: Sequence[str]) -> bool:
    """Whether these lines hold sentences of the writer's, not a signature."""
    said = [line for line in lines if not _CONTACT.search(line)]
    return any(_PS.match(line) or (len(line.split()) >= 6 and _SENTENCE.search(line)) for line in said)
