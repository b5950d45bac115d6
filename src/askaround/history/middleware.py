"""Signs the entries of a request with its user."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from askaround.accounts.models import User

from .recording import acting


class Signed:
    """Within a request, `recording.record` knows who acts."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with acting(request.user if isinstance(request.user, User) else None):
            return self.answer(request)
