"""Answers are found in a real mailbox: by what they answer and by whom they are from; the rest is never kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from askaround.accounts.sealing import seal
from askaround.mailbox.models import Delivery
from askaround.mailbox.tests.servers import EMAIL, cut_line, mail
from askaround.outreach.asking import start_ask
from askaround.outreach.fetching import fetch
from askaround.outreach.models import Reply
from askaround.outreach.writing import start_letter
from askaround.people.models import Touch
from askaround.tasks.worker import run_all
from conftest import NOW

PRIYA = "Priya Raman <priya@northwind.example>"
BOUNCE = (
    "This is the mail system.\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
    "Final-Recipient: rfc822; priya@northwind.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    "Diagnostic-Code: smtp; 550 5.1.1 No such user here\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
    "From: alice@mail.example\r\nMessage-ID: ID\r\n\r\nDear Priya\r\n--b--"
)
INVITED = (
    "--b\r\nContent-Type: text/plain\r\n\r\n\r\n--b\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n"
    "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n--b--"
)


@pytest.fixture
def letter(campaign, priya):
    """A letter to Priya that went out two days ago."""
    ask = start_ask(campaign, priya, reason="Her talk", minutes=20, at=NOW)
    made = start_letter(priya, kind="ask", channel="email", at=NOW, ask=ask, subject="A question", body="Dear Priya, …")
    made.send(at=NOW - timedelta(days=2))
    return made


def look(account):
    fetch.call(str(account.pk), notebook=str(account.notebook_id))
    account.refresh_from_db()


def kinds():
    return sorted(Touch.objects.values_list("direction", flat=True))


def test_an_answer_stops_the_clock_and_only_its_new_words_are_kept(account, dove, letter):
    text = "Gladly! Tuesday?\r\n\r\nOn Sun, 22 Nov 2026 Alice wrote:\r\n> Dear Priya, …\r\n"
    dove.deliver(mail(PRIYA, text, at=NOW - timedelta(hours=3), answers=letter.message_id))
    dove.deliver(mail("Shop <news@shop.example>", "Buy!", subject="Sale"))
    look(account)
    [reply] = Reply.objects.all()
    assert (reply.text, reply.letter, reply.ask) == ("Gladly! Tuesday?", letter, letter.ask)
    assert (reply.at, reply.sender) == (NOW - timedelta(hours=3), "priya@northwind.example")
    letter.ask.refresh_from_db()
    assert letter.ask.answered_at == reply.at
    assert account.succeeded_at
    assert not account.error


def test_an_answer_from_another_address_is_known_by_what_it_answers(account, dove, letter):
    dove.deliver(mail("P <p.raman@home.example>", answers=letter.message_id))
    look(account)
    assert Reply.objects.get().contact.name == "Priya Raman"


def test_an_answer_that_names_nothing_is_known_by_any_of_their_addresses(account, dove, letter, priya):
    priya.ways = [{"kind": "email", "label": "home", "value": "Priya@Home.example"}]
    priya.save(update_fields=["ways"])
    dove.deliver(mail("priya@home.example", subject="Tuesday", at=NOW))
    look(account)
    assert Reply.objects.get().ask == letter.ask


def test_twice_and_in_any_order_is_once(account, dove, letter):
    first = mail(PRIYA, "One", at=NOW - timedelta(hours=5), answers=letter.message_id, message_id="<1@x>")
    second = mail(PRIYA, "Two", at=NOW - timedelta(hours=4), answers=letter.message_id, message_id="<2@x>")
    without = mail(PRIYA, "Three", at=NOW - timedelta(hours=3), answers=letter.message_id).replace(
        b"Message-ID", b"X-No"
    )
    for raw in (second, without, first, second, without):
        dove.deliver(raw)
        look(account)
    account.synced = {}
    account.save(update_fields=["synced"])
    look(account)
    assert sorted(Reply.objects.values_list("text", flat=True)) == ["One", "Three", "Two"]
    assert kinds().count("received") == 3


def test_later_looks_read_only_what_is_new(account, dove, letter):
    dove.deliver(mail(PRIYA, answers=letter.message_id))
    look(account)
    assert account.synced["folders"]["INBOX"][1] == 2
    dove.deliver(mail("news@shop.example"))
    dove.deliver(mail(PRIYA, "And one more thing"))
    look(account)
    assert Reply.objects.count() == 2
    assert account.synced["folders"]["INBOX"][1] == 4


def test_a_bounce_says_that_it_did_not_arrive_and_is_no_answer(alice, account, dove, letter):
    raw = mail("MAILER-DAEMON@mx.example", BOUNCE.replace("ID", letter.message_id), subject="Undelivered Mail",
               at=NOW, Content_Type="multipart/report; report-type=delivery-status; boundary=b")  # fmt: skip
    dove.deliver(raw)
    look(account)
    letter.refresh_from_db()
    assert letter.bounced_at
    assert "No such user here" in letter.bounce
    assert not Reply.objects.exists()
    assert "It did not arrive." in alice.get(f"/letters/{letter.pk}/").content.decode()


def test_a_programs_answer_is_a_fact_of_the_letter_and_no_answer(alice, account, dove, letter):
    dove.deliver(mail(PRIYA, "Away until 3 December.", subject="Automatic reply: A question", at=NOW,
                      answers=letter.message_id, Auto_Submitted="auto-replied"))  # fmt: skip
    look(account)
    letter.refresh_from_db()
    assert letter.auto_reply == "Away until 3 December."
    assert not Reply.objects.exists()
    letter.ask.refresh_from_db()
    assert letter.ask.answered_at is None
    assert "Away until 3 December." in alice.get(f"/letters/{letter.pk}/").content.decode()


def test_an_answer_to_an_invitation_brings_its_calendar(account, dove, letter):
    dove.deliver(mail(PRIYA, INVITED, subject="Accepted: Talk", at=NOW, Content_Type="multipart/mixed; boundary=b"))
    look(account)
    assert "METHOD:REPLY" in Reply.objects.get().calendar


def test_a_method_that_only_the_mail_names_is_not_lost(account, dove, letter):
    dove.deliver(
        mail(PRIYA, INVITED.replace("METHOD:REPLY\r\n", ""), at=NOW, Content_Type="multipart/mixed; boundary=b")
    )
    look(account)
    assert Reply.objects.get().calendar.startswith("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n")


def test_without_an_ask_it_counts_as_contact(account, dove, priya, clock):
    dove.deliver(mail(PRIYA, "Nice to meet you", at=NOW))
    dove.deliver(mail(EMAIL, "Likewise", to=PRIYA, subject="Re: Hello", at=NOW), "Sent")
    look(account)
    assert kinds() == ["received", "sent"]
    priya.refresh_from_db()
    assert (priya.sent, priya.received) == (1, 1)
    assert not Reply.objects.exists()


def test_a_letter_that_left_by_another_program_is_sent_and_counts_once(account, dove, campaign, priya):
    ask = start_ask(campaign, priya, reason="", minutes=20, at=NOW)
    draft = start_letter(priya, kind="ask", channel="email", at=NOW, ask=ask, subject="A question", body="Dear Priya")
    dove.deliver(mail(EMAIL, "Dear Priya", to=PRIYA, at=NOW - timedelta(hours=1), message_id=draft.message_id), "Sent")
    look(account)
    draft.refresh_from_db()
    assert draft.sent_at == NOW - timedelta(hours=1)
    assert kinds() == ["sent"]


def test_a_letter_said_to_be_sent_by_hand_is_not_counted_again(account, dove, letter):
    sent = mail(EMAIL, "Dear Priya", to=PRIYA, subject="A question", at=NOW - timedelta(days=2), message_id="<own@mua>")
    dove.deliver(sent, "Sent")
    look(account)
    assert kinds() == ["sent"]


def test_an_answer_in_the_junk_is_found_and_nothing_else_there(account, dove, letter):
    dove.deliver(mail(PRIYA, "Gladly", answers=letter.message_id), "Junk")
    dove.deliver(mail(PRIYA, "Win!", subject="Win"), "Junk")
    look(account)
    assert Reply.objects.get().text == "Gladly"
    assert kinds().count("received") == 1


def test_who_is_added_later_is_searched_for(alice, account, dove, priya):
    from conftest import contact_of

    dove.deliver(mail("lena@acme.example", at=NOW - timedelta(days=3)))
    look(account)
    assert not kinds()
    contact_of(alice, "Lena Fischer", email="lena@acme.example")
    look(account)
    assert kinds() == ["received"]


def test_a_mailbox_made_anew_brings_nothing_twice(account, dove, letter):
    raw = mail(PRIYA, answers=letter.message_id)
    dove.deliver(raw)
    look(account)
    dove.empty()
    dove.deliver(mail("news@shop.example"))
    dove.deliver(raw)
    look(account)
    assert Reply.objects.count() == 1


def test_an_answer_proves_that_an_unknown_letter_went_out(account, dove, letter):
    Delivery.objects.create(
        notebook=account.notebook, account=account, message_id=letter.message_id, to="priya@northwind.example",
        due_at=NOW, started_at=NOW, unknown_at=NOW, created_at=NOW,
    )  # fmt: skip
    dove.deliver(mail(PRIYA, answers=letter.message_id))
    look(account)
    assert Delivery.objects.get().accepted_at


def test_a_wrong_password_is_told_and_breaks_the_account(alice, account, dove, letter):
    account.secret = seal("wrong")
    account.save()
    look(account)
    assert account.broken_since
    assert "refused" in account.error
    page = alice.get("/mail/").content.decode()
    assert "does not work any more" in page


def test_a_line_cut_anywhere_loses_and_doubles_nothing(account, dove, letter):
    for number in range(5):
        dove.deliver(mail(PRIYA, f"Number {number}", answers=letter.message_id, message_id=f"<{number}@x>"))
    for most in (0, 40, 400, 900, 1500, 2500, 4000):
        with cut_line(dove.port, to_client=most or 1) as port:
            account.imap_host, account.imap_port, account.imap_safety = "127.0.0.1", port, "none"
            account.save()
            look(account)
            assert account.error, most
            assert not account.broken_since
    account.imap_port = dove.port
    account.save()
    look(account)
    assert not account.error
    assert Reply.objects.count() == 5


def test_a_day_without_success_is_broken(account, dove, clock):
    with cut_line(dove.port, to_client=1) as port:
        account.imap_host, account.imap_port, account.imap_safety = "127.0.0.1", port, "none"
        account.save()
        look(account)
        assert not account.broken_since
        clock.shift(timedelta(hours=25))
        look(account)
    assert account.broken_since == timezone.now()


def test_look_now_looks_beside_the_page(alice, bob, account, dove, letter):
    dove.deliver(mail(PRIYA, answers=letter.message_id))
    assert bob.post(f"/mail/{account.pk}/look/").status_code == 404
    assert alice.post(f"/mail/{account.pk}/look/").status_code == 302
    run_all()
    assert Reply.objects.count() == 1


def test_what_a_calendar_program_answers_by_itself_ends_no_wait(account, dove, letter):
    dove.deliver(mail(PRIYA, INVITED, subject="Accepted: Talk", at=NOW, Auto_Submitted="auto-replied",
                      Content_Type="multipart/mixed; boundary=b"))  # fmt: skip
    look(account)
    assert Reply.objects.get().ask is None
    letter.ask.refresh_from_db()
    assert letter.ask.answered_at is None
