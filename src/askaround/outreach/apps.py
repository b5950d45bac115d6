from django.apps import AppConfig


class Outreach(AppConfig):
    name = "askaround.outreach"
    label = "outreach"
