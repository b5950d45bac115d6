"""The doors of exchange."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("export/", views.export, name="export"),
    path("export/import/", views.notebook_import, name="notebook-import"),
    path("export/backups/", views.backups, name="backups"),
    path("export/backups/<str:name>/", views.backup, name="backup"),
    path("people/<uuid:pk>/erasure/", views.erasure, name="erasure"),
    path("transcripts/<uuid:pk>/removal/", views.transcript_removal, name="transcript-removal"),
]
