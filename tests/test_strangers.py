"""Every door with an id and a row behind it: it opens for Alice, GET writes nothing, and for Bob it is not there."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern
from zeal import zeal_ignore

from askaround.accounts.models import PairedDevice
from askaround.accounts.pairing import offer
from askaround.calendars.models import CalendarAccount
from askaround.demo.building import build
from askaround.desk.models import Device, Snooze
from askaround.formats.records import Photo
from askaround.history.models import Entry
from askaround.interviews.models import Interview, InterviewPerson, InvitationReply
from askaround.mailbox.models import MailAccount
from askaround.notes.models import Recording, Transcript
from askaround.outreach.models import Phrase, Reply, Template
from askaround.people.models import AddressBook, Contact, Upload
from askaround.people.photos import keep
from askaround.purpose.asked_back import write_answer
from askaround.purpose.models import Campaign
from askaround.purpose.own_questions import add_question
from conftest import NOW

from .test_doors import DOORS, OPEN

# A backup is a file of the machine and no row of a notebook; `exchange` tests who gets it. Signing in with a provider
# of mail begins with the provider's name, and what comes of it is the asker's own. The QR code is there only while the
# second door is open; `config` opens one. The length of a pitch and the key of a question are of our own lists.
NO_ROW = {"backup", "mail-sign-in", "phone-code", "rehearsal-pitch", "rehearsal-pitch-run", "rehearsal-answer"}
WITH_ID = sorted(name for name, door in DOORS.items() if door.pattern.converters and name not in {*OPEN, *NO_ROW})
WITHOUT_ID = sorted(name for name, door in DOORS.items() if not door.pattern.converters and name not in OPEN)
# The words of a path that name no model by themselves.
MEANS = {
    "answers": "preparedanswer", "interview-people": "interviewperson",
    "batches": "batch", "brief": "brief", "calendars": "calendaraccount", "calendar-answers": "invitationreply",
    "chosen": "chosenquestion", "import": "upload", "mail": "mailaccount", "merges": "batch",
    "people": "contact", "research": "researchnote", "steps": "snooze", "thanks": "interviewperson",
    "trash": "campaign",
}  # fmt: skip
CONNECTIONS = (
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    b"Ivo,Horvat,https://www.linkedin.com/in/ivo-h,,Acme,Analyst,08 Feb 2026\n"
)
GIF = b"GIF89a\x01\x00\x01\x00" + bytes(20)
STAGES = ["asked", "made", "met", "thanked", "reported"]
# The search index is a copy that is caught up when it is looked at; nothing of the seeker's changes.
WRITES = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session|search_)')


def rows(path: str) -> Iterator[Any]:
    """Rows of every model, those of the model that the path names right before the id first."""
    before = path.split("<uuid", maxsplit=1)[0].strip("/").split("/")
    named = [MEANS.get(word, word.replace("-", "").rstrip("s")) for word in reversed(before)]
    models = [model for model in apps.get_models() if model.__module__.startswith("askaround.")]
    rank = {word: place for place, word in reversed(list(enumerate(named)))}
    models.sort(key=lambda model: rank.get(model.__name__.lower(), len(named)))
    for model in models:
        yield from model._base_manager.order_by("pk")[:40]


def addresses(door: URLPattern, numbers: list[int]) -> Iterator[str]:
    """Addresses of the door for real rows, the likeliest first."""
    path = "/" + str(door.pattern)
    ids = re.findall(r"<uuid:(\w+)>", path)
    if "<int:" in path:
        yield from (re.sub(r"<int:\w+>", str(number), path) for number in numbers)
        return
    for slug in STAGES if "<slug:" in path else [""]:
        with_slug = re.sub(r"<slug:\w+>", slug, path)
        if len(ids) == 2:
            for pair in InterviewPerson.objects.all():
                yield with_slug.replace(f"<uuid:{ids[0]}>", str(pair.interview_id)).replace(
                    f"<uuid:{ids[1]}>", str(pair.contact_id)
                )
        else:
            yield from (with_slug.replace(f"<uuid:{ids[0]}>", str(row.pk)) for row in rows(path))


def tried(seat: Any, method: str, address: str) -> int:
    """The status, with whatever the request did taken back."""
    with transaction.atomic(), zeal_ignore():
        # An alternate is chosen from a list; every other verb reads nothing, or refuses an empty form.
        answer = seat.get(address) if method == "get" else seat.post(address, {"contact": Contact.objects.first().pk})
        if answer.streaming:
            list(answer)
        transaction.set_rollback(True)
    return int(answer.status_code)


@pytest.fixture
def full(alice, bob):
    """Alice with the demo notebook open, and in it what the demo's story does not come to."""
    demo = build(alice.user, now=NOW)
    alice.user.refresh_from_db()
    alice.post("/people/import/", {"file": SimpleUploadedFile("Connections.csv", CONNECTIONS)})
    assert Upload.objects.exists()
    add_question(demo, text="What would you do first?", at=NOW)
    Template.objects.create(notebook=demo, name="Mine", body="Dear {first_name}", created_at=NOW)
    Phrase.objects.create(notebook=demo, text="Warmly,", place="sign-off", created_at=NOW)
    Device.objects.create(notebook=demo, name="Firefox on Linux", sealed="x", address_hash="x", created_at=NOW)
    Snooze.put_off(demo, "follow-up", demo.pk, until=None, at=NOW)
    # Everybody's: a door that erases somebody takes their picture's file along, which no rollback brings back.
    Contact.objects.within(demo).update(photo=keep(demo, Photo("image/gif", GIF)))
    CalendarAccount.objects.create(
        notebook=demo, kind="caldav", name="Home", url="https://cloud.example/me/home/", created_at=NOW
    )
    MailAccount.objects.create(notebook=demo, email="alice@mail.example", created_at=NOW)
    talk = Interview.objects.within(demo).upcoming(NOW).first()
    InvitationReply.objects.create(
        notebook=demo, interview=talk, contact=talk.contacts[0], answer="COUNTER", uid=f"{talk.pk}@askaround", at=NOW,
        starts_at=talk.starts_at, created_at=NOW,
    )  # fmt: skip
    AddressBook.objects.create(notebook=demo, name="Friends", url="https://cloud.example/me/", created_at=NOW)
    talk = Interview.objects.within(demo).order_by("pk")[0]
    Transcript.objects.create(notebook=demo, interview=talk, name="talk.vtt", consent_at=NOW, created_at=NOW)
    Recording.objects.create(notebook=demo, interview=talk, name="talk.m4a", consent_at=NOW, created_at=NOW)
    answer = Reply.objects.create(notebook=demo, contact=talk.contacts[0], at=NOW, created_at=NOW)
    InvitationReply.objects.create(
        notebook=demo, reply=answer, contact=answer.contact, interview=talk, answer="COUNTER", uid="x",
        starts_at=NOW, ends_at=NOW + timedelta(minutes=30), at=NOW, created_at=NOW,
    )  # fmt: skip
    offer(alice.user, at=NOW)
    PairedDevice.objects.create(user=alice.user, name="Pixel", secret_hash="x", paired_at=NOW, last_seen_at=NOW)
    write_answer(Campaign.objects.within(demo).get(active=True), key="why-field", text="Because.", at=NOW)
    Campaign.objects.create(notebook=demo, name="Given up", created_at=NOW, trashed_at=NOW)
    return alice


