"""Messages to a browser through a push service on loopback that decrypts them and checks who sends."""

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from askaround.accounts.models import Notebook
from askaround.desk import pushing
from askaround.desk.devices import may_be_asked, named
from askaround.desk.models import Device, Reminder, ReminderSettings
from askaround.desk.reminder_tasks import remind
from askaround.history.recording import change
from askaround.interviews.models import ThankYou
from askaround.plain.fetching import Answer
from askaround.tasks.models import Task
from askaround.tasks.worker import run_all
from conftest import NOW, contact_of

from .push_service import push_service
from .test_today import ask, settled, talk  # noqa: F401

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    with push_service() as running:
        yield running


@pytest.fixture
def subscribed(alice, service):
    alice.post("/reminders/devices/", service.subscription, **{"User-Agent": FIREFOX})
    alice.post("/reminders/messages/", {"push_interview": "on", "push_thanks": "on", "push_follow_up": "on",
               "push_told": "names", "quiet_from": "21", "quiet_until": "8"})  # fmt: skip
    return alice


def looked(clock=None, minutes=0):
    """The worker's regular look, and all that it put on its way."""
    if clock:
        clock.shift(timedelta(minutes=minutes))
    remind.func()
    run_all()


def outcomes():
    return [(row.kind, row.to, bool(row.sent_at), row.said) for row in Reminder.objects.filter(way="push")]


def test_an_interview_is_told_an_hour_before_and_once(subscribed, service, settled, priya, clock):  # noqa: F811
    talk(subscribed, settled, priya, starts=NOW + timedelta(hours=2))
    looked()
    assert not service.messages
    looked(clock, 61)
    for _ in range(5):
        looked(clock, 5)
    assert len(service.messages) == 1
    told = service.messages[0]
    assert (told["title"], told["body"]) == ("Talk with Priya Raman", "12:10")
    assert told["url"].startswith("/interviews/") or "talk" in told["url"]
    assert service.headers[0]["ttl"] == str(54 * 60)
    assert outcomes() == [("interview", "Firefox on Linux", True, "")]
    assert "Talk with" not in subscribed.get("/reminders/").content.decode()
    assert "An hour before" in subscribed.get("/reminders/").content.decode()


def test_thanks_and_follow_ups_are_told_on_their_time(subscribed, service, settled, priya, tom, clock):  # noqa: F811
    talk(subscribed, settled, priya, ended=NOW - timedelta(hours=20))
    ask(subscribed, settled, tom, days=11)
    looked(clock, 65)
    assert {(each["title"], each["body"]) for each in service.messages} >= {("Thank Priya Raman", "Due 14:10.")}


@pytest.mark.parametrize(
    ("told", "title"), [("names", "Talk with Priya Raman"), ("initials", "Talk with P. R."), ("nothing", "Askaround")]
)
def test_a_message_says_no_more_than_was_chosen(subscribed, service, settled, priya, told, title):  # noqa: F811
    ReminderSettings.objects.update(push_told=told)
    talk(subscribed, settled, priya, starts=NOW + timedelta(minutes=50), place="Northwind", link="https://meet.example")
    looked()
    assert service.messages[0]["title"] == title
    said = str({**service.messages[0], "url": ""})
    assert "Northwind" not in said
    assert "meet.example" not in said
    assert ("Priya" in said) == (told == "names")


def test_two_people_of_one_talk_are_one_message_and_two_browsers_two(
    subscribed, service, settled, priya, tom, clock  # noqa: F811
):  # fmt: skip
    both = talk(subscribed, settled, priya, starts=NOW + timedelta(minutes=50))
    both.people.create(notebook=subscribed.notebook, contact=tom, created_at=NOW)
    other = {**service.subscription, "address": service.address + "2"}
    subscribed.post("/reminders/devices/", other, **{"User-Agent": "Mozilla (Android) Chrome/140 Safari/537"})
    looked()
    assert len(service.messages) == 2
    assert {row.to for row in Reminder.objects.filter(way="push")} == {"Firefox on Linux", "Chrome on Android"}


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_left_is_removed(subscribed, service, settled, priya, status):  # noqa: F811
    service.answers = [(status, {})]
    talk(subscribed, settled, priya, starts=NOW + timedelta(minutes=50))
    looked()
    assert not Device.objects.exists()
    assert outcomes() == [("interview", "Firefox on Linux", False, pushing.GONE)]
    page = subscribed.get("/reminders/").content.decode()
    assert "The last reminder did not reach you." in page
    assert pushing.GONE in page


