"""The worker is killed (`kill -9`) between sending and saving: the mail is not sent again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .servers import EMAIL, PASSWORD, Dovecot

SETUP = "import django; django.setup();"
BEGIN = (
    SETUP
    + f"""
from email.message import EmailMessage
from django.core.management import call_command
from django.utils import timezone
call_command("migrate", verbosity=0)
from askaround.accounts.models import Notebook, User
from askaround.accounts.sealing import seal
from askaround.mailbox.models import MailAccount
from askaround.mailbox.posting import post
now = timezone.now()
notebook = Notebook.objects.create(name="n", owner=User.objects.create(username="alice"), created_at=now)
account = MailAccount.objects.create(
    notebook=notebook, email="{EMAIL}", username="{EMAIL}", secret=seal("{PASSWORD}"), created_at=now,
    imap_host="localhost", imap_port=IMAP, smtp_host="localhost", smtp_port=SMTP,
)
message = EmailMessage()
message["From"], message["To"], message["Message-ID"] = "{EMAIL}", "priya@northwind.example", "<one@askaround.invalid>"
message.set_content("Dear Priya")
post(account, message, due_at=now, at=now)
"""
)
WORK = SETUP + "from askaround.tasks import queue, worker; queue.free_all(); worker.run_all()"
NAME_YOURSELF = "import os; open(os.environ['ASKAROUND_HOME'] + '/pid', 'w').write(str(os.getpid()));"
TELL = (
    SETUP
    + """
from askaround.mailbox.models import Delivery
found = Delivery.objects.get()
print("accepted" if found.accepted_at else "unknown" if found.unknown_at else "waiting")
"""
)


def run(code: str, home: Path, dove: Dovecot, *, check: bool = True) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("ASKAROUND_") or name == "PATH"
    } | {
        "ASKAROUND_HOME": str(home), "DJANGO_SETTINGS_MODULE": "askaround.config.settings",
        "SSL_CERT_FILE": str(dove.home / "cert.pem"),
    }  # fmt: skip
    return subprocess.run([sys.executable, "-c", code], env=environment, check=check, capture_output=True, text=True)


@pytest.mark.parametrize("filed", [False, True], ids=["not in Sent", "in Sent"])
def test_a_worker_killed_between_sending_and_saving_sends_nothing_twice(dove, smtp, tmp_path, filed):
    run(BEGIN.replace("IMAP", str(dove.port_tls)).replace("SMTP", str(smtp.port_tls)), tmp_path, dove)
    smtp.files_into = dove if filed else None
    smtp.before_answer = lambda: os.kill(victim(tmp_path), signal.SIGKILL)
    killed = run(NAME_YOURSELF + WORK, tmp_path, dove, check=False)
    assert killed.returncode == -signal.SIGKILL
    smtp.before_answer = None
    run(WORK, tmp_path, dove)
    run(WORK, tmp_path, dove)
    assert len(smtp.mails) == 1
    assert run(TELL, tmp_path, dove).stdout.strip() == ("accepted" if filed else "unknown")


def victim(home: Path) -> int:
    return int((home / "pid").read_text())
