"""Why a mail server could not be used, in plain words."""

import imaplib
import re
import smtplib
import ssl

from .guessing import provider_of
from .models import MailAccount, Way

_CODES = re.compile(r"^(?:\[[A-Z-]+\]\s*|\d\.\d+\.\d+\s*)+")
_APP_PASSWORD = re.compile(r"(?i)app(?:lication)?[- ]?(?:specific)?[- ]password|5\.7\.9|InvalidSecondFactor|web.?login")
_BASIC_OFF = re.compile(r"(?i)5\.7\.139|basic ?auth\w* is (?:disabled|blocked)|LogonDenied-BasicAuth")


def sign_in(account: MailAccount, host: str, words: str) -> str:
    """The server did not let us in."""
    words = tidy(words)
    if account.way != Way.PASSWORD:
        return f"{account.get_way_display()} does not let Askaround in any more. Connect the account once more."
    provider = provider_of(account.email)
    if _BASIC_OFF.search(words) or (provider and provider.way == Way.MICROSOFT):
        return "Microsoft takes no password from other programs, no app password either."
    if provider and provider.app_password:
        return f"{host} refused the password. {provider.name} wants an app password here: {provider.app_password}."
    if _APP_PASSWORD.search(words):
        return f"{host} wants an app password, not the usual one. You make one in your mail account's settings."
    said = f" It says: {words}" if words else ""
    return f"{host} refused the user name or the password.{said}"


def connection(host: str, port: int, error: Exception) -> tuple[str, bool]:
    """The connection failed: why, and whether only the seeker can mend it."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"The certificate of {host} is not valid, so the password was not sent.", True
    if isinstance(error, ssl.SSLError):
        return f"{host} does not speak TLS at port {port}. Try STARTTLS, or another port.", True
    if isinstance(error, smtplib.SMTPNotSupportedError) or "STARTTLS" in str(error).upper():
        return f"{host} does not speak STARTTLS at port {port}. Try TLS, or another port.", True
    if isinstance(error, ConnectionRefusedError):
        return f"{host} takes no connection at port {port}. Is the port right?", False
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return f"{host} did not answer in time.", False
    if isinstance(error, imaplib.IMAP4.error) and not isinstance(error, imaplib.IMAP4.abort):
        return f"{host} did not understand: {tidy(str(error))}", False
    return f"The connection to {host} broke off.", False


def tidy(words: str) -> str:
    """A server's words as they may stand in a sentence: one line, without codes, not too long."""
    if words.startswith(("b'", 'b"')):
        words = words[2:-1]
    plain = " ".join(_CODES.sub("", " ".join(words.split())).split())
    return plain if len(plain) <= 200 else plain[:199] + "…"
