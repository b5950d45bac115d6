from django.apps import AppConfig


class Search(AppConfig):
    name = "askaround.search"
    label = "search"
