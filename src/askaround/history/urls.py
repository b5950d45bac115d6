"""The doors of history. `people` includes them, being the first chapter with pages that need them."""

from django.urls import path

from . import views

urlpatterns = [
    path("history/<int:number>/undo/", views.undo_entry, name="undo"),
    path("batches/<uuid:pk>/undo/", views.undo_all, name="batch-undo"),
]
