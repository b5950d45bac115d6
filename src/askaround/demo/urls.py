"""The doors of demo."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