def test_a_busy_service_is_asked_again_when_it_says(subscribed, service, settled, priya, clock):  # noqa: F811
    service.answers = [(429, {"Retry-After": "120"}), (503, {}), (201, {})]
    talk(subscribed, settled, priya, starts=NOW + timedelta(minutes=50))
    looked()
    looked(clock, 1)
    assert (service.asked, len(service.messages)) == (1, 0)
    looked(clock, 2)
    assert service.asked == 2
    looked(clock, 6)
    assert (service.asked, len(service.messages)) == (3, 1)
    assert outcomes()[0][2]


def test_it_gives_up_when_it_would_come_too_late(subscribed, service, settled, priya, clock):  # noqa: F811
    service.answers = [(503, {"Retry-After": "3600"})]
    talk(subscribed, settled, priya, starts=NOW + timedelta(minutes=50))
    looked()
    looked(clock, 61)
    row = Reminder.objects.get(way="push")
    assert row.failed_at
    assert row.said == "The push service answered 503."
    assert service.asked == 1


def test_what_was_done_meanwhile_is_not_told(subscribed, service, settled, priya):  # noqa: F811
    begun = talk(subscribed, settled, priya, ended=NOW - timedelta(hours=22))
    remind.func()
    ThankYou.objects.create(
        notebook=subscribed.notebook, interview=begun, contact=priya, thanked_at=NOW, created_at=NOW
    )
    run_all()
    assert not service.asked
    assert Reminder.objects.get(way="push").skipped_at


def test_a_message_of_which_nobody_knows_is_not_sent_again(subscribed, service, settled, priya):  # noqa: F811
    """The worker was killed between its first byte and writing down what came of it."""
    talk(subscribed, settled, priya, starts=NOW + timedelta(minutes=50))
    remind.func()
    Reminder.objects.filter(way="push").update(started_at=NOW)
    run_all()
    looked()
    assert not service.asked
    assert Reminder.objects.get(way="push").unknown_at
    assert "nobody knows" in subscribed.get("/reminders/").content.decode()


def test_a_service_that_is_down_is_tried_later_and_one_that_breaks_off_is_not(subscribed, settled, priya):  # noqa: F811
    talk(subscribed, settled, priya, starts=NOW + timedelta(minutes=50))
    device = Device.objects.get()
    device.delete()
    down = {"address": "http://127.0.0.1:9/push", **_keys()}
    subscribed.post("/reminders/devices/", down)
    looked()
    row = Reminder.objects.get(way="push")
    assert (row.tries, row.started_at, row.failed_at) == (1, None, None)
    assert Task.objects.filter(function__endswith="pushing.push", finished_at=None).count() == 1


def _keys():
    with push_service() as other:
        return {name: other.subscription[name] for name in ("p256dh", "auth")}


def test_nothing_comes_in_quiet_hours_nor_from_an_invented_notebook(
    subscribed, service, settled, priya, clock  # noqa: F811
):  # fmt: skip
    talk(subscribed, settled, priya, starts=NOW + timedelta(hours=14))
    looked(clock, 13 * 60 + 20)
    assert not service.asked
    Notebook.objects.update(demo=True)
    clock.shift(timedelta(days=1))
    talk(subscribed, settled, priya, starts=NOW + timedelta(days=1, hours=14))
    looked()
    assert not service.asked


