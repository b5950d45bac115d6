"""The doors of targets."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
