"""Cycles, their stages, the assessments of units, and the ledger of every cell."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from parindex.cycle.assessments import kinds, states


class Cycle(models.Model):
    """One round in which units are scored by one published framework version."""

    owner = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("frameworks.Version", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    name = models.TextField()
    since = models.DateField()
    until = models.DateField()
    """The period that is assessed, half-open."""
    state = models.CharField(max_length=10, default=states.PREPARING)
    missed_counts = models.CharField(max_length=6, default="zero")
    """What a unit that submits nothing by the deadline gets: ``zero``, or what it had ``scored``."""
    is_carried = models.BooleanField(default=False)
    """The cycle took place elsewhere and its cells were carried over with their own times."""
    is_illustrative = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.BigIntegerField(null=True)

    class Meta:
        """Newest period first."""

        ordering = ("-since", "-until", "-pk")
        indexes = (models.Index(fields=("state",), name="cycles_by_state"),)
        constraints = (
            models.UniqueConstraint(fields=("owner", "name"), name="cycle_name_once_per_owner"),
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="cycle_period_in_order"),
            models.CheckConstraint(condition=Q(state__in=sorted(states.STEPS)), name="cycle_state_known"),
            models.CheckConstraint(condition=Q(kind__in=sorted(kinds.KINDS)), name="cycle_kind_known"),
            models.CheckConstraint(
                condition=Q(missed_counts__in=("zero", "scored")), name="cycle_missed_known"
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by__isnull=True)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="cycle_opened_pair",
            ),
        )

    def __str__(self) -> str:
        """The name."""
        return self.name


class Group(models.Model):
    """Units of a cycle that are ranked among each other."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="groups")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=120)

    class Meta:
        """As set."""

        ordering = ("cycle_id", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("cycle", "name"), name="group_name_once"),
            models.UniqueConstraint(fields=("cycle", "position"), name="group_position_once"),
        )

    def __str__(self) -> str:
        """The name."""
        return self.name


class Stage(models.Model):
    """One stage of a cycle with its window; which stages there are is data of the cycle's kind."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)
    act = models.CharField(max_length=12)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    """The first moment that is too late."""

    class Meta:
        """In the order of the procedure."""

        ordering = ("cycle_id", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("cycle", "position"), name="stage_position_once"),
            models.UniqueConstraint(fields=("cycle", "key"), name="stage_key_once"),
            models.CheckConstraint(condition=Q(opens_at__lt=F("closes_at")), name="stage_window_in_order"),
            models.CheckConstraint(condition=Q(act__in=sorted(kinds.ACTS)), name="stage_act_known"),
        )

    def __str__(self) -> str:
        """The key."""
        return self.key


class Assessment(models.Model):
    """One unit in one cycle."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="assessments")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=10, default=states.SCORING)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.BigIntegerField(null=True)
    approved_by_name = models.CharField(max_length=160, default="", blank=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.BigIntegerField(null=True)
    admitted_because = models.TextField(default="", blank=True)
    """Why a unit that missed the deadline counts all the same; blank for everybody else."""

    class Meta:
        """In the directory's order."""

        ordering = ("cycle", "group__position", "unit__position", "pk")
        indexes = (models.Index(fields=("cycle", "state"), name="assessments_by_state"),)
        constraints = (
            models.UniqueConstraint(fields=("cycle", "unit"), name="assessment_once_per_unit"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(states.SHEET_STEPS)), name="assessment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="assessment_approved_pair",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="assessment_submitted_pair",
            ),
        )

    def __str__(self) -> str:
        """The unit's name."""
        return str(self.unit)


class Extension(models.Model):
    """One unit may work on one stage longer than the others, for a reason."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="extensions")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="extensions")
    until = models.DateTimeField()
    reason = models.TextField()
    granted_at = models.DateTimeField()
    granted_by = models.BigIntegerField()

    class Meta:
        """Oldest first; the last one holds."""

        ordering = ("assessment_id", "stage_id", "pk")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="extension_says_why"),)

    def __str__(self) -> str:
        """Until when."""
        return self.until.isoformat()


class Reopening(models.Model):
    """One cell is open again for the unit, for a reason and until a deadline."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="reopenings")
    criterion = models.ForeignKey("frameworks.Criterion", on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="reopenings")
    reason = models.TextField()
    until = models.DateTimeField()
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField()
    opened_by_name = models.CharField(max_length=160)

    class Meta:
        """Oldest first."""

        ordering = ("assessment_id", "criterion_id", "pk")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="reopening_says_why"),)

    def __str__(self) -> str:
        """The criterion and until when."""
        return f"{self.criterion_id} {self.until.isoformat()}"


