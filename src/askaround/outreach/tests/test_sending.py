"""Sending a letter from its page: previewed, taken back, left, refused, unknown. Real servers."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.utils import timezone

from askaround.mailbox.models import Delivery
from askaround.outreach.asking import start_ask
from askaround.outreach.models import Letter
from askaround.outreach.writing import start_letter
from askaround.tasks.worker import run_all
from conftest import NOW

BODY = "Dear Priya,\n\nI would like to hear how you moved from operations to data. <Could> I ask you?\n\nAlice"


@pytest.fixture
def ask(campaign, priya):
    return start_ask(campaign, priya, reason="Her talk", minutes=20, at=NOW)


@pytest.fixture
def letter(ask, priya):
    return start_letter(priya, kind="ask", channel="email", at=NOW, ask=ask, subject="A question", body=BODY)


def send(alice, letter, **more):
    return alice.post(f"/letters/{letter.pk}/delivery/", {"version": letter.version, **more})


def leave(clock):
    clock.shift(timedelta(seconds=11))
    run_all()


def test_without_an_account_the_page_offers_the_ways_by_hand_alone(alice, letter):
    page = alice.get(f"/letters/{letter.pk}/").content.decode()
    assert "Send …" not in page
    assert "I sent it" in page
    assert alice.get(f"/letters/{letter.pk}/preview/").status_code == 302
    assert send(alice, letter).status_code == 422


def test_a_letter_is_looked_at_sent_and_counts_from_when_it_was_accepted(alice, letter, account, smtp, clock):
    assert "Send …" in alice.get(f"/letters/{letter.pk}/").content.decode()
    preview = alice.get(f"/letters/{letter.pk}/preview/").content.decode()
    assert "priya@northwind.example" in preview
    assert "alice@mail.example" in preview
    assert send(alice, letter).status_code == 302
    page = alice.get(f"/letters/{letter.pk}/").content.decode()
    assert "It leaves in" in page
    run_all()
    assert not smtp.mails
    leave(clock)
    [(_, to, raw)] = smtp.mails
    assert to == ["priya@northwind.example"]
    sent = message_from_bytes(raw, policy=default)
    assert sent["Message-ID"] == letter.message_id
    assert sent.get_body(("plain",)).get_content().replace("\r\n", "\n") == BODY + "\n"
    html = sent.get_body(("html",)).get_content()
    assert "&lt;Could&gt;" in html
    assert "<img" not in html
    letter.refresh_from_db()
    letter.ask.refresh_from_db()
    assert letter.sent_at == letter.ask.sent_at == timezone.now()
    assert "Sent to Priya" in alice.get(f"/letters/{letter.pk}/").content.decode()
    assert alice.get(f"/letters/{letter.pk}/on-its-way/").headers["HX-Refresh"] == "true"


def test_it_is_taken_back_within_ten_seconds_and_not_after(alice, letter, account, smtp, clock):
    send(alice, letter)
    alice.post(f"/letters/{letter.pk}/withdrawal/")
    leave(clock)
    assert not smtp.mails
    assert "Send …" in alice.get(f"/letters/{letter.pk}/").content.decode()
    send(alice, letter)
    leave(clock)
    alice.post(f"/letters/{letter.pk}/withdrawal/")
    assert "It has left already" in alice.get(f"/letters/{letter.pk}/").content.decode()
    assert len(smtp.mails) == 1


def test_a_letter_on_its_way_is_not_edited(alice, letter, account):
    send(alice, letter)
    typed = {"subject": "Other", "body": "Other", "channel": "email", "version": letter.version}
    assert alice.post(f"/letters/{letter.pk}/", typed).status_code == 422
    letter.refresh_from_db()
    assert letter.subject == "A question"


def test_what_was_changed_since_the_preview_is_looked_at_again(alice, letter, account):
    Letter.objects.filter(pk=letter.pk).update(version=2)
    assert "changed since" in send(alice, letter).content.decode()
    assert not Delivery.objects.exists()


def test_a_closed_door_stays_closed_even_within_the_ten_seconds(alice, letter, account, smtp, priya, clock):
    send(alice, letter)
    priya.close_door(at=NOW)
    leave(clock)
    assert not smtp.mails
    assert "asked not to be contacted" in alice.get(f"/letters/{letter.pk}/").content.decode()
    assert send(alice, letter).status_code == 422


def test_two_at_one_organization_are_not_written_to_at_once(alice, campaign, letter, tom, account, clock, smtp):
    send(alice, letter)
    leave(clock)
    tom.email = "tom@northwind.example"
    tom.save(update_fields=["email"])
    second = start_ask(campaign, tom, reason="", minutes=20, at=NOW)
    other = start_letter(tom, kind="ask", channel="email", at=NOW, ask=second, subject="A question", body=BODY)
    assert send(alice, other).status_code == 422
    assert len(smtp.mails) == 1


def test_a_follow_up_stands_with_its_letter(alice, letter, account, smtp, clock, priya):
    send(alice, letter)
    leave(clock)
    later = start_letter(
        priya, kind="follow-up", channel="email", at=NOW, ask=letter.ask, subject="Re: A question", body=BODY
    )
    send(alice, later)
    leave(clock)
    sent = message_from_bytes(smtp.mails[1][2], policy=default)
    assert sent["In-Reply-To"] == sent["References"] == letter.message_id


def test_a_refusal_is_told_and_the_letter_can_be_sent_again(alice, letter, account, smtp, clock):
    smtp.answers["rcpt"] = "550 5.1.1 No such user"
    send(alice, letter)
    leave(clock)
    page = alice.get(f"/letters/{letter.pk}/").content.decode()
    assert "It did not leave." in page
    assert "No such user" in page
    smtp.answers.clear()
    send(alice, letter)
    leave(clock)
    letter.refresh_from_db()
    assert letter.sent_at


@pytest.mark.parametrize("said", ["arrival", "second-try"])
def test_where_nobody_knows_the_seeker_is_asked(alice, letter, account, smtp, clock, said):
    send(alice, letter)
    Delivery.objects.update(started_at=timezone.now())
    leave(clock)
    assert "Did it leave?" in alice.get(f"/letters/{letter.pk}/").content.decode()
    assert send(alice, letter).status_code == 422
    alice.post(f"/letters/{letter.pk}/{said}/")
    run_all()
    letter.refresh_from_db()
    assert letter.sent_at
    assert len(smtp.mails) == (said == "second-try")
