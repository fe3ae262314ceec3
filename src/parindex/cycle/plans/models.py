"""Plans, their sections and tasks, and who leads and joins each task."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parindex.cycle.documents.outline import DeadlineKind

LEAD, PARTNER = "lead", "partner"


class Plan(models.Model):
    """The tasks one official document of a unit gives."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.TextField(default="", blank=True)
    number = models.TextField(default="", blank=True)
    issued_on = models.DateField(null=True)
    document = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-taken_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("document",), name="plan_once_per_document"),)

    def __str__(self) -> str:
        """Number and title."""
        return " ".join(part for part in (self.number, self.title) if part) or str(self.document)


class Section(models.Model):
    """One section of one table of a plan, with the part it stands in."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    table = models.CharField(max_length=8)
    position = models.PositiveIntegerField()
    number = models.TextField(default="", blank=True)
    title = models.TextField(default="", blank=True)
    part = models.TextField(default="", blank=True)
    part_title = models.TextField(default="", blank=True)

    class Meta:
        """As printed."""

        ordering = ("plan", "table", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("plan", "table", "position"), name="section_position_once"),
        )

    def __str__(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}".strip()


class Task(models.Model):
    """One task as printed; a further assignment of another task ``continues`` it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    section = models.ForeignKey(Section, null=True, on_delete=models.PROTECT, related_name="tasks")
    table = models.CharField(max_length=8)
    position = models.PositiveIntegerField()
    number = models.TextField(default="", blank=True)
    continues = models.TextField(default="", blank=True)
    text = models.TextField(default="", blank=True)
    deadline_text = models.TextField(default="", blank=True)
    deadline_kind = models.CharField(max_length=12)
    due_on = models.DateField(null=True)
    days = models.PositiveIntegerField(null=True)
    event = models.TextField(default="", blank=True)
    frequency = models.CharField(max_length=12, default="", blank=True)
    deliverables = models.JSONField(default=list)
    search = models.TextField(default="", blank=True)
    source_page = models.PositiveIntegerField(null=True)
    source_row = models.PositiveIntegerField(null=True)

    class Meta:
        """As printed."""

        ordering = ("plan", "table", "position", "pk")
        indexes = (
            models.Index(fields=("plan", "due_on"), name="tasks_by_due"),
            models.Index(fields=("plan", "deadline_kind"), name="tasks_by_kind"),
        )
        constraints = (
            models.UniqueConstraint(fields=("plan", "table", "position"), name="task_position_once"),
            models.CheckConstraint(
                condition=Q(deadline_kind__in=[kind.value for kind in DeadlineKind]), name="task_kind_known"
            ),
        )

    def __str__(self) -> str:
        """Number and text."""
        return f"{self.number} {self.text}".strip()


class Assignee(models.Model):
    """One lead or partner of a task as printed, with the units and groups it names.

    ``groups`` is ",departments,communes," so that one group is found with its commas.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="assignees")
    role = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    scope = models.TextField(default="", blank=True)
    groups = models.TextField(default="", blank=True)
    units = models.ManyToManyField("units.Unit", related_name="+")

    class Meta:
        """As printed."""

        ordering = ("task", "role", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("task", "role", "position"), name="assignee_position_once"),
            models.CheckConstraint(condition=Q(role__in=(LEAD, PARTNER)), name="assignee_role_known"),
        )

    def __str__(self) -> str:
        """The printed name."""
        return self.text
