from django.apps import AppConfig


class People(AppConfig):
    name = "askaround.people"
    label = "people"
