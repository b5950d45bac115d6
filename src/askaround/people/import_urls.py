"""The doors of importing, and of taking back what was done to many at once."""

from django.urls import path

from . import import_views

urlpatterns = [
    path("people/import/", import_views.import_people, name="import"),
    path("people/import/<uuid:pk>/", import_views.import_preview, name="import-preview"),
    path("people/import/<uuid:pk>/applying/", import_views.import_applying, name="import-applying"),
    path("people/import/<uuid:pk>/progress/", import_views.import_progress, name="import-progress"),
    path("people/import/<uuid:pk>/undo/", import_views.import_undo, name="import-undo"),
    path("batches/<uuid:pk>/undo/", import_views.batch_undo, name="batch-undo"),
]
