from django.apps import AppConfig


class Desk(AppConfig):
    name = "askaround.desk"
    label = "desk"
