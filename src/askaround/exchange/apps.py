from django.apps import AppConfig


class Exchange(AppConfig):
    name = "askaround.exchange"
    label = "exchange"
