"""Issued tables of results: scores, ranks, classes, and the points of every leaf behind them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Issue(models.Model):
    """The results of a cycle as frozen once; a later number supersedes, none is ever changed."""

    cycle = models.ForeignKey("assessments.Cycle", on_delete=models.PROTECT, related_name="issues")
    number = models.PositiveIntegerField()
    settings = models.JSONField()
    """How scores were compared, ranked and classed: see ``terms``."""
    input_digest = models.CharField(max_length=64)
    """SHA-256 of the framework, the answers and the settings: what the scores follow from."""
    output_digest = models.CharField(max_length=64)
    """SHA-256 of every score, rank and class below."""
    engine_version = models.CharField(max_length=40)
    reason = models.TextField(default="", blank=True)
    """Why it was issued again; blank for the first."""
    frozen_at = models.DateTimeField()
    frozen_by = models.BigIntegerField()
    """The id of the person; 0 is the system itself."""
    frozen_by_name = models.CharField(max_length=160)

    class Meta:
        """Newest first."""

        ordering = ("cycle_id", "-number", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("cycle", "number"), name="issue_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="issue_number_from_one"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="issue_again_says_why"),
        )

    def __str__(self) -> str:
        """The cycle and the number."""
        return f"{self.cycle} ({self.number})"


class UnitScore(models.Model):
    """What one unit reached in an issue."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="units")
    assessment = models.ForeignKey("assessments.Assessment", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=120)
    position = models.PositiveIntegerField()
    """The place in the league table of the group, ties in the directory's order."""
    points_micro = models.BigIntegerField()
    max_micro = models.BigIntegerField()
    score_micro = models.BigIntegerField(null=True)
    """Null where no criterion applies."""
    rank = models.PositiveIntegerField(null=True)
    is_tied = models.BooleanField(default=False)
    class_name = models.CharField(max_length=80, default="", blank=True)
    has_missed = models.BooleanField(default=False)
    """Nothing was submitted by the deadline, and nothing of it counts."""
    blocked = models.JSONField(default=list, blank=True)
    """The classes its score had reached and a condition kept it from: ``[{class, why: [{vi, en}]}]``."""

    class Meta:
        """As ranked."""

        ordering = ("issue_id", "group", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("issue", "assessment"), name="unit_score_once"),
            models.UniqueConstraint(fields=("issue", "group", "position"), name="unit_score_position_once"),
        )

    def __str__(self) -> str:
        """The unit and its rank."""
        return f"{self.unit} {self.rank}"


class LeafScore(models.Model):
    """The points of one leaf of one unit in an issue, with the answer they follow from."""

    unit_score = models.ForeignKey(UnitScore, on_delete=models.PROTECT, related_name="leaves")
    criterion = models.ForeignKey("frameworks.Criterion", on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField(null=True)
    state = models.CharField(max_length=14)
    points_micro = models.BigIntegerField()
    max_micro = models.BigIntegerField()
    """As much of the leaf's maximum as counts for the unit."""
    entry = models.ForeignKey("assessments.Entry", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """By unit and leaf."""

        ordering = ("unit_score_id", "criterion_id", "pk")
        constraints = (models.UniqueConstraint(fields=("unit_score", "criterion"), name="leaf_score_once"),)

    def __str__(self) -> str:
        """Which leaf of whom."""
        return f"{self.unit_score_id}/{self.criterion_id}"


class Release(models.Model):
    """An issue made public: from when, by which decision."""

    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, related_name="release")
    decision = models.CharField(max_length=160, default="", blank=True)
    released_at = models.DateTimeField()
    released_by = models.BigIntegerField()
    """The id of the person; 0 is the system itself."""
    released_by_name = models.CharField(max_length=160)

    class Meta:
        """Oldest first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """The issue."""
        return str(self.issue)
