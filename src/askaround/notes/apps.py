from django.apps import AppConfig


class Notes(AppConfig):
    name = "askaround.notes"
    label = "notes"
