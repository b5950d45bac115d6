from django.apps import AppConfig


class Meaning(AppConfig):
    name = "askaround.meaning"
    label = "meaning"
