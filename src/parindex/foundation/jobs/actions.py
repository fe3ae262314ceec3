"""Enqueueing, claiming and ending jobs; turning sealed history and the clock into jobs."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from parindex.foundation.audit import actions as history
from parindex.foundation.jobs import heartbeat, queries
from parindex.foundation.jobs.models import Job, State, Turn
from parindex.foundation.jobs.schedules import Schedule
from parindex.foundation.jobs.task import Lost, Task

_log = logging.getLogger(__name__)
MOST_ATTEMPTS = 5
_KEPT = timedelta(days=7)
"""How long the turns of a periodic job stay in the queue after they were done."""
_WAIT = (timedelta(seconds=1), timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10))


def enqueue(kind: str, *, key: str, subject: str, at: datetime, **args: str | int) -> None:
    """Put a job in the queue; the same ``key`` twice is one job."""
    defaults = {"kind": kind, "args": args, "subject": subject, "due_at": at, "created_at": at}
    Job.objects.get_or_create(key=key, defaults=defaults)


@transaction.atomic
def react(*, at: datetime) -> int:
    """Seal new history and queue what follows from it, in one transaction; returns rows sealed."""
    rows = history.seal(at=at)
    for row in rows:
        for kind in settings.JOB_REACTIONS.get(row.event, ()):
            subject = f"{row.subject_kind}:{row.subject_id}"
            key = f"{kind}:{row.pk}"
            enqueue(kind, key=key, subject=subject, at=at, row=row.pk, subject_id=row.subject_id)
    return len(rows)


def tick(*, at: datetime, reached: dict[str, str]) -> dict[str, str]:
    """Queue the periodic jobs whose slot has come; returns the newest slot of each kind.

    ``reached`` is what the worker's last tick returned: while no new slot has come, nothing is asked of
    the database. Of many workers that tick at once, each slot becomes one job.
    """
    zone = timezone.get_default_timezone()
    now = dict(reached)
    for each in settings.JOB_SCHEDULE:
        if each.slots(after=reached.get(each.kind, ""), until=at, zone=zone):
            now[each.kind] = _take_turns(each, at=at)
    return now


@transaction.atomic
def _take_turns(each: Schedule, *, at: datetime) -> str:
    """Queue every slot of a periodic job since its last turn; returns its newest slot."""
    turn, _ = Turn.objects.select_for_update().get_or_create(kind=each.kind, defaults={"slot": ""})
    for slot in each.slots(after=turn.slot, until=at, zone=timezone.get_default_timezone()):
        moment = slot.at.isoformat()
        enqueue(each.kind, key=f"{each.kind}:{slot.name}", subject="", at=at, slot=slot.name, moment=moment)
        turn.slot = slot.name
    turn.save(update_fields=["slot"])
    Job.objects.filter(kind=each.kind, state=State.DONE, due_at__lt=at - _KEPT).delete()
    return turn.slot


def claim(*, at: datetime) -> Job | None:
    """Take the oldest job that is due, or whose worker is gone; None when there is none."""
    for job in queries.claimable(at=at)[:5]:
        taken = Job.objects.filter(pk=job.pk, claim=job.claim, state=job.state).update(
            state=State.RUNNING,
            claim=F("claim") + 1,
            attempts=F("attempts") + 1,
            lease_until=at + settings.JOB_LEASE,
        )
        if taken:
            job.refresh_from_db()
            return job
    return None


def run(job: Job, *, clock: Callable[[], datetime]) -> None:
    """Run a claimed job to its end; a failure is kept and tried again later, up to five times."""
    task = Task(args=job.args, at=clock(), progress=_progress_of(job, clock=clock))
    try:
        if job.attempts > MOST_ATTEMPTS:
            raise RuntimeError("the worker died each time it ran this job")
        with heartbeat.beating(lambda: _renew(job, clock=clock), every=settings.JOB_LEASE / 3):
            import_string(settings.JOB_FUNCTIONS[job.kind])(task)
    except Lost:
        return
    except (InterfaceError, OperationalError):
        # The database went away: that is no fault of the job. Its lease ends, and it is taken up again.
        raise
    except Exception:
        _fail(job, task, failure=traceback.format_exc(limit=-8), at=clock())
        return
    _end(job, state=State.DONE, ended_at=clock(), failure="", lease_until=None)


def _progress_of(job: Job, *, clock: Callable[[], datetime]) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=State.RUNNING)
        if not mine.update(done=done, total=total, lease_until=clock() + settings.JOB_LEASE):
            raise Lost(job.key)

    return progress


def _renew(job: Job, *, clock: Callable[[], datetime]) -> None:
    mine = Job.objects.filter(pk=job.pk, claim=job.claim, state=State.RUNNING)
    mine.update(lease_until=clock() + settings.JOB_LEASE)


def _fail(job: Job, task: Task, *, failure: str, at: datetime) -> None:
    if job.attempts >= MOST_ATTEMPTS:
        _give_up(job, task)
        _end(job, state=State.FAILED, ended_at=at, failure=failure, lease_until=None)
    else:
        _end(job, state=State.QUEUED, due_at=at + _WAIT[job.attempts - 1], failure=failure, lease_until=None)


def _give_up(job: Job, task: Task) -> None:
    """Let the room that owns the job say that it will not be done; its own fault is only logged."""
    if job.kind not in settings.JOBS_GIVEN_UP:
        return
    try:
        import_string(settings.JOBS_GIVEN_UP[job.kind])(task)
    except Exception:
        _log.exception("giving up job %s failed", job.key)


def _end(job: Job, **fields: Any) -> None:
    Job.objects.filter(pk=job.pk, claim=job.claim, state=State.RUNNING).update(**fields)


def work_off(*, clock: Callable[[], datetime], most: int = 1000) -> int:
    """React and run jobs until nothing is due, ``most`` at most; returns how many jobs ran."""
    ran = 0
    while ran < most:
        while react(at=clock()):
            pass
        job = claim(at=clock())
        if job is None:
            return ran
        run(job, clock=clock)
        ran += 1
    return ran
