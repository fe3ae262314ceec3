"""One sheet of a league table: the rows that fit and are shown, and what is told of all units; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from parindex.cycle.results.pages import CycleItem, IssueItem, LeaguePage, LeagueRow
from parindex.cycle.results.terms import Terms
from parindex.engine.values import points
from parindex.engine.values.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Asked:
    """Which units are wanted, by words of the name, group and class; sheet ``number`` of ``size`` rows."""

    words: str = ""
    group: str = ""
    klass: str = ""
    number: int = 1
    size: int = 150

    def fits(self, name: str, group: str, klass: str) -> bool:
        """Whether a unit is among those wanted."""
        if self.group not in ("", group) or self.klass not in ("", klass):
            return False
        return not self.words or all(word in fold(name) for word in fold(self.words).split())

    def part(self, count: int) -> slice:
        """The rows of the sheet among ``count``; after the last sheet there is none."""
        last = max(1, -(-count // self.size))
        first = (min(max(self.number, 1), last) - 1) * self.size
        return slice(first, first + self.size)


@dataclass(frozen=True, slots=True)
class Overview:
    """What is told of all units together: how many are ranked, their mean score, the best of them."""

    ranked: int
    mean: Decimal | None
    best: Decimal | None
    best_name: str


@dataclass(frozen=True, slots=True)
class GroupPart:
    """One peer group: ``count`` units fit, of which ``rows`` are on this sheet."""

    name: str
    count: int
    rows: tuple[LeagueRow, ...]


@dataclass(frozen=True, slots=True)
class LeagueSheet:
    """One sheet of the league table of an issue, or of what stands now where ``issue`` is None."""

    cycle: CycleItem
    issue: IssueItem | None
    issues: tuple[IssueItem, ...]
    terms: Terms
    total: Decimal
    overview: Overview
    own: LeagueRow | None
    """The reader's unit; the first where they belong to several."""
    groups: tuple[GroupPart, ...]
    count: int
    """How many units fit."""


def overview(scores: Sequence[tuple[str, int]], *, decimals: int) -> Overview:
    """Of the names and scores of ranked units, scores in whole units of the last decimal compared."""
    if not scores:
        return Overview(0, None, None, "")
    unit = 10**decimals
    name, best = max(scores, key=lambda each: each[1])
    mean = Fraction(sum(score for _, score in scores), len(scores) * unit)
    return Overview(len(scores), points.half_up(mean, 2), points.of_units(best, decimals), name)


def cut(page: LeaguePage, asked: Asked) -> LeagueSheet:
    """The sheet of a table that is there as a whole."""
    decimals = page.terms.ranking.decimals
    kept = [row for row in page.rows if asked.fits(row.unit_name, row.group, row.class_name)]
    shown = kept[asked.part(len(kept))]
    scores = [
        (row.unit_name, points.in_units(row.score, decimals)) for row in page.rows if row.score is not None
    ]
    return LeagueSheet(
        cycle=page.cycle,
        issue=page.issue,
        issues=page.issues,
        terms=page.terms,
        total=page.total,
        overview=overview(scores, decimals=decimals),
        own=next((_short(row) for row in page.rows if row.is_own), None),
        groups=tuple(
            GroupPart(
                group.name,
                sum(row.group == group.name for row in kept),
                tuple(_short(row) for row in shown if row.group == group.name),
            )
            for group in page.groups
        ),
        count=len(kept),
    )


def _short(row: LeagueRow) -> LeagueRow:
    """A row of a sheet: domains stand in the heat map and in the files."""
    return replace(row, domains=())
