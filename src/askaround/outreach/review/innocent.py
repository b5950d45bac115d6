# ruff: noqa: E501, ISC004 (a pattern is easier to read on one line)
"""What sounds like asking for a job and is not: blotted out before the job rules read the text.

Every blot keeps the length, so that a remark still stands at its words.
"""

import re
from functools import cache

BLOT = "\u00b7"

TEAM = (
    r"(?:team|company|firm|organi[sz]ation|org|department|group|unit|agency|studio|lab|practice|business|employer"
    r"|start-?up|bank|hospital|clinic|school|staff|crew|division|office|place|shop|newsroom|institute)"
)
JOB = (
    r"(?:jobs?|roles?|positions?|openings?|vacanc(?:y|ies)|internships?|traineeships?|apprenticeships?|placements?"
    r"|employment|gigs?|opportunit(?:y|ies)|co-?ops?|offers?|work|posts?)"
)
ANY_JOB = rf"(?:{JOB}|hired?|hiring|recruit(?:ed|ing)?|appl(?:y|ied|ying|ication)|referrals?|resume|cv|interview)"
# Words between a verb and its job: no clause may begin there.
GAP = (
    r"(?:(?!(?:someone|somebody|anyone|people|person|who|whose|how|what|why|when|where|about|advice|insights?|information"
    r"|to|of|in|on|into|with|from|at|by|your|their|his|her|and|or|but|if|that|than|perspectives?|guidance|for|time"
    r"|minutes)\b)[\w/&+'.-]+ ){0,5}?"
)

_STOP = r"(?:(?!\b(?:but|however|yet|though|although|unless|if|would|could|please|still|miss|because|just keep)\b| - )[^.?!\n;:,])"
_ASKING = (
    r"(?:ask(?:ing)?|look(?:ing)?|seek(?:ing)?|hunt(?:ing)?|expect(?:ing)?|want(?:ing)?|after|request(?:ing)?|pitch(?:ing)?"
    r"|here|trying|angl(?:e|ing)|apply(?:ing)?|hop(?:e|ing)|fish(?:ing)?|about|interested|searching|writing|reaching out"
    r"|contacting|need(?:ing)?|raise|bring up|mention|send(?:ing)?|attach(?:ing)?|turn|push(?:ing)?|press(?:ing)?|in search"
    r"|in the market|an? (?:[\w-]+ ){0,2}(?:job|request|ask|pitch|application|ploy|trick|interview))"
)
_NEGATION = (
    rf"(?:\b(?:not(?! only)|never|without|rather than|instead of|nor|neither)|n't(?! you\b| hesitate| we\b))"
    rf" (?:[\w']+ ){{0,4}}?{_ASKING}\b{_STOP}{{0,90}}"
    rf"(?:,(?: (?:or|nor|and|not|for|an?|any|to|your|the|even))*(?: [\w'-]+){{0,3}}? {ANY_JOB}\b{_STOP}{{0,40}})*"
    rf"|\bno (?:(?:expectations?|intentions?|interest|need|plans?|desire|wish)\b{_STOP}{{0,60}}"
    rf"|(?:job|hidden|secret|disguised)[\w -]{{0,12}}(?:ask|request|pitch|agenda|talk)s?\b)"
    rf"|\bnothing to do with{_STOP}{{0,40}}"
)

