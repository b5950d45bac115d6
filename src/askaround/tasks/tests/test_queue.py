"""The queue: who gets a task, what becomes of it, and that nothing is lost or done twice."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone
from django_tasks import TaskContext, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from askaround.accounts.models import Notebook, User
from askaround.tasks import daily, queue
from askaround.tasks.backend import function_of, result_of
from askaround.tasks.models import Task
from askaround.tasks.once import LeaseLostError
from askaround.tasks.progress import progress_of
from askaround.tasks.worker import Worker, run_all, run_once

from . import sample

pytestmark = pytest.mark.django_db


def test_what_is_enqueued_is_run_and_its_result_kept(clock: time_machine.Traveller) -> None:
    result = sample.add.enqueue(2, b=3)
    assert result.status == TaskResultStatus.READY
    assert run_once()
    result.refresh()
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert result.return_value == 5
    assert not run_once()


def test_a_task_waits_until_its_time(clock: time_machine.Traveller) -> None:
    sample.add.using(run_after=timezone.now() + timedelta(hours=1)).enqueue(1, 1)
    assert not run_once()
    clock.shift(timedelta(hours=1))
    assert run_once()


def test_the_more_urgent_one_goes_first(clock: time_machine.Traveller) -> None:
    sample.add.enqueue(1, 1)
    urgent = sample.add.using(priority=5).enqueue(2, 2)
    run_once()
    assert sample.add.get_result(urgent.id).is_finished


def test_what_is_leased_is_not_leased_again_until_the_lease_expires(clock: time_machine.Traveller) -> None:
    sample.add.enqueue(1, 1)
    held = queue.claim("one", now=timezone.now())
    assert held is not None
    assert queue.claim("two", now=timezone.now()) is None
    clock.shift(queue.LEASE + timedelta(seconds=1))
    taken = queue.claim("two", now=timezone.now())
    assert taken == held
    assert not queue.beat(held, now=timezone.now())
    assert not queue.finish(held, 2, now=timezone.now())
    assert queue.finish(taken, 2, now=timezone.now())


def test_a_beat_holds_the_lease(clock: time_machine.Traveller) -> None:
    sample.add.enqueue(1, 1)
    held = queue.claim("one", now=timezone.now())
    assert held is not None
    clock.shift(timedelta(seconds=50))
    assert queue.beat(held, now=timezone.now())
    clock.shift(timedelta(seconds=50))
    assert queue.claim("two", now=timezone.now()) is None


def test_what_breaks_is_tried_again_after_longer_and_longer_pauses_and_then_buried(
    clock: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    result = sample.break_down.enqueue()
    pauses = []
    for _ in range(queue.MAX_TRIES):
        assert run_once()
        row = Task.objects.get(pk=result.id)
        pauses.append((row.run_after - timezone.now()).total_seconds())
        clock.shift(timedelta(hours=2))
    assert pauses[:4] == [5, 10, 20, 40]
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert "ZeroDivisionError" in result.errors[0].traceback
    assert not run_once()


def test_what_is_refused_with_a_sentence_is_not_tried_again(clock: time_machine.Traveller) -> None:
    result = sample.refuse.enqueue()
    run_once()
    seen = progress_of(result.id)
    assert seen is not None
    assert (seen.failed, seen.error) == (True, sample.RefusedError.sentence)


def test_a_task_that_kills_every_worker_is_buried(clock: time_machine.Traveller) -> None:
    result = sample.add.enqueue(1, 1)
    for _ in range(queue.MAX_LEASES):
        assert queue.claim("doomed", now=timezone.now())
        clock.shift(timedelta(minutes=2))
    assert queue.claim("next", now=timezone.now()) is None
    result.refresh()
    assert result.status == TaskResultStatus.FAILED


def test_what_is_written_once_ends_the_task_in_the_same_breath(clock: time_machine.Traveller) -> None:
    user = User.objects.create(username="alice")
    result = sample.write_once.enqueue("one", user.pk)
    assert run_once()
    result.refresh()
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert Notebook.objects.filter(name="one").count() == 1


def test_a_run_whose_lease_went_to_another_worker_writes_nothing(clock: time_machine.Traveller) -> None:
    user = User.objects.create(username="alice")
    sample.write_once.enqueue("one", user.pk)
    slow = queue.claim("slow", now=timezone.now())
    assert slow is not None
    clock.shift(queue.LEASE + timedelta(seconds=1))
    assert run_once()
    with pytest.raises(LeaseLostError):
        sample.write_once.func(TaskContext(task_result=result_of(slow, function_of(slow))), "one", user.pk)
    assert Notebook.objects.filter(name="one").count() == 1


def test_an_error_after_the_write_takes_back_both(clock: time_machine.Traveller, caplog: Any) -> None:
    user = User.objects.create(username="alice")
    result = sample.break_after_writing.enqueue(user.pk)
    assert run_once()
    row = Task.objects.get(pk=result.id)
    assert row.finished_at is None
    assert "ZeroDivisionError" in row.error
    assert not Notebook.objects.filter(name="half").exists()


def test_progress_is_told_and_reaches_a_hundred_only_at_the_end(clock: time_machine.Traveller) -> None:
    result = sample.count.enqueue(20)
    before = progress_of(result.id)
    run_once()
    after = progress_of(result.id)
    assert before is not None
    assert after is not None
    assert (before.percent, before.finished) == (0, False)
    assert (after.done, after.total, after.percent, after.finished) == (20, 20, 100, True)
    assert progress_of(uuid4()) is None


def test_an_unknown_task_does_not_exist() -> None:
    for unknown in (str(uuid4()), "nonsense"):
        with pytest.raises(TaskResultDoesNotExist):
            sample.add.get_result(unknown)


def test_a_task_that_this_version_does_not_know_is_kept_with_its_error(clock: time_machine.Traveller) -> None:
    now = timezone.now()
    row = Task.objects.create(function="askaround.tasks.tests.sample.gone", run_after=now, enqueued_at=now)
    run_once()
    row.refresh_from_db()
    assert "gone" in row.error
    assert row.finished_at is None


def test_the_tasks_of_a_notebook_go_with_it(clock: time_machine.Traveller) -> None:
    user = User.objects.create(username="alice")
    notebook = Notebook.objects.create(name="Alice’s", owner=user, created_at=timezone.now())
    now = timezone.now()
    Task.objects.create(function="x", notebook=notebook, run_after=now, enqueued_at=now)
    notebook.delete()
    assert not Task.objects.exists()


def test_daily_tasks_are_enqueued_once_a_day_whoever_looks(clock: time_machine.Traveller) -> None:
    first = daily.enqueue_due(now=timezone.now())
    assert first >= 1
    assert daily.enqueue_due(now=timezone.now()) == 0
    clock.shift(timedelta(hours=12))
    assert daily.enqueue_due(now=timezone.now()) == 0
    clock.shift(timedelta(hours=12))
    assert daily.enqueue_due(now=timezone.now()) == first


def test_regular_tasks_are_enqueued_once_every_so_many_minutes(clock: time_machine.Traveller, settings: Any) -> None:
    settings.REGULAR_TASKS = {"askaround.tasks.tests.sample.add": 5}
    assert daily.enqueue_regular(now=timezone.now()) == 1
    assert daily.enqueue_regular(now=timezone.now()) == 0
    clock.shift(timedelta(minutes=5))
    assert daily.enqueue_regular(now=timezone.now()) == 1
    clock.shift(timedelta(hours=3))
    assert daily.enqueue_regular(now=timezone.now()) == 1


def test_old_tasks_are_forgotten_and_new_ones_kept(clock: time_machine.Traveller) -> None:
    sample.add.enqueue(1, 1)
    run_all()
    clock.shift(timedelta(days=31))
    recent = sample.add.enqueue(1, 1)
    daily.forget_old.enqueue()
    run_all()
    left = Task.objects.filter(function__endswith="sample.add")
    assert [str(row.pk) for row in left] == [recent.id]


@pytest.mark.django_db(transaction=True)
def test_the_worker_thread_wakes_at_a_commit_and_stops_when_told() -> None:
    worker = Worker(daily_after=60)
    worker.start()
    result = sample.add.enqueue(20, 3)
    for _ in range(100):
        result.refresh()
        if result.is_finished:
            break
        worker.join(0.05)
    worker.stop()
    assert not worker.is_alive()
    assert result.return_value == 23
