"""Leads and partners: who is named in a cell, with what scope, and which units that are."""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol

from parindex.cycle.documents import items
from parindex.cycle.documents.blocks import Cell
from parindex.cycle.documents.outline import Lead


class Resolved(Protocol):
    """The units and groups that one printed item names."""

    @property
    def units(self) -> tuple[str, ...]:
        """Canonical names."""

    @property
    def groups(self) -> tuple[str, ...]:
        """Collective expressions."""


class Directory(Protocol):
    """Whatever knows the units of the province."""

    def resolve(self, printed: str, *, on: date) -> Resolved:
        """The units and groups that ``printed`` names on a day."""


_PARTS = re.compile(r"\s*(?:,|\)|\()\s*")


def read(cell: Cell, *, directory: Directory, on: date) -> tuple[Lead, ...]:
    """The leads that a cell names, in order."""
    return tuple(_lead(item, directory, on) for item in items.of_units(cell))


def _lead(item: str, directory: Directory, on: date) -> Lead:
    text, scope = items.scope_of(item)
    found = directory.resolve(text, on=on)
    units, groups = tuple(found.units), tuple(found.groups)
    if not units and not groups:
        units, groups = _by_parts(text, directory, on)
    return Lead(text, scope, units, groups)


def _by_parts(text: str, directory: Directory, on: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the pieces between commas and brackets name, where the whole is not known."""
    parts = [part for part in _PARTS.split(text) if items.begins_unit(part)]
    if len(parts) < 2:
        return (), ()
    found = [directory.resolve(part, on=on) for part in parts]
    units = dict.fromkeys(unit for one in found for unit in one.units)
    groups = dict.fromkeys(group for one in found for group in one.groups)
    return tuple(units), tuple(groups)
