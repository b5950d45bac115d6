"""The doors of look-alikes and of merging."""

from django.urls import path

from . import look_alike_views

urlpatterns = [
    path("people/look-alikes/", look_alike_views.look_alikes_page, name="look-alikes"),
    path("people/look-alikes/search/", look_alike_views.look_alikes_search, name="look-alikes-search"),
    path("people/look-alikes/sure/", look_alike_views.look_alikes_sure, name="look-alikes-sure"),
    path("people/look-alikes/<uuid:pk>/merging/", look_alike_views.look_alike_merging, name="look-alike-merging"),
    path("people/look-alikes/<uuid:pk>/keeping/", look_alike_views.look_alike_keeping, name="look-alike-keeping"),
    path("merges/<uuid:pk>/undo/", look_alike_views.merge_undo, name="merge-undo"),
    path("people/<uuid:pk>/merging/", look_alike_views.merging, name="merging"),
]
