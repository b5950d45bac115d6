"""A mailbox of 50,000 mails in a real Dovecot, of which 2,500 concern 200 contacts: the first look, and later ones.

The floor is a bare imaplib that asks for every envelope. Ours runs in a process of its own, for its memory.
"""

import json
import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

MAILS, CONTACTS, THEIRS, SENT = 50_000, 200, 2_000, 500
NOW = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
WORDS = ["the", "work", "of", "a", "team", "with", "data", "that", "moves", "from", "place", "learned", "tools"]


def run() -> list[dict[str, Any]]:
    """The first look and a later one with ten new mails, each beside the floor."""
    from askaround.mailbox.tests.servers import running_dovecot

    with running_dovecot() as dove:
        filled = _fill(dove)
        os.environ["SSL_CERT_FILE"] = str(dove.home / "cert.pem")
        ours = _ours(dove, "first")
        floor = _floor(dove)
        _more(dove)
        later = _ours(dove, "later")
    common = {"mails": MAILS, "contacts": CONTACTS}
    return [
        {"name": "mail-50k", "ours_s": ours["s"], "floor_s": floor, "ratio": round(ours["s"] / floor, 2),
         "memory_mb": ours["memory_mb"], "touches": ours["touches"], "replies": ours["replies"], "filled_s": filled,
         **common},
        {"name": "mail-50k-later", "ours_s": later["s"], "floor_s": floor, "ratio": round(later["s"] / floor, 4),
         "memory_mb": later["memory_mb"], "idle_s": later["idle_s"], "replies": later["replies"], **common},
    ]  # fmt: skip


def contact(number: int) -> str:
    """The address of a contact."""
    return f"person{number}@firm{number % 40}.example"


def _fill(dove: Any) -> float:
    """The mailbox as files, as it would have grown over two years."""
    from askaround.mailbox.tests.servers import EMAIL

    begun = time.perf_counter()
    dice = random.Random(5)
    theirs = set(dice.sample(range(MAILS), THEIRS))
    for number in range(MAILS):
        at = NOW - timedelta(minutes=20 * (MAILS - number))
        sender = contact(number % CONTACTS) if number in theirs else f"list{number % 3000}@shop{number % 700}.example"
        dove.deliver(_mail(dice, sender, EMAIL, f"<in-{number}@x.example>", at))
    for number in range(SENT):
        at = NOW - timedelta(hours=30 * (SENT - number))
        dove.deliver(_mail(dice, EMAIL, contact(number % CONTACTS), f"<out-{number}@mail.example>", at), "Sent")
    return round(time.perf_counter() - begun, 1)


def _more(dove: Any) -> None:
    from askaround.mailbox.tests.servers import EMAIL

    dice = random.Random(6)
    for number in range(10):
        dove.deliver(_mail(dice, contact(number), EMAIL, f"<new-{number}@x.example>", NOW))


def _mail(dice: random.Random, sender: str, to: str, message_id: str, at: datetime) -> bytes:
    from askaround.mailbox.tests.servers import mail

    body = "\r\n".join(" ".join(dice.choices(WORDS, k=12)) for _ in range(dice.randrange(5, 120)))
    received = {f"X-Received-{step}": f"by mx{step}.example with SMTP id {dice.getrandbits(60)}" for step in range(6)}
    return mail(
        sender, body, to=to, subject=" ".join(dice.choices(WORDS, k=5)), at=at, message_id=message_id, **received
    )


def _floor(dove: Any) -> float:
    import imaplib

    from askaround.mailbox.tests.servers import EMAIL, PASSWORD

    begun = time.perf_counter()
    with imaplib.IMAP4("127.0.0.1", dove.port) as session:
        session.login(EMAIL, PASSWORD)
        session.select("INBOX", readonly=True)
        for start in range(1, MAILS, 1000):
            session.fetch(f"{start}:{start + 999}", "(UID ENVELOPE)")
    return round(time.perf_counter() - begun, 4)


def _ours(dove: Any, turn: str) -> dict[str, Any]:
    """One look in a process of its own."""
    words = [sys.executable, "-m", "bench.mail", turn, str(dove.port_tls)]
    told = subprocess.run(words, check=True, capture_output=True, text=True, cwd=Path(__file__).parent.parent)
    return dict(json.loads(told.stdout.strip().splitlines()[-1]))


def _child(turn: str, port: int) -> None:
    import resource

    import django

    django.setup()
    from django.core.management import call_command

    if turn == "first":
        call_command("migrate", verbosity=0)
        _notebook(port)
    from askaround.mailbox.models import MailAccount
    from askaround.outreach.fetching import fetch
    from askaround.outreach.models import Reply
    from askaround.people.models import Touch

    account = MailAccount.objects.get()
    seconds = []
    for _ in range(2):
        begun = time.perf_counter()
        fetch.call(str(account.pk), notebook=str(account.notebook_id))
        seconds.append(round(time.perf_counter() - begun, 4))
    account.refresh_from_db()
    assert not account.error, account.error
    told = {
        "s": seconds[0], "idle_s": seconds[1], "touches": Touch.objects.count(), "replies": Reply.objects.count(),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip
    print(json.dumps(told))


def _notebook(port: int) -> None:
    """200 contacts, 60 of them asked, and an account on that Dovecot."""
    from askaround.accounts.models import Notebook, User
    from askaround.accounts.sealing import seal
    from askaround.mailbox.models import MailAccount
    from askaround.mailbox.tests.servers import EMAIL, PASSWORD
    from askaround.outreach.models import Ask, Letter
    from askaround.people.models import Contact
    from askaround.purpose.models import Campaign

    notebook = Notebook.objects.create(name="n", owner=User.objects.create(username="alice"), created_at=NOW)
    MailAccount.objects.create(
        notebook=notebook, email=EMAIL, username=EMAIL, secret=seal(PASSWORD), imap_host="localhost", imap_port=port,
        smtp_host="localhost", created_at=NOW,
    )  # fmt: skip
    campaign = Campaign.objects.create(notebook=notebook, name="c", active=True, created_at=NOW)
    people = [Contact(notebook=notebook, name=f"Person {n}", email=contact(n), created_at=NOW) for n in range(CONTACTS)]
    Contact.objects.bulk_create(people)
    for number, one in enumerate(people[:60]):
        at = NOW - timedelta(days=30)
        ask = Ask.objects.create(notebook=notebook, campaign=campaign, contact=one, sent_at=at, created_at=at)
        Letter.objects.create(
            notebook=notebook, contact=one, ask=ask, message_id=f"<letter-{number}@x>", body="x", sent_at=at,
            created_at=at,
        )  # fmt: skip


if __name__ == "__main__":
    _child(sys.argv[1], int(sys.argv[2]))
