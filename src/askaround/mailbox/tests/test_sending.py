"""At most once, whatever breaks: against a real SMTP server and a real Dovecot."""

from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone

from askaround.mailbox import sending
from askaround.mailbox.models import Delivery
from askaround.mailbox.posting import PostError, account_of, post
from askaround.tasks.worker import run_all

from .servers import EMAIL, cut_line, mail

ID = "<one@askaround.invalid>"


def message(text="Dear Priya,\n.a line that begins with a dot\nA question\n", to="priya@northwind.example"):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"], made["Message-ID"] = EMAIL, to, "A question", ID
    made.set_content(text)
    return made


def test_a_server_of_seven_bits_gets_seven_bits(account, smtp):
    put(account, text="Grüße aus Köln 🙂\n")
    run_all()
    assert smtp.mails[0][2].isascii()


def put(account, **more):
    return post(account, message(**more), due_at=timezone.now(), at=timezone.now())


def again(delivery):
    delivery.refresh_from_db()
    return delivery


def plain(account, port):
    """Alice's account by a port without TLS, as only this machine allows."""
    account.smtp_host, account.smtp_port, account.smtp_safety = "127.0.0.1", port, "none"
    account.save()
    return account


def test_a_mail_leaves_once_and_is_filed_once(account, smtp, dove, clock):
    delivery = put(account)
    run_all()
    [(sender, to, raw)] = smtp.mails
    assert (sender, to) == (EMAIL, ["priya@northwind.example"])
    assert b"\r\n.a line that begins" in raw
    assert raw.isascii()
    assert again(delivery).accepted_at
    clock.shift(timedelta(minutes=1))
    run_all()
    [copy] = dove.mails("Sent")
    assert b"Message-ID: " + ID.encode() in copy
    assert again(delivery).filed_at
    assert delivery.content == ""
    sending.deliver.call(str(delivery.pk), due=delivery.due_at.isoformat(), notebook=str(account.notebook_id))
    assert len(smtp.mails) == 1


def test_nothing_leaves_before_its_time_and_what_is_taken_back_never(account, smtp, clock):
    delivery = post(account, message(), due_at=timezone.now() + timedelta(seconds=10), at=timezone.now())
    run_all()
    assert not smtp.mails
    assert delivery.withdraw(at=timezone.now())
    clock.shift(timedelta(seconds=11))
    run_all()
    assert not smtp.mails
    second = put(account)
    assert second.pk == delivery.pk
    run_all()
    assert len(smtp.mails) == 1
    assert not second.withdraw(at=timezone.now())
    with pytest.raises(PostError):
        put(account)


def test_a_copy_that_the_provider_filed_is_not_filed_again(account, smtp, dove, clock):
    smtp.files_into = dove
    put(account)
    run_all()
    clock.shift(timedelta(minutes=1))
    run_all()
    assert len(dove.mails("Sent")) == 1


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
def test_a_definite_refusal_is_told_in_the_servers_words(account, smtp, step):
    smtp.answers[step] = "550 5.1.1 No such person here"
    delivery = put(account)
    run_all()
    assert not smtp.mails
    assert again(delivery).refused_at
    assert "No such person here" in delivery.said
    smtp.answers.clear()
    assert put(account).pk == delivery.pk
    run_all()
    assert len(smtp.mails) == 1


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
def test_come_back_later_is_heeded_with_an_end(account, smtp, clock, step):
    smtp.answers[step] = "451 4.7.1 Greylisted"
    delivery = put(account)
    run_all()
    assert again(delivery).is_waiting
    assert "Greylisted" in delivery.said
    for minutes in sending.PAUSES:
        clock.shift(timedelta(minutes=minutes))
        run_all()
    assert again(delivery).refused_at
    assert not smtp.mails


