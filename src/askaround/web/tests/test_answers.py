"""What goes out with every answer, and what is said when something went wrong."""

import logging

import pytest
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import include, path

from askaround.web.flash import flash


def breaks(request):
    raise RuntimeError("a secret of the inside")


def missing(request):
    raise Http404


def says(request):
    flash(request, "Priya is in the trash.", undo="/history/1/undo/")
    return HttpResponse("ok", content_type="text/plain")


for view in (breaks, missing, says):
    view.login_required = False

urlpatterns = [
    path("breaks/", breaks),
    path("missing/", missing),
    path("says/", says),
    path("", include("askaround.config.urls")),
]
handler404 = "askaround.web.errors.not_found"
handler500 = "askaround.web.errors.server_error"
handler403 = "askaround.web.errors.forbidden"
handler400 = "askaround.web.errors.bad_request"


@pytest.fixture
def here(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def calm(here, db):
    """A visitor whose server answers with an error page instead of raising in the test."""
    return Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)


@pytest.mark.parametrize("address", ["/health", "/sign-in/", "/missing/", "/breaks/", "/settings/"])
def test_every_answer_carries_the_policy(calm, address):
    headers = calm.get(address).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "microphone=()" in headers["Permissions-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_page_of_two_shapes_says_so(visitor):
    assert "HX-Request" in visitor.get("/sign-in/").headers["Vary"]


def test_the_hosts_look_at_our_health(visitor):
    answer = visitor.get("/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["version"]


def test_what_is_not_there(calm):
    answer = calm.get("/missing/")
    assert answer.status_code == 404
    assert "There is nothing here." in answer.content.decode()


def test_our_fault_has_a_number_that_the_log_knows(calm, caplog):
    with caplog.at_level(logging.ERROR, logger="askaround.web"):
        answer = calm.get("/breaks/")
    number = next(record.args[0] for record in caplog.records if record.name == "askaround.web")
    assert answer.status_code == 500
    assert number in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_the_page_for_our_fault_asks_nothing_of_the_database(calm, django_assert_num_queries):
    """It must stand when the database is what broke."""
    with django_assert_num_queries(0):
        assert b"our fault" in calm.get("/breaks/").content


def test_a_form_without_its_token_is_refused_with_what_to_do(here, db):
    strict = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
    answer = strict.post("/sign-in/", {})
    assert answer.status_code == 403
    assert "too old" in answer.content.decode()


def test_a_foreign_host_is_400(calm):
    answer = calm.get("/sign-in/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "made no sense" in answer.content.decode()


def test_a_sentence_is_said_once_with_its_undo(here, alice):
    alice.get("/says/")
    said = alice.get("/settings/").content.decode()
    assert "Priya is in the trash." in said
    assert 'action="/history/1/undo/"' in said
    assert "Priya" not in alice.get("/settings/").content.decode()


def test_a_sentence_is_not_markup(here, alice, rf):
    session = alice.client.session
    session["flash"] = [{"sentence": "<b>Priya</b>", "undo": ""}]
    session.save()
    assert "&lt;b&gt;Priya" in alice.get("/settings/").content.decode()


def test_the_gallery_is_there_only_while_building(here, visitor, settings):
    assert visitor.get("/-/parts/").status_code == 404
    settings.DEBUG = True
    assert visitor.get("/-/parts/").status_code == 200


def test_settings_are_reached_before_the_first_campaign(alice):
    """From there a notebook comes back in, and the keys go off."""
    assert 'href="/settings/"' in alice.get("/settings/").content.decode()
