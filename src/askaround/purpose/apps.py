from django.apps import AppConfig


class Purpose(AppConfig):
    name = "askaround.purpose"
    label = "purpose"
