"""The doors of accounts."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("open/<str:token>/", views.open_link, name="open"),
    path("settings/", views.settings_page, name="settings"),
    path("preferences/", views.preferences, name="preferences"),
    path("notebooks/<uuid:pk>/opening/", views.notebook_opening, name="notebook-opening"),
]
