"""Registers, their entries with every revision, and which measures they make."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parindex.cycle.registers.counts import Rhythm, Way
from parindex.cycle.registers.states import State


class Register(models.Model):
    """A book that units keep: its fields, and what makes an entry count as handled."""

    owner = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    name = models.TextField()
    note = models.TextField(default="", blank=True)
    fields = models.JSONField()
    handled = models.JSONField(default=list)
    """The tests that say an entry is settled, remedied, in time; none where nothing is to be handled."""
    handled_as = models.CharField(max_length=80, default="", blank=True)
    """The word for it: remedied, answered in time."""
    rhythm = models.CharField(max_length=8, default=Rhythm.YEAR)
    version = models.PositiveIntegerField(default=1)
    search = models.TextField(default="", blank=True)

    class Meta:
        """By name."""

        ordering = ("owner", "name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("owner", "code"), name="register_code_once"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="register_is_named"),
            models.CheckConstraint(
                condition=Q(rhythm__in=[each.value for each in Rhythm]), name="register_rhythm_known"
            ),
        )

    def __str__(self) -> str:
        """The name."""
        return self.name


class Entry(models.Model):
    """One line of a register of one unit, as it stands after its last revision."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    """In the register of the unit, from 1."""
    occurred_on = models.DateField()
    values = models.JSONField()
    print = models.CharField(max_length=64)
    """The digest of day and values: the same line twice is refused."""
    state = models.CharField(max_length=10)
    is_handled = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    """Goes up with every revision; who acts says which one they saw."""
    is_illustrative = models.BooleanField(default=False)
    search = models.TextField(default="", blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField()
    recorded_by_name = models.CharField(max_length=160)
    evidence = models.ManyToManyField("evidence.Item", related_name="+")

    class Meta:
        """Newest first."""

        ordering = ("register", "-occurred_on", "-pk")
        indexes = (
            models.Index(fields=("register", "state", "-occurred_on", "unit"), name="register_entries_all"),
            models.Index(
                fields=("register", "unit", "state", "occurred_on"), name="register_entries_of_unit"
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("register", "unit", "number"), name="register_entry_number_once"),
            models.UniqueConstraint(
                fields=("register", "unit", "print"),
                condition=~Q(state="withdrawn"),
                name="register_entry_line_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in State]), name="register_entry_state_known"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="register_entry_number_from_one"),
        )

    def __str__(self) -> str:
        """Register and number."""
        return f"{self.register} {self.number}"


class Revision(models.Model):
    """How an entry stood after one deed. Only ever added to."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    occurred_on = models.DateField()
    values = models.JSONField()
    evidence = models.JSONField(default=list)
    """The ids of the pieces shown then."""
    reason = models.TextField(default="", blank=True)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField()
    made_by_name = models.CharField(max_length=160)

    class Meta:
        """Newest first."""

        ordering = ("entry", "-number", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("entry", "number"), name="register_entry_revision_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="register_entry_revision_says_why"
            ),
        )

    def __str__(self) -> str:
        """Entry and number."""
        return f"{self.entry_id}.{self.number}"


class Counting(models.Model):
    """A register makes the figures of a measure."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="countings")
    measure = models.OneToOneField("measures.Measure", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8)
    rhythm = models.CharField(max_length=8)
    where = models.JSONField(default=list)
    part = models.JSONField(default=list)
    field = models.CharField(max_length=40, default="", blank=True)

    class Meta:
        """As made."""

        ordering = ("register", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(way__in=[each.value for each in Way]), name="counting_way_known"
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=[each.value for each in Rhythm]), name="counting_rhythm_known"
            ),
        )

    def __str__(self) -> str:
        """The measure and the register."""
        return f"{self.register} → {self.measure}"
