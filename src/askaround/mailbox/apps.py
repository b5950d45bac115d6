from django.apps import AppConfig


class Mailbox(AppConfig):
    name = "askaround.mailbox"
    label = "mailbox"
