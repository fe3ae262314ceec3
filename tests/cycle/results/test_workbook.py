"""The workbook reckons itself: LibreOffice finds every total, percentage and rank that was frozen."""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from parindex.cycle.assessments.queries import moments
from parindex.cycle.results import workbook
from parindex.cycle.results.actions import freezing
from parindex.cycle.results.pages import (
    Amount,
    CycleItem,
    DomainItem,
    IssueItem,
    LeagueGroup,
    LeaguePage,
    LeagueRow,
    percent,
)
from parindex.cycle.results.queries import matrices
from parindex.cycle.results.terms import Terms
from parindex.cycle.results.workbook import LeafColumn, Matrix
from parindex.engine.ranking import ranking
from parindex.engine.ranking.scores import Part, Score
from parindex.engine.ranking.settings import Class, Compare, Settings, Ties
from parindex.engine.values import points
from parindex.foundation.writers import workbook as writer
from tests.cast import Cast
from tests.cycle.results import played
from tests.generator import office

CYCLE = CycleItem(
    key=1, name="Chỉ số CCHC 2025", owner=1, owner_name="Thành phố", index="PAR INDEX", level="commune",
    state="frozen", since=date(2025, 1, 1), until=date(2026, 1, 1), is_illustrative=True,
)  # fmt: skip
ISSUE = IssueItem(1, moments.datetime(2026, 3, 1), "Cán bộ", "", "a" * 64, "b" * 64, "1", None, "")
LEAVES = ((Decimal("2"), 0), (Decimal("1.5"), 0), (Decimal("0.5"), 1), (Decimal("4"), 1), (Decimal("2"), 2))
DOMAINS = tuple(
    DomainItem(code, code, f"Lĩnh vực {code}", sum((top for top, at in LEAVES if at == place), Decimal(0)))
    for place, code in enumerate(("I", "II", "III"))
)
TOTAL = Decimal(10)
CLASSES = (Class("A", Decimal("6.5")), Class('B "khá"', Decimal(5)))


def made(settings: Settings, *, units: int, seed: int, decimals: int = 4, step: str = "0.1") -> Matrix:
    """A table of random leaves on a coarse scale, so that many tie; some leaves do not apply."""
    chance = random.Random(seed)
    found = [_unit(chance, Fraction(step)) for _ in range(units)]
    groups = [f"Nhóm {place % 2}" for place in range(units)]
    scores = [_score(each, decimals) for each in found]
    ranked = ranking.rank(
        [
            Score(str(place), groups[place], score, parts=_parts(found[place]))
            for place, score in enumerate(scores)
            if score is not None
        ],
        settings,
    )
    rows, amounts, whole, breaks = [], [], [], []
    for group in ranked:
        none = [at for at, score in enumerate(scores) if score is None and groups[at] == group.group]
        placed = [(int(each.unit), each) for each in group.placings]
        for position, (at, placing) in enumerate([*placed, *((at, None) for at in none)], start=1):
            rows.append(_row(found[at], at, group.group, position, placing))
            amounts.append(found[at])
            whole.append(scores[at])
            parts = {part.path: part.points for part in _parts(found[at])}
            breaks.append(tuple(parts[path] for path in settings.tiebreaks))
    page = LeaguePage(
        cycle=CYCLE, issue=ISSUE, issues=(ISSUE,), terms=Terms(settings), domains=DOMAINS,
        groups=tuple(
            LeagueGroup(each.group, tuple(row for row in rows if row.group == each.group)) for each in ranked
        ),
        total=TOTAL, decimals=decimals,
    )  # fmt: skip
    leaves = tuple(LeafColumn(f"{at}", f"Tiêu chí {at}", domain) for at, (_, domain) in enumerate(LEAVES))
    return Matrix(page, leaves, tuple(amounts), tuple(whole), tuple(breaks), is_sum=True, rescales=True)


def _unit(chance: random.Random, step: Fraction) -> tuple[Amount, ...]:
    found = []
    for top, _ in LEAVES:
        if chance.random() < 0.15:
            found.append(Amount(Decimal(0), Decimal(0)))
        else:
            steps = chance.randrange(int(Fraction(top) / step) + 1)
            found.append(Amount(points.half_up(steps * step, 4), top))
    return tuple(found)


def _sum(amounts: Any) -> Amount:
    held = list(amounts)
    return Amount(sum((e.points for e in held), Decimal(0)), sum((e.max for e in held), Decimal(0)))


def _domain(unit: tuple[Amount, ...], place: int) -> Amount:
    return _sum(each for each, (_, at) in zip(unit, LEAVES, strict=True) if at == place)


def _parts(unit: tuple[Amount, ...]) -> tuple[Part, ...]:
    return tuple(
        Part(domain.path, _domain(unit, place).points if _domain(unit, place).max else None)
        for place, domain in enumerate(DOMAINS)
    )


