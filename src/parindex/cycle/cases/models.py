"""Case files as they came in, for which period, and what became of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from parindex.cycle.cases import states


class Batch(models.Model):
    """One file of case records of a province; never changed, a later one of the same period supersedes it."""

    owner = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField()
    """The first day after the period."""
    state = models.CharField(max_length=10, default=states.READING)
    is_superseded = models.BooleanField(default=False)
    """Another file of the very same period was loaded later: that one counts."""
    part = models.CharField(max_length=80, default="", blank=True)
    """Its name in the store of case records."""
    cases = models.PositiveIntegerField(default=0)
    has_ids = models.BooleanField(default=False)
    readings = models.PositiveIntegerField(default=0)
    """How many figures were recorded when it was loaded."""
    open_findings = models.PositiveIntegerField(default=0)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.BigIntegerField()
    uploaded_by_name = models.CharField(max_length=160)
    loaded_at = models.DateTimeField(null=True)
    # Last, and so in the table: SQLite walks over a long value to reach what stands behind it.
    findings = models.JSONField(default=list)
    months = models.JSONField(default=list)
    """What the whole province did in the months of the file, as counted when it was loaded."""

    class Meta:
        """The newest period first."""

        ordering = ("-until", "-uploaded_at", "-pk")
        indexes = (models.Index(fields=("owner", "state", "until"), name="case_files_of_owner"),)
        constraints = (
            models.UniqueConstraint(fields=("owner", "file", "since", "until"), name="case_file_once"),
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="case_period_in_order"),
            models.CheckConstraint(condition=Q(state__in=states.ALL), name="case_file_state_known"),
            models.CheckConstraint(
                condition=~Q(state=states.LOADED) | (~Q(part="") & Q(loaded_at__isnull=False)),
                name="case_file_loaded_has_part",
            ),
        )

    def __str__(self) -> str:
        """The name of the file."""
        return self.name
