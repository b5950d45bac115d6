"""The doors of findings."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