class Right(models.Model):
    """An agency, or one person of it, appraises a criterion (with all below) for a group or for one unit."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="rights")
    criterion = models.ForeignKey("frameworks.Criterion", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.BigIntegerField(null=True)
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE, related_name="+")
    assessment = models.ForeignKey(Assessment, null=True, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        """In the order of the tree."""

        ordering = ("cycle", "criterion__position", "agency", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(group=None) | Q(assessment=None), name="right_of_group_or_unit"
            ),
        )

    def __str__(self) -> str:
        """Agency and criterion."""
        return f"{self.agency} · {self.criterion}"


class Duty(models.Model):
    """A criterion (with all below) of a unit's sheet is the work of a division or an officer of it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="duties")
    criterion = models.ForeignKey("frameworks.Criterion", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.BigIntegerField(null=True)

    class Meta:
        """In the order of the tree."""

        ordering = ("assessment", "criterion__position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "criterion"), name="duty_once"),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(person__isnull=False), name="duty_of_somebody"
            ),
        )

    def __str__(self) -> str:
        """The criterion."""
        return str(self.criterion)


class Cell(models.Model):
    """What stands now for one unit, leaf and stage: the last entry of its ledger, and its points.

    One cell of a unit and leaf is ``standing``: the one of the latest stage that has points.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="cells")
    criterion = models.ForeignKey("frameworks.Criterion", on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    """How many entries the ledger of this cell has; who saves says which one they saw."""
    state = models.CharField(max_length=14)
    decision = models.CharField(max_length=10, default="", blank=True)
    points_micro = models.BigIntegerField(null=True)
    """Null where the stage gave no points (a question, a return, an explanation)."""
    out_micro = models.BigIntegerField(default=0)
    """How much of the leaf's maximum does not apply to the unit."""
    is_standing = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        """By unit, leaf and stage."""

        ordering = ("assessment_id", "criterion_id", "stage_id", "pk")
        indexes = (
            models.Index(
                fields=("cycle", "assessment", "points_micro", "out_micro"),
                condition=Q(is_standing=True),
                name="cells_standing",
            ),
            models.Index(fields=("cycle", "criterion", "assessment"), name="cells_of_criterion"),
        )
        constraints = (
            models.UniqueConstraint(fields=("assessment", "criterion", "stage"), name="cell_once_per_stage"),
            models.UniqueConstraint(
                fields=("assessment", "criterion"), condition=Q(is_standing=True), name="cell_one_standing"
            ),
            models.CheckConstraint(condition=Q(state__in=states.CELL_STATES), name="cell_state_known"),
            models.CheckConstraint(condition=Q(decision__in=states.DECISIONS), name="cell_decision_known"),
            models.CheckConstraint(
                condition=Q(is_standing=False) | Q(points_micro__isnull=False),
                name="cell_standing_has_points",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="cell_has_entries"),
        )

    def __str__(self) -> str:
        """Which cell."""
        return f"{self.assessment_id}/{self.criterion_id}/{self.stage_id}"


class Entry(models.Model):
    """One line of the ledger of a cell; append-only, kept so by the database itself."""

    cell = models.ForeignKey(Cell, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    answer = models.JSONField(null=True)
    """The answer as the answers file would hold it; numbers are text."""
    state = models.CharField(max_length=14)
    decision = models.CharField(max_length=10, default="", blank=True)
    points_micro = models.BigIntegerField(null=True)
    out_micro = models.BigIntegerField(default=0)
    note = models.TextField(default="", blank=True)
    """The unit's explanation, or the appraiser's reason or question."""
    origin = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=160)

    class Meta:
        """In the order written."""

        ordering = ("cell_id", "number", "pk")
        constraints = (
            models.UniqueConstraint(fields=("cell", "number"), name="entry_number_once"),
            models.CheckConstraint(condition=Q(state__in=states.CELL_STATES), name="entry_state_known"),
            models.CheckConstraint(condition=Q(decision__in=states.DECISIONS), name="entry_decision_known"),
            models.CheckConstraint(condition=Q(origin__in=states.ORIGINS), name="entry_origin_known"),
        )

    def __str__(self) -> str:
        """Which line of which cell."""
        return f"{self.cell_id}#{self.number}"


class Attachment(models.Model):
    """A piece of evidence shown for a leaf at a stage, from one moment to another."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="attachments")
    criterion = models.ForeignKey("frameworks.Criterion", on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("evidence.Item", on_delete=models.PROTECT, related_name="attachments")
    pages = models.CharField(max_length=120, default="", blank=True)
    """Which pages or section prove it, as a person wrote it."""
    added_at = models.DateTimeField()
    added_by = models.BigIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.BigIntegerField(null=True)

    class Meta:
        """As added."""

        ordering = ("assessment_id", "criterion_id", "pk")
        indexes = (models.Index(fields=("item",), name="attachments_of_item"),)
        constraints = (
            models.UniqueConstraint(
                fields=("assessment", "criterion", "stage", "item"),
                condition=Q(removed_at=None),
                name="attachment_once",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="attachment_removed_pair",
            ),
        )

    def __str__(self) -> str:
        """The evidence."""
        return str(self.item)
