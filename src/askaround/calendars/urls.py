"""The doors of calendars."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("calendars/", views.calendars, name="calendars"),
    path("calendars/feeds/", views.calendar_feeds, name="calendar-feeds"),
    path("calendars/files/", views.calendar_files, name="calendar-files"),
    path("calendars/servers/", views.calendar_servers, name="calendar-servers"),
    path("calendars/choice/", views.calendar_choice, name="calendar-choice"),
    path("calendars/<uuid:pk>/look/", views.calendar_look, name="calendar-look"),
    path("calendars/<uuid:pk>/password/", views.calendar_password, name="calendar-password"),
    path("calendars/<uuid:pk>/writing/", views.calendar_writing, name="calendar-writing"),
    path("calendars/<uuid:pk>/removal/", views.calendar_removal, name="calendar-removal"),
]
