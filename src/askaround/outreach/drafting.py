"""A first draft of a letter from what is known. Nothing is invented: what is missing is asked for in [brackets].

An ask says in this order: what links you, why this person, what you have done since, and one question with its minutes.
It is made to pass its own review once the brackets are filled.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .forwarding import RULE

NOTE_FITS = 200  # characters of a LinkedIn note without a paid account
EMAIL_FITS = 75  # words
MESSAGE_FITS = 400  # characters
LEARN_FITS = 24  # words of what the campaign wants to learn
_ASKING = ("what ", "how ", "which ", "who ", "whether ", "why ", "where ")
_KNEW = {
    "relative",
    "friend",
    "classmate",
    "teacher",
    "former boss",
    "co-worker",
    "acquaintance",
    "association",
    "alumni",
}
_BRACKET = re.compile(r"\[([^\]\n]{2,120})\]")


@dataclass(frozen=True)
class Known:
    """What a draft may use. Empty means unknown."""

    first_name: str
    tie: str = "stranger"
    tie_detail: str = ""
    how_we_met: str = ""
    introduced_by: str = ""
    reason: str = ""
    minutes: int = 20
    lately: str = ""
    headline: str = ""
    my_name: str = ""
    field: str = ""
    organization: str = ""
    earlier_subject: str = ""
    asked_on: str = ""
    learn: str = ""  # what the campaign wants to learn
    my_email: str = ""
    meets: str = ""  # the person that an introduction leads to
    offered: bool = False  # the introducer offered it
    asked_for_it_on: str = ""  # the day on which the introducer was asked
    place: str = ""  # where the seeker would like to know somebody
    noted: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A subject and a body, and what is missing from them."""

    subject: str
    body: str
    missing: tuple[str, ...] = field(default=())


def compose(kind: str, channel: str, known: Known) -> Draft:
    """A draft of this kind for this channel."""
    body = _COMPOSED[kind](known, channel)
    subject = _subject(kind, known) if channel in ("email", "inmail") else ""
    missing = dict.fromkeys(_BRACKET.findall(f"{subject}\n{body}"))
    return Draft(subject, body, tuple(missing))


def fill(text: str, known: Known) -> str:
    """A template of the seeker's own with its {fields} filled; an unknown one becomes a bracket."""
    values = {
        "first_name": known.first_name,
        "reason": known.reason,
        "minutes": str(known.minutes),
        "lately": known.lately,
        "organization": known.organization,
        "field": known.field,
        "my_name": known.my_name,
        "introduced_by": known.introduced_by,
        "how_we_met": known.how_we_met,
    }
    return re.sub(r"\{(\w+)\}", lambda m: values.get(m[1]) or f"[{m[1].replace('_', ' ')}]", text)


# A tie told as what happened ("Met at the June meetup") is a sentence; one told as a place ("at Bonn") needs one.
_TOLD = re.compile(
    r"(?:we )?((?:first )?(?:met|sat|worked|studied|talked|spoke|shared|volunteered|played|sang|lived|went)\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^(?:at|from|in|through) (?=\S)", re.IGNORECASE)


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
    pattern, ask = _TIES.get(known.tie, _TIES["stranger"])
    return pattern.format(_PLACE.sub("", detail) or f"[{ask}]")


def reason_sentence(known: Known) -> str:
    """Why this person: the seeker's own words, made a sentence."""
    reason = known.reason.strip()
    if not reason:
        return "[Why this person, in one sentence]."
    reason = re.sub(r"^(?:i am writing to you )?because ", "", reason, flags=re.IGNORECASE)
    return sentence(reason)


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = " ".join(text.split())
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in ".?!" else f"{text}."


def _ask(known: Known, channel: str) -> str:
    if channel == "phone":
        return _script(known)
    if channel == "linkedin-note":
        return _note(known)
    question = f"Could we talk for {known.minutes} minutes in the next two weeks?"
    parts = [
        tie_sentence(known),
        reason_sentence(known),
        _about_me(known),
        "I am not asking for a job, only for your view.",
    ]
    for drop in (None, 3, 2):
        kept = [part for i, part in enumerate(parts) if drop is None or i < drop]
        body = _letter(known, " ".join(kept), question, "Thank you,")
        if (channel == "email" and len(body.split()) <= EMAIL_FITS) or (
            channel != "email" and len(body) <= MESSAGE_FITS
        ):
            break
    return body


