"""The log speaks of what broke, not of what is not there."""

import logging

from django.http import Http404
from django.test import RequestFactory

from askaround.web.middleware import ErrorsWithAnId


def logged(caplog, error):
    with caplog.at_level(logging.ERROR, logger="askaround.web"):
        ErrorsWithAnId(lambda request: None).process_exception(RequestFactory().get("/people/"), error)
    return [record.getMessage() for record in caplog.records]


def test_what_broke_is_logged_with_its_address(caplog):
    assert any("/people/" in line for line in logged(caplog, ValueError("broken")))


def test_what_is_not_there_is_not_logged_as_an_error(caplog):
    assert not logged(caplog, Http404())
