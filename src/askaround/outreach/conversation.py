"""Which letters and answers a letter stands with, so that mail programs show them as one conversation."""

from .models import Channel, Letter, LetterKind

# These begin a conversation of their own.
_BEGINNING = frozenset({LetterKind.ASK, LetterKind.BLURB, LetterKind.KEEP_IN_TOUCH, LetterKind.REPORT_BACK})


def thread_of(letter: Letter) -> list[str]:
    """The Message-IDs that it answers, oldest first: what went out and came back by mail around its ask."""
    if letter.ask is None or letter.kind in _BEGINNING:
        return []
    sent = letter.ask.letters.exclude(pk=letter.pk).filter(sent_at__isnull=False, channel=Channel.EMAIL)
    said = [*sent.values_list("sent_at", "message_id"), *letter.ask.replies.values_list("at", "message_id")]
    return list(dict.fromkeys(message_id for _, message_id in sorted(said) if message_id))


def thread_head(letter: Letter) -> dict[str, str]:
    """In-Reply-To and References of the letter; nothing where it begins a conversation."""
    ids = thread_of(letter)
    return {"In-Reply-To": ids[-1], "References": " ".join(ids[-20:])} if ids else {}