def test_a_wrong_password_breaks_the_account_and_nothing_leaves(account, smtp):
    account.secret = type(account)._meta.get_field("secret").default
    from askaround.accounts.sealing import seal

    account.secret = seal("wrong")
    account.save()
    delivery = put(account)
    run_all()
    assert again(delivery).refused_at
    assert "refused the user name or the password" in delivery.said
    assert account_of(account.notebook_id) is None
    account.refresh_from_db()
    assert account.broken_since


def test_a_line_cut_before_the_mail_began_is_tried_again(account, smtp, clock):
    for count in (0, 20, 60, 110):
        Delivery.objects.all().delete()
        with cut_line(smtp.port, to_server=count or None, to_client=None if count else 5) as port:
            delivery = put(plain(account, port))
            run_all()
            assert again(delivery).is_waiting, (count, delivery.said)
            assert not smtp.mails
        plain(account, smtp.port)
        clock.shift(timedelta(minutes=1))
        run_all()
        assert again(delivery).accepted_at, (count, delivery.said)
        assert len(smtp.mails) == 1
        smtp.mails.clear()


def test_a_line_cut_while_the_mail_was_handed_over_leaves_it_unknown_and_it_is_never_sent_again(account, smtp, clock):
    with cut_line(smtp.port, to_server=600) as port:
        delivery = put(plain(account, port), text="A long letter.\n" * 100)
        run_all()
    assert again(delivery).unknown_at
    plain(account, smtp.port)
    clock.shift(timedelta(days=2))
    run_all()
    assert again(delivery).unknown_at
    assert not smtp.mails
    sending.send_again(delivery, at=timezone.now())
    run_all()
    assert again(delivery).accepted_at
    assert len(smtp.mails) == 1


def test_an_unknown_one_that_lies_in_sent_went_out(account, smtp, dove, clock):
    smtp.files_into = dove
    with cut_line(smtp.port, to_client=330) as port:
        smtp.before_answer = lambda: None
        delivery = put(plain(account, port))
        run_all()
    assert len(smtp.mails) == 1
    assert again(delivery).accepted_at
    assert not delivery.unknown_at
    sending.send_again(delivery, at=timezone.now())
    clock.shift(timedelta(days=1))
    run_all()
    assert len(smtp.mails) == 1
    assert len(dove.mails("Sent")) == 1


def test_what_a_dead_worker_began_is_not_sent_again(account, smtp, dove):
    delivery = put(account)
    Delivery.objects.filter(pk=delivery.pk).update(started_at=timezone.now())
    run_all()
    assert not smtp.mails
    assert again(delivery).unknown_at
    sending.came_out(delivery, at=timezone.now())
    assert again(delivery).accepted_at == delivery.started_at


def test_a_mail_that_should_have_left_hours_ago_stays_here(account, smtp, dove, clock):
    delivery = put(account)
    clock.shift(timedelta(hours=2))
    run_all()
    assert not smtp.mails
    assert again(delivery).refused_at
    assert "not running" in delivery.said


def test_restored_data_does_not_send_what_has_left_meanwhile(account, smtp, dove, clock):
    delivery = put(account)
    dove.deliver(mail(EMAIL, to="priya@northwind.example", message_id=ID), "Sent")
    clock.shift(timedelta(hours=2))
    run_all()
    assert not smtp.mails
    assert again(delivery).accepted_at


def test_the_same_mail_may_have_two_tasks_and_leaves_once(account, smtp):
    delivery = put(account)
    sending.enqueue(delivery)
    run_all()
    assert len(smtp.mails) == 1
    assert again(delivery).accepted_at


def test_starttls_is_spoken_and_a_wrong_certificate_stops_it(account, smtp, monkeypatch):
    account.smtp_port, account.smtp_safety = smtp.port, "starttls"
    account.save()
    put(account)
    run_all()
    assert len(smtp.mails) == 1
    monkeypatch.delenv("SSL_CERT_FILE")
    Delivery.objects.all().delete()
    delivery = put(account)
    run_all()
    assert "certificate" in again(delivery).said
    assert len(smtp.mails) == 1
