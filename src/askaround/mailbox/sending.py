"""Handing mails over to the seeker's server."""

from django_tasks import task


@task
def deliver(delivery: str, *, notebook: str) -> None:
    """Hand one mail over."""
