"""Results of past years and targets of coming ones, per unit, framework version and criterion."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

KINDS = ("criterion", "total", "rank", "group")
COMPARATORS = ("=", ">", ">=", "<", "<=")


class Figure(models.Model):
    """One printed figure of one unit and year; ``value_micro`` is exact, and None for a group."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("frameworks.Version", on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(
        "frameworks.Criterion", null=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=10)
    year = models.PositiveIntegerField()
    text = models.TextField()
    value_micro = models.BigIntegerField(null=True)
    comparator = models.CharField(max_length=2, default="=")
    source = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    source_table = models.CharField(max_length=8, default="", blank=True)
    source_page = models.PositiveIntegerField(null=True)
    source_row = models.PositiveIntegerField(null=True)
    reason = models.TextField(default="", blank=True)
    set_at = models.DateTimeField()
    set_by = models.BigIntegerField()
    set_by_name = models.CharField(max_length=160)

    class Meta:
        """What results and targets share."""

        abstract = True

    def __str__(self) -> str:
        """Comparator, figure and year."""
        sign = "" if self.comparator == "=" else self.comparator
        return f"{sign}{self.text} ({self.year})"


def _constraints(name: str) -> tuple[models.BaseConstraint, ...]:
    return (
        models.UniqueConstraint(
            fields=("unit", "year", "criterion"),
            condition=Q(criterion__isnull=False),
            name=f"{name}_once_per_criterion",
        ),
        models.UniqueConstraint(
            fields=("unit", "version", "year", "kind"),
            condition=Q(criterion__isnull=True),
            name=f"{name}_once_per_kind",
        ),
        models.CheckConstraint(
            condition=Q(kind="criterion", criterion__isnull=False)
            | (~Q(kind="criterion") & Q(criterion__isnull=True)),
            name=f"{name}_criterion_named",
        ),
        models.CheckConstraint(condition=Q(kind__in=KINDS), name=f"{name}_kind_known"),
        models.CheckConstraint(condition=Q(comparator__in=COMPARATORS), name=f"{name}_comparator_known"),
        models.CheckConstraint(
            condition=Q(kind="group") | Q(value_micro__isnull=False), name=f"{name}_has_value"
        ),
        models.CheckConstraint(
            condition=Q(source__isnull=False) | ~Q(reason=""), name=f"{name}_says_where_from"
        ),
    )


class Result(Figure):
    """What a unit reached in a year."""

    class Meta:
        """Newest year first."""

        ordering = ("unit", "-year", "version", "criterion__position", "pk")
        indexes = (models.Index(fields=("version", "unit", "year"), name="results_of_version"),)
        constraints = _constraints("result")


class Target(Figure):
    """What a unit is to reach in a year, and which unit answers for it."""

    owner = models.ForeignKey("units.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    """None: whoever leads the criterion."""

    class Meta:
        """Newest year first."""

        ordering = ("unit", "-year", "version", "criterion__position", "pk")
        indexes = (models.Index(fields=("version", "unit", "year"), name="targets_of_version"),)
        constraints = _constraints("target")
