"""A register of the city with an entry of a unit, full of its marker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from parindex.cycle.measures import actions as measures
from parindex.cycle.measures import families, figures
from parindex.cycle.registers import ready
from parindex.cycle.registers.actions import defining, entering
from parindex.cycle.registers.actions.entering import Said
from parindex.engine.access.actors import SYSTEM
from tests.cast import AT


@dataclass(frozen=True, slots=True)
class Registered:
    """The register, an entry of the unit in it, and a measure that it makes."""

    register: int
    version: int
    entry: int
    counting: int
    index: int
    """An index of another body in which the unit is read."""


def enter(city: Any, unit: Any, mark: str) -> Registered:
    """Keep the register once, and enter a finding about ``unit``."""
    register = defining.take_over(ready.book("kiem-tra-cchc"), owner=city, by=SYSTEM, at=AT)
    texts = {"ket_luan": "12/KL", "noi_dung": f"Tồn tại {mark}", "da_khac_phuc": "no", "ket_qua": mark}
    entry = entering.enter(register, Said(date(2026, 2, 3), texts), unit=unit, by=SYSTEM, at=AT)
    counting = register.countings.order_by("pk")[0].pk
    return Registered(register.pk, register.version, entry.pk, counting, _index(city, unit, mark))


def _index(city: Any, unit: Any, mark: str) -> int:
    """An index of another body in which the unit is read, its source full of the marker."""
    index = measures.keep_index(families.family("766"), owner=city, by=SYSTEM, at=AT)
    measures.record_index(
        index,
        {index.pk: [measures.Read(unit, figures.single("88.5"))]},
        since=date(2026, 3, 1),
        until=date(2026, 4, 1),
        as_of=date(2026, 4, 2),
        source=f"Cổng dịch vụ {mark}",
        by=SYSTEM,
        at=AT,
    )
    return index.pk
