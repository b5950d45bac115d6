"""The doors of web: the host's look at our health, and the gallery of parts."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("health", views.health, name="health"),
    path("-/parts/", views.parts, name="parts"),
]
