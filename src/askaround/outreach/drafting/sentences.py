"""The sentences that letters are made of, each from one fact. What is unknown stands in [brackets], never made up."""

import re

from .known import Known

LEARN_FITS = 24  # words of what the campaign wants to learn
QUOTE_FITS = 25  # words of what somebody said
_ASKING = ("what ", "how ", "which ", "who ", "whether ", "why ", "where ")
_KNEW = frozenset(
    ["relative", "friend", "classmate", "teacher", "former boss", "co-worker", "acquaintance", "association", "alumni"]
)
_SMALL_FIRST = re.compile(
    r"(?:We|You|Your|Since|My|Our|In|It|At|Through|Thank|Would|Could|May|How|Here|What|Until|As|Then|No|If|Whom|Who)\b"
)
# A tie told as what happened ("Met at the June meetup") is a sentence; one told as a place ("at Bonn") needs one.
_TOLD = re.compile(
    r"(?:we )?((?:first )?(?:met|sat|worked|studied|talked|spoke|shared|volunteered|played|sang|lived|went)\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^(?:at|from|in|through) (?=\S)", re.IGNORECASE)
# Past forms that don't end in -ed, with which many begin what they have done: “Rebuilt our report”.
_DID = re.compile(
    r"(?:\w+ed|began|built|rebuilt|became|did|found|gave|got|learnt|led|left|made|met|ran|read|spent|spoke|taught|took"
    r"|went|won|wrote)\b",
    re.IGNORECASE,
)
_TIES: dict[str, tuple[str, str]] = {
    "relative": ("We are family: {}.", "how you are related"),
    "friend": ("We know each other from {}.", "where you know each other from"),
    "classmate": ("We were in class together at {}.", "school or course"),
    "alumni": ("We both studied at {}.", "school"),
    "teacher": ("I was in your class at {}.", "school or course"),
    "former boss": ("I worked for you at {}.", "where"),
    "co-worker": ("We worked together at {}.", "where"),
    "acquaintance": ("We met at {}.", "where you met"),
    "association": ("We are both members of {}.", "association"),
    "stranger": ("I found you through {}.", "an article, a talk, a profile"),
}


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = " ".join(text.split())
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in ".?!…" else f"{text}."


def lower(text: str) -> str:
    """The first letter small, unless the word is a name or I."""
    return text[:1].lower() + text[1:] if _SMALL_FIRST.match(text) else text


def shortened(text: str, words: int) -> str:
    """The first words, with a mark where something was left out."""
    parts = text.split()
    return " ".join(parts) if len(parts) <= words else " ".join(parts[:words]).rstrip(",.;:") + " …"


def tie_sentence(known: Known) -> str:
    """What links the two, as the first sentence."""
    if known.tie == "referred" or known.introduced_by:
        return f"{known.introduced_by or '[who sent you]'} suggested that I write to you."
    if known.how_we_met:
        return sentence(known.how_we_met)
    detail = known.tie_detail.strip().rstrip(".")
    if detail.lower().startswith("linkedin connection"):
        return "We are connected on LinkedIn."
    if _TOLD.match(detail):
        return sentence("we " + _TOLD.sub(lambda told: told[1].lower(), detail))
    if detail.lower().startswith("same "):  # “Same desk until March”
        return f"We had the {detail[:1].lower()}{detail[1:]}."
    pattern, ask = _TIES.get(known.tie, _TIES["stranger"])
    return pattern.format(_PLACE.sub("", detail) or f"[{ask}]")


def reason_sentence(known: Known) -> str:
    """Why this person: the seeker's own words, made a sentence."""
    reason = re.sub(r"^(?:i am writing to you )?because ", "", known.reason.strip(), flags=re.IGNORECASE)
    return sentence(reason) if reason else "[Why this person, in one sentence]."


def why_and_link(known: Known) -> str:
    """The reason leads, and the link stands in the same sentence: the first line says both."""
    first, _, rest = reason_sentence(known).partition(". ")
    return f"{first.rstrip('.')}; {lower(tie_sentence(known))} {rest}".strip()


def link_and_question(known: Known) -> str:
    """The link and the question in one breath."""
    return f"{tie_sentence(known).rstrip('.')}: {lower(question(known))}"


def question(known: Known) -> str:
    """The one question, with its minutes."""
    return f"Could we talk for {known.minutes} minutes in the next two weeks?"


def short_question(known: Known) -> str:
    """The one question, where characters are few."""
    return f"Could we talk for {known.minutes} minutes?"


def about_me(known: Known) -> str:
    """To those who know the seeker, what they have done since; to others, who they are."""
    if known.tie in _KNEW and not known.introduced_by:
        return f"Since we last spoke, {what_i_did(known) or '[what you have done since, beginning with I]'}."
    return who_i_am(known)


def what_i_did(known: Known) -> str:
    """What the seeker has done lately, as it stands within a sentence: “I rebuilt our report”."""
    lately = known.lately.strip().rstrip(".")
    if not lately or lately[:2] in ("I ", "I’", "I'"):
        return lately
    lately = lately[:1].lower() + lately[1:]
    return f"I {lately}" if _DID.match(lately) else lately


def who_i_am(known: Known) -> str:
    """Who writes, in one line."""
    return sentence(
        f"In one line: {known.headline.strip()}" if known.headline.strip() else "[Who you are, in one line]"
    )


def news(known: Known) -> str:
    """What the seeker has done lately, as their profile says it."""
    did = what_i_did(known)
    return sentence(did) if did else "[What is new with you, in one sentence]."


def since_then(known: Known) -> str:
    """What came of what they said."""
    did = what_i_did(known)
    said = did if did[:2] in ("I ", "I’", "I'") else ""
    return f"Since then {said or '[what you have done with it, beginning with I]'}."


def wants_to_know(known: Known) -> str:
    """Why this person, in the seeker's words; else what the campaign wants to learn, when it is said as a question."""
    learn = " ".join(known.learn.split()).rstrip(".")
    if not known.reason.strip() and learn.lower().startswith(_ASKING) and len(learn.split()) <= LEARN_FITS:
        return f"I am finding out {learn[0].lower()}{learn[1:]}."
    return reason_sentence(known)


def no_job(known: Known) -> str:
    """What it is not about."""
    return "I am not asking for a job, only for your view."


def quote(known: Known, which: int = 0) -> str:
    """One thing that they said, in quotation marks; a bracket when nothing is noted."""
    quotes = [shortened(said.strip(" .“”\"'‘’"), QUOTE_FITS) for said in known.noted]
    return f"“{quotes[which % len(quotes)]}”" if quotes else "“[one thing that was said]”"


def promised(known: Known) -> str:
    """A promise still open, in the words that it was noted in."""
    return f"As I promised: {shortened(known.promises[0].strip().rstrip('.'), 20)}." if known.promises else ""


def promise_kept(known: Known) -> str:
    """A promise kept since."""
    return f"What I promised is done: {shortened(known.kept[-1].strip().rstrip('.'), 20)}." if known.kept else ""


def them(known: Known) -> str:
    """Whom an introduction leads to."""
    return known.meets or "[whom you would like to meet]"


def signed(known: Known) -> str:
    """The name that stands under it."""
    return known.my_name or "[your name]"
