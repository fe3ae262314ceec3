"""Leads and partners: who is named in a cell, with what scope, and which units that are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Protocol

from parindex.cycle.documents import assignments, items
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
_ORDER = re.compile(r"(?:^|(?<=\s))\(?\d{1,2}[.)]\s+")
_PLURAL = re.compile(r"\bcác\s+", re.IGNORECASE)
_LIST_HEAD = re.compile(
    r"(?:các\s+)?(?P<kind>(?:UBND\s+(?:các\s+)?)?(?:sở|ban|phòng|phường|xã|quận|huyện))\s*:", re.IGNORECASE
)


def parted(cell: Cell, *, directory: Directory, on: date) -> tuple[tuple[Lead, ...], tuple[Lead, ...]]:
    """The leads of a cell, and those whom a label or a bracket of it calls partners."""
    parts: tuple[list[Lead], list[Lead]] = ([], [])
    helps = False
    for lead in read(cell, directory=directory, on=on):
        helps = assignments.goes_on(lead.text, before=helps)
        parts[helps or assignments.takes_part(lead.text, lead.scope)].append(lead)
    return tuple(parts[0]), tuple(parts[1])


def read(cell: Cell, *, directory: Directory, on: date) -> tuple[Lead, ...]:
    """Everyone whom a cell names, in order."""
    found: list[Lead] = []
    listed = ""
    for item in items.of_units(cell):
        lead = _lead(item, directory, on)
        if head := _LIST_HEAD.match(assignments.without_label(item)):
            listed = _PLURAL.sub("", head["kind"])
        elif listed and not lead.units and not lead.groups:
            named = directory.resolve(f"{listed} {lead.text}", on=on)
            lead = replace(lead, units=tuple(named.units))
        found.append(lead)
    return tuple(found)


def _lead(item: str, directory: Directory, on: date) -> Lead:
    text, scope = items.scope_of(item)
    plain = _ORDER.sub(", ", assignments.without_label(text)).strip(" ,")
    found = directory.resolve(plain, on=on)
    units, groups = tuple(found.units), tuple(found.groups)
    if not units and not groups:
        units, groups = _by_parts(plain, directory, on)
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
