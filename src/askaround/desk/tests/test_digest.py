"""The digest: what is due, at the chosen hour, once a day, only when something is; handed to a real SMTP server."""

import email
import re
from datetime import timedelta
from email import policy
from email.headerregistry import Address
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction
from django.test import Client
from django.urls import reverse

from askaround.accounts.sealing import seal
from askaround.desk import digest_sending
from askaround.desk.digest import Digest, Line, mail_of
from askaround.desk.models import Reminder, ReminderSettings
from askaround.desk.reminder_tasks import forget_reminders, remind
from askaround.desk.reminders import last_outcome
from askaround.history.models import Entry
from askaround.mailbox.models import Delivery, MailAccount
from askaround.mailbox.tests.servers import Post, free_port
from askaround.people.models import Contact, Promise
from askaround.tasks.worker import run_all
from conftest import NOW

from .test_today import ask, settled, talk  # noqa: F401

GOLDEN = Path(__file__).parent / "samples" / "digest.eml"
DAILY = {"digest": "daily", "digest_weekday": "0", "digest_hour": "7"}
# Tomorrow, 07:00 in Berlin.
SEVEN = NOW.replace(hour=6, minute=0) + timedelta(days=1)


@pytest.fixture
def post():
    """A real SMTP server without a password, as a host's own."""
    taken = Post(port=free_port())
    controller = Controller(taken, hostname="127.0.0.1", port=taken.port)
    controller.start()
    yield taken
    controller.stop()


@pytest.fixture
def account(alice, post):
    return MailAccount.objects.create(
        notebook=alice.notebook, email="alice@mail.example", name="Alice Berg", secret=seal("x"), imap_host="127.0.0.1",
        smtp_host="127.0.0.1", smtp_port=post.port, smtp_safety="none", created_at=NOW,
    )  # fmt: skip


@pytest.fixture
def host(alice, post, settings):
    """The host offers its server, and has Alice's address."""
    settings.HOST_MAIL = {"host": "127.0.0.1", "port": post.port, "safety": "none", "user": "", "password": "",
                          "sender": "askaround@host.example"}  # fmt: skip
    alice.user.email = "alice@home.example"
    alice.user.save(update_fields=["email"])
    return post


@pytest.fixture
def owing(alice, settled, priya, tom):  # noqa: F811
    """Thanks and a follow-up are due."""
    talk(alice, settled, priya, ended=NOW - timedelta(hours=2))
    ask(alice, settled, tom, days=12)
    return alice


def looked(clock=None, to=None):
    if to:
        clock.move_to(to, tick=False)
    remind.func()
    run_all()


def log():
    return [(row.kind, bool(row.sent_at), bool(row.failed_at), bool(row.skipped_at)) for row in Reminder.objects.all()]


def mails(post):
    return [email.message_from_bytes(raw, policy=policy.default) for _, _, raw in post.mails]


def test_it_comes_at_the_chosen_hour_and_once_however_often_one_looks(owing, host, clock):
    owing.post("/reminders/digest/", DAILY)
    looked()
    assert not host.mails, "chosen after today's hour, it begins tomorrow"
    looked(clock, SEVEN - timedelta(minutes=1))
    assert not host.mails
    for minutes in (0, 5, 10, 60, 120):
        looked(clock, SEVEN + timedelta(minutes=minutes))
    [mail] = mails(host)
    assert mail["To"] == "alice@home.example"
    assert mail["Subject"].startswith("Thank Priya before")
    assert "Follow up with Tom Okafor" in mail.get_body(("plain",)).get_content()
    assert "Follow up with Tom Okafor" in mail.get_body(("html",)).get_content()
    looked(clock, SEVEN + timedelta(days=1))
    assert len(host.mails) == 2
    page = owing.get("/reminders/").content.decode()
    assert "You are reminded by mail." in page
    assert re.search(r"What is due today: \d steps", page)


def test_by_the_seekers_own_account_it_goes_from_themselves_to_themselves(owing, account, post, clock):
    owing.post("/reminders/digest/", DAILY)
    looked(clock, SEVEN)
    [mail] = mails(post)
    assert mail["From"] == "Alice Berg <alice@mail.example>"
    assert mail["To"] == "alice@mail.example"
    looked(clock, SEVEN + timedelta(minutes=5))
    assert len(post.mails) == 1
    assert Delivery.objects.get().message_id == Reminder.objects.get().message_id
    assert ">sent<" in owing.get("/reminders/").content.decode()


