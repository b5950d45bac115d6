from django.apps import AppConfig


class Web(AppConfig):
    name = "askaround.web"
    label = "web"
