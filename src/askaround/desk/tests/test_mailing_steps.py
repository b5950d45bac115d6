"""What about mail is the seeker's to settle stands on Today, until it is settled."""

from datetime import timedelta
from typing import Any

import pytest

from askaround.accounts.sealing import seal
from askaround.desk.today import Today
from askaround.mailbox.models import Delivery, MailAccount
from askaround.outreach.models import Letter
from askaround.people.models import Contact
from askaround.purpose.models import Campaign
from conftest import NOW, Seat


@pytest.fixture
def account(alice: Seat) -> MailAccount:
    return MailAccount.objects.create(
        notebook=alice.notebook, email="alice@mail.example", imap_host="x", smtp_host="x", secret=seal("x"),
        created_at=NOW,
    )  # fmt: skip


def letter(priya: Contact, **more: Any) -> Letter:
    return Letter.objects.create(
        notebook=priya.notebook, contact=priya, body="x", message_id="<1@x>", created_at=NOW, **more
    )


def mail_steps(alice: Seat) -> list[str]:
    alice.user.refresh_from_db()
    today = Today.of(alice.user, NOW)
    assert today is not None
    return [step.kind for step in today.steps if step.kind.startswith("mail-")]


def test_a_broken_connection_is_a_step_until_it_is_mended(
    alice: Seat, campaign: Campaign, account: MailAccount
) -> None:
    assert mail_steps(alice) == []
    account.failed("The password was refused.", lasting=True, at=NOW)
    assert mail_steps(alice) == ["mail-broken"]
    account.worked(at=NOW)
    assert mail_steps(alice) == []


def test_a_letter_that_came_back_is_a_step_until_something_comes(
    alice: Seat, campaign: Campaign, account: MailAccount, priya: Contact
) -> None:
    letter(priya, sent_at=NOW - timedelta(days=2), bounced_at=NOW - timedelta(days=1), bounce="No such user")
    assert mail_steps(alice) == ["mail-bounced"]
    priya.touch(at=NOW, direction="received", channel="phone")
    assert mail_steps(alice) == []


@pytest.mark.parametrize("fact", ["unknown", "refused"])
def test_a_letter_that_hangs_is_a_step(
    alice: Seat, campaign: Campaign, account: MailAccount, priya: Contact, fact: str
) -> None:
    hanging = letter(priya)
    Delivery.objects.create(
        notebook=alice.notebook, account=account, message_id="<1@x>", to="x", due_at=NOW, created_at=NOW,
        **{f"{fact}_at": NOW},
    )  # fmt: skip
    assert mail_steps(alice) == [f"mail-{fact}"]
    hanging.went_out(at=NOW)
    assert mail_steps(alice) == []