def test_nothing_due_sends_nothing_and_says_so(alice, settled, host, clock):  # noqa: F811
    alice.post("/reminders/digest/", DAILY)
    looked(clock, SEVEN)
    someone = Contact.objects.of(alice.user).first()
    Promise.objects.create(notebook=alice.notebook, contact=someone, what="Send it", created_at=NOW - timedelta(days=9))
    looked(clock, SEVEN + timedelta(hours=1))
    assert not host.mails
    assert log() == [("digest", False, False, True)]
    assert "Nothing was due, so nothing was sent." in alice.get("/reminders/").content.decode()


def test_a_week_ahead_makes_a_weekly_one(alice, settled, priya, host, clock):  # noqa: F811
    talk(alice, settled, priya, starts=SEVEN + timedelta(days=9))
    alice.post("/reminders/digest/", {**DAILY, "digest": "weekly", "digest_weekday": "0"})
    monday = SEVEN + timedelta(days=5)
    looked(clock, SEVEN)
    looked(clock, monday)
    [mail] = mails(host)
    assert mail["Subject"] == "This week"
    assert "Priya Raman" in mail.get_body(("plain",)).get_content()


def test_a_server_that_is_away_is_tried_again_and_one_that_refuses_is_not(owing, host, clock):
    owing.post("/reminders/digest/", DAILY)
    host.answers["mail"] = "451 come back"
    looked(clock, SEVEN)
    assert not Reminder.objects.get().is_over
    host.answers.clear()
    looked(clock, SEVEN + timedelta(minutes=2))
    assert len(host.mails) == 1
    host.answers["rcpt"] = "550 nobody here"
    looked(clock, SEVEN + timedelta(days=1))
    row = Reminder.objects.filter(failed_at__isnull=False).get()
    assert row.said == "The host’s mail server says: nobody here"
    assert "The last reminder did not reach you." in owing.get("/reminders/").content.decode()


def test_after_a_kill_in_the_middle_it_is_not_sent_again(owing, host, clock):
    owing.post("/reminders/digest/", DAILY)
    clock.move_to(SEVEN, tick=False)
    remind.func()
    Reminder.objects.update(started_at=SEVEN)
    run_all()
    looked(clock, SEVEN + timedelta(minutes=5))
    assert not host.mails
    assert Reminder.objects.get().said == digest_sending.STOPPED


def test_a_kill_before_the_commit_leaves_nothing_and_it_comes_at_the_next_look(owing, host, clock):
    owing.post("/reminders/digest/", DAILY)
    clock.move_to(SEVEN, tick=False)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        remind.func()
        raise KeyboardInterrupt
    run_all()
    assert (host.mails, log()) == ([], [])
    looked(clock, SEVEN + timedelta(minutes=5))
    assert len(host.mails) == 1


def test_without_any_way_it_says_so(owing, clock):
    owing.post("/reminders/digest/", DAILY)
    looked(clock, SEVEN)
    assert digest_sending.NO_WAY in owing.get("/reminders/").content.decode()
    assert "It needs a mail account that works" in owing.get("/reminders/").content.decode()


def test_the_doctor_says_whether_the_last_one_went(owing, host, clock):
    assert last_outcome() is None
    owing.post("/reminders/digest/", DAILY)
    looked(clock, SEVEN)
    assert not last_outcome().failed
    host.answers["rcpt"] = "550 nobody here"
    looked(clock, SEVEN + timedelta(days=1))
    assert last_outcome().failed
    assert "nobody here" in last_outcome().sentence


def test_a_broken_account_is_said_there(owing, account):
    MailAccount.objects.update(broken_since=NOW, error="The password was refused.")
    assert "alice@mail.example does not work at the moment: The password was refused." in _words(owing)


def _words(seat):
    return re.sub(r"<[^>]+>", "", seat.get("/reminders/").content.decode())


