"""One mail to the server, over SMTP, and what surely became of it.

Before the mail's last line was sent, every failure is sure: it did not leave. From then on only the server's answer
says it, and without that answer nobody knows.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from .models import Delivery, MailAccount

if TYPE_CHECKING:
    import smtplib


class Fate(Enum):
    """What became of a mail. LATER: it did not leave, and may when it is tried again."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """What became of a mail, and what the server, or we, said of it."""

    fate: Fate
    said: str = ""
    # The password was refused, or the like: the account itself does not work.
    broken: bool = False


def hand_over(account: MailAccount, delivery: Delivery) -> Outcome:
    """Hand the mail over once. Never raises for what the network or the server does."""
    from .reaching import MailError, smtp

    raw = delivery.content.encode("latin-1")
    last: Outcome | None = None
    try:
        with smtp(account) as session:
            last = _dialogue(session, account.email, delivery.to.split("\n"), raw)
    except MailError as error:
        # What breaks after the dialogue, in saying goodbye, changes nothing.
        return last or Outcome(Fate.REFUSED if error.lasting else Fate.LATER, error.sentence, broken=error.lasting)
    return last


def _dialogue(session: "smtplib.SMTP", sender: str, to: list[str], raw: bytes) -> Outcome:
    options = [f"size={len(raw)}"] if session.has_extn("size") else []
    if not (sender + "".join(to)).isascii():
        if not session.has_extn("smtputf8"):
            return Outcome(Fate.REFUSED, "The server takes no addresses with letters beyond a to z.")
        options.append("SMTPUTF8")
        session.command_encoding = "utf-8"
    code, words = session.mail(sender, options)
    if code != 250:
        return _judged(code, words)
    answers = [(address, *session.rcpt(address)) for address in to]
    refused = [answer for answer in answers if answer[1] not in {250, 251}]
    if len(refused) == len(answers):
        return _judged(min(code for _, code, _ in refused), refused[0][2])
    code, words = session.docmd("DATA")
    if code != 354:
        return _judged(code, words)
    outcome = _content(session, raw)
    if refused and outcome.fate is Fate.ACCEPTED:
        return Outcome(Fate.ACCEPTED, "Not taken for " + ", ".join(f"{each[0]}: {_words(each[2])}" for each in refused))
    return outcome


def _content(session: "smtplib.SMTP", raw: bytes) -> Outcome:
    """From here on a broken connection leaves the mail's fate open."""
    import smtplib

    stuffed = re.sub(rb"(?m)^\.", b"..", raw)
    try:
        session.send(stuffed + (b"" if stuffed.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        code, words = session.getreply()
    except (OSError, smtplib.SMTPException):
        return Outcome(Fate.UNKNOWN, "The connection broke off while it was handed over.")
    if code == 250:
        return Outcome(Fate.ACCEPTED)
    return _judged(code, words) if 400 <= code < 600 else Outcome(Fate.UNKNOWN, _words(words))


def _judged(code: int, words: bytes) -> Outcome:
    return Outcome(Fate.LATER if 400 <= code < 500 else Fate.REFUSED, f"The server says: {_words(words)}")


def _words(words: bytes) -> str:
    from .refusing import tidy

    return tidy(words.decode("utf-8", "replace"))
