"""Plans, their sections and tasks, and who leads and joins each task."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parindex.cycle.documents.outline import DeadlineKind
from parindex.cycle.plans.kinds import Kind
from parindex.cycle.plans.states import State

LEAD, PARTNER = "lead", "partner"
CARRIED, BY_HAND, PROSE = "u-carried", "u-hand", "u-prose"
"""The tables of tasks that stand in no table of the document: carried over from the plan that is answered,
stated by hand, found in prose. They sort behind those of the document."""


class Plan(models.Model):
    """The tasks one unit gives: by an official document, or drawn up here and issued."""

    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, default=Kind.PLAN.value)
    state = models.CharField(max_length=10, default=State.ISSUED.value)
    title = models.TextField(default="", blank=True)
    number = models.TextField(default="", blank=True)
    issued_on = models.DateField(null=True)
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="answered_by")
    """The plan of the city that this plan of a unit carries out."""
    reply_groups = models.TextField(default="", blank=True)
    """Which units must issue their own plan, as in Assignee.groups; blank: none has to."""
    reply_within = models.PositiveIntegerField(null=True)
    """In how many days after the plan is issued they must."""
    reply_by = models.DateField(null=True)
    """The last day for it, counted or stated."""
    taken_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-taken_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("document",), name="plan_once_per_document"),
            models.UniqueConstraint(
                fields=("unit", "answers"), condition=Q(answers__isnull=False), name="plan_one_answer_of_unit"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="plan_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="plan_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value)
                | Q(document__isnull=False)
                | (Q(issued_on__isnull=False) & ~Q(number="")),
                name="plan_issued_has_number",
            ),
            models.CheckConstraint(
                condition=Q(reply_by=None) | ~Q(reply_groups=""), name="plan_reply_says_who"
            ),
        )

    def __str__(self) -> str:
        """Number and title."""
        said = " ".join(part for part in (self.number, self.title) if part)
        return said or (str(self.document) if self.document else f"#{self.pk}")


class Section(models.Model):
    """One section of one table of a plan, with the part it stands in."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    table = models.CharField(max_length=10)
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
    """One task as printed or stated; a further assignment of another task ``continues`` it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    section = models.ForeignKey(Section, null=True, on_delete=models.PROTECT, related_name="tasks")
    table = models.CharField(max_length=10)
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
    listed_as = models.CharField(max_length=12, default="", blank=True)
    """How it stood in the list it was imported from, as in tables.STATES; blank: nothing was said."""
    carries = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="carried_by")
    """The task of the answered plan that this one carries out; none for a measure of the unit's own."""
    division = models.TextField(default="", blank=True)
    """The division of the unit that does the work, as the unit says."""
    person = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=160, default="", blank=True)
    """Who of the unit is in charge."""
    cancelled_on = models.DateField(null=True)
    cancelled_by = models.TextField(default="", blank=True)
    """The decision that cancelled it."""

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
            models.UniqueConstraint(
                fields=("plan", "carries"), condition=Q(carries__isnull=False), name="task_carried_once"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on=None, cancelled_by="")
                | (Q(cancelled_on__isnull=False) & ~Q(cancelled_by="")),
                name="task_cancelled_by_decision",
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


class Amendment(models.Model):
    """One thing that was changed of a task after it was taken, with the reason; only ever added to."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="amendments")
    field = models.CharField(max_length=12)
    before = models.TextField(default="", blank=True)
    value = models.TextField(default="", blank=True)
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField()
    made_by_name = models.CharField(max_length=160)

    class Meta:
        """Oldest first."""

        ordering = ("task", "pk")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="amendment_has_reason"),)

    def __str__(self) -> str:
        """The field and its new value."""
        return f"{self.field}: {self.value}"


class TaskCriterion(models.Model):
    """A criterion that a task is to gain points of, and how many are expected."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="criteria")
    criterion = models.ForeignKey("frameworks.Criterion", on_delete=models.PROTECT, related_name="+")
    gain_micro = models.BigIntegerField(null=True)
    note = models.TextField(default="", blank=True)

    class Meta:
        """In the order of the tree."""

        ordering = ("task", "criterion__position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("task", "criterion"), name="task_criterion_once"),
            models.CheckConstraint(
                condition=Q(gain_micro=None) | Q(gain_micro__gt=0), name="task_criterion_gain_positive"
            ),
        )

    def __str__(self) -> str:
        """The task and the criterion."""
        return f"{self.task_id} → {self.criterion_id}"
