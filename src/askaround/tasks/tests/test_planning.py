"""What SQLite's planner knows is measured: once a day, after a migration, after many rows."""

import pytest
from django.conf import settings
from django.db import connection

from askaround.tasks import planning


@pytest.mark.django_db
def test_the_tables_are_measured_once_a_day_by_looking_at_few_rows() -> None:
    assert "askaround.tasks.planning.measure_daily" in settings.DAILY_TASKS
    planning.measure_daily.func()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit")
            assert cursor.fetchone()[0] == planning.LOOKED_AT
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
            assert cursor.fetchone()[0] == 1
