"""What SQLite's planner knows of the tables: without it, it guesses, and takes the wrong index at 30,000 rows."""

from django.db import connection
from django_tasks import task

# Rows of each index that are looked at: enough to tell which index is the narrow one, in a few milliseconds.
LOOKED_AT = 1000


def measure() -> None:
    """Measure the tables anew: after many rows came, after a migration, and once a day. PostgreSQL does so itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={LOOKED_AT}")
        cursor.execute("ANALYZE")


@task
def measure_daily() -> None:
    """Measure, once a day."""
    measure()
