"""Mail by the host's own server (`ASKAROUND_SMTP_HOST`), for seekers who have set up none: only to themselves."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage

from askaround.mailbox.handing_over import Fate, Outcome

STEP = 30.0


@dataclass(frozen=True)
class HostMail:
    """The host's server: `safety` is tls, starttls or none; without `user` nobody signs in."""

    host: str
    port: int
    safety: str
    user: str
    password: str
    sender: str


def hand_over(server: HostMail, mail: EmailMessage) -> Outcome:
    """Hand the mail over once. Never raises for what the network or the server does."""
    last: Outcome | None = None
    try:
        with _session(server) as session:
            last = _dialogue(session, mail)
    except smtplib.SMTPAuthenticationError:
        return Outcome(
            Fate.REFUSED, "The host’s mail server refused the host’s password. Tell whoever hosts Askaround."
        )
    except (OSError, smtplib.SMTPException):
        # What breaks after the dialogue, in saying goodbye, changes nothing.
        return last or Outcome(Fate.LATER, "The host’s mail server does not answer.")
    return last


@contextmanager
def _session(server: HostMail) -> Iterator[smtplib.SMTP]:
    secure = ssl.create_default_context()
    session: smtplib.SMTP = (
        smtplib.SMTP_SSL(server.host, server.port, timeout=STEP, context=secure)
        if server.safety == "tls"
        else smtplib.SMTP(server.host, server.port, timeout=STEP)
    )
    try:
        session.ehlo()
        if server.safety == "starttls":
            session.starttls(context=secure)
            session.ehlo()
        if server.user:
            session.login(server.user, server.password)
        yield session
    finally:
        with suppress(OSError, smtplib.SMTPException):
            session.quit()


def _dialogue(session: smtplib.SMTP, mail: EmailMessage) -> Outcome:
    sender, to = mail["From"].addresses[0].addr_spec, mail["To"].addresses[0].addr_spec
    for code, words in (session.mail(sender), session.rcpt(to)):
        if code not in {250, 251}:
            session.rset()
            return _judged(code, words)
    try:
        code, words = session.data(mail.as_bytes())
    except smtplib.SMTPDataError as error:
        return _judged(error.smtp_code, error.smtp_error)
    except (OSError, smtplib.SMTPException):
        return Outcome(Fate.UNKNOWN, "The connection broke off while it was handed over.")
    return Outcome(Fate.ACCEPTED) if code == 250 else _judged(code, words)


def _judged(code: int, words: bytes | str) -> Outcome:
    told = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    said = f"The host’s mail server says: {' '.join(told.split())[:200]}"
    return Outcome(Fate.LATER if 400 <= code < 500 else Fate.REFUSED, said)
