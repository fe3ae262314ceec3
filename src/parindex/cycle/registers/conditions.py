"""Conditions on the entries of a register, as small data: which field, how, against what; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from parindex.cycle.registers.fields import Field, Kind


class How(StrEnum):
    """How a field is compared."""

    IS = "is"
    IS_NOT = "is_not"
    FILLED = "filled"
    BLANK = "blank"
    NOT_AFTER = "not_after"
    """The day is on or before the day in another field, which ``value`` names."""
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of one field."""

    field: str
    how: How
    value: str = ""

    def as_json(self) -> dict[str, str]:
        """As it is stored."""
        return {"field": self.field, "how": self.how.value, "value": self.value}


ANY_KIND = frozenset(Kind)
_KINDS: dict[How, frozenset[Kind]] = {
    How.IS: frozenset({Kind.TEXT, Kind.CHOICE, Kind.YES_NO}),
    How.IS_NOT: frozenset({Kind.TEXT, Kind.CHOICE, Kind.YES_NO}),
    How.FILLED: ANY_KIND,
    How.BLANK: ANY_KIND,
    How.NOT_AFTER: frozenset({Kind.DATE}),
    How.AT_LEAST: frozenset({Kind.NUMBER}),
    How.AT_MOST: frozenset({Kind.NUMBER}),
}


def stored(data: Iterable[Mapping[str, Any]]) -> tuple[Condition, ...]:
    """Tests as they were stored by ``as_json``."""
    return tuple(Condition(str(each["field"]), How(each["how"]), str(each.get("value", ""))) for each in data)


def suits(how: How, kind: Kind) -> bool:
    """Whether a field of ``kind`` can be tested so."""
    return kind in _KINDS[how]


def hold(tests: Iterable[Condition], values: Mapping[str, str]) -> bool:
    """Whether every test holds on the values of one entry; no tests hold on all.

    A blank field passes ``blank`` and ``is_not`` and nothing else: what is not written did not happen.
    """
    return all(_holds(test, values) for test in tests)


def faults(tests: Iterable[Condition], fields: Iterable[Field]) -> tuple[Condition, ...]:
    """The tests that no entry with these fields can be asked."""
    known = {field.key: field for field in fields}
    return tuple(test for test in tests if not _fits(test, known))


def _fits(test: Condition, known: Mapping[str, Field]) -> bool:
    field = known.get(test.field)
    if field is None or not suits(test.how, field.kind):
        return False
    if test.how is How.NOT_AFTER:
        other = known.get(test.value)
        return other is not None and other.kind is Kind.DATE and other.key != field.key
    if test.how in (How.IS, How.IS_NOT):
        return bool(test.value) and (not field.choices or test.value in field.choices)
    if test.how in (How.AT_LEAST, How.AT_MOST):
        return _is_number(test.value)
    return True


def _holds(test: Condition, values: Mapping[str, str]) -> bool:
    said = values.get(test.field, "")
    if test.how is How.BLANK:
        return not said
    if test.how is How.IS_NOT:
        return said != test.value
    if not said:
        return False
    if test.how is How.FILLED:
        return True
    if test.how is How.IS:
        return said == test.value
    if test.how is How.NOT_AFTER:
        other = values.get(test.value, "")
        return bool(other) and said <= other
    found, limit = Decimal(said), Decimal(test.value)
    return found >= limit if test.how is How.AT_LEAST else found <= limit


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit() and text.isascii()
