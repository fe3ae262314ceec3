"""Comparison: what a directory from a file would add to and change in the one that is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from parindex.cycle.units.facts import Unit

FIELDS = ("name", "kind", "since", "until", "note")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one unit that the file states otherwise; blanks stand for nothing."""

    code: str
    unit: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What loading adds and changes; ``kept`` are units the file does not know, which stay as they are."""

    added: tuple[Unit, ...] = ()
    changes: tuple[Change, ...] = ()
    kept: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether loading would change anything."""
        return bool(self.added or self.changes)

    @property
    def changed(self) -> tuple[str, ...]:
        """The codes of the units that change, each once."""
        return tuple(dict.fromkeys(change.code for change in self.changes))


def between(kept: Mapping[str, Unit], stated: Iterable[Unit]) -> Difference:
    """The difference between the units ``kept``, by code, and those a file states.

    Other names and successors are only ever added: an administrator's own are not taken away. A name the
    unit bore formerly, or bears besides, is no change.
    """
    listed = {unit.code: unit for unit in stated}
    added = tuple(unit for code, unit in listed.items() if code not in kept)
    changes = tuple(
        change for code, unit in listed.items() if code in kept for change in _changes(kept[code], unit)
    )
    return Difference(added, changes, tuple(unit.name for code, unit in kept.items() if code not in listed))


def _changes(before: Unit, after: Unit) -> Iterable[Change]:
    for field in FIELDS:
        old, new = _text(getattr(before, field)), _text(getattr(after, field))
        if old != new and not (field == "name" and new in before.aliases):
            yield Change(after.code, before.name, field, old, new)
    for field in ("aliases", "successors"):
        for text in getattr(after, field):
            if text not in getattr(before, field):
                yield Change(after.code, before.name, field, "", text)


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
