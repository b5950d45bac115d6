"""Connections to mail servers: to an address that was judged, encrypted, and every failure as a sentence."""

import imaplib
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from askaround.accounts.sealing import UnreadableError, unseal
from askaround.plain.fetching import FetchError, addresses_of
from askaround.plain.refusal import RefusalError

from . import refusing
from .models import MailAccount, Safety, Way

# How long one step may take, in seconds. A server that searches 50,000 mails thinks for a while.
CONNECT, STEP = 15.0, 90.0
# What is said of us in the greeting: not the name of the seeker's computer.
_GREETING = "[127.0.0.1]"


class MailError(RefusalError):
    """The server could not be used. `lasting` when only the seeker can mend it; else it may work later."""

    def __init__(self, sentence: str, *, lasting: bool = False) -> None:
        super().__init__(sentence)
        self.lasting = lasting


@dataclass(frozen=True)
class Server:
    """Where to connect to, and how."""

    host: str
    port: int
    safety: str


def imap_of(account: MailAccount) -> Server:
    """Where the account is read."""
    return Server(account.imap_host, account.imap_port, account.imap_safety)


def smtp_of(account: MailAccount) -> Server:
    """Where the account's mail is handed over."""
    return Server(account.smtp_host, account.smtp_port, account.smtp_safety)


@contextmanager
def imap(account: MailAccount) -> Iterator[imaplib.IMAP4]:
    """Signed in for reading. Raises MailError; what breaks within is told as MailError too."""
    server = imap_of(account)
    with _told(server):
        session = _Imap(server)
        try:
            if server.safety == Safety.STARTTLS:
                session.starttls(ssl.create_default_context())
            _sign_in_to_read(session, account)
            session.sock.settimeout(STEP)
            yield session
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                session.logout()
            # A farewell that fails leaves the line open.
            with suppress(OSError):
                session.shutdown()


@contextmanager
def smtp(account: MailAccount) -> Iterator[smtplib.SMTP]:
    """Signed in for handing over. Raises MailError; what breaks within is told as MailError too."""
    server = smtp_of(account)
    with _told(server):
        session = _Smtp(server)
        try:
            session.ehlo()
            if server.safety == Safety.STARTTLS:
                session.starttls(context=ssl.create_default_context())
                session.ehlo()
            _sign_in_to_send(session, account)
            if session.sock is not None:
                session.sock.settimeout(STEP)
            yield session
        finally:
            with suppress(OSError, smtplib.SMTPException):
                session.quit()
            session.close()


def connect(server: Server) -> socket.socket:
    """A connection to the first address that answers, encrypted where the server is to be spoken to so from the start.

    Raises FetchError for a name that means nothing or may not be asked, OSError for what does not answer.
    """
    safe = server.safety != Safety.NONE
    last: OSError = ConnectionRefusedError()
    for address in addresses_of(server.host, server.port, local=settings.LOCAL, encrypted=safe):
        try:
            plain = socket.create_connection((address, server.port), timeout=CONNECT)
        except OSError as error:
            last = error
            continue
        if server.safety == Safety.TLS:
            return ssl.create_default_context().wrap_socket(plain, server_hostname=server.host)
        return plain
    raise last


class _Imap(imaplib.IMAP4):
    def __init__(self, server: Server) -> None:
        self.server = server
        super().__init__(server.host, server.port, CONNECT)

    def _create_socket(self, _timeout: float | None) -> socket.socket:
        return connect(self.server)


class _Smtp(smtplib.SMTP):
    def __init__(self, server: Server) -> None:
        self.server = server
        super().__init__(server.host, server.port, local_hostname=_GREETING, timeout=CONNECT)

    def _get_socket(self, _host: str, _port: int, _timeout: float) -> socket.socket:
        return connect(self.server)


def _sign_in_to_read(session: imaplib.IMAP4, account: MailAccount) -> None:
    try:
        if account.way != Way.PASSWORD:
            session.authenticate("XOAUTH2", _bearer(account))
        elif "AUTH=PLAIN" in session.capabilities:
            session.authenticate("PLAIN", _plain(account))
        else:
            session.login(account.username, _password(account))
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise MailError(refusing.sign_in(account, account.imap_host, str(error)), lasting=True) from None


def _sign_in_to_send(session: smtplib.SMTP, account: MailAccount) -> None:
    if not session.has_extn("auth"):
        if account.smtp_safety == Safety.NONE:
            return
        raise MailError(f"{account.smtp_host} lets nobody sign in at port {account.smtp_port}. Try 465 or 587.")
    try:
        if account.way != Way.PASSWORD:
            answer = _bearer(account)
            session.auth("XOAUTH2", lambda challenge=None: (answer(challenge) or b"").decode())
        else:
            session.login(account.username, _password(account))
    except smtplib.SMTPNotSupportedError:
        raise MailError(f"{account.smtp_host} offers no way to sign in that is known here.", lasting=True) from None
    except smtplib.SMTPAuthenticationError as error:
        words = error.smtp_error if isinstance(error.smtp_error, str) else error.smtp_error.decode("utf-8", "replace")
        if 400 <= error.smtp_code < 500:
            raise MailError(f"{account.smtp_host} says: {refusing.tidy(words)}") from None
        raise MailError(refusing.sign_in(account, account.smtp_host, words), lasting=True) from None


def _password(account: MailAccount) -> str:
    try:
        return unseal(account.secret)
    except UnreadableError as error:
        raise MailError(error.sentence, lasting=True) from None


def _plain(account: MailAccount) -> Any:
    words = f"\0{account.username}\0{_password(account)}".encode()
    return lambda _challenge: words


def _bearer(account: MailAccount) -> Any:
    """The answer to a server that asks for an access token; to its second question, which says why not, nothing."""
    from .signing_in import access_token

    words = f"user={account.username}\1auth=Bearer {access_token(account)}\1\1".encode()
    return lambda challenge: b"" if challenge else words


@contextmanager
def _told(server: Server) -> Iterator[None]:
    try:
        yield
    except FetchError as error:
        raise MailError(error.sentence.replace("Use its https:// address.", "Choose TLS or STARTTLS.")) from None
    except (OSError, imaplib.IMAP4.error, smtplib.SMTPException, EOFError, UnicodeError) as error:
        sentence, lasting = refusing.connection(server.host, server.port, error)
        raise MailError(sentence, lasting=lasting) from None