def _score(unit: tuple[Amount, ...], decimals: int) -> Decimal | None:
    whole = _sum(unit)
    if not whole.max:
        return None
    return points.half_up(Fraction(whole.points) * Fraction(TOTAL) / Fraction(whole.max), decimals)


def _row(unit: tuple[Amount, ...], at: int, group: str, position: int, placing: Any) -> LeagueRow:
    return LeagueRow(
        unit=at, unit_name=f"Phường số {at}", group=group, position=position, amount=_sum(unit),
        score=placing.score if placing else None, rank=placing.rank if placing else None,
        is_tied=placing.tied if placing else False, class_name=(placing.class_name if placing else "") or "",
        blocked=(), has_missed=False, is_own=False,
        domains=tuple(_domain(unit, place) for place in range(len(DOMAINS))),
    )  # fmt: skip


def without_results(data: bytes) -> bytes:
    """The workbook with the results of its formulas taken out: whoever opens it has to reckon."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as bare:
        for name in source.namelist():
            inner = source.read(name)
            if name.startswith("xl/worksheets/"):
                inner = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", inner)
            bare.writestr(name, inner)
    return target.getvalue()


def reckoned(data: bytes, folder: Path) -> list[list[Any]]:
    """The league table as LibreOffice reckons it, row by row below the head."""
    bare = without_results(data)
    assert b"<f>" in zipfile.ZipFile(io.BytesIO(bare)).read("xl/worksheets/sheet1.xml")
    again = office.converted(bare, ending="xlsx", to="ods", folder=folder)
    saved = office.converted(again, ending="ods", to="xlsx", folder=folder)
    sheet = openpyxl.load_workbook(io.BytesIO(saved), data_only=True)[workbook.TABLE]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    head = next(at for at, row in enumerate(rows) if row[0] == "STT")
    return [row for row in rows[head + 1 :] if row[1] is not None]


def figures(matrix: Matrix) -> list[list[Any]]:
    """What the table must hold: exact, as was frozen."""
    found = []
    for row, score, breaks in zip(matrix.league.rows, matrix.scores, matrix.tiebreaks, strict=True):
        domains = [each.points for each in row.domains]
        share = percent(row.amount.points, row.amount.max)
        kept = [workbook.NONE_APPLIES if each is None else each for each in breaks]
        found.append(
            [
                row.position, row.unit_name, row.group, *domains, row.amount.points, row.amount.max, score,
                row.score, share, *kept, row.rank, row.class_name or None,
            ]
        )  # fmt: skip
    return found


def exact(value: Any, places: int) -> Any:
    """A number of a sheet as the decimal it stands for; text as it is."""
    if isinstance(value, int | float | Decimal):
        rounded = points.half_up(
            Fraction(repr(value)) if isinstance(value, float) else Decimal(value), places
        )
        assert abs(Fraction(rounded) - Fraction(value)) < Fraction(1, 10**9)
        return rounded
    return value or None


def same(found: list[list[Any]], expected: list[list[Any]]) -> None:
    """Every cell is the same number, to nine decimals and beyond where it was rounded."""
    assert [[exact(value, 6) for value in row] for row in found] == [
        [exact(value, 6) for value in row] for row in expected
    ]


SETTINGS = {
    "competition": Settings(classes=CLASSES),
    "dense": Settings(ties=Ties.DENSE, decimals=1),
    "unrounded": Settings(
        decimals=0, compare=Compare.UNROUNDED, classes=CLASSES, classes_compare=Compare.UNROUNDED
    ),
    "tiebreaks": Settings(decimals=0, tiebreaks=("II", "I")),
    "dense tiebreaks": Settings(decimals=0, ties=Ties.DENSE, tiebreaks=("III",)),
    "quota": Settings(decimals=1, classes=(Class("A", top=Decimal("0.2")),)),
}


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SETTINGS)
def test_libreoffice_reckons_the_same(name: str, tmp_path: Path) -> None:
    matrix = made(SETTINGS[name], units=142, seed=len(name), step="0.5" if "tiebreaks" in name else "0.1")
    ranks = [row.rank for row in matrix.league.rows if row.group == "Nhóm 0"]
    assert len(set(ranks)) < len(ranks)
    same(reckoned(writer.write(workbook.tabs(matrix)), tmp_path), figures(matrix))


@pytest.mark.libreoffice
def test_libreoffice_reckons_a_cycle_as_it_was_frozen(cast: Cast, tmp_path: Path) -> None:
    cycle, by = played.to_the_freeze(cast), cast.actor("reform")
    terms = Terms(Settings(classes=(Class("A", Decimal("7.5")),), tiebreaks=("II",)))
    issue = freezing.freeze(cycle, terms, by=by, at=moments.database_now())
    matrix = matrices.matrix(issue.cycle_id, by=by)
    found = reckoned(writer.write(workbook.tabs(matrix)), tmp_path)
    same(found, figures(matrix))
    assert [row[1] for row in found] == ["Phường Yên Hòa", "Phường Cầu Giấy"]
    assert [row[-2:] for row in found] == [[1, "A"], [2, None]]


def test_what_programs_show_that_do_not_reckon() -> None:
    matrix = made(SETTINGS["competition"], units=20, seed=7)
    data = writer.write(workbook.tabs(matrix))
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[workbook.TABLE]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)][6:]
    same(rows, figures(matrix))


def test_the_formulas_of_a_row() -> None:
    matrix = made(Settings(classes=CLASSES, tiebreaks=("I",)), units=4, seed=3)
    table = workbook.tabs(matrix)[0]
    assert [each.text for each in table.rows[0] if isinstance(each, writer.Formula)] == [
        "ROUND(SUM('Điểm tiêu chí'!C7:D7),4)",
        "ROUND(SUM('Điểm tiêu chí'!E7:F7),4)",
        "ROUND(SUM('Điểm tiêu chí'!G7:G7),4)",
        "ROUND(SUM(D7:F7),4)",
        "ROUND(SUM('Điểm tối đa'!C7:G7),4)",
        "ROUND(G7*10/H7,4)",
        "ROUND(I7,2)",
        "ROUND(G7*100/H7,2)",
        "SUMPRODUCT(($J$7:$J$8>J7)+($L$7:$L$8>L7)*($J$7:$J$8=J7))+1",
        'IF(J7>=6.5,"A",IF(J7>=5,"B ""khá""",""))',
    ]