def _about_me(known: Known) -> str:
    if known.tie in _KNEW and not known.introduced_by:
        lately = known.lately.strip().rstrip(".")
        lately = lately[:1].lower() + lately[1:] if lately[:2] not in ("I ", "I’", "I'") else lately
        return f"Since we last spoke, {lately or '[what you have done since, beginning with I]'}."
    return sentence(f"In one line: {known.headline.strip()}" if known.headline else "[Who you are, in one line]")


def _note(known: Known) -> str:
    end = f"Could we talk for {known.minutes} minutes? Thank you, {_me(known)}"
    whole = f"Hi {known.first_name}, {_lower(tie_sentence(known))} {reason_sentence(known)} {end}"
    return whole if len(whole) <= NOTE_FITS else f"Hi {known.first_name}, {_lower(tie_sentence(known))} {end}"


def _script(known: Known) -> str:
    hello = f"Hello {known.first_name}, this is {_me(known)}. {tie_sentence(known)}"
    question = f"Could we talk for {known.minutes} minutes, now or in the next two weeks?"
    return "\n\n".join(
        (
            f"Opening:\n{hello} Is this a good moment?",
            f"Why I call:\n{reason_sentence(known)} {_about_me(known)}",
            f"The question:\n{question}",
            "If it is no:\nThat is fine, and thank you. Who else should I talk to?",
            f"Voicemail:\n{hello} May I ask for {known.minutes} minutes? My number is [your number]. Thank you.",
        )
    )


def _follow_up(known: Known, channel: str) -> str:
    when = f" on {known.asked_on}" if known.asked_on else ""
    if channel == "phone":
        opening = f"Hello {known.first_name}, this is {_me(known)}. I wrote to you{when}."
        return f"{opening} Would {known.minutes} minutes suit you? Thank you."
    text = f"I wrote to you{when} and would still like to hear how you see it."
    return _letter(
        known, text, f"Would {known.minutes} minutes suit you in the coming weeks?", "If not, thank you all the same,"
    )


def _thank_you(known: Known, channel: str) -> str:
    if known.meets and not known.noted:
        return _thank_introducer(known)
    quotes = [quote.strip().rstrip(".") for quote in known.noted[:2]] or ["[one thing that was said]"]
    said = f"What you said about this stays with me: “{quotes[0]}”."
    more = f"So does “{quotes[1]}”." if len(quotes) > 1 else "[What you will do with it.]"
    promise = f" As I promised: {known.promises[0].strip().rstrip('.')}." if known.promises else ""
    return _letter(known, f"Thank you for your time. {said} {more}{promise}", "", "With thanks,")


def _blurb(known: Known, channel: str) -> str:
    them = known.meets or "[whom you would like to meet]"
    first = them.split(" ")[0] if known.meets else them
    opening = (
        f"Thank you for offering to introduce me to {them}. Does it still suit you?"
        if known.offered
        else f"You know {them}, whom I would like to meet. Would you introduce me?"
    )
    if channel == "linkedin-note":
        return f"Hi {known.first_name}, {_lower(opening)} I can send you lines to forward. Thank you, {_me(known)}"
    way_out = (
        f"If you would rather ask {first} first, or not at all, that is fine. The lines below are yours to forward."
    )
    signed = "\n".join(filter(None, [_me(known), known.my_email]))
    about_me = f"In one line: {known.headline.strip()}" if known.headline else "[Who you are, in one line]"
    question = f"Could we talk for {known.minutes} minutes? It is about your view, not about a job."
    lines = f"Dear {first},\n\n{sentence(about_me)} {_wants_to_know(known)} {question}\n\n{signed}"
    return f"{_letter(known, f'{opening} {way_out}', '', 'Thank you,')}\n\n{RULE}\n\n{lines}"


def _wants_to_know(known: Known) -> str:
    """Why this person, in the seeker's words; else what the campaign wants to learn, when it is said as a question."""
    learn = " ".join(known.learn.split()).rstrip(".")
    if not known.reason and learn.lower().startswith(_ASKING) and len(learn.split()) <= LEARN_FITS:
        return f"I am finding out {learn[0].lower()}{learn[1:]}."
    return reason_sentence(known)


def _check_in(known: Known, channel: str) -> str:
    them = known.meets or "[whom you would like to meet]"
    when = f" since I wrote on {known.asked_for_it_on}" if known.asked_for_it_on else ""
    text = f"How does it stand with {them}{when}? One line is enough. If it does not suit, tell me, and I let it rest."
    return _letter(known, text, "", "Thank you,")


