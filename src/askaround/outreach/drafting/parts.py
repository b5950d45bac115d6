"""The parts that shapes name: one fact each. A part that has nothing to say is empty and leaves no gap."""

from collections.abc import Callable

from . import sentences as say
from .known import Known

Part = Callable[[Known], str]


def _wrote_on(known: Known) -> str:
    return f" on {known.asked_on}" if known.asked_on else ""


def _suit(known: Known) -> str:
    return f"Would {known.minutes} minutes suit you in the coming weeks?"


def _when(known: Known) -> str:
    return f"on {known.meeting.when}" if known.meeting.when else "on [day and time, in their zone]"


def _day(known: Known) -> str:
    return " ".join(known.meeting.when.split(" at ")[0].split()) or "our talk"


def _offers(known: Known) -> str:
    return "\n".join(f"- {one}" for one in known.meeting.offers) or "- [two or three times, in their zone]"


def _learn(known: Known) -> str:
    learn = say.shortened(known.learn.strip().rstrip("."), 20)
    return f"What I would most like to hear: {learn[:1].lower()}{learn[1:]}." if learn else ""


def _finding_out(known: Known) -> str:
    wanted = say.wants_to_know(known)
    return wanted if wanted.startswith("I am finding out") else say.who_i_am(known)


def _introduce(known: Known) -> str:
    them = say.them(known)
    if known.offered:
        return f"Thank you for offering to introduce me to {them}. Does it still suit you?"
    return f"You know {them}, whom I would like to meet. Would you introduce me?"


def _quote_too(known: Known) -> str:
    return f"So does {say.quote(known, 1)}." if len(known.noted) > 1 else "[What you will do with it.]"


def _came_of_it(known: Known) -> str:
    heard = [say.shortened(said.strip(" .“”\"'‘’"), 20) for said in known.came_of_it]
    return f"“{heard[0]}”" if heard else "[one thing you learned]"


def _where_work(known: Known) -> str:
    if known.place:
        return f"at {known.place}"
    return f"in {known.field.lower()}" if known.field else "in [your field]"


def _first_of_them(known: Known) -> str:
    return known.meets.split(" ")[0] if known.meets else say.them(known)


def _since_asked(known: Known) -> str:
    return f" since I wrote on {known.asked_for_it_on}" if known.asked_for_it_on else ""


def _phrase(place: str) -> Part:
    return lambda known: next(iter(known.phrases.get(place, ())), "")


def _or_phrase(place: str, part: Part) -> Part:
    """The seeker's own words for it, else ours."""
    return lambda known: _phrase(place)(known) or part(known)


def _why(known: Known) -> str:
    return (known.reason.strip() and say.reason_sentence(known)) or _phrase("why")(known) or say.reason_sentence(known)


def _me(known: Known) -> str:
    said = say.about_me(known)
    return said if said.startswith("Since we") and "[" not in said else _phrase("who")(known) or said


def _question(known: Known) -> str:
    own = _phrase("question")(known)
    return own if f"{known.minutes} minutes" in own and own.endswith("?") else say.question(known)


PARTS: dict[str, Part] = {
    "opening": _phrase("opening"),
    "closing": _phrase("closing"),
    "link": say.tie_sentence,
    "why": _why,
    "why_link": say.why_and_link,
    "link_question": say.link_and_question,
    "me": _me,
    "who": _or_phrase("who", say.who_i_am),
    "no_job": say.no_job,
    "question": _question,
    "short_question": say.short_question,
    "suit": _suit,
    "suit_short": lambda known: f"Would {known.minutes} minutes suit you?",
    "on": _wrote_on,
    "offers": _offers,
    "when": _when,
    "day": _day,
    "for_minutes": lambda known: f", for {known.meeting.minutes} minutes" if known.meeting.minutes else "",
    "by": lambda known: f", {known.meeting.by}" if known.meeting.by else "",
    "where": lambda known: known.meeting.where or "[where, or the link]",
    "learn": _learn,
    "minutes": lambda known: str(known.minutes),
    "quote": say.quote,
    "quote_too": _quote_too,
    "promised": say.promised,
    "promise_kept": say.promise_kept,
    "came_of_it": _came_of_it,
    "since_then": say.since_then,
    "news": say.news,
    "them": say.them,
    "them_short": lambda known: known.meets.split(" ")[0] if known.meets else "[whom you would like to meet]",
    "their_first": _first_of_them,
    "introduce": _introduce,
    "wants": say.wants_to_know,
    "finding_out": _finding_out,
    "view": lambda known: "It is about your view, not about a job.",
    "since_asked": _since_asked,
    "where_work": _where_work,
}
