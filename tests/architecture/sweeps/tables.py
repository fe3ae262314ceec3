"""Tables: relations run with the year, moments have their persons, lists have an order."""

from __future__ import annotations

import configparser
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models import Q

from tests.architecture.sweeps import house

FLOORS = ("engine", "foundation", "cycle", "faces", "config")


def layers(contract: str) -> tuple[str, ...]:
    """The layers of a contract of .importlinter, highest first, without the brackets of optional ones."""
    parser = configparser.ConfigParser()
    parser.read(house.ROOT / ".importlinter", encoding="utf-8")
    lines = parser[f"importlinter:contract:{contract}"]["layers"].split("\n")
    return tuple(line.strip() for line in lines if line.strip())


def height(module: str) -> tuple[int, int]:
    """How high a model's package stands: its floor, and inside cycle its room in the year."""
    floor, package = module.split(".")[1:3]
    year = tuple(reversed(layers("year")))
    return FLOORS.index(floor), year.index(package) if floor == "cycle" else 0


def upward(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Every relation that points to a room which comes later."""
    for model in found:
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if (
                field.auto_created
                or not field.is_relation
                or isinstance(target, str | None)
                or not ours(target)
            ):
                continue
            if height(target.__module__) > height(model.__module__):
                yield f"{model._meta.label}.{field.name} -> {target._meta.label}"


def ours(model: type[models.Model]) -> bool:
    """Whether the model is Parindex' own."""
    return model.__module__.startswith("parindex.")


def unpaired(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Every ``x_at`` and ``x_by`` of which one can be empty while the other is not."""
    for model in found:
        names = {field.name: field for field in model._meta.get_fields() if hasattr(field, "null")}
        for name, moment in names.items():
            person = names.get(name.removesuffix("_at") + "_by") if name.endswith("_at") else None
            if person is None or not (moment.null or person.null):
                continue
            if not any(_pairs(each, name, person.name) for each in model._meta.constraints):
                yield f"{model._meta.label}: {name} and {person.name} are not bound to one another"


def _pairs(constraint: models.BaseConstraint, moment: str, person: str) -> bool:
    """Whether a check says: both are null or neither is."""
    if not isinstance(constraint, models.CheckConstraint) or not isinstance(constraint.condition, Q):
        return False
    told = {(name, value) for name, value in _leaves(constraint.condition) if isinstance(value, bool)}
    wanted = {(f"{name}__isnull", value) for name in (moment, person) for value in (True, False)}
    return constraint.condition.connector == Q.OR and wanted <= told


def _leaves(condition: Q) -> Iterator[tuple[str, Any]]:
    for child in condition.children:
        if isinstance(child, Q):
            yield from _leaves(child)
        elif isinstance(child, tuple):
            yield child


def unordered(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Every model whose rows have no order, or one in which two rows can tie."""
    for model in found:
        keys = {"pk", "-pk", model._meta.pk.name, f"-{model._meta.pk.name}"}
        order = [str(name) for name in model._meta.ordering]
        if not order or order[-1] not in keys:
            yield f"{model._meta.label}: {order or 'no order'}"


def saving_rules(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Every model that hides a rule in save() or delete() of its own."""
    for model in found:
        for name in ("save", "delete"):
            if name in vars(model):
                yield f"{model._meta.label}.{name}"
