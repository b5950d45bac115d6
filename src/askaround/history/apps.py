from django.apps import AppConfig


class History(AppConfig):
    name = "askaround.history"
    label = "history"