_PAST = (
    r"(?:did you|were you|you (?:were|got|found|landed|applied|took|started|accepted|left|joined|began|first|moved|chose"
    r"|came|held|quit)|(?:he|she|they|who|people|colleagues?|somebody|someone) (?:was|were|got|found|landed|applied|took"
    r"|accepted)|made you|led you|helped you|drew you|brought you|convinced you|that got you|have you (?:held|had|done))"
)
_TIME = (
    r"(?:schedule|calendar|diary|agenda|weeks?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mornings?|afternoons?|evenings?"
    r"|tomorrow|today|\d{1,2}(?::\d\d)? ?(?:am|pm)|lunch|coffee|call|chat|talk|conversation|meeting|minutes)"
)
_OWN_PAST = (
    r"(?:have|got|accepted|took|taken|started|starting|begun|began|landed|was offered|been offered|quit|left|leaving|lost|held"
    r"|hold|had|done|did|finished|completed|finishing|completing|worked|turned down|declined)"
)
_LEARN = (
    r"(?:learn|speak|talk|meet|hear|ask|chat|discuss|connect|listen|thank|visit|see|read|interview|watch|know|exchange"
    r"|introduce|sit|attend|follow|study|reflect|grow|present|volunteer|share|understand|give|return|buy|catch|get)"
)
_TAIL = r"(?! (?:openings?|offers?|vacanc|postings?|opportunit|ads?\b|listings?|leads\b|search|hunt|adverts?|appl|board|program|scheme))"

