"""Each door in the resolver: closed unless named open, and to a stranger everything of Alice's is not there."""

import uuid
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

# Each with its reason. A door that is not here asks who you are.
OPEN = {
    "sign-in": "the way in",
    "open": "the one-time link from the terminal",
    "digest-stop": "the link in each digest, by which it is stopped: signed, and good for nothing else",
    "feed": "the calendar by an unguessable address: calendar programs don’t sign in",
    "health": "for the host: says that the app is up, and nothing else",
    "private-times": "a private page by unguessable link: times to choose from, without an account",
    "private-taking": "the same page: one click takes a time",
    "private-refusal": "the same page: none fits, and what would",
    "private-calendar": "the same page: the agreed talk as a calendar file",
    "phone-pairing": "the page that a QR code leads to: by the second door alone, for five minutes and for one phone",
    "phone-waiting": "by the second door alone: the code to compare, for the phone that asked to come in",
    "parts": "the gallery of parts, there only when DEBUG",
}


def doors(patterns=None) -> Iterator[URLPattern]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from doors(pattern.url_patterns)
        else:
            yield pattern


DOORS = {door.name: door for door in doors()}


def address(door: URLPattern) -> str:
    """The door's URL with ids that nobody has."""
    samples = {"uuid": str(uuid.UUID(int=7)), "int": "7", "slug": "asked", "str": "x", "path": "x"}
    path = str(door.pattern)
    for name, converter in door.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        for spelled in (f"<{kind}:{name}>", f"<{name}>"):
            path = path.replace(spelled, samples[kind])
    return "/" + path


def test_every_door_has_a_name_and_no_two_share_one():
    names = [door.name for door in doors()]
    assert None not in names
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", sorted(DOORS))
def test_a_door_is_closed_unless_named_open(name):
    assert getattr(DOORS[name].callback, "login_required", True) == (name not in OPEN), name


@pytest.mark.parametrize("name", sorted(set(DOORS) - set(OPEN)))
def test_a_visitor_is_sent_to_sign_in(visitor, name):
    for answer in (visitor.get(address(DOORS[name])), visitor.post(address(DOORS[name]))):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in/")


WITH_ID = sorted(name for name, door in DOORS.items() if door.pattern.converters and name not in OPEN)


@pytest.mark.parametrize("name", WITH_ID)
def test_what_is_not_there_is_404_or_refused_by_method(alice, campaign, name):
    """Never 500, never 403, whatever the method: somebody else's id and no id look the same."""
    for answer in (alice.get(address(DOORS[name])), alice.post(address(DOORS[name]))):
        assert answer.status_code in (404, 405), f"{name} answered {answer.status_code}"


@pytest.mark.parametrize("name", sorted(name for name, door in DOORS.items() if not door.pattern.converters))
def test_a_page_without_an_id_opens_for_an_empty_notebook(alice, name):
    """Before the first steps nothing breaks: a page, a redirect, or 405 for a verb."""
    assert alice.get(address(DOORS[name])).status_code in (200, 302, 303, 404, 405)
