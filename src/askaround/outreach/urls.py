"""The doors of outreach."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
