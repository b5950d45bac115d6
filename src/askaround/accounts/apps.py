from django.apps import AppConfig


class Accounts(AppConfig):
    name = "askaround.accounts"
    label = "accounts"
