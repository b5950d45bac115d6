"""What stands over a letter: what links you and the topic, in a few words."""

from .known import Known


def subject_of(kind: str, known: Known) -> str:
    """The subject of a kind of letter, in so far as it depends on more than one fact; else empty."""
    if kind == "follow-up" and known.earlier_subject:
        again = known.earlier_subject.lower().startswith("re:")
        return known.earlier_subject if again else f"Re: {known.earlier_subject}"
    if kind in ("ask", "follow-up"):
        return _of_ask(known)
    if kind == "reply" and known.earlier_subject:
        return known.earlier_subject
    return {
        "blurb": f"Would you introduce me to {known.meets}?" if known.meets else "An introduction, if it suits",
        "check-in": f"How it stands with {known.meets.split(' ')[0]}" if known.meets else "How it stands",
        "who-else": f"Whom would you ask at {known.place}?" if known.place else "Whom would you ask?",
    }.get(kind, "")


def _of_ask(known: Known) -> str:
    topic = _short(known.field.lower(), 3) or "[your topic]"
    if known.tie == "referred" or known.introduced_by:
        return f"{known.introduced_by or '[Who sent you]'} suggested that I write"
    if known.tie == "alumni":
        school = _short(known.tie_detail.removeprefix("the ").rstrip("."), 3)
        return f"Fellow {school} graduate, about {topic}" if school else f"From a fellow graduate, about {topic}"
    return f"Two questions about the work: {topic}"


def _short(text: str, words: int) -> str:
    parts = text.split()
    return " ".join(parts[:words]).rstrip(",.;") if len(parts) <= words else ""
