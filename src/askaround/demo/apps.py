from django.apps import AppConfig


class Demo(AppConfig):
    name = "askaround.demo"
    label = "demo"
