"""The doors of introductions: each verb is a noun. Their list and their page are `desk`'s."""

from django.urls import URLPattern, path

from . import introduction_views as views

urlpatterns: list[URLPattern] = [
    path("people/<uuid:pk>/introductions/", views.introduction_wish, name="introduction-wish"),
    path("people/<uuid:pk>/introductions/new/", views.introduction_new, name="introduction-new"),
    path("introductions/<uuid:pk>/edit/", views.introduction_edit, name="introduction-edit"),
    path("introductions/<uuid:pk>/closing/", views.introduction_closing, name="introduction-closing"),
    path("introductions/<uuid:pk>/reopening/", views.introduction_reopening, name="introduction-reopening"),
    path("introductions/<uuid:pk>/<slug:stage>/", views.introduction_stage, name="introduction-stage"),
    path("introductions/<uuid:pk>/<slug:stage>/removal/", views.stage_removal, name="introduction-stage-removal"),
]