def test_a_test_says_so_and_its_keys_are_nowhere_in_the_open(subscribed, service):
    device = Device.objects.get()
    subscribed.post(f"/reminders/devices/{device.pk}/test/")
    run_all()
    assert service.messages[0]["title"] == "A test"
    subscription = service.subscription
    assert not [part for part in subscription.values() if part in device.sealed]
    page = subscribed.get("/reminders/").content.decode()
    assert subscription["auth"] not in page
    assert service.address not in page


def test_one_browser_stands_once_and_can_be_removed(subscribed, service, bob):
    subscribed.post("/reminders/devices/", service.subscription)
    device = Device.objects.get()
    assert bob.post(f"/reminders/devices/{device.pk}/removal/").status_code == 404
    subscribed.post(f"/reminders/devices/{device.pk}/removal/")
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"address": "http://push.example/x"}, {"address": "https://me:pw@push.example/"}, {"address": "ftp://x"},
     {"address": "https://"}, {"address": "https://push.example:99999/"}, {"p256dh": "AAAA"}, {"auth": "!"}],
)  # fmt: skip
def test_what_is_no_subscription_is_refused(alice, service, wrong):
    alice.post("/reminders/devices/", {**service.subscription, **wrong})
    assert not Device.objects.exists()


def test_a_private_network_is_never_asked_and_loopback_only_by_the_local_app(
    alice, service, settled, priya, settings  # noqa: F811
):  # fmt: skip
    settings.LOCAL = False
    assert not may_be_asked(service.address)
    settings.LOCAL = True
    for address in ("https://10.0.0.7/push", "https://127.0.0.1:1/push", "https://[::1]/push"):
        Device.objects.all().delete()
        Task.objects.all().delete()
        Reminder.objects.all().delete()
        settings.LOCAL = not address.startswith("https://127")
        alice.post("/reminders/devices/", {**service.subscription, "address": address})
        device = Device.objects.get()
        alice.post(f"/reminders/devices/{device.pk}/test/")
        run_all()
        row = Reminder.objects.get(way="push")
        assert "is not a server of the public internet" in row.said
        assert not row.sent_at


def test_another_key_of_the_home_ends_the_devices(subscribed, service, settings):
    device = Device.objects.get()
    settings.SECRET_KEY = "another"
    pushing.send_test(device, at=NOW)
    run_all()
    assert not Device.objects.exists()
    assert "another key" in Reminder.objects.get(way="push").said


@given(st.text())
@example("²")
@example("9" * 5000)
def test_any_retry_after_is_read_without_an_error(text):
    found = pushing.retry_after(Answer(429, "", {"retry-after": text}, b""), NOW)
    assert found is None or found >= NOW


def test_retry_after_is_seconds_or_a_date():
    def asked(text):
        return pushing.retry_after(Answer(429, "", {"retry-after": text}, b""), NOW)

    assert asked("60") == NOW + timedelta(minutes=1)
    assert asked("Tue, 24 Nov 2026 10:10:00 GMT") == NOW + timedelta(hours=1)
    assert asked("soon") is None


def test_browsers_are_named_in_words():
    assert named(FIREFOX) == "Firefox on Linux"
    assert named("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0") == "Edge on Windows"
    assert (
        named("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1")
        == "Safari on an iPhone"
    )
    assert named("") == "A browser"


def test_the_worker_script_is_served_for_its_own_small_scope(alice):
    answer = alice.get("/reminders/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert b"showNotification" in answer.content


def test_a_moved_talk_is_told_again(subscribed, service, settled, priya, clock):  # noqa: F811
    moved = talk(subscribed, settled, priya, starts=NOW + timedelta(minutes=50))
    looked()
    change(moved, at=NOW, starts_at=NOW + timedelta(hours=5), ends_at=NOW + timedelta(hours=6))
    looked(clock, 4 * 60 + 1)
    assert len(service.messages) == 2


def test_the_look_takes_no_more_queries_for_more_people(subscribed, service, settled, queries):  # noqa: F811
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(connection) as captured:
            remind.func()
        return len(captured)

    one = cost()
    for number in range(20):
        talk(
            subscribed, settled, contact_of(subscribed, f"More {number}"), starts=NOW + timedelta(days=2, hours=number)
        )
    assert cost() == one
