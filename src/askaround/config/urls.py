"""Every door of the house, chapter by chapter. Each chapter names its own in its `urls.py`."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"askaround.{chapter}.urls"))
    for chapter in settings.CHAPTERS
    if chapter not in {"history", "meaning", "tasks"}
]

handler404 = "askaround.web.errors.not_found"
handler500 = "askaround.web.errors.server_error"
handler403 = "askaround.web.errors.forbidden"
handler400 = "askaround.web.errors.bad_request"
