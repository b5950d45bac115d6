from django.apps import AppConfig


class Targets(AppConfig):
    name = "askaround.targets"
    label = "targets"
