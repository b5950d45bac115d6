"""Setting an account up: guessed, tried on both servers, and every error in plain words."""

import socket

import pytest

from askaround.accounts.sealing import unseal
from askaround.mailbox.guessing import servers_of
from askaround.mailbox.models import MailAccount
from askaround.plain.fetching import addresses_of

from .servers import EMAIL, PASSWORD, cut_line, free_port


def form(dove, smtp, **other):
    return {
        "email": EMAIL, "name": "Alice Berg", "password": PASSWORD, "username": EMAIL,
        "imap_host": "localhost", "imap_port": dove.port_tls, "imap_safety": "tls",
        "smtp_host": "localhost", "smtp_port": smtp.port_tls, "smtp_safety": "tls", **other,
    }  # fmt: skip


def told(alice, dove, smtp, **other):
    answer = alice.post("/mail/new/", form(dove, smtp, **other))
    assert answer.status_code == 422
    assert not MailAccount.objects.exists()
    return " ".join(answer.content.decode().split())


def test_the_servers_are_guessed_from_the_address(alice):
    page = alice.get("/mail/new/?email=alice@fastmail.com").content.decode()
    assert 'value="imap.fastmail.com"' in page
    assert "wants an app password" in page
    assert 'value="smtp.berg.example"' in alice.get("/mail/new/?email=a@berg.example").content.decode()
    assert servers_of("me@yahoo.co.uk")["imap_host"] == "imap.mail.yahoo.com"
    assert alice.get("/mail/new/?email=nothing").status_code == 302


def test_microsoft_refuses_app_passwords_and_the_page_says_so_at_once(alice):
    page = alice.get("/mail/new/?email=alice@hotmail.de").content.decode()
    assert "Microsoft takes no password" in page
    assert 'name="password"' not in page
    assert "say that you sent it" in page


def test_an_account_that_works_is_kept_with_its_secret_sealed(alice, dove, smtp):
    assert alice.post("/mail/new/", form(dove, smtp)).status_code == 302
    account = MailAccount.objects.get()
    assert account.sent_folder == "Sent"
    assert account.succeeded_at
    assert PASSWORD not in account.secret
    assert unseal(account.secret) == PASSWORD
    alice.post("/mail/new/", form(dove, smtp, name="A. Berg", email=EMAIL.upper()))
    assert MailAccount.objects.get().name == "A. Berg"


@pytest.mark.parametrize("safety", ["starttls", "none"])
def test_other_ways_to_connect_work_too(alice, dove, smtp, safety):
    other = {"imap_port": dove.port, "smtp_port": smtp.port, "imap_safety": safety, "smtp_safety": safety}
    assert alice.post("/mail/new/", form(dove, smtp, **other)).status_code == 302


def test_what_is_wrong_is_said_in_plain_words(alice, dove, smtp, monkeypatch):
    assert "refused the user name or the password" in told(alice, dove, smtp, password="wrong")
    assert "takes no connection at port" in told(alice, dove, smtp, imap_port=free_port())
    assert "takes no connection at port" in told(alice, dove, smtp, smtp_port=free_port())
    assert "There is no server called" in told(alice, dove, smtp, imap_host="imap.nowhere.invalid")
    assert "does not speak TLS" in told(alice, dove, smtp, imap_port=dove.port)
    with cut_line(dove.port, to_client=1) as port:
        assert "broke off" in told(alice, dove, smtp, imap_port=port, imap_safety="starttls")
    monkeypatch.setattr("askaround.mailbox.reaching.CONNECT", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as quiet:
        assert "did not answer in time" in told(alice, dove, smtp, smtp_port=quiet.getsockname()[1])
    monkeypatch.delenv("SSL_CERT_FILE")
    assert "certificate" in told(alice, dove, smtp)


def test_a_host_connects_to_no_server_inside_and_never_unencrypted(alice, dove, smtp, settings):
    settings.LOCAL = False
    assert "not a server of the public internet" in told(alice, dove, smtp)
    other = {"imap_port": dove.port, "imap_safety": "none"}
    assert "without encryption" in told(alice, dove, smtp, **other)
    with pytest.raises(Exception, match="public internet"):
        addresses_of("10.0.0.1", 993, local=False, encrypted=True)


def test_bob_sees_nothing_of_it(alice, bob, account):
    for url in (f"/mail/{account.pk}/", f"/mail/{account.pk}/removal/"):
        assert bob.get(url).status_code in {404, 405}
        assert bob.post(url).status_code == 404
    assert EMAIL not in bob.get("/mail/").content.decode()


def test_removing_it_forgets_the_password_for_good(alice, account):
    alice.post(f"/mail/{account.pk}/removal/")
    assert not MailAccount.objects.exists()
    page = alice.get("/mail/").content.decode()
    assert "is removed" in page
    from askaround.history.models import Entry

    alice.post(f"/history/{Entry.objects.get(verb='removed').number}/undo/")
    assert MailAccount.objects.get().secret == ""
    assert "Type it once more" in alice.get("/mail/").content.decode()


def test_the_list_does_not_grow_in_queries(alice, account, queries):
    few = queries(alice, "/mail/")
    for number in range(10):
        MailAccount.objects.create(
            notebook=account.notebook, email=f"{number}@x.example", imap_host="x", smtp_host="x",
            created_at=account.created_at,
        )  # fmt: skip
    assert queries(alice, "/mail/") == few
