"""Whether a table of figures can be taken whole: every row a known unit once, every figure exact; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parindex.cycle.measures import figures, findings
from parindex.cycle.measures.figures import Figure, WrongFigure
from parindex.cycle.measures.tables import Row, Table
from parindex.engine.values.findings import Finding
from parindex.engine.values.vietnamese import fold, squeeze


@dataclass(frozen=True, slots=True)
class Known:
    """A unit as a row may name it."""

    key: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a table says, and what is wrong with it: figures are taken only when nothing is."""

    figures: tuple[tuple[int, Figure], ...]
    findings: tuple[Finding, ...]


def taken(table: Table, units: Iterable[Known], *, is_pair: bool) -> Taken:
    """The figures of every row by the id of its unit; rows without a figure are passed over."""
    missing = tuple(_columns(table, is_pair=is_pair))
    if missing:
        return Taken((), missing)
    index, found, faults = Index(units), {}, []
    seen: dict[int, int] = {}
    for row in table.rows:
        if row.is_blank:
            continue
        try:
            unit = index.unit(row)
            if unit in seen:
                raise Wrong(findings.unit_twice(row.unit or row.code, row=row.number, first=seen[unit]))
            seen[unit] = row.number
            found[unit] = _figure(row, is_pair=is_pair)
        except Wrong as wrong:
            faults.append(wrong.finding)
    if not found and not faults:
        faults.append(findings.empty())
    return Taken(() if faults else tuple(found.items()), tuple(faults))


class Wrong(Exception):
    """A row cannot be taken."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


class Index:
    """Units by code, by name, and by name without diacritics."""

    def __init__(self, units: Iterable[Known]) -> None:
        self.codes: dict[str, int] = {}
        self.names: dict[str, list[int]] = defaultdict(list)
        self.folded: dict[str, list[int]] = defaultdict(list)
        for each in units:
            self.codes[each.code.casefold()] = each.key
            self.names[_said(each.name)].append(each.key)
            self.folded[fold(each.name)].append(each.key)

    def unit(self, row: Row) -> int:
        """The unit a row names. Raises Wrong."""
        by_code = self.codes.get((row.code or row.unit).casefold())
        if by_code is not None:
            return by_code
        if not row.unit:
            raise Wrong(findings.unknown_unit(row.code, row=row.number))
        found = self.names.get(_said(row.unit)) or self.folded.get(fold(row.unit)) or []
        if not found:
            raise Wrong(findings.unknown_unit(row.unit, row=row.number))
        if len(found) > 1:
            raise Wrong(findings.doubtful_unit(row.unit, row=row.number))
        return found[0]


def _columns(table: Table, *, is_pair: bool) -> Iterator[Finding]:
    if not {"unit", "code"} & table.columns:
        yield findings.without_units()
    if not (({"done", "total"} if is_pair else {"value"}) <= table.columns):
        yield findings.without_figures(is_pair=is_pair)


def _figure(row: Row, *, is_pair: bool) -> Figure:
    try:
        if is_pair:
            return figures.pair(figures.typed(row.done), figures.typed(row.total))
        return figures.single(figures.typed(row.value))
    except figures.Untyped as wrong:
        raise Wrong(findings.unreadable_figure(str(wrong), row=row.number)) from None
    except WrongFigure:
        if is_pair:
            raise Wrong(findings.part_above_whole(row.done, row.total, row=row.number)) from None
        raise Wrong(findings.unreadable_figure(row.value, row=row.number)) from None


def _said(name: str) -> str:
    return squeeze(name).casefold()
