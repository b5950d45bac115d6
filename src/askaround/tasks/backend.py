"""The Tasks API over our own lease table."""

from django_tasks.backends.dummy import DummyBackend


class LeasedBackend(DummyBackend):
    """Filled by the worker."""
