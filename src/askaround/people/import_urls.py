"""The doors of importing, and of taking back what was done to many at once."""

from django.urls import path

from . import address_book_views, import_views, mapping_views

urlpatterns = [
    path("people/import/", import_views.import_people, name="import"),
    path("people/import/<uuid:pk>/", import_views.import_preview, name="import-preview"),
    path("people/import/<uuid:pk>/columns/", mapping_views.import_mapping, name="import-mapping"),
    path("people/import/<uuid:pk>/applying/", import_views.import_applying, name="import-applying"),
    path("people/import/<uuid:pk>/progress/", import_views.import_progress, name="import-progress"),
    path("people/import/<uuid:pk>/undo/", import_views.import_undo, name="import-undo"),
    path("people/address-books/", address_book_views.address_books_page, name="address-books"),
    path("people/address-books/choice/", address_book_views.address_books_choice, name="address-books-choice"),
    path("people/address-books/<uuid:pk>/pull/", address_book_views.address_book_pull, name="address-book-pull"),
    path(
        "people/address-books/<uuid:pk>/password/",
        address_book_views.address_book_password,
        name="address-book-password",
    ),
    path(
        "people/address-books/<uuid:pk>/removal/", address_book_views.address_book_removal, name="address-book-removal"
    ),
    path("batches/<uuid:pk>/undo/", import_views.batch_undo, name="batch-undo"),
]