def _report_back(known: Known, channel: str) -> str:
    them = known.meets or "[whom they led you to]"
    text = f"Thank you for putting me in touch with {them}. We talked, and [one thing you learned]."
    return _letter(known, text, "I wanted you to know what came of it.", "With thanks,")


def _thank_introducer(known: Known) -> str:
    text = f"Thank you for introducing me to {known.meets}. I will tell you what comes of it."
    return _letter(known, text, "", "With thanks,")


def _who_else(known: Known, channel: str) -> str:
    where = f"at {known.place}" if known.place else f"in {known.field.lower()}" if known.field else "in [your field]"
    text = f"I am finding out what the work {where} is like. {_about_me(known)}"
    question = "Whom would you talk to in my place? I would use your name only if you say so."
    return _letter(known, text, question, "Thank you,")


def _keep_in_touch(known: Known, channel: str) -> str:
    said = f"You said “{known.noted[0].strip().rstrip('.')}”." if known.noted else "[Something they told you]."
    return _letter(
        known,
        f"{said} Since then [what you have done with it].",
        "No answer needed. I wanted you to know.",
        "All the best,",
    )


def _reply(known: Known, channel: str) -> str:
    return _letter(known, "Thank you for your answer. [Your answer to it].", "", "All the best,")


def _letter(known: Known, text: str, question: str, close: str) -> str:
    parts = [f"Hi {known.first_name},", text, question, f"{close}\n{_me(known)}"]
    return "\n\n".join(part for part in parts if part)


def _subject(kind: str, known: Known) -> str:
    if kind == "follow-up" and known.earlier_subject:
        return (
            known.earlier_subject if known.earlier_subject.lower().startswith("re:") else f"Re: {known.earlier_subject}"
        )
    if kind in ("ask", "follow-up"):
        return _ask_subject(known)
    return {
        "thank-you": "Thank you for the introduction" if known.meets and not known.noted else "Thank you for the talk",
        "blurb": f"Would you introduce me to {known.meets}?" if known.meets else "An introduction",
        "check-in": f"How it stands with {known.meets.split(' ')[0]}" if known.meets else "How it stands",
        "who-else": f"Whom would you ask at {known.place}?" if known.place else "Whom would you ask?",
        "report-back": f"I talked to {known.meets.split(' ')[0]}" if known.meets else "What came of your introduction",
        "keep-in-touch": "What I did with your advice",
        "news": "Some news",
        "forward": "The lines to forward",
        "confirm": "Our talk",
        "reschedule": "Another time for our talk",
        "cancel": "Our talk",
        "reply": known.earlier_subject or "Thank you for your answer",
    }[kind]


def _ask_subject(known: Known) -> str:
    topic = _short(known.field.lower(), 3) or "[your topic]"
    if known.tie == "referred" or known.introduced_by:
        return f"{known.introduced_by or '[Who sent you]'} suggested that I write"
    if known.tie == "alumni":
        school = _short(known.tie_detail.removeprefix("the ").rstrip("."), 3)
        return f"Fellow {school} graduate, about {topic}" if school else f"From a fellow graduate, about {topic}"
    return f"Two questions about {topic}"


def _short(text: str, words: int) -> str:
    parts = text.split()
    return " ".join(parts[:words]).rstrip(",.;") if len(parts) <= words else ""


def _me(known: Known) -> str:
    return known.my_name or "[your name]"


def _lower(text: str) -> str:
    """The first letter small, unless the word is a name or I."""
    first = text.split(" ", maxsplit=1)[0]
    return (
        text[:1].lower() + text[1:]
        if first in {"We", "You", "Your", "Since", "My", "Our", "In", "It", "At", "Through"}
        else text
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
_COMPOSED: dict[str, Callable[[Known, str], str]] = {
    "ask": _ask,
    "follow-up": _follow_up,
    "thank-you": _thank_you,
    "blurb": _blurb,
    "check-in": _check_in,
    "who-else": _who_else,
    "report-back": _report_back,
    "keep-in-touch": _keep_in_touch,
    "news": _keep_in_touch,
    "forward": _blurb,
    "reply": _reply,
    "confirm": _reply,
    "reschedule": _reply,
    "cancel": _reply,
}
