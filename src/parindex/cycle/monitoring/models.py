"""Who owes which task by when, what they reported, and what was decided about it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from parindex.cycle.monitoring.states import DueChange, Kind, State
from parindex.cycle.plans.models import LEAD, PARTNER


class Assignment(models.Model):
    """One task as one unit owes it, once; a task that recurs is owed again each turn."""

    # Without indexes of their own where one below begins with them: hundreds of thousands are made at once.
    task = models.ForeignKey(
        "plans.Task", on_delete=models.PROTECT, related_name="assignments", db_index=False
    )
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    """The unit whose plan it is: it verifies."""
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    """The unit that owes it."""
    role = models.CharField(max_length=8)
    scope = models.TextField(default="", blank=True)
    division = models.TextField(default="", blank=True)
    """The division of the unit that does the work, as the unit says."""
    person = models.BigIntegerField(null=True)
    """Who of the unit is in charge."""
    turn = models.PositiveIntegerField(default=1)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    """The period of the turn, [since, until); none for a task that is owed once."""
    due_on = models.DateField(null=True)
    """None: continuous, unstated, or an event that has not happened yet."""
    state = models.CharField(max_length=10, default=State.OPEN)
    done = models.BigIntegerField(null=True)
    total = models.BigIntegerField(null=True)
    counted_in = models.CharField(max_length=80, default="", blank=True)
    done_on = models.DateField(null=True)
    """The day on which the unit says it was done."""
    reported_at = models.DateTimeField(null=True)
    handed_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="handed_to")
    """The assignment of a dissolved or merged unit that this one took over."""
    version = models.PositiveIntegerField(default=1)
    """Goes up with every deed; who acts says which one they saw."""
    made_at = models.DateTimeField()

    class Meta:
        """Soonest due first."""

        ordering = (F("due_on").asc(nulls_last=True), "pk")
        indexes = (
            # with all that lists and counts ask of a row, so that they are read from the index alone
            models.Index(
                fields=("owner", "state", "due_on", "id", "unit", "role", "task", "reported_at", "done_on"),
                name="assignments_of_owner",
            ),
            models.Index(fields=("unit", "state", "due_on"), name="assignments_of_unit"),
            models.Index(fields=("state", "due_on"), name="assignments_by_due"),
        )
        constraints = (
            models.UniqueConstraint(fields=("task", "unit", "role", "turn"), name="assignment_once_per_turn"),
            models.CheckConstraint(condition=Q(role__in=(LEAD, PARTNER)), name="assignment_role_known"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="assignment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(done=None) | Q(total=None) | Q(done__gte=0, total__gte=0, done__lte=F("total")),
                name="assignment_done_within_total",
            ),
            models.CheckConstraint(
                condition=Q(since=None, until=None) | Q(since__lt=F("until")),
                name="assignment_period_in_order",
            ),
        )

    def __str__(self) -> str:
        """The task and the unit."""
        return f"{self.task_id} → {self.unit_id}"

    @property
    def owed_by(self) -> date | None:
        """The day by which a result is owed; whoever only joins in owes none."""
        return self.due_on if self.role == LEAD else None


class Report(models.Model):
    """One entry on an assignment: progress, a verdict, a handing-over. Only ever added to."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    done = models.BigIntegerField(null=True)
    total = models.BigIntegerField(null=True)
    done_on = models.DateField(null=True)
    text = models.TextField(default="", blank=True)
    """What was done; of a verdict its reason."""
    obstacle = models.TextField(default="", blank=True)
    proposal = models.TextField(default="", blank=True)
    is_illustrative = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField()
    made_by_name = models.CharField(max_length=160)
    evidence = models.ManyToManyField("evidence.Item", related_name="+")

    class Meta:
        """Oldest first."""

        ordering = ("assignment", "number", "pk")
        constraints = (
            models.UniqueConstraint(fields=("assignment", "number"), name="report_number_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="report_kind_known"
            ),
        )

    def __str__(self) -> str:
        """Number and kind."""
        return f"{self.number} {self.kind}"


class DueRequest(models.Model):
    """A unit asks for another due date; the owner of the plan decides."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="due_requests")
    was = models.DateField(null=True)
    wanted = models.DateField()
    reason = models.TextField()
    state = models.CharField(max_length=10, default=DueChange.ASKED)
    decision = models.TextField(default="", blank=True)
    """The number of the decision, or why it was refused."""
    asked_at = models.DateTimeField()
    asked_by = models.BigIntegerField()
    asked_by_name = models.CharField(max_length=160)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=160, default="", blank=True)

    class Meta:
        """Newest first."""

        ordering = ("assignment", "-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("assignment",), condition=Q(state=DueChange.ASKED.value), name="due_request_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DueChange]), name="due_request_state_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="due_request_has_reason"),
        )

    def __str__(self) -> str:
        """The wanted day."""
        return f"{self.was} → {self.wanted}"


class Occasion(models.Model):
    """Something a deadline waits for happened on a day: relative and event deadlines are armed by it."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="occasions")
    event = models.TextField()
    """As the deadlines of the plan print it."""
    happened_on = models.DateField()
    note = models.TextField(default="", blank=True)
    recorded_at = models.DateTimeField()
    recorded_by_name = models.CharField(max_length=160)

    class Meta:
        """Newest first."""

        ordering = ("plan", "-happened_on", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("plan", "event"), name="occasion_once"),
            models.CheckConstraint(condition=~Q(event=""), name="occasion_is_named"),
        )

    def __str__(self) -> str:
        """The event and the day."""
        return f"{self.event}: {self.happened_on}"


class Tally(models.Model):
    """How many assignments of a plan's owner stood how on a day, per unit: the trend; kept by the worker."""

    owner = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    owed = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    """Reported done, not yet verified."""
    verified = models.PositiveIntegerField(default=0)

    class Meta:
        """Newest first."""

        ordering = ("owner", "-day", "unit", "pk")
        constraints = (models.UniqueConstraint(fields=("owner", "unit", "day"), name="tally_once_per_day"),)

    def __str__(self) -> str:
        """The unit and the day."""
        return f"{self.unit_id} {self.day}"


class PublicList(models.Model):
    """Whether anybody may read month by month what units of a province did and what is late."""

    province = models.OneToOneField("units.Unit", on_delete=models.PROTECT, related_name="+")
    is_open = models.BooleanField(default=False)
    since = models.DateField()
    """The first day of the first month that is shown."""
    decision = models.TextField()
    """By which document, or what for."""
    changed_at = models.DateTimeField()
    changed_by = models.BigIntegerField()
    changed_by_name = models.CharField(max_length=160)

    class Meta:
        """Province by province."""

        ordering = ("province", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(since__day=1), name="public_list_begins_with_a_month"),
            models.CheckConstraint(condition=~Q(decision=""), name="public_list_has_decision"),
        )

    def __str__(self) -> str:
        """The province and the month."""
        return f"{self.province_id} {self.since:%Y-%m}"
