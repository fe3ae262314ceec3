"""Units, what they were called when, what became of them, and who belongs to them."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from parindex.cycle.units.facts import Kind
from parindex.engine.access.actors import Place
from parindex.engine.access.roles import Role, role
from parindex.engine.values.periods import Period


class Unit(models.Model):
    """One organisation through its whole life; the province is the unit above all of its own."""

    code = models.CharField(max_length=160)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=24, choices=[(kind.value, kind.value) for kind in Kind])
    province = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    lineage = models.CharField(max_length=200, default="", db_index=True)
    position = models.PositiveIntegerField(default=0)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    note = models.TextField(default="", blank=True)
    search = models.TextField()
    revision = models.CharField(max_length=32, default="", blank=True)
    """On a province: another one after every change to any of its units, so that copies know their age."""

    class Meta:
        """In the directory's order."""

        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("province", "code"), name="unit_code_unique_in_province"),
            models.UniqueConstraint(
                fields=("code",), condition=Q(province=None), name="province_code_unique"
            ),
            models.UniqueConstraint(
                fields=("parent", "kind", "name"), condition=Q(until=None), name="unit_name_unique_while_open"
            ),
            models.UniqueConstraint(
                fields=("parent", "kind", "name", "since"), name="unit_name_unique_per_start"
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lt=F("until")), name="unit_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(province=None, parent=None) | Q(province__isnull=False, parent__isnull=False),
                name="unit_below_a_province_has_parent",
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(code=""), name="unit_name_and_code_not_blank"),
        )
        indexes = (models.Index(fields=("kind", "position"), name="units_by_kind"),)

    def __str__(self) -> str:
        """The unit's name of today."""
        return self.name

    @property
    def place(self) -> Place:
        """Where the unit stands: the ids from the province down to itself."""
        return Place(tuple(int(key) for key in self.lineage.strip("/").split("/") if key))

    @property
    def period(self) -> Period:
        """The days on which the unit exists."""
        return Period(self.since, self.until)

    def exists_on(self, day: date) -> bool:
        """Whether the unit exists on ``day``."""
        return day in self.period


def new_revision() -> str:
    """A revision no directory ever had."""
    return uuid.uuid4().hex


class UnitName(models.Model):
    """What a unit is officially called in a period."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        """Oldest first."""

        ordering = ("unit", F("since").asc(nulls_first=True), "pk")
        constraints = (
            models.UniqueConstraint(fields=("unit",), condition=Q(until=None), name="unit_name_one_open"),
            models.UniqueConstraint(fields=("unit", "since"), name="unit_name_one_per_start"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lt=F("until")),
                name="unit_name_period_in_order",
            ),
        )

    def __str__(self) -> str:
        """The name."""
        return self.text


class Alias(models.Model):
    """Another way a unit's name is printed."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)

    class Meta:
        """As given."""

        ordering = ("unit", "pk")
        constraints = (
            models.UniqueConstraint(fields=("unit", "text"), name="alias_once_per_unit"),
            models.CheckConstraint(condition=~Q(text=""), name="alias_not_blank"),
        )

    def __str__(self) -> str:
        """The alias."""
        return self.text


class Succession(models.Model):
    """One unit took over from another, on the day the other ended."""

    predecessor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="origins")

    class Meta:
        """As given."""

        ordering = ("predecessor", "pk")
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_not_to_itself"),
        )

    def __str__(self) -> str:
        """Both units."""
        return f"{self.predecessor} → {self.successor}"


class Membership(models.Model):
    """One role a person holds at a unit in a period; a trigger keeps equal ones from overlapping."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """By unit, oldest first."""

        ordering = ("unit__position", "unit", "since", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "role", "unit"), condition=Q(until=None), name="membership_one_open"
            ),
            # Equal days mean a role taken back on its first day: it never held.
            models.CheckConstraint(
                condition=Q(until=None) | Q(since__lte=F("until")), name="membership_period_in_order"
            ),
            models.CheckConstraint(condition=~Q(role=""), name="membership_role_not_blank"),
        )
        indexes = (models.Index(fields=("person", "since"), name="memberships_of_person"),)

    def __str__(self) -> str:
        """Who holds what where."""
        return f"{self.person} · {self.role} · {self.unit}"

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on ``day``."""
        return day in Period(self.since, self.until)

    @property
    def held(self) -> Role:
        """The role itself, with its words and permissions."""
        return role(self.role)
