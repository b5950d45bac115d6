from django.apps import AppConfig


class Interviews(AppConfig):
    name = "askaround.interviews"
    label = "interviews"
