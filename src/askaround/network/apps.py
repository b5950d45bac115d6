from django.apps import AppConfig


class Network(AppConfig):
    name = "askaround.network"
    label = "network"
