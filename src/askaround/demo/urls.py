"""The doors of demo."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("demo/", views.demo, name="demo"),
    path("demo/removal/", views.demo_removal, name="demo-removal"),
]
