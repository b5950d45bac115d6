"""Signing in at a provider instead of an app password: PKCE, XOAUTH2 on both servers, tokens that run out."""

from email.message import EmailMessage

import pytest
from django.utils import timezone

from askaround.accounts.sealing import unseal
from askaround.mailbox import signing_in
from askaround.mailbox.guessing import Provider as Known
from askaround.mailbox.models import MailAccount
from askaround.mailbox.posting import account_of, post
from askaround.mailbox.reaching import MailError, imap
from askaround.tasks.worker import run_all

from .provider import running_provider
from .servers import EMAIL, running_dovecot, running_smtp


@pytest.fixture(scope="module")
def world():
    with (
        running_provider() as provider,
        running_dovecot(oauth=f"{provider.address}/whose") as dove,
        running_smtp(dove.home) as smtp,
    ):
        yield provider, dove, smtp


@pytest.fixture
def provider(world, settings, monkeypatch):
    provider, dove, smtp = world
    provider.codes, provider.refresh, provider.tokens, provider.taken_back = {}, "refresh-1", 0, False
    smtp.mails.clear()
    settings.MAIL_SIGN_IN = provider.settings()
    monkeypatch.setenv("SSL_CERT_FILE", str(dove.home / "cert.pem"))
    known = Known("Loopback", ("localhost", dove.port_tls, "tls"), ("localhost", smtp.port_tls, "tls"), way="google")
    monkeypatch.setattr("askaround.mailbox.guessing._providers", lambda: {"gmail.com": known})
    # The SMTP server knows the token that will be given out first.
    smtp.token = "token-1"
    signing_in._tokens.clear()
    return provider


def connect(alice, provider):
    address = alice.get(f"/mail/sign-in/google/?email={EMAIL}").headers["Location"]
    assert address.startswith(f"{provider.address}/authorize?")
    back = provider.agree(address)
    page = alice.get("/mail/signed-in/?" + "&".join(f"{name}={value}" for name, value in back.items()))
    assert f"Connect {EMAIL}" in page.content.decode()
    assert not MailAccount.objects.exists()
    return alice.post("/mail/signed-in/", back), back


def test_an_account_is_connected_read_and_sent_with(alice, provider, world):
    _, _, smtp = world
    connect(alice, provider)
    account = MailAccount.objects.get()
    assert account.way == "google"
    assert unseal(account.secret) == provider.refresh
    assert "refresh" not in account.secret
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = EMAIL, "priya@northwind.example", "<1@x>"
    message.set_content("Dear Priya")
    post(account_of(alice.notebook.pk), message, due_at=timezone.now(), at=timezone.now())
    run_all()
    assert len(smtp.mails) == 1
    assert provider.tokens == 1


def test_a_code_works_once_and_only_for_who_asked(alice, bob, provider):
    _, back = connect(alice, provider)
    MailAccount.objects.all().delete()
    alice.post("/mail/signed-in/", back)
    bob.post("/mail/signed-in/", back)
    assert not MailAccount.objects.exists()
    alice.get(f"/mail/sign-in/google/?email={EMAIL}")
    alice.post("/mail/signed-in/", {"code": "stolen", "state": "guessed"})
    assert not MailAccount.objects.exists()


def test_a_permission_taken_back_is_told_and_breaks_the_account(alice, provider):
    connect(alice, provider)
    account = MailAccount.objects.get()
    signing_in.forget(account)
    provider.taken_back = True
    with pytest.raises(MailError) as caught, imap(account):
        pass
    assert caught.value.lasting
    assert "Connect the account once more" in caught.value.sentence


def test_a_provider_that_is_down_breaks_nothing(alice, provider):
    connect(alice, provider)
    account = MailAccount.objects.get()
    signing_in.forget(account)
    provider.down = True
    with pytest.raises(MailError) as caught, imap(account):
        pass
    assert not caught.value.lasting
    provider.down = False
    with imap(account):
        assert unseal(MailAccount.objects.get().secret) == provider.refresh


def test_what_the_host_has_no_client_for_is_not_offered(alice, provider):
    assert alice.get(f"/mail/sign-in/microsoft/?email={EMAIL}").status_code == 404
    assert alice.get("/mail/sign-in/elsewhere/?email=a@b.example").status_code == 404
    assert alice.get("/mail/signed-in/?error=access_denied").status_code == 302
