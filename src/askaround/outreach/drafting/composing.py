"""Composing a letter: a shape filled from facts, laid out for its channel, made to fit what the channel takes.

What does not fit gives way in the order that the shape names; then the longest fact is cut short. Nothing is invented:
what is missing is asked for in [brackets]. Each draft is made to pass our own review once the brackets are filled.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from askaround.outreach.forwarding import RULE, lines_to_forward
from askaround.plain.text import cut

from . import scripts
from . import sentences as say
from .known import Draft, Known
from .parts import PARTS
from .shapes import SHAPES, SUBJECTS, Shape
from .subjects import subject_of

WORDS = {"ask": 75, "follow-up": 75, "thank-you": 150}  # by email; others may be as long as they are
CHARACTERS = {"linkedin-message": 400, "inmail": 400}
FORWARDED = 75  # words
WITH_SUBJECT = ("email", "inmail")
SENTENCES = 5  # of an ask by email
_ENDS = re.compile(r"[.?!](?=\s|$)")
_BRACKET = re.compile(r"\[([^\]\n]{2,120})\]")
_PART = re.compile(r"\{(\w+)\}")
# A reason of so many words, and fewer, until the letter fits.
_REASONS = (40, 25, 16, 10, 6)


def variants(kind: str, channel: str, known: Known) -> tuple[Draft, Draft, Draft]:
    """Three ways to write it, which differ in what leads and how full they are."""
    first, second, third = shapes_of(kind, known)
    return (
        _draft(kind, first, channel, known),
        _draft(kind, second, channel, _turned(known, 1)),
        _draft(kind, third, channel, _turned(known, 2)),
    )


def compose(kind: str, channel: str, known: Known) -> Draft:
    """The first of the variants."""
    return _draft(kind, shapes_of(kind, known)[0], channel, known)


def shapes_of(kind: str, known: Known) -> tuple[Shape, Shape, Shape]:
    """A thank-you for an introduction, of which nothing was noted, is a letter of its own."""
    return SHAPES["thank-introducer" if _for_introducing(kind, known) else kind]


def missing_in(text: str) -> tuple[str, ...]:
    """What stands in brackets, each once, in its order."""
    return tuple(dict.fromkeys(_BRACKET.findall(text)))


def _draft(kind: str, shape: Shape, channel: str, known: Known) -> Draft:
    body = next(iter(_fitting(kind, shape, channel, known)))
    subject = _subject(kind, shape, known) if channel in WITH_SUBJECT else ""
    return Draft(subject, body, missing_in(f"{subject}\n{body}"), shape.key, shape.name)


def _fitting(kind: str, shape: Shape, channel: str, known: Known) -> Iterator[str]:
    """The first that fits: whole, then without its spare parts, then with a shorter reason; the last in any case."""
    body = ""
    for known_less in (known, *(_cut(known, words) for words in _REASONS)):
        dropped: set[str] = set()
        for part in ("", *shape.spare):
            dropped.add(part)
            body = _laid_out(kind, shape, channel, known_less, dropped)
            if _fits(kind, channel, body, known):
                yield body
                return
            if channel == "linkedin-note":
                break
    yield body


def _fits(kind: str, channel: str, body: str, known: Known) -> bool:
    if len(lines_to_forward(body).split()) > FORWARDED:
        return False
    if channel == "linkedin-note":
        return len(body) <= known.note_fits
    if channel in CHARACTERS:
        return kind != "ask" or len(body) <= CHARACTERS[channel]
    if channel == "phone":
        return scripts.voicemail_fits(body)
    if channel != "email" or kind not in WORDS:
        return True
    return len(body.split()) <= WORDS[kind] and (kind != "ask" or len(_ENDS.findall(body)) <= SENTENCES)


def _laid_out(kind: str, shape: Shape, channel: str, known: Known, dropped: set[str]) -> str:
    if channel == "phone":
        return scripts.script(kind, _filled(shape.text, known, dropped), known)
    if channel == "linkedin-note":
        return _note(shape, known)
    greeting = f"Dear {known.first_name}," if channel == "paper" else f"Hi {known.first_name},"
    close = next(iter(known.phrases.get("sign-off", ())), "") or _close(shape, channel)
    text = _filled(shape.text, known, dropped)
    if kind in ("ask", "follow-up") and "thank" not in f"{text} {close}".lower():
        text += " Thank you."
    parts = [greeting, text, f"{close.rstrip(',')},\n{_signature(known, channel)}"]
    letter = "\n\n".join(part for part in parts if part)
    return f"{letter}\n\n{RULE}\n\n{_lines(shape, known)}" if shape.lines else letter


def _note(shape: Shape, known: Known) -> str:
    """All on one line, and as much of it as the note takes: sentences go from the end, the question stays."""
    text = _filled(shape.text, known, {"opening", "closing", "me", "no_job", "who"}).replace("\n\n", " ")
    text = text.replace("\n- ", " ").replace("- ", "")
    text = re.sub(r" ?(?:The lines below are yours to forward\.|in the (?:coming|next two) weeks)", "", text)
    end = f"{'Best wishes' if 'thank' in text.lower() else 'Thank you'}, {say.signed(known)}"
    pieces = re.split(r"(?<=[.?!…]) ", text)
    while len(pieces) > 1 and len(_one_line(known, pieces, end)) > known.note_fits:
        pieces.remove(next((p for p in reversed(pieces[1:]) if not _essential(p)), pieces[-1]))
    line = _one_line(known, pieces, end)
    if len(line) > known.note_fits:
        room = known.note_fits - len(_one_line(known, [], end)) - 2
        line = _one_line(known, [cut(" ".join(pieces), max(room, 20)).rstrip(" ,.;:") + " …"], end)
    return line


def _essential(piece: str) -> bool:
    return piece.endswith("?") or "“" in piece


def _one_line(known: Known, pieces: list[str], end: str) -> str:
    return " ".join(filter(None, [f"Hi {known.first_name},", say.lower(" ".join(pieces)), end]))


def _filled(text: str, known: Known, dropped: set[str]) -> str:
    """The shape with its parts, without those dropped; paragraphs that say nothing leave no gap."""
    said = _PART.sub(lambda part: "" if part[1] in dropped else PARTS[part[1]](known), text)
    paragraphs = (re.sub(r" {2,}", " ", paragraph).strip() for paragraph in said.split("|"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _lines(shape: Shape, known: Known) -> str:
    """What can be forwarded as it is: addressed to whom it is for, and signed."""
    signature = "\n".join(filter(None, [say.signed(known), known.my_email]))
    return f"Dear {PARTS['their_first'](known)},\n\n{_filled(shape.lines, known, set())}\n\n{signature}"


def _signature(known: Known, channel: str) -> str:
    return "\n".join(filter(None, [say.signed(known), known.my_link if channel == "email" else ""]))


def _close(shape: Shape, channel: str) -> str:
    return (
        {"Thank you,": "With kind regards and thanks,"}.get(shape.close, shape.close)
        if channel == "paper"
        else shape.close
    )


def _subject(kind: str, shape: Shape, known: Known) -> str:
    own = "thank-introducer" if _for_introducing(kind, known) else kind
    text = subject_of(kind, known) or shape.subject or SUBJECTS.get(own, "")
    return cut(_PART.sub(lambda part: PARTS[part[1]](known), text), 200)


def _turned(known: Known, by: int) -> Known:
    """The same facts with the next of the seeker's own phrases, and the next thing they said, in front."""
    phrases = {place: (*texts[by % len(texts) :], *texts[: by % len(texts)]) for place, texts in known.phrases.items()}
    return replace(known, phrases=phrases)


def _cut(known: Known, words: int) -> Known:
    """The long facts cut short: each is the seeker's own and may be longer than a letter takes."""
    return replace(
        known,
        reason=say.shortened(known.reason, words),
        lately=say.shortened(known.lately, words),
        headline=say.shortened(known.headline, words),
        how_we_met=say.shortened(known.how_we_met, words),
        tie_detail=say.shortened(known.tie_detail, min(words, 12)),
        noted=tuple(say.shortened(said, words) for said in known.noted),
    )


def _for_introducing(kind: str, known: Known) -> bool:
    return kind == "thank-you" and bool(known.meets) and not known.noted
