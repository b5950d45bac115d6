"""Mail servers for the tests, started once a worker; and Alice's account on them."""

from collections.abc import Iterator

import pytest

from askaround.accounts.sealing import seal
from askaround.mailbox.models import MailAccount
from conftest import NOW, Seat

from .servers import EMAIL, PASSWORD, Dovecot, Post, running_dovecot, running_smtp


@pytest.fixture(scope="session")
def _servers() -> Iterator[tuple[Dovecot, Post]]:
    with running_dovecot() as dove, running_smtp(dove.home) as post:
        yield dove, post


@pytest.fixture
def dove(_servers: tuple[Dovecot, Post], monkeypatch: pytest.MonkeyPatch) -> Dovecot:
    """An empty mailbox on a real Dovecot, whose certificate is trusted."""
    dove, _ = _servers
    dove.empty()
    monkeypatch.setenv("SSL_CERT_FILE", str(dove.home / "cert.pem"))
    return dove


@pytest.fixture
def smtp(_servers: tuple[Dovecot, Post], dove: Dovecot) -> Post:
    """A real SMTP server that has been handed nothing yet."""
    _, post = _servers
    post.mails.clear()
    post.answers.clear()
    post.before_answer, post.files_into, post.token = None, None, ""
    return post


@pytest.fixture
def account(alice: Seat, dove: Dovecot, smtp: Post) -> MailAccount:
    """Alice's account on both, over TLS."""
    return MailAccount.objects.create(
        notebook=alice.notebook, email=EMAIL, name="Alice Berg", username=EMAIL, secret=seal(PASSWORD),
        imap_host="localhost", imap_port=dove.port_tls, smtp_host="localhost", smtp_port=smtp.port_tls, created_at=NOW,
    )  # fmt: skip
