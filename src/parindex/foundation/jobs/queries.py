"""Reading the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from parindex.foundation.jobs.models import Job, State


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the newest job of a subject is."""

    state: str
    done: int
    total: int

    @property
    def percent(self) -> int:
        """0 to 100; 0 while the total is not known."""
        return 100 * self.done // self.total if self.total else 0


def claimable(*, at: datetime) -> QuerySet[Job]:
    """Jobs due at ``at``, and running ones whose lease has run out."""
    due = Q(state=State.QUEUED, due_at__lte=at)
    abandoned = Q(state=State.RUNNING, lease_until__lt=at)
    return Job.objects.filter(due | abandoned).order_by("due_at", "pk")


def progress_of(subject: str) -> Progress | None:
    """The progress of the newest job of ``subject`` (``app.model:id``), None when there is none."""
    job = Job.objects.filter(subject=subject).order_by("-pk").first()
    return Progress(job.state, job.done, job.total) if job else None


def waiting() -> int:
    """How many jobs are queued or running."""
    return Job.objects.filter(state__in=(State.QUEUED, State.RUNNING)).count()


def failed() -> QuerySet[Job]:
    """Jobs given up, newest first."""
    return Job.objects.filter(state=State.FAILED).order_by("-pk")
