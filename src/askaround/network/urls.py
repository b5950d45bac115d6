"""The doors of network."""

from django.urls import URLPattern, path

from . import knowing_views, path_views, views

urlpatterns: list[URLPattern] = [
    path("network/", views.network, name="network"),
    path("network/paths/", path_views.paths, name="paths"),
    path("people/<uuid:pk>/acquaintances/", knowing_views.acquaintances, name="acquaintances"),
    path("people/<uuid:pk>/acquaintances/new/", knowing_views.acquaintance_new, name="acquaintance-new"),
    path("people/<uuid:pk>/guesses/confirmation/", knowing_views.guess_confirmation, name="guess-confirmation"),
    path("people/<uuid:pk>/guesses/denial/", knowing_views.guess_denial, name="guess-denial"),
    path("acquaintances/<uuid:pk>/", knowing_views.acquaintance, name="acquaintance"),
    path("acquaintances/<uuid:pk>/removal/", knowing_views.acquaintance_removal, name="acquaintance-removal"),
]
