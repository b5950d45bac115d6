"""The doors of knowing somebody, of quick capture, and of a round of joggers."""

from django.urls import path

from . import capture_views, knowing_views

urlpatterns = [
    path("roles/<uuid:pk>/level/", knowing_views.role_level, name="role-level"),
    path("people/<uuid:pk>/shared-ground/", knowing_views.shared_ground_keeping, name="shared-ground-keeping"),
    path("people/<uuid:pk>/research/nothing/", knowing_views.research_nothing, name="research-nothing"),
    path("people/pasted/", capture_views.pasted, name="pasted"),
    path("people/round/", capture_views.round_of, name="round"),
]
