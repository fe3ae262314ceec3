"""Queued work: one row a job, claimed for a while by one worker; and the turns of periodic jobs."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """One piece of work to be done at least once."""

    kind = models.CharField(max_length=80)
    args = models.JSONField(default=dict)
    key = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=80, default="", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    claim = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    failure = models.TextField(default="", blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Oldest due first."""

        ordering = ("due_at", "pk")
        indexes = (
            models.Index(fields=("state", "due_at"), name="jobs_to_claim"),
            models.Index(fields=("subject",), name="jobs_of_subject"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state="running") | models.Q(lease_until__isnull=False),
                name="job_running_has_lease",
            ),
        )

    def __str__(self) -> str:
        """The kind and the key."""
        return f"{self.kind} {self.key}"


class Turn(models.Model):
    """How far the slots of a periodic job have been put in the queue."""

    kind = models.CharField(max_length=80, unique=True)
    slot = models.CharField(max_length=40)

    class Meta:
        """By kind."""

        ordering = ("kind", "pk")

    def __str__(self) -> str:
        """The kind and its last slot."""
        return f"{self.kind} {self.slot}"
