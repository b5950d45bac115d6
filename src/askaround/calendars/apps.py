from django.apps import AppConfig


class Calendars(AppConfig):
    name = "askaround.calendars"
    label = "calendars"
