"""Seasons: in which period illustrative figures fall, how papers call it, and when they were written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from parindex.engine.scoring.specs import FrameworkSpec
from parindex.faces.ops.illustrating import drawing
from parindex.faces.ops.illustrating.chances import Chance
from parindex.faces.ops.illustrating.figures import Figure


@dataclass(frozen=True, slots=True)
class Season:
    """One assessed period as the papers of its units see it."""

    words: str
    seed: str
    first_day: date
    days: int

    def holds(self, day: date) -> bool:
        """Whether papers were written on ``day``."""
        return self.first_day <= day <= self.first_day + timedelta(days=self.days)

    def day(self, chance: Chance) -> date:
        """The day of one paper."""
        return self.first_day + timedelta(days=chance.number(0, self.days))


YEAR_2025 = Season("năm 2025", drawing.SEED, date(2025, 11, 3), 46)
HALF_2026 = Season("6 tháng đầu năm 2026", "parindex-2026-half", date(2026, 5, 18), 40)
YEAR_2026 = Season("năm 2026", "parindex-2026", date(2026, 1, 12), 60)


def sheet(spec: FrameworkSpec, unit: str, season: Season) -> tuple[Figure, ...]:
    """The figures of ``unit`` in ``season``; only those of 2025 are published or recorded ones."""
    # Under a name of its own the unit has no published score, so the other seasons are all drawn.
    name = unit if season is YEAR_2025 else f"{unit} · {season.words}"
    return drawing.sheet_for(spec, name, seed=season.seed)
