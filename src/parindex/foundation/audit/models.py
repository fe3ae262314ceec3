"""History rows and the links of the chain sealed over them; neither is ever changed."""

from __future__ import annotations

from django.db import models


class HistoryRow(models.Model):
    """One deed, written in the deed's own transaction. Labels and ids, no foreign keys."""

    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    subject_label = models.TextField()
    person = models.BigIntegerField(null=True)
    person_name = models.TextField()
    lineage = models.CharField(max_length=200, default="", blank=True)
    facts = models.JSONField(default=dict)
    search = models.TextField(default="", blank=True)
    """Subject and person without diacritics; made of the other fields, so it is no part of the digest."""

    class Meta:
        """Newest last, by id."""

        ordering = ("pk",)
        indexes = (
            models.Index(fields=("subject_kind", "subject_id"), name="history_of_subject"),
            models.Index(fields=("event",), name="history_by_event"),
            models.Index(fields=("lineage",), name="history_by_lineage"),
        )

    def __str__(self) -> str:
        """The event and its subject."""
        return f"{self.event} {self.subject_label}"


class Link(models.Model):
    """One link of the chain: the digest of the link before it and of one history row."""

    position = models.BigIntegerField(primary_key=True)
    row = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        """In the order of sealing."""

        ordering = ("position",)
        constraints = (
            models.CheckConstraint(condition=models.Q(position__gte=1), name="link_position_from_one"),
        )

    def __str__(self) -> str:
        """The position and the digest."""
        return f"{self.position} {self.digest}"
