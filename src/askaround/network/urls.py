"""The doors of network."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [path("network/", views.network, name="network")]
