"""Measures, what units read on them in a period, and which answers take their inputs from them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

SHAPES = ("single", "pair")
FIGURE, RANK, TARGET = "", "rank", "target"
FACETS = (FIGURE, RANK, TARGET)
"""What a measure says of the index it is part of: a figure of its own, the rank, the target of the year."""


class Measure(models.Model):
    """One figure that is asked of many units: what it counts, in which unit of measurement."""

    owner = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=80)
    name = models.TextField()
    shape = models.CharField(max_length=6)
    """``single`` is one number; ``pair`` is a part and its whole, kept as two exact numbers."""
    counted_in = models.CharField(max_length=80, default="", blank=True)
    kept_by = models.ForeignKey("units.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(default="", blank=True)
    family = models.CharField(max_length=20, default="", blank=True)
    """Of an index of another body its short name: 766, DTI, PCI; blank for a figure like any other."""
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    """The index that it is a sub-index, the rank or the target of."""
    facet = models.CharField(max_length=8, default=FIGURE, blank=True)
    search = models.TextField(default="", blank=True)

    class Meta:
        """By code."""

        ordering = ("owner", "code", "pk")
        constraints = (
            models.UniqueConstraint(fields=("owner", "code"), name="measure_code_once"),
            models.CheckConstraint(condition=Q(shape__in=SHAPES), name="measure_shape_known"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="measure_is_named"),
            models.CheckConstraint(condition=Q(facet__in=FACETS), name="measure_facet_known"),
            models.CheckConstraint(
                condition=Q(facet=FIGURE) | Q(part_of__isnull=False), name="measure_facet_is_of_an_index"
            ),
            models.UniqueConstraint(
                fields=("part_of", "facet"), condition=~Q(facet=FIGURE), name="measure_facet_once"
            ),
        )

    def __str__(self) -> str:
        """The name."""
        return self.name


class Reading(models.Model):
    """One figure of one unit in one period; a later number supersedes, nothing is overwritten."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    number = models.PositiveIntegerField()
    value_text = models.CharField(max_length=40, default="", blank=True)
    """The number of a ``single``, exact, as canonical text."""
    done_text = models.CharField(max_length=40, default="", blank=True)
    total_text = models.CharField(max_length=40, default="", blank=True)
    as_of = models.DateField()
    source = models.TextField()
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    is_illustrative = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField()
    recorded_by_name = models.CharField(max_length=160)

    class Meta:
        """Newest period first, the number in force first."""

        ordering = ("measure", "unit", "-since", "-number", "-pk")
        indexes = (
            models.Index(fields=("measure", "since", "until", "unit", "number"), name="readings_of_period"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("measure", "unit", "since", "until", "number"), name="reading_number_once"
            ),
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="reading_period_in_order"),
            models.CheckConstraint(condition=Q(number__gte=1), name="reading_number_from_one"),
            models.CheckConstraint(
                condition=(~Q(value_text="") & Q(done_text="", total_text=""))
                | (Q(value_text="") & ~Q(done_text="") & ~Q(total_text="")),
                name="reading_single_or_pair",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="reading_says_where_from"),
        )

    def __str__(self) -> str:
        """The figure."""
        return self.value_text or f"{self.done_text}/{self.total_text}"


class Feed(models.Model):
    """A leaf of a framework version takes one input from a measure."""

    criterion = models.ForeignKey("frameworks.Criterion", on_delete=models.CASCADE, related_name="feeds")
    slot = models.CharField(max_length=120, default="", blank=True)
    """Where in the answer: blank for the whole answer, else ``parts/<key>`` or ``cases/<n>``."""
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="feeds")

    class Meta:
        """By leaf and slot."""

        ordering = ("criterion", "slot", "pk")
        constraints = (models.UniqueConstraint(fields=("criterion", "slot"), name="feed_once_per_slot"),)

    def __str__(self) -> str:
        """The measure and where it goes."""
        return f"{self.measure} → {self.criterion}"