def test_a_total_that_is_no_sum_stands_as_figures() -> None:
    matrix = replace(made(SETTINGS["competition"], units=6, seed=3), is_sum=False, rescales=False)
    table = workbook.tabs(matrix)[0]
    kinds = [type(each).__name__ for each in table.rows[0]]
    assert kinds[3:9] == ["Figure"] * 6
    assert next(each.text for each in table.rows[0] if isinstance(each, writer.Formula)) == "ROUND(I7,2)"


def test_full_points_are_not_rescaled() -> None:
    matrix = replace(made(SETTINGS["competition"], units=6, seed=3), rescales=False)
    texts = [each.text for each in workbook.tabs(matrix)[0].rows[0] if isinstance(each, writer.Formula)]
    assert texts[5] == "G7"


def test_a_unit_to_which_nothing_applies_has_no_figures_to_reckon() -> None:
    matrix = made(SETTINGS["competition"], units=2, seed=3)
    nothing = Amount(Decimal(0), Decimal(0))
    row = replace(
        matrix.league.rows[0], score=None, rank=None, class_name="", amount=nothing, domains=(nothing,) * 3
    )
    group = LeagueGroup("Nhóm 0", (row,))
    empty = replace(
        matrix,
        league=replace(matrix.league, groups=(group,)),
        amounts=((nothing,) * 5,),
        scores=(None,),
        tiebreaks=((),),
    )
    (values,) = workbook.tabs(empty)[0].rows
    assert values[8:] == (None, None, None, None, None)
    assert [each.text for each in values if isinstance(each, writer.Formula)] == [
        "ROUND(SUM('Điểm tiêu chí'!C7:D7),4)",
        "ROUND(SUM('Điểm tiêu chí'!E7:F7),4)",
        "ROUND(SUM('Điểm tiêu chí'!G7:G7),4)",
        "ROUND(SUM(D7:F7),4)",
        "ROUND(SUM('Điểm tối đa'!C7:G7),4)",
    ]


def test_every_sheet_says_what_it_is() -> None:
    matrix = made(SETTINGS["competition"], units=3, seed=3)
    tabs = workbook.tabs(matrix)
    assert [each.name for each in tabs] == ["Xếp hạng", "Điểm tiêu chí", "Điểm tối đa"]
    for each in tabs:
        assert each.title.startswith("Chỉ số CCHC 2025 – ")
        assert each.notes == (
            "Bộ tiêu chí: PAR INDEX, thang điểm 10.",
            f"Lần chốt 1; mã kết quả {'b' * 64}.",
            "Số liệu minh họa, không phải kết quả đã công bố.",
        )
    real = replace(matrix.league, cycle=replace(CYCLE, is_illustrative=False), issue=None)
    assert workbook.tabs(replace(matrix, league=real))[0].notes == tabs[0].notes[:1]
    noted = replace(real, terms=replace(real.terms, note="Ngưỡng tạm đặt."))
    assert workbook.tabs(replace(matrix, league=noted))[0].notes == (*tabs[0].notes[:1], "Ngưỡng tạm đặt.")


def test_the_same_table_gives_the_same_bytes() -> None:
    matrix = made(SETTINGS["competition"], units=5, seed=3)
    assert writer.write(workbook.tabs(matrix)) == writer.write(workbook.tabs(matrix))
