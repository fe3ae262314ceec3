"""The bridge from tables to the fields, tests and counts of a register."""

from __future__ import annotations

from dataclasses import dataclass

from parindex.cycle.registers import conditions, counts, fields
from parindex.cycle.registers.conditions import Condition
from parindex.cycle.registers.counts import Count, Rhythm, Way
from parindex.cycle.registers.fields import Field
from parindex.cycle.registers.models import Counting, Entry, Register


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands in a register, and what makes an entry count as handled."""

    fields: tuple[Field, ...]
    handled: tuple[Condition, ...]


def shape(register: Register) -> Shape:
    """The shape of a register."""
    return Shape(fields.stored(register.fields), conditions.stored(register.handled))


def count(counting: Counting) -> Count:
    """What a counting counts."""
    return Count(
        way=Way(counting.way),
        rhythm=Rhythm(counting.rhythm),
        where=conditions.stored(counting.where),
        part=conditions.stored(counting.part),
        field=counting.field,
    )


def counted(entry: Entry) -> counts.Entry:
    """An entry as it is counted."""
    return counts.Entry(entry.unit_id, entry.occurred_on, entry.values)
