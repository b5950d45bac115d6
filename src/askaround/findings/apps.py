from django.apps import AppConfig


class Findings(AppConfig):
    name = "askaround.findings"
    label = "findings"
