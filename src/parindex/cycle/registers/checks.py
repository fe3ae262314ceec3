"""Whether a register is well defined, an entry well filled, a table of entries good as a whole; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from parindex.cycle.measures import checks as measured
from parindex.cycle.measures.checks import Known, Wrong
from parindex.cycle.measures.tables import Row as Named
from parindex.cycle.registers import conditions, fields, findings, tables
from parindex.cycle.registers.conditions import Condition
from parindex.cycle.registers.fields import Field, Kind, WrongText
from parindex.cycle.registers.tables import Row, Table
from parindex.engine.values import digests
from parindex.engine.values.findings import Finding

DAY = "Ngày"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is to be written."""

    unit: int
    occurred_on: date
    values: Mapping[str, str]
    row: int = 0
    """Its row in the file it comes from."""

    @property
    def print(self) -> str:
        """The digest that the same line has again."""
        return print_of(self.occurred_on, self.values)


@dataclass(frozen=True, slots=True)
class Taken:
    """The lines of a table and what is wrong with it: lines are taken only when nothing is."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """The values of one entry, and what is wrong by field: ``required`` or what was wanted instead."""

    values: dict[str, str]
    faults: dict[str, str]


def definition(own: Sequence[Field], handled: Sequence[Condition]) -> tuple[Finding, ...]:
    """What is wrong with the fields of a register and the tests on them."""
    return tuple(_definition(own, handled))


def revision(before: Sequence[Field], after: Sequence[Field]) -> tuple[Finding, ...]:
    """The fields of a register in use that a revision would lose."""
    kept = {each.key: each for each in after}
    return tuple(
        findings.kept_field(each.label.vi)
        for each in before
        if each.key not in kept
        or kept[each.key].kind is not each.kind
        or not set(each.choices) <= set(kept[each.key].choices)
    )


def filled(own: Iterable[Field], texts: Mapping[str, str], *, is_draft: bool) -> Filled:
    """The values that the texts of one entry mean; a draft may lack what must be there in the end."""
    values: dict[str, str] = {}
    faults: dict[str, str] = {}
    for field in own:
        try:
            said = fields.value(field, texts.get(field.key, ""))
        except WrongText as wrong:
            faults[field.key] = str(wrong)
            continue
        if said:
            values[field.key] = said
        elif field.is_required and not is_draft:
            faults[field.key] = "required"
    return Filled(values, faults)


def print_of(occurred_on: date, values: Mapping[str, str]) -> str:
    """The digest of a line."""
    return digests.of_value([occurred_on.isoformat(), dict(values)])


def taken(table: Table, own: Sequence[Field], units: Iterable[Known], *, today: date) -> Taken:
    """The entry of every row; of several faults in one row every one is told."""
    missing = tuple(_columns(table, own))
    if missing:
        return Taken((), missing)
    index, lines, faults = measured.Index(units), [], []
    seen: dict[tuple[int, str], int] = {}
    for row in table.rows:
        line, wrong = _line(row, own, index, today=today, heads=table.columns)
        faults += wrong
        if line is None:
            continue
        first = seen.setdefault((line.unit, line.print), row.number)
        if first != row.number:
            faults.append(findings.twice(row=row.number, first=first))
        lines.append(line)
    if not table.rows:
        faults.append(findings.missing())
    return Taken(() if faults else tuple(lines), tuple(faults))


def _definition(own: Sequence[Field], handled: Sequence[Condition]) -> Iterator[Finding]:
    if not 0 < len(own) <= fields.MOST_FIELDS:
        yield findings.without_fields()
    seen: set[str] = set()
    for each in own:
        is_bare = each.kind is Kind.CHOICE and len(set(each.choices)) < 2
        if not each.label.vi or not fields.KEY.fullmatch(each.key) or each.key in seen or is_bare:
            yield findings.wrong_field(each.label.vi or each.key)
        seen.add(each.key)
    labels = {each.key: each.label.vi for each in own}
    for test in conditions.faults(handled, own):
        yield findings.unfit_condition(labels.get(test.field, test.field))


def _columns(table: Table, own: Iterable[Field]) -> Iterator[Finding]:
    if not {tables.UNIT, tables.CODE} & set(table.columns):
        yield findings.without_column("Đơn vị")
    if tables.DAY not in table.columns:
        yield findings.without_column(DAY)
    for field in own:
        if field.is_required and field.key not in table.columns:
            yield findings.without_column(field.label.vi)


def _line(
    row: Row, own: Sequence[Field], index: measured.Index, *, today: date, heads: Mapping[str, str]
) -> tuple[Line | None, list[Finding]]:
    faults: list[Finding] = []
    unit, occurred_on = _unit(row, index, faults), _day(row, heads, faults, today=today)
    said = filled(own, row.cells, is_draft=False)
    for field in own:
        wanted = said.faults.get(field.key)
        column = heads.get(field.key, field.label.vi)
        if wanted == "required":
            faults.append(findings.blank(column, row=row.number))
        elif wanted is not None:
            text = row.cells.get(field.key, "")
            faults.append(
                findings.unreadable(text, wanted, row=row.number, column=column, choices=field.choices)
            )
    if unit is None or occurred_on is None or faults:
        return None, faults
    return Line(unit, occurred_on, said.values, row.number), faults


def _unit(row: Row, index: measured.Index, faults: list[Finding]) -> int | None:
    name, code = row.cells.get(tables.UNIT, ""), row.cells.get(tables.CODE, "")
    if not name and not code:
        faults.append(findings.blank("Đơn vị", row=row.number))
        return None
    try:
        return index.unit(Named(row.number, unit=name, code=code))
    except Wrong as wrong:
        faults.append(wrong.finding)
        return None


def _day(row: Row, heads: Mapping[str, str], faults: list[Finding], *, today: date) -> date | None:
    text, column = row.cells.get(tables.DAY, ""), heads[tables.DAY]
    if not text:
        faults.append(findings.blank(column, row=row.number))
        return None
    try:
        found = fields.day(text)
    except WrongText as wrong:
        faults.append(findings.unreadable(text, str(wrong), row=row.number, column=column))
        return None
    if found > today:
        faults.append(findings.in_future(row=row.number, column=column))
        return None
    return found
