"""Model relations follow the year, moments have their persons, every list has an order."""

from __future__ import annotations

from django.apps import apps
from django.db import models
from django.db.models import Q

from tests.architecture.sweeps import tables

SAVES_BY_RULE: dict[str, str] = {}
"""Models with a save() or delete() of their own, each with its reason."""


def own() -> list[type[models.Model]]:
    """Every model of Parindex."""
    return [model for model in apps.get_models() if tables.ours(model)]


def test_no_relation_points_up_the_year() -> None:
    assert list(tables.upward(own())) == []


def test_every_moment_and_its_person_are_set_together() -> None:
    assert list(tables.unpaired(own())) == []


def test_every_list_has_an_order_that_ends_in_the_key() -> None:
    assert list(tables.unordered(own())) == []


def test_no_rule_hides_in_save() -> None:
    assert set(tables.saving_rules(own())) == set(SAVES_BY_RULE)


def test_the_year_is_the_order_of_the_folders() -> None:
    assert tables.height("parindex.cycle.units.models") < tables.height("parindex.cycle.plans.models")
    assert tables.height("parindex.foundation.files.models") < tables.height("parindex.cycle.units.models")


def test_bad_tables_are_found() -> None:
    class Late(models.Model):
        class Meta:
            app_label = "bad_late"

    Late.__module__ = "parindex.cycle.plans.models"

    class Early(models.Model):
        later = models.ForeignKey(Late, on_delete=models.PROTECT, related_name="+")
        closed_at = models.DateTimeField(null=True)
        closed_by = models.BigIntegerField(null=True)

        class Meta:
            app_label = "bad_early"

        def save(self, *arguments: object, **named: object) -> None:
            """Do nothing, badly."""

    Early.__module__ = "parindex.cycle.units.models"

    assert list(tables.upward([Early])) == ["bad_early.Early.later -> bad_late.Late"]
    assert list(tables.unpaired([Early])) == [
        "bad_early.Early: closed_at and closed_by are not bound to one another"
    ]
    assert list(tables.unordered([Early])) == ["bad_early.Early: no order"]
    assert list(tables.saving_rules([Early])) == ["bad_early.Early.save"]


def test_a_bound_pair_is_accepted() -> None:
    class Bound(models.Model):
        closed_at = models.DateTimeField(null=True)
        closed_by = models.BigIntegerField(null=True)

        class Meta:
            app_label = "bad_bound"
            ordering = ("closed_at", "pk")
            constraints = (
                models.CheckConstraint(
                    condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                    | Q(closed_at__isnull=False, closed_by__isnull=False),
                    name="closed_pair",
                ),
            )

    assert list(tables.unpaired([Bound])) == []
    assert list(tables.unordered([Bound])) == []
