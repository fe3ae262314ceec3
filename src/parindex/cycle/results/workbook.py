"""The league table as a workbook that reckons itself: sums, shares, ranks and classes as formulas; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parindex.cycle.results.pages import Amount, LeaguePage, LeagueRow
from parindex.engine.ranking.settings import Compare, Settings, Ties
from parindex.engine.values import points
from parindex.foundation.writers import workbook
from parindex.foundation.writers.workbook import Column, Figure, Formula, Tab, Value

TABLE, LEAVES, MAXIMA = "Xếp hạng", "Điểm tiêu chí", "Điểm tối đa"
ILLUSTRATIVE = "Số liệu minh họa, không phải kết quả đã công bố."
NONE_APPLIES = Decimal(-1_000_000)
"""What a tie-break that does not apply stands as: lower than any points, so that formulas can compare it."""
_UNIT_COLUMNS = (Column("Đơn vị", 34), Column("Nhóm", 14))
_FIRST_LEAF = len(_UNIT_COLUMNS)
_FIRST_DOMAIN = 3


@dataclass(frozen=True, slots=True)
class LeafColumn:
    """One leaf: its path, its name, and which domain it belongs to, counted from 0."""

    path: str
    name: str
    domain: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """A league table with the leaves behind it; ``amounts`` stand in the order of its rows and leaves.

    ``is_sum``: every total is the plain sum of leaves; else domains and totals stand as figures.
    ``rescales``: what does not apply leaves the maximum, and the score is on the whole total.
    """

    league: LeaguePage
    leaves: tuple[LeafColumn, ...]
    amounts: tuple[tuple[Amount, ...], ...]
    scores: tuple[Decimal | None, ...]
    """The scores before they were rounded for comparing."""
    tiebreaks: tuple[tuple[Decimal | None, ...], ...]
    """The points of each tie-break, None where it does not apply."""
    is_sum: bool
    rescales: bool


def tabs(matrix: Matrix) -> tuple[Tab, ...]:
    """The three sheets: the league table, the points and the maxima of leaves."""
    page = matrix.league
    notes = _notes(page)
    spans = _spans(page, first=len(notes) + 4)
    leaf_columns = tuple(Column(f"{leaf.path} {leaf.name}", 11) for leaf in matrix.leaves)
    points_tab, maxima_tab = (
        Tab(
            name=name,
            title=f"{page.cycle.name} – {title}",
            notes=notes,
            columns=(*_UNIT_COLUMNS, *leaf_columns),
            rows=tuple(
                (row.unit_name, row.group, *(Figure(pick(each), page.decimals) for each in amounts))
                for row, amounts in zip(page.rows, matrix.amounts, strict=True)
            ),
        )
        for name, title, pick in (
            (LEAVES, "điểm từng tiêu chí", _earned),
            (MAXIMA, "điểm tối đa áp dụng cho từng đơn vị", _top),
        )
    )
    table = Tab(
        name=TABLE,
        title=f"{page.cycle.name} – bảng xếp hạng",
        notes=notes,
        columns=_columns(matrix),
        rows=tuple(_Line(matrix, place, len(notes) + 4, spans).values() for place in range(len(page.rows))),
        kept=2,
    )
    return table, points_tab, maxima_tab


def _earned(amount: Amount) -> Decimal:
    return amount.points


def _top(amount: Amount) -> Decimal:
    return amount.max


def _notes(page: LeaguePage) -> tuple[str, ...]:
    found = [f"Bộ tiêu chí: {page.cycle.index}, thang điểm {points.shortest(page.total)}."]
    if page.issue is not None:
        found.append(f"Lần chốt {page.issue.number}; mã kết quả {page.issue.output_digest}.")
    if page.terms.note:
        found.append(page.terms.note)
    if page.cycle.is_illustrative:
        found.append(ILLUSTRATIVE)
    return tuple(found)


def _spans(page: LeaguePage, *, first: int) -> dict[str, tuple[int, int]]:
    """The first and the last row of those ranked in each group."""
    found: dict[str, tuple[int, int]] = {}
    for row, each in enumerate(page.rows, start=first):
        if each.rank is not None:
            found[each.group] = (found.get(each.group, (row, row))[0], row)
    return found


def _columns(matrix: Matrix) -> tuple[Column, ...]:
    page = matrix.league
    domains = (Column(f"{each.code} {each.name}", 13) for each in page.domains)
    none = workbook.exact(NONE_APPLIES)
    breaks = (Column(f"Xét phụ: {path} ({none}: không áp dụng)", 13) for path in page.terms.ranking.tiebreaks)
    return (
        Column("STT", 6), Column("Đơn vị", 34), Column("Nhóm", 14), *domains,
        Column("Tổng điểm", 11), Column("Tối đa áp dụng", 11), Column("Điểm quy đổi", 11),
        Column("Điểm xếp hạng", 11), Column("Tỷ lệ (%)", 10), *breaks, Column("Hạng", 8), Column("Loại", 10),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the league table with its formulas."""

    matrix: Matrix
    place: int
    first: int
    """The number of the first row of figures on the sheet."""
    spans: Mapping[str, tuple[int, int]]

    @property
    def page(self) -> LeaguePage:
        return self.matrix.league

    @property
    def unit(self) -> LeagueRow:
        return self.page.rows[self.place]

    @property
    def settings(self) -> Settings:
        return self.page.terms.ranking

    @property
    def row(self) -> int:
        return self.first + self.place

    @property
    def after_domains(self) -> int:
        return _FIRST_DOMAIN + len(self.page.domains)

    def values(self) -> tuple[Value, ...]:
        """The cells from left to right."""
        breaks = self.matrix.tiebreaks[self.place]
        return (
            Figure(Decimal(self.unit.position)),
            self.unit.unit_name,
            self.unit.group,
            *(self.domain(number) for number in range(len(self.page.domains))),
            self.total(),
            self.top(),
            self.score(),
            self.compared(),
            self.share(),
            *(Figure(NONE_APPLIES if each is None else each, self.page.decimals) for each in breaks),
            self.rank(),
            self.class_name(),
        )

    def domain(self, number: int) -> Value:
        """The sum of the leaves of one domain."""
        columns = [at for at, leaf in enumerate(self.matrix.leaves) if leaf.domain == number]
        earned, places = self.unit.domains[number].points, self.page.decimals
        if not self.matrix.is_sum:
            return Figure(earned, places)
        inside = workbook.span(_FIRST_LEAF + columns[0], _FIRST_LEAF + columns[-1], self.row, tab=LEAVES)
        return Formula(f"ROUND(SUM({inside}),{places})", earned, places)

    def total(self) -> Value:
        """The sum of the domains."""
        earned, places = self.unit.amount.points, self.page.decimals
        if not self.matrix.is_sum:
            return Figure(earned, places)
        domains = workbook.span(_FIRST_DOMAIN, self.after_domains - 1, self.row)
        return Formula(f"ROUND(SUM({domains}),{places})", earned, places)

    def top(self) -> Value:
        """The sum of what counts of the maxima."""
        top, places = self.unit.amount.max, self.page.decimals
        if not self.matrix.is_sum:
            return Figure(top, places)
        last = _FIRST_LEAF + len(self.matrix.leaves) - 1
        every = workbook.span(_FIRST_LEAF, last, self.row, tab=MAXIMA)
        return Formula(f"ROUND(SUM({every}),{places})", top, places)

    def score(self) -> Value:
        """The points on the whole total, as the framework rounds them."""
        score, places = self.matrix.scores[self.place], self.page.decimals
        if score is None:
            return None
        if not self.matrix.is_sum:
            return Figure(score, places)
        earned, top = (workbook.cell(self.after_domains + at, self.row) for at in (0, 1))
        whole = workbook.exact(self.page.total)
        asked = f"ROUND({earned}*{whole}/{top},{places})" if self.matrix.rescales else earned
        return Formula(asked, score, places)

    def compared(self) -> Value:
        """The score rounded as it is shown and compared."""
        if self.unit.score is None:
            return None
        score, places = workbook.cell(self.after_domains + 2, self.row), self.settings.decimals
        return Formula(f"ROUND({score},{places})", self.unit.score, places)

    def share(self) -> Value:
        """Points of the maximum in per cent."""
        share = self.unit.amount.share
        if share is None:
            return None
        earned, top = (workbook.cell(self.after_domains + at, self.row) for at in (0, 1))
        return Formula(f"ROUND({earned}*100/{top},2)", share, 2)

    def rank(self) -> Value:
        """One more than the units of the group that stand higher."""
        if self.unit.rank is None:
            return None
        return Formula(
            _rank(self.higher(), self.spans[self.unit.group], self.settings), Decimal(self.unit.rank)
        )

    def class_name(self) -> Value:
        """The class by its score where scores alone decide; else the class that was given."""
        listed, name = self.settings.classes, self.unit.class_name
        if (
            self.unit.score is None
            or not listed
            or any(each.from_score is None or each.top is not None or each.unless for each in listed)
        ):
            return name or None
        asked = workbook.cell(self.asked_column(self.settings.classes_compare), self.row)
        text = '""'
        for each in reversed(listed):
            least = workbook.exact(points.half_up(each.from_score or Decimal(0), points.MICRO))
            text = f'IF({asked}>={least},"{each.name.replace(chr(34), chr(34) * 2)}",{text})'
        return Formula(text, name)

    def asked_column(self, compare: Compare) -> int:
        """The column of the score that decides."""
        return self.after_domains + (3 if compare is Compare.ROUNDED else 2)

    def higher(self) -> tuple[tuple[int, str], ...]:
        """The columns that decide in turn, each with the cell of this unit."""
        breaks = range(self.after_domains + 5, self.after_domains + 5 + len(self.settings.tiebreaks))
        columns = (self.asked_column(self.settings.compare), *breaks)
        return tuple((column, workbook.cell(column, self.row)) for column in columns)


def _rank(keys: Sequence[tuple[int, str]], rows: tuple[int, int], settings: Settings) -> str:
    """A formula that counts who stands higher; with DENSE, every shared place once."""
    if len(keys) == 1 and settings.ties is Ties.COMPETITION:
        column, own = keys[0]
        return f"RANK({own},{workbook.down(column, *rows)},0)"
    ranges = [(workbook.down(column, *rows), own) for column, own in keys]
    higher = []
    for at, (there, own) in enumerate(ranges):
        equal = "".join(f"*({before}={mine})" for before, mine in ranges[:at])
        higher.append(f"({there}>{own}){equal}")
    counted = "+".join(higher)
    if settings.ties is Ties.COMPETITION:
        return f"SUMPRODUCT({counted})+1"
    same = ",".join(f"{there},{there}" for there, _ in ranges)
    return f"ROUND(SUMPRODUCT(({counted})/COUNTIFS({same})),0)+1"
