"""Jobs run at least once, are retried, and survive a worker that dies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, transaction
from pytest_django import Settings as DjangoSettings

from parindex.engine.access.actors import SYSTEM
from parindex.foundation.audit import actions as history
from parindex.foundation.audit import event
from parindex.foundation.files.models import StoredFile
from parindex.foundation.jobs import actions, queries
from parindex.foundation.jobs.models import Job, State
from parindex.foundation.jobs.task import Task

AT = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
HAPPENED = event.declare("queue.happened", vi="{by} làm", en="{by} did")
LEASE = timedelta(seconds=60)
pytestmark = pytest.mark.django_db
ran: list[dict[str, object]] = []


def note(task: Task) -> None:
    """Remember what the job was given, and report progress."""
    task.progress(1, 2)
    ran.append(dict(task.args))


def break_down(task: Task) -> None:
    """Fail every time."""
    raise ZeroDivisionError("broken")


@pytest.fixture(autouse=True)
def _functions(settings: DjangoSettings) -> None:
    ran.clear()
    settings.JOB_FUNCTIONS = {"note": f"{__name__}.note", "break": f"{__name__}.break_down"}
    settings.JOB_REACTIONS = {"queue.happened": ("note", "break")}


def _clock(at: datetime = AT) -> Callable[[], datetime]:
    return lambda: at


def _enqueue(kind: str, key: str = "k") -> None:
    actions.enqueue(kind, key=key, subject="thing:1", at=AT, number=7)


def test_a_job_runs_once_with_its_arguments() -> None:
    _enqueue("note")
    _enqueue("note")

    assert actions.work_off(clock=_clock()) == 1
    assert ran == [{"number": 7}]
    assert queries.progress_of("thing:1") == queries.Progress("done", 1, 2)
    assert queries.progress_of("thing:2") is None
    assert actions.work_off(clock=_clock()) == 0


def test_a_failing_job_waits_longer_each_time_and_is_given_up_after_five() -> None:
    _enqueue("break")
    at, waits = AT, []
    for _ in range(4):
        assert actions.work_off(clock=_clock(at)) == 1
        due = Job.objects.get().due_at
        waits.append(due - at)
        at = due
    assert waits == [timedelta(seconds=1), timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10)]
    actions.work_off(clock=_clock(at))

    job = Job.objects.get()
    assert (job.state, job.attempts) == (State.FAILED, 5)
    assert "ZeroDivisionError: broken" in job.failure
    assert list(queries.failed()) == [job]
    assert queries.waiting() == 0


def test_a_job_of_a_dead_worker_is_taken_over_when_its_lease_ends() -> None:
    _enqueue("note")
    assert actions.claim(at=AT) is not None

    assert actions.claim(at=AT + LEASE) is None
    taken = actions.claim(at=AT + LEASE + timedelta(seconds=1))

    assert taken is not None
    actions.run(taken, clock=_clock())
    assert Job.objects.get().state == State.DONE


def test_the_slow_worker_that_lost_its_job_leaves_it_alone() -> None:
    _enqueue("note")
    slow = actions.claim(at=AT)
    quick = actions.claim(at=AT + timedelta(hours=1))
    assert slow is not None
    assert quick is not None

    actions.run(slow, clock=_clock())

    assert ran == []
    assert Job.objects.get().state == State.RUNNING


def test_progress_renews_the_lease() -> None:
    _enqueue("note")
    job = actions.claim(at=AT)
    assert job is not None
    later = AT + timedelta(seconds=50)

    actions._progress_of(job, clock=_clock(later))(3, 9)

    job.refresh_from_db()
    assert (job.done, job.total, job.lease_until) == (3, 9, later + LEASE)


def test_a_job_that_kills_its_worker_each_time_is_given_up() -> None:
    _enqueue("note")
    at = AT
    for _ in range(actions.MOST_ATTEMPTS):
        assert actions.claim(at=at) is not None
        at += LEASE + timedelta(seconds=1)

    actions.work_off(clock=_clock(at))

    assert ran == []
    assert Job.objects.get().state == State.FAILED


def test_an_event_starts_its_reactions_once() -> None:
    thing = StoredFile.objects.create(sha256="cd" * 32, size=1, media_type="text/plain", stored_at=AT)
    with transaction.atomic():
        history.record(HAPPENED, thing, by=SYSTEM, at=AT, place=None)

    assert actions.react(at=AT) == 1
    assert actions.react(at=AT) == 0

    jobs = [(job.kind, job.subject, job.args["subject_id"]) for job in Job.objects.all()]
    assert jobs == [
        ("note", f"files.storedfile:{thing.pk}", str(thing.pk)),
        ("break", f"files.storedfile:{thing.pk}", str(thing.pk)),
    ]


def test_percent_is_zero_while_the_total_is_unknown() -> None:
    assert [queries.Progress("running", *pair).percent for pair in ((5, 0), (1, 3), (3, 3))] == [0, 33, 100]


def say_given_up(task: Task) -> None:
    """Remember that the job was given up."""
    ran.append({"given_up": task.args["number"]})


@pytest.mark.parametrize(
    ("told", "remembered"), [("say_given_up", [{"given_up": 7}]), ("break_down", []), (None, [])]
)
def test_who_owns_a_job_is_told_once_that_it_was_given_up(
    settings: DjangoSettings, told: str | None, remembered: list[dict[str, object]]
) -> None:
    settings.JOBS_GIVEN_UP = {"break": f"{__name__}.{told}"} if told else {}
    _enqueue("break")
    for day in range(actions.MOST_ATTEMPTS + 1):
        actions.work_off(clock=_clock(AT + timedelta(days=day)))

    assert ran == remembered
    assert Job.objects.get().state == State.FAILED


def lose_database(task: Task) -> None:
    """Meet a database that went away."""
    raise OperationalError("server closed the connection")


def test_a_database_that_goes_away_is_no_fault_of_the_job(settings: DjangoSettings) -> None:
    settings.JOB_FUNCTIONS = {"note": f"{__name__}.lose_database"}
    _enqueue("note")

    with pytest.raises(OperationalError):
        actions.work_off(clock=_clock())

    job = Job.objects.get()
    assert (job.state, job.failure) == (State.RUNNING, "")


def test_no_more_jobs_are_run_than_asked_for() -> None:
    _enqueue("note", key="one")
    _enqueue("note", key="two")

    assert actions.work_off(clock=_clock(), most=1) == 1
    assert Job.objects.filter(state=State.QUEUED).count() == 1
