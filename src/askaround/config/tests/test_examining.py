"""What the doctor says of the seeker's mail."""

from askaround.accounts.sealing import seal
from askaround.config.examining import mail
from askaround.mailbox.models import MailAccount
from conftest import NOW, Seat


def test_the_doctor_says_how_mail_stands(alice: Seat) -> None:
    assert mail().message == "No mailbox is set up; letters leave by hand."
    account = MailAccount.objects.create(
        notebook=alice.notebook, email="alice@mail.example", imap_host="x", smtp_host="x", secret=seal("x"),
        created_at=NOW,
    )  # fmt: skip
    assert mail().message == "One mailbox works."
    account.failed("imap.x refused the password.", lasting=True, at=NOW)
    assert not mail().ok
    assert "refused the password" in mail().message