def test_the_link_in_it_stops_it_by_a_post_alone(owing, host, visitor, clock):
    owing.post("/reminders/digest/", DAILY)
    looked(clock, SEVEN)
    [mail] = mails(host)
    link = mail["List-Unsubscribe"].strip("<>")
    assert link in mail.get_body(("plain",)).get_content()
    path = "/" + link.split("/", 3)[3]
    assert b"Stop the digest?" in visitor.get(path).content
    assert ReminderSettings.objects.get().digest == "daily"
    assert b"The digest has stopped." in visitor.post(path).content
    assert ReminderSettings.objects.get().digest == "never"
    looked(clock, SEVEN + timedelta(days=1))
    assert len(host.mails) == 1
    assert visitor.post(path[:-3] + "xx/").status_code == 404
    assert "Priya" not in visitor.get(path).content.decode()


def test_a_mail_program_may_stop_it_by_one_click_without_a_token(owing, host, clock, settings):
    """RFC 8058, where the app has an https address that a mail program can reach."""
    settings.SITE_URL = "https://ask.example"
    owing.post("/reminders/digest/", DAILY)
    looked(clock, SEVEN)
    [mail] = mails(host)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = mail["List-Unsubscribe"].strip("<>").removeprefix("https://ask.example")
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="127.0.0.1")
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert ReminderSettings.objects.get().digest == "never"


def test_a_test_goes_whatever_is_due(alice, host):
    alice.post("/reminders/digest/test/")
    run_all()
    [mail] = mails(host)
    assert mail["Subject"] == "A test: mail from Askaround reaches you"
    assert log() == [("test", True, False, False)]


def test_choosing_can_be_undone(owing):
    owing.post("/reminders/digest/", DAILY)
    owing.post("/reminders/digest/", {**DAILY, "digest": "weekly"})
    last = Entry.objects.filter(subject="desk.remindersettings").order_by("number").last()
    owing.post(reverse("undo", args=[last.number]))
    assert ReminderSettings.objects.get().digest == "daily"


def test_a_wrong_choice_is_shown_again(alice):
    answer = alice.post("/reminders/digest/", {**DAILY, "digest": "hourly"})
    assert answer.status_code == 422
    assert not ReminderSettings.objects.exists()


def test_the_log_forgets_after_ninety_days_and_shows_thirty(alice, clock):
    for days in (1, 29, 31, 91):
        Reminder.objects.create(
            notebook=alice.notebook, way="mail", kind="digest", key=f"digest {days}", due_at=NOW - timedelta(days=days),
            said=f"{days} days ago", skipped_at=NOW, created_at=NOW,
        )  # fmt: skip
    forget_reminders.func()
    assert Reminder.objects.count() == 3
    page = alice.get("/reminders/").content.decode()
    assert "29 days ago" in page
    assert "31 days ago" not in page


def test_the_log_takes_no_more_queries_for_more(alice, priya, queries):
    def add(number):
        Reminder.objects.create(
            notebook=alice.notebook, way="mail", kind="thank", key=f"x {number}", contact=priya, due_at=NOW,
            message_id=f"<{number}@x>", created_at=NOW,
        )  # fmt: skip

    add(0)
    one = queries(alice, "/reminders/")
    for number in range(1, 21):
        add(number)
    assert queries(alice, "/reminders/") == one


def test_the_mail_is_the_golden_file():
    digest = Digest(
        day="Tuesday 24 November", heading="Thank Lou before 15:10.",
        lines=(
            Line("5 h left", "Thank Lou Marchetti", "Two things worth repeating: “Write it down” and “Ask why”.",
                 "https://ask.example/letters/1/"),
            Line("Day 8", "Follow up with Tom Ökafor <t@x>", "", "https://ask.example/asks/2/"),
        ),
        more=3, ahead=(Line("Friday", "Interview with Priya Raman, 30 min", "", "https://ask.example/interviews/3/"),),
        today_url="https://ask.example/", stop_url="https://ask.example/reminders/stop/x/", local=False,
    )  # fmt: skip
    mail = mail_of(
        digest, sender=Address("Alice Berg", addr_spec="alice@mail.example"), to="alice@mail.example",
        message_id="<digest.1@mail.example>", at=NOW,
    )  # fmt: skip
    assert mail.as_bytes().decode("ascii").replace("\r\n", "\n") == GOLDEN.read_text()
