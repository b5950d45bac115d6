"""The demo's letters: short, in the seeker's own plain words, never about a job."""

PHRASES = (
    ("sign-off", "Kind regards,"),
    ("who", "I am an analyst finding out what data engineers really do."),
)
OWN_LETTER = {
    "name": "Two lines of news",
    "kind": "news",
    "channel": "linkedin-message",
    "body": "Hi {first_name}, you said “{said}”, and I did. {lately}\n\nNo answer needed. {my_name}",
}


def ask_letter(first: str, reason: str, minutes: int) -> tuple[str, str]:
    """Subject and body of an ask."""
    body = (
        f"Dear {first},\n\n{reason}. I am an analyst finding out what data engineers really do, and whether it could "
        f"be my work too.\n\nWould you have {minutes} minutes in the next two weeks to tell me about yours? "
        "I am not asking for a job; I would like to learn from you.\n\nKind regards,\nRobin Keller"
    )
    return "Your work in data, and a question", body


def follow_up_letter(first: str, minutes: int) -> tuple[str, str]:
    """Subject and body of the one follow-up."""
    body = (
        f"Dear {first},\n\nI wrote two weeks ago about your work in data. If {minutes} minutes would suit you in "
        "the coming weeks, I would be glad; if not, no answer is needed.\n\nKind regards,\nRobin Keller"
    )
    return "Your work in data, once more", body