def test_what_is_alices_is_not_there_for_bob(full, bob):
    without_row, seen, written = [], [], []
    numbers = list(Entry.objects.order_by("-number").values_list("number", flat=True)[:5])
    for name in WITH_ID:
        found = None
        for address in islice(addresses(DOORS[name], numbers), 1500):
            with CaptureQueriesContext(
                connection,
            ) as captured:
                status = tried(full, "get", address)
            written += [f"{name}: {q['sql'][:80]}" for q in captured if WRITES.match(q["sql"])]
            method = "get" if status not in (404, 405) else "post"
            if status == 405:
                status = tried(full, "post", address)
            if status != 404:
                found = (method, address)
                break
        if not found:
            without_row.append(name)
            continue
        for method in ("get", "post"):
            status = tried(bob, method, found[1])
            if status not in (404, 405):
                seen.append(f"{name}: {method} {status}")
    assert not without_row, f"no row of the demo notebook opens {without_row}"
    assert not seen
    assert not written


def test_every_full_page_opens_and_writes_nothing(full):
    wrong = []
    for name in WITHOUT_ID:
        with CaptureQueriesContext(connection) as captured:
            status = tried(full, "get", "/" + str(DOORS[name].pattern))
        written = [q["sql"] for q in captured if WRITES.match(q["sql"])]
        if written or status not in (200, 302, 303, 404, 405):
            wrong.append((name, status, written))
    assert not wrong
