"""The cast and the clock of every test. Alice owns, Bob is a stranger; Priya, Tom and Lena are the people met."""

import importlib
import os
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import settings

import askaround
from askaround.accounts.models import Membership, Notebook, User
from askaround.people.models import Contact, Organization, Role, Tie
from askaround.purpose.models import Campaign

NOW = datetime(2026, 11, 24, 9, 10, tzinfo=UTC)
# How many examples a rule is tried with: few in the quick suite, many in `make check`. Both try the same ones
# each time, so that a change is judged by what it changes; `make explore` looks for new ones.
settings.register_profile("quick", max_examples=40, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=200, deadline=None, derandomize=True)
settings.register_profile("exploring", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("ASKAROUND_EXAMPLES", "quick"))


def pytest_collection_finish() -> None:
    """Load all of Askaround before the first test.

    Hypothesis draws some examples from the constants of whatever code is loaded. Were that left to the order of the
    tests, which differs from one machine to the next, so would the examples, and a run could not be repeated.
    """
    for module in pkgutil.walk_packages(askaround.__path__, "askaround."):
        if not re.search(r"\.tests\b|\.settings|__main__", module.name):
            importlib.import_module(module.name)


@dataclass
class Seat:
    """Somebody at the browser: their user, their notebook, and a signed-in client."""

    user: User
    notebook: Notebook
    client: Client

    def get(self, url: str, **headers: str) -> HttpResponse:
        return self.client.get(url, headers=headers or None)

    def post(self, url: str, data: Any = None, **headers: str) -> HttpResponse:
        return self.client.post(url, data or {}, headers=headers or None)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Tuesday 24 November 2026, 09:10 UTC, standing still; move it with `clock.shift(…)` or `clock.move_to(…)`."""
    with time_machine.travel(NOW, tick=False) as coordinates:
        yield coordinates


def seat(name: str) -> Seat:
    user = User.objects.create(username=name, zone="Europe/Berlin")
    notebook = Notebook.objects.create(name=f"{name.title()}’s notebook", owner=user, created_at=NOW)
    Membership.objects.create(notebook=notebook, user=user)
    notebook.open_for(user)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user)
    return Seat(user, notebook, client)


@pytest.fixture
def alice(db: None, clock: time_machine.Traveller) -> Seat:
    return seat("alice")


@pytest.fixture
def bob(db: None, clock: time_machine.Traveller) -> Seat:
    return seat("bob")


@pytest.fixture
def visitor(db: None) -> Client:
    """Somebody who is not signed in."""
    return Client(HTTP_HOST="127.0.0.1")


@pytest.fixture
def campaign(alice: Seat) -> Campaign:
    return Campaign.objects.create(
        notebook=alice.notebook, name="Becoming a data engineer", learn="What the work is really like",
        know="Hiring managers at mid-sized companies", expect="Advice and names", expect_not="A job",
        occupation="Data engineer", active=True, created_at=NOW,
    )  # fmt: skip


def contact_of(seat: Seat, name: str, organization: str = "", title: str = "", tie: str = "", **fields: Any) -> Contact:
    given, _, family = name.partition(" ")
    contact = Contact.objects.create(
        notebook=seat.notebook, name=name, given=given, family=family, sort_key=f"{family} {given}".lower(),
        created_at=NOW, **fields,
    )  # fmt: skip
    if organization:
        found, _ = Organization.objects.get_or_create(
            notebook=seat.notebook, key=organization.lower(), defaults={"name": organization, "created_at": NOW}
        )
        Role.objects.create(notebook=seat.notebook, contact=contact, organization=found, title=title, created_at=NOW)
    if tie:
        Tie.objects.create(notebook=seat.notebook, contact=contact, kind=tie, created_at=NOW)
    return contact


@pytest.fixture
def priya(alice: Seat) -> Contact:
    return contact_of(
        alice, "Priya Raman", "Northwind", "Data platform manager", "alumni", email="priya@northwind.example"
    )


@pytest.fixture
def tom(alice: Seat) -> Contact:
    return contact_of(alice, "Tom Okafor", "Northwind", "Senior data engineer", "acquaintance", country="US")


@pytest.fixture
def lena(alice: Seat) -> Contact:
    return contact_of(alice, "Lena Fischer", "Acme GmbH", "Head of analytics", "stranger", country="DE")


@pytest.fixture
def queries() -> Callable[[Seat, str], int]:
    """How many queries a page takes: for growth tests."""

    def count(seat: Seat, url: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = seat.get(url)
        assert response.status_code == 200
        return len(captured)

    return count
