"""The doors of mailbox."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
