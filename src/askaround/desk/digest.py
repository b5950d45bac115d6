"""The digest: what is due today, as a mail of the seeker to themselves. Plain text, and the same as quiet HTML."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse

from askaround.accounts.models import Notebook

from .models import Days
from .steps.step import Pull, Step, as_label, on_day
from .today import Today, url_of

SHOWN, AHEAD = 12, 5
WEEK = timedelta(days=7)
_SALT = "askaround.desk.digest"


@dataclass(frozen=True)
class Line:
    """A step in the mail."""

    when: str
    text: str
    detail: str
    url: str


@dataclass(frozen=True)
class Digest:
    """What the mail says."""

    day: str
    heading: str
    lines: tuple[Line, ...]
    more: int
    ahead: tuple[Line, ...]
    today_url: str
    stop_url: str
    local: bool

    @property
    def number(self) -> int:
        """How many steps it is about."""
        return len(self.lines) + self.more

    @property
    def subject(self) -> str:
        """The most urgent, and how many more."""
        more = f", and {self.number - 1} more" if self.number > 1 else ""
        return f"{self.heading.rstrip('.')}{more}"


def digest_of(today: Today | None, notebook: Notebook, *, days: str) -> Digest | None:
    """What is due now; once a week also what begins within the week. None when that is nothing.

    What presses never, such as news to send some day, makes no digest.
    """
    if today is None:
        return None
    due = [step for step in today.steps if step.pull < Pull.ANY]
    ahead = [step for step in today.ahead if step.pull < Pull.ANY and step.starts < today.now + WEEK]
    if not due and not (ahead and days == Days.WEEKLY):
        return None
    return Digest(
        day=f"{today.now:%A} {today.now.day} {today.now:%B}",
        heading=due[0].heading if due else "This week",
        lines=tuple(_line(step, step.when) for step in due[:SHOWN]), more=max(0, len(due) - SHOWN),
        ahead=tuple(_line(step, _day(step, today)) for step in ahead[:AHEAD]),
        today_url=settings.SITE_URL + reverse("today"), stop_url=stop_address(notebook), local=settings.LOCAL,
    )  # fmt: skip


def mail_of(digest: Digest, *, sender: Address, to: str, message_id: str, at: datetime) -> EmailMessage:
    """The mail; the same bytes for the same digest."""
    context = {"digest": digest}
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, to, digest.subject
    mail["Date"], mail["Message-ID"] = format_datetime(at), message_id
    # No program answers it (RFC 3834), and any program can offer to stop it (RFC 2369; by one click, RFC 8058).
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Unsubscribe"] = f"<{digest.stop_url}>"
    if digest.stop_url.startswith("https://"):
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(_tidy(render_to_string("desk/mail/digest.txt", context).split("\n")), cte="quoted-printable")
    html = _tidy(render_to_string("desk/mail/digest.html", context).split("\n"))
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail.set_boundary("=_askaround_digest")
    return mail


def new_message_id(address: str) -> str:
    """A Message-ID under the sender's own domain."""
    return make_msgid("digest", domain=address.rpartition("@")[2] or "askaround.invalid")


def stop_address(notebook: Notebook) -> str:
    """Where the digest of this notebook is stopped, by whoever has the mail; it opens nothing else."""
    return settings.SITE_URL + reverse("digest-stop", args=[signing.dumps(str(notebook.pk), salt=_SALT)])


def notebook_behind(token: str) -> str | None:
    """The id of the notebook whose digest the address stops; None when nobody signed it."""
    try:
        found: str = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return found


def _line(step: Step, when: str) -> Line:
    return Line(when, step.text + step.more, step.detail, settings.SITE_URL + url_of(step.door))


def _day(step: Step, today: Today) -> str:
    return as_label(on_day(step.starts.astimezone(today.now.tzinfo).date(), today.now))


def _tidy(lines: Iterable[str]) -> str:
    """No space at a line's end, and at most one empty line after the other."""
    found: list[str] = []
    for line in lines:
        if line.strip() or (found and found[-1]):
            found.append(line.rstrip())
    return "\n".join(found).strip("\n") + "\n"