_INNOCENT = "|".join(
    (
        # Theirs, or one's own past: “your job”, “my last position”.
        r"\b(?:your|his|her|their|its|whose|our|(?!there|what|here|who|that|it|let)\w+'s|my)"
        r" (?:(?!(?:an?|any|the|some|no|next|new|future|open|vacant|available|posted|advertised|have|has|for|to|is|are|know"
        rf"|application|search|{TEAM})\b)[\w-]+ ){{0,2}}(?:jobs?|roles?|positions?|work|employment|internships?|gigs?|placements?"
        rf"|apprenticeship|traineeship)\b{_TAIL}",
        # How somebody came to their work: “how did you get hired”.
        rf"\b{_PAST}\b(?:(?!\bmy\b)[^.?!\n;,]){{0,60}}?\b{ANY_JOB}\b(?! (?:for me|at your|on your))",
        # “I left my job”, “I finished an internship”.
        rf"\bi(?:'ve| have|'m| am|'ll| will)? (?:(?:just|recently|also|now|finally|be|already|once|only) )*{_OWN_PAST} {GAP}{JOB}\b",
        r"\b(?:during|after|through|from|since|as) (?:an?|the|my|that) (?:(?!for|application|search|next)[\w-]+ ){0,3}"
        r"(?:internship|apprenticeship|traineeship|placement|job|role|position)s?\b(?! (?:at your|on your|opening))",
        # Time and occasions.
        rf"\bopenings?\b(?:(?!{TEAM}|\bfor (?:an? )?(?:junior|entry|new|data|analyst|engineer|intern))[^.?!\n]){{0,30}}?\b{_TIME}\b(?! with your)",
        r"\b(?:schedule|calendar|diary)\b[^.?!\n]{0,30}\bopenings?\b",
        r"\bopening (?:(?:up|the|that|this|these|those|your|my|our|an?|new|so many|many|some) )*(?:doors?|night|remarks?|lines?|paragraph|chapter|questions?"
        r"|sentence|hours?|ceremony|act|scene|day|keynote|talk|session|statement|move|credits|speech|slides?|times?|up|eyes|my eyes)\b",
        r"(?:^|\n)opening(?= *[\n:])|\b(?:grand|gallery|exhibition|store|season) opening\b|\bopening of\b|\bin (?:your|the) opening\b",
        # Other senses of position, role, opportunity, work, application.
        r"\bin (?:an?|any|no|the) (?:[\w-]+ )?position to\b|\bposition (?:papers?|statements?|on|that|players?|yourself|myself)\b",
        r"\brole[- ]?(?:models?|play\w*|reversals?)\b|\bplay(?:s|ed|ing)? (?:an?|the) (?:[\w-]+ )?role\b",
        rf"\bopportunit(?:y|ies) (?:to|of|for) (?:\w+ )?(?:{_LEARN}|\w+ing)\b(?! (?:hired|a job|an interview|the job|part))",
        r"\b(?:thank\w*(?: you)?|grateful|gratitude|appreciat\w+)\b[^.?!\n]{0,30}\bfor (?:the|this|that|an|giving me (?:the|this|an)) opportunity\b"
        r"(?! (?:to work|to join|at your))",
        r"\b(?:every|take this|took the|took this|missed?|equal|photo) opportunit(?:y|ies)\b|\bopportunity costs?\b",
        # The job as a topic.
        r"\bjobs? (?:markets?|titles?|descriptions?|satisfaction|security|growth|itself|really|involves?|shadow\w*)\b",
        r"\b(?:did|do|does|doing|done) (?:an?|such an?) (?:good|great|nice|wonderful|fantastic|amazing|excellent|terrific|better) job\b",
        # Hiring as something they know about.
        r"\bhiring (?:process\w*|managers?|trends?|practices?|decisions?|bar|market|committees?|panels?|side|freeze|season|criteria|people)\b",
        r"(?<!know )(?<!me )\b(?:when|whenever|while|before|after) (?:you|your \w+|they|companies|teams|managers|people|employers)"
        r"(?:'re| are|'ve| were)? (?:\w+ )?(?:hir(?:e|ing)|recruit(?:ing)?|interview(?:ing)?)\b(?! me| again)",
        r"\b(?:what|how|which|why)\b[^.?!\n]{0,40}\b(?:you|they|managers|teams|companies|people)\b[^.?!\n]{0,20}\bwhen (?:\w+ ){0,2}hiring\b",
        # “apply what I learned”, “apply to graduate school”.
        r"\bappl(?:y|ied|ying|ies) (?:what|this|that|it|these|those|them|some|my|your|lessons|the (?:advice|lessons?|ideas?|methods?|same"
        r"|tips?|frameworks?|techniques?|principles?|feedback|insights?|skills?)|to (?:my|our|other|every|most|many|any|all|grad\w*"
        r"|school|college|universit\w+|masters?|phd|medical|law|business|an? (?:master|phd|graduate|bootcamp|course)|bootcamps?|courses?)"
        r"|for (?:an? |the |my )?(?:[\w-]+ )?(?:grants?|scholarships?|visas?|loans?|courses?|masters?|phd|programs?|programmes?|degrees?|funding))",
        r"\b(?:web|mobile|software|streaming|open-source|small|new|practical|the|data) applications? (?:i|that|for|of|in|to|we|which)\b",
    )
)
# Once they have raised it, it may be named: “the opening you mentioned”. Not in a first letter.
_RAISED = (
    rf"\b{JOB}\b[^.?!\n;,]{{0,25}}\b(?:you|she|he|they) (?:(?:kindly|had|also|so) )*(?:mentioned|told|described|pointed|suggested|raised"
    r"|named|brought up|spoke|talked|sent|shared|forwarded)\b"
    rf"|\b(?:you|she|he|they) (?:(?:kindly|had|also) )*(?:mentioned|told me|pointed me|raised|brought up|sent me)\b[^.?!\n;,]{{0,30}}\b{JOB}\b"
    r"|\bthank\w*(?: you)?(?: \w+){0,3} for (?:pointing|telling|mentioning|sharing|letting|forwarding|sending|suggesting|naming)\b[^.?!\n;]{0,60}"
    rf"|\b(?:tell(?:ing)?|told) me about (?:the|an?) {GAP}{JOB}\b"
)


def blot(found: re.Match[str]) -> str:
    """As many blots as the phrase has characters."""
    return BLOT * len(found.group())


def without_denials(flat: str) -> str:
    """The text without “I am not asking for a job” and its like."""
    return _compiled(_NEGATION).sub(blot, flat)


def without_innocent(flat: str, *, first_letter: bool) -> str:
    """The text without the innocent uses of the words that the job rules look for."""
    bare = _compiled(_INNOCENT).sub(blot, flat)
    return bare if first_letter else _compiled(_RAISED).sub(blot, bare)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled at the first letter that is reviewed: at the start it would be a tenth of it."""
    return re.compile(pattern)
