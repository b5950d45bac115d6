# ruff: noqa: E501 (a pattern is easier to read on one line)
"""What a mail is: somebody's own words, a program's answer, or news that a mail did not arrive.

RFC 3464 (delivery status), RFC 3834 (automatic answers) and RFC 5965 (complaints) first; then what programs write that
follow none of them. In doubt it is somebody's own: a missed reply costs the seeker more than an out-of-office note.
"""

import re
from dataclasses import dataclass

from .mail import Mail

BOUNCE, DELAYED, AUTO_REPLY, REPORT, LIST, OWN = "bounce", "delayed", "auto-reply", "report", "list", "mail"

_DAEMON = re.compile(
    r"(?i)^(?:mailer[-_ ]?daemon|post-?master|mail[-_ ]?(?:delivery|deliver)[-_ ]?(?:sub-?system|system|agent)?|mmdf|bounce[sd]?|double-bounce|mail-?admin|no-?reply-?bounces?|mdaemon|nobody|mail(?:er)?)(?:[-+=_.].*)?$"
)
_DAEMON_NAME = re.compile(
    r"(?i)mail(?:er)?[-_ ]?(?:daemon|deliver|router|system|administrator)|delivery (?:sub-?system|status|agent)|postmaster|mail gateway"
)
_FAILED = re.compile(
    r"(?i)\b(?:undeliver(?:able|ed)|(?:mail|message) (?:could|can) ?not be delivered|delivery (?:status notification )?\(?(?:has )?fail(?:ed|ure)|fail(?:ed|ure) (?:notice|delivery)|delivery (?:problem|error|report|notification|failure|incomplete|status)|returned (?:mail|to sender|by)|mail (?:delivery )?(?:failed|system error|delivery (?:system|failure)|status)|user unknown|non(?:-| )?(?:delivery|remis|recapitat)|unzustellbar|nicht zustellbar|konnte nicht zugestellt|not delivered|message (?:delivery|undeliverable)|could not deliver|échec|no se pudo entregar|non consegnat|impossibile recapitare|onbestelbaar|mail could not|bounced?(?: mail)?)\b|配信|配送不能|退信|エラー|недоставлен|не доставлено"
)
_DELAYED = re.compile(
    r"(?i)\b(?:delay(?:ed)?|still (?:being )?(?:retr(?:ied|ying)|trying)|will (?:be )?re-?tr(?:y|ied)|warning: (?:message|could not)|verzögert|retard)\b"
)
_AUTO_SUBJECT = re.compile(
    r"(?i)^\W*(?:(?:re|aw|sv|fwd?)\s*:\s*)?(?:auto(?:matic|matische|matique|mática|matica)?[-_: ]*(?:re(?:ply|sponse|spond(?:er)?)|antwort|svar|answer|respuesta|risposta|réponse)|out[- ]of[- ](?:the[- ])?office|(?:i(?:'m| am) )?(?:away(?: (?:until|till|from|for|on|this|today)\b|\W*$)|on (?:annual |parental |maternity |sick )?(?:leave|vacation|holiday)\b)|vacation (?:reply|notice|message)|abwesen|abwesend|ich bin (?:nicht|im urlaub)|réponse automatique|absence du bureau|absent(?:e)? (?:du bureau)?|respuesta automática|fuera de (?:la )?oficina|risposta automatica|fuori (?:sede|ufficio)|automatisch antwoord|afwezig|autosvar|frånvar|fravær|resposta automática|自动回复|自動返信|不在|автоответ)"
)
_RECEIPT = re.compile(r"(?i)^\W*(?:read|gelesen|lu|leído|letto|not read|ungelesen|accepted|declined|tentative)\s*:")
_STATUS = re.compile(rb"(?im)^action\s*:\s*([a-z-]+)")
_ON_ITS_WAY = {b"delayed", b"relayed", b"delivered", b"expanded"}
_RECIPIENT = re.compile(
    rb"(?im)^(?:final|original)-recipient\s*:\s*(?:rfc822|x-[\w-]+|unknown|smtp)?\s*;?\s*<?([^\s<>;]+@[^\s<>;]+?)>?\s*$"
)
_MESSAGE_ID = re.compile(rb"(?im)^message-id\s*:\s*(<[^<>\s]+>)")
_BROKEN_TEXT = re.compile(
    r"(?im)^.{0,120}(?:\b5\d\d[ -](?:5\.\d+\.\d+)?|\b5\.\d\.\d+\b|\b4\.\d\.\d+\b|permanent(?:ly)? (?:fatal )?(?:error|failure)|user unknown|unknown user|mailbox (?:unavailable|not found|is full|full)|does not exist|no such (?:user|address|recipient)|address(?:es)? (?:rejected|failed)|could not be delivered|recipient address)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What kind a mail is ("bounce", "delayed", "auto-reply", "report", "list" or "mail") and what it is about.

    `recipients` are the addresses that a bounce names, in lower case; `about` the Message-IDs of what did not arrive.
    """

    kind: str
    recipients: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    @property
    def is_own_words(self) -> bool:
        """Whether somebody wrote it: only then does the clock of a follow-up stop."""
        return self.kind == OWN


def kind_of(mail: Mail) -> Told:
    """What a mail is. Never raises."""
    if told := _delivery(mail):
        return told
    if _feedback(mail):
        return Told(REPORT, about=_about(mail))
    if _automatic(mail):
        return Told(AUTO_REPLY, about=mail.answers)
    if mail.head.get("list-id") and not mail.answers:
        return Told(LIST)
    return Told(OWN, about=mail.answers)


def may_have_come_back(mail: Mail) -> bool:
    """Whether a mail, by its head alone, may tell that another one did not arrive."""
    return "delivery-status" in mail.head.get("content-type", "").lower() or _by_a_daemon(mail)


def _delivery(mail: Mail) -> Told | None:
    """A bounce or the news of a delay, by its report, else by who sends it and what it says."""
    status = b"\n".join(
        part.data for part in mail.parts if part.kind in {"message/delivery-status", "message/global-delivery-status"}
    )
    actions = {action.lower() for action in _STATUS.findall(status)}
    if actions or "delivery-status" in mail.head.get("content-type", "").lower():
        only_delayed = actions <= _ON_ITS_WAY if actions else bool(_DELAYED.search(mail.subject))
        return _told(mail, DELAYED if only_delayed else BOUNCE, status)
    if not _by_a_daemon(mail):
        return None
    said = f"{mail.subject}\n{mail.text[:4000]}"
    if not (_FAILED.search(said) or _BROKEN_TEXT.search(said) or "x-failed-recipients" in mail.head):
        return None
    delayed = _DELAYED.search(mail.subject) and not _FAILED.search(mail.subject)
    return _told(mail, DELAYED if delayed else BOUNCE, status)


def _told(mail: Mail, kind: str, status: bytes) -> Told:
    named = [each.decode("ascii", "replace").lower() for each in _RECIPIENT.findall(status)]
    named += re.findall(r"[^\s<>,;]+@[^\s<>,;]+", mail.head.get("x-failed-recipients", "").lower())
    if not named:
        own = {mail.sender.email, *(each.email for each in mail.to)}
        named = [
            found.lower()
            for found in re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", mail.text[:4000])
            if found.lower() not in own
        ][:1]
    return Told(kind, tuple(dict.fromkeys(named)), _about(mail))


def _about(mail: Mail) -> tuple[str, ...]:
    """The Message-IDs of the message that came back, from its copy in the report or in the text."""
    copies = [part.data for part in mail.parts if part.kind.startswith(("message/", "text/rfc822"))]
    found = [
        each.decode("ascii", "replace") for copy in (*copies, mail.text.encode()) for each in _MESSAGE_ID.findall(copy)
    ]
    return tuple(dict.fromkeys((*found, *mail.answers)))


def _by_a_daemon(mail: Mail) -> bool:
    """Whether a mail system sends it: an empty return path, a daemon's name, or its own head fields."""
    local = mail.sender.email.split("@")[0]
    empty = mail.head.get("return-path", "").replace(" ", "") == "<>"
    named = bool(
        _DAEMON.match(local) or _DAEMON_NAME.search(mail.sender.name) or _DAEMON_NAME.search(mail.head.get("from", ""))
    )
    nobody = empty or local.replace("-", "").replace("_", "") in {"noreply", "donotreply"}
    return named or "x-failed-recipients" in mail.head or (nobody and bool(_FAILED.search(mail.subject)))


def _feedback(mail: Mail) -> bool:
    """A complaint (RFC 5965) or the receipt of a reader (RFC 8098)."""
    kind = mail.head.get("content-type", "").lower()
    kinds = {part.kind for part in mail.parts}
    return (
        "feedback-report" in kind
        or "disposition-notification" in kind
        or bool(kinds & {"message/feedback-report", "message/disposition-notification"})
    )


def _automatic(mail: Mail) -> bool:
    """An answer that nobody typed: RFC 3834's field, Exchange's and others' own, or a subject that says so."""
    submitted = mail.head.get("auto-submitted", "").lower().split(";")[0].split("(")[0].strip()
    if submitted and submitted != "no":
        return True
    if any(
        field in mail.head
        for field in ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply-from", "x-mail-autoreply")
    ):
        return True
    if (
        mail.head.get("precedence", "").lower() in {"auto_reply", "auto-reply"}
        or "vacation" in mail.head.get("x-precedence", "").lower()
    ):
        return True
    if mail.head.get("x-ms-exchange-generated-message-source", "").lower().startswith("mailbox rules"):
        return True
    return bool(_AUTO_SUBJECT.match(mail.subject)) and not _RECEIPT.match(mail.subject)
