"""The door of history. `people` includes it, being the first chapter with pages that need it.

A batch has its door in `people`, since taking an import back is more than taking its entries back.
"""

from django.urls import path

from . import views

urlpatterns = [
    path("history/<int:number>/undo/", views.undo_entry, name="undo"),
]
