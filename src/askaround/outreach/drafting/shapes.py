# ruff: noqa: E501 (a letter is easier to read on one line)
"""Three ways to write each kind of letter: what leads, in which order, and what gives way when room is short.

`{part}` is a sentence from one fact (`parts`), `|` begins a paragraph, the rest stands as it is.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """One way to write one kind of letter."""

    key: str
    name: str
    text: str
    spare: tuple[str, ...] = ()  # parts that go first when it is too long
    close: str = "Thank you,"
    subject: str = ""  # empty: the subject of the kind
    lines: str = ""  # what stands below the dashes, to be forwarded


_LINES_WHO = "{who} {wants} {short_question} {view}"
_LINES_WHY = "{wants} {who} {short_question} {view}"
_LINES_SHORT = "{wants} {short_question} {view}"
_REQUEST_WAY_OUT = (
    "If you would rather ask {their_first} first, or not at all, that is fine. The lines below are yours to forward."
)

SHAPES: dict[str, tuple[Shape, Shape, Shape]] = {
    "ask": (
        Shape("tie", "What links you first", "{opening} {link} {why} {me} {no_job}|{closing} {question}", ("opening", "closing", "no_job", "me", "why")),
        Shape("reason", "Your reason first", "{why_link} {me}|{closing} {question} {no_job}", ("closing", "no_job", "me")),
        Shape("short", "The question first, short", "{link_question} {why}", ("why",)),
    ),
    "follow-up": (
        Shape("reminder", "A short reminder", "{opening} I wrote to you{on} and would still like to hear how you see it.|{closing} {suit}", ("opening", "closing"), "If not, thank you all the same,"),
        Shape("reason", "Your reason once more", "{why} I wrote to you{on} about it.|{suit}", ("why",), "If not, thank you all the same,"),
        Shape("easy", "An easy way out", "I wrote to you{on}. {suit_short} One line is enough, also for a no.", (), "Thank you,"),
    ),
    "reply": (
        Shape("thanks", "Thanks first", "{opening} Thank you for your answer. [Your answer to it].|{closing}", ("opening", "closing"), "All the best,"),
        Shape("times", "After a yes: times", "Thank you, I am glad. Would one of these suit you, in your time?|{offers}|If none does, name one, and I make it work.", (), "Looking forward to it,"),
        Shape("no", "After a no", "Thank you for telling me. That is an answer too, and I let it rest. {promised}", ("promised",), "All the best,"),
    ),
    "confirm": (
        Shape("facts", "The facts", "{opening} We talk {when}{for_minutes}{by}: {where}. If something has come up, tell me, and we find another time.|{closing}", ("opening", "closing"), "I look forward to it, and thank you,", "Confirming {day}"),
        Shape("questions", "With what you will ask", "We talk {when}{for_minutes}{by}: {where}.|{learn} I keep to the time.", ("learn",), "Thank you for making time,", "Confirming {day}"),
        Shape("short", "One line", "I look forward to our talk {when}: {where}.", (), "Thank you,", "Confirming {day}"),
    ),
    "reschedule": (
        Shape("times", "New times first", "{opening} I am sorry: I can’t keep our talk {when}. Would one of these suit you, in your time?|{offers}|{closing}", ("opening", "closing"), "Thank you for your patience,", "Another time for {day}?"),
        Shape("why", "Why first", "I am sorry: [what has come up, in a few words], so I can’t keep our talk {when}. Would one of these suit you?|{offers}|If none does, name one, and I make it work.", (), "Thank you,", "Another time for {day}?"),
        Shape("theirs", "They choose", "I am sorry to move our talk {when}. Any time of yours in the two weeks after it is good for me: send me one, and I confirm it at once.", (), "Thank you,", "Another time for {day}?"),
    ),
    "cancel": (
        Shape("sorry", "Sorry first", "{opening} I am sorry: I have to cancel our talk {when}. [Why, in a few words]. Thank you for the time you had set aside.|{closing}", ("opening", "closing"), "With apologies,", "I have to cancel {day}"),
        Shape("later", "The door stays open", "I have to cancel our talk {when}, and I am sorry. [Why, in a few words]. May I come back to you when it is over?", (), "Thank you for your patience,", "I have to cancel {day}"),
        Shape("short", "Short", "I am sorry, I have to cancel our talk {when}. Thank you for the time you had set aside.", (), "With apologies,", "I have to cancel {day}"),
    ),
    "thank-you": (
        Shape("two", "Two things they said", "{opening} Thank you for your time. What you said about this stays with me: {quote}. {quote_too} {promised}|{closing}", ("opening", "closing"), "With thanks,"),
        Shape("use", "What you will do with it", "You said {quote}. [What you will do with it, beginning with I]. Thank you for the time you gave me. {promised}", (), "With thanks,"),
        Shape("short", "Short", "Thank you for our talk. {quote}: I keep that. {promised}", (), "Gratefully,"),
    ),
    "thank-introducer": (
        Shape("thanks", "Thanks first", "{opening} Thank you for introducing me to {them}. I will tell you what comes of it.|{closing}", ("opening", "closing"), "With thanks,"),
        Shape("next", "What happens now", "You have introduced me to {them}: thank you. I have written to them, and you hear from me when we have talked.", (), "With thanks,"),
        Shape("short", "Short", "{them}: thank you. I will let you know.", (), "Gratefully,"),
    ),
    "blurb": (
        Shape("straight", "The request first", "{opening} {introduce}|" + _REQUEST_WAY_OUT, ("opening",), lines=_LINES_WHO),
        Shape("reason", "Your reason first", "{wants}|{introduce} " + _REQUEST_WAY_OUT, ("wants",), lines=_LINES_WHY),
        Shape("short", "Short, with shorter lines", "{introduce} Only if it suits you both. The lines below are yours to forward.", (), lines=_LINES_SHORT),
    ),
    "forward": (
        Shape("who", "Who you are first", "{opening} Here are the lines for {them}. Forward or change them as you like.", ("opening",), lines=_LINES_WHO),
        Shape("reason", "Your reason first", "You offered to pass a few lines on to {them}. Here they are, and thank you.", (), lines=_LINES_WHY),
        Shape("short", "Short", "For {them}, if it suits you:", (), lines=_LINES_SHORT),
    ),
    "check-in": (
        Shape("question", "The question first", "{opening} How does it stand with {them}{since_asked}? One line is enough. If it does not suit, tell me, and I let it rest.|{closing}", ("opening", "closing")),
        Shape("way-out", "The way out first", "If it does not suit to introduce me to {them}, tell me, and I let it rest. If it does: shall I send you the lines to forward again?"),
        Shape("short", "One line", "Have you heard from {them}? No is fine too."),
    ),
    "report-back": (
        Shape("said", "What they said", "{opening} Thank you for putting me in touch with {them}. We talked, and {came_of_it} stays with me.|I wanted you to know what came of it. {promised} {closing}", ("opening", "closing"), "With thanks,"),
        Shape("done", "What you did since", "Thanks to you I talked to {them}. {since_then}|I thought you would like to hear it. {promise_kept}", ("promise_kept",), "With thanks,"),
        Shape("short", "Short", "{them} and I have talked: {came_of_it}. Thank you for opening that door.", (), "Gratefully,"),
    ),
    "who-else": (
        Shape("work", "What you want to know first", "{opening} I am finding out what the work {where_work} is like. {who}|Whom would you talk to in my place? I would use your name only if you say so. {closing}", ("opening", "closing", "who")),
        Shape("question", "The question first", "Whom would you ask about work {where_work}? {finding_out}|I would use your name only if you say so.", ("finding_out",)),
        Shape("said", "What they told you first", "You said {quote}. Who sees it differently, and would talk to me for {minutes} minutes?|I would use your name only if you say so."),
    ),
    "news": (
        Shape("news", "The news first", "{opening} {news}|I thought of our talk, and wanted you to hear it from me. {promise_kept} {closing}", ("opening", "closing", "promise_kept"), "All the best,"),
        Shape("thanks", "What they had to do with it", "You said {quote}, and it was good advice. {news}|No answer needed. {promise_kept}", ("promise_kept",), "With thanks,"),
        Shape("short", "Short", "{news} You are among the first to know, since you helped me on the way.", (), "All the best,"),
    ),
    "keep-in-touch": (
        Shape("said", "What they said first", "{opening} You said {quote}. {since_then} {promise_kept}|No answer needed. I wanted you to know. {closing}", ("opening", "closing", "promise_kept"), "All the best,"),
        Shape("useful", "Something for them", "[Something they can use: an article, a name, a date], and I thought of you. {since_then}|No answer needed. {promised}", ("promised",), "All the best,"),
        Shape("short", "Short", "{news} It began with what you said: {quote}. Thank you.", (), "All the best,"),
    ),
}  # fmt: skip
SUBJECTS = {
    "thank-you": "Thank you for the talk",
    "thank-introducer": "Thank you for the introduction",
    "reply": "Thank you for your answer",
    "forward": "The lines for {them_short}",
    "report-back": "I talked to {them_short}",
    "keep-in-touch": "What I did with your advice",
    "news": "Some news from me",
}
