"""The doors of purpose."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
