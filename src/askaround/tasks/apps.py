from django.apps import AppConfig


class Tasks(AppConfig):
    name = "askaround.tasks"
    label = "tasks"
