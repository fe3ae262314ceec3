"""Results as official papers: the league table and the scorecard of a unit, for Word, PDF and Excel; pure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from parindex.cycle.results.pages import CardRow, LeagueGroup, LeaguePage, LeagueRow, ScorecardPage
from parindex.cycle.results.workbook import ILLUSTRATIVE
from parindex.engine.values import points
from parindex.foundation.writers import content
from parindex.foundation.writers.content import (
    Align,
    Annex,
    Block,
    Cell,
    Column,
    Content,
    Heading,
    Line,
    Paper,
    Paragraph,
    Row,
    Table,
)

_NONE = "–"
_CENTRE, _RIGHT = Align.CENTRE, Align.RIGHT


def league(page: LeaguePage) -> Content:
    """The league table, group by group, as an annex to the decision that publishes it."""
    blocks = [block for group in page.groups for block in _group(group, page)]
    caption = f"(Kèm theo {page.issue.decision})" if page.issue and page.issue.decision else ""
    title = f"KẾT QUẢ XẾP HẠNG {page.cycle.name.upper()}"
    doubts = _doubts(page.cycle.is_illustrative, page.terms.note)
    annex = Annex("Phụ lục", title, caption, (*doubts, *blocks), Paper.LANDSCAPE)
    return Content(annexes=(annex,))


def scorecard(page: ScorecardPage) -> Content:
    """What one unit reached, what it lost first, then every criterion."""
    blocks: list[Block] = [*_doubts(page.cycle.is_illustrative), *map(_prose, _result(page))]
    if page.missing:
        blocks.append(Heading("I. Những điểm bị mất, nhiều nhất trước"))
        blocks.append(_missing(page))
    blocks.append(Heading("II. Điểm từng tiêu chí" if page.missing else "Điểm từng tiêu chí"))
    blocks.append(_criteria(page))
    title = f"BẢNG ĐIỂM CỦA {page.row.unit_name.upper()}"
    return Content(annexes=(Annex("", title, page.cycle.name, tuple(blocks), Paper.LANDSCAPE),))


def figure(number: Decimal | None) -> str:
    """Points with at least two decimals and no more than they have, as Vietnamese papers print them."""
    if number is None:
        return _NONE
    return _comma(points.fixed(number, max(2, points.decimals(points.shortest(number)))))


def _comma(figure: str) -> str:
    return figure.replace(".", ",")


def _doubts(is_illustrative: bool, note: str = "") -> tuple[Block, ...]:
    said = (ILLUSTRATIVE if is_illustrative else "", note)
    return tuple(Paragraph(content.italic(text)) for text in said if text)


def _group(group: LeagueGroup, page: LeaguePage) -> Iterator[Block]:
    if len(page.groups) > 1:
        yield Heading(f"{group.name} ({len(group.rows)} đơn vị)")
    domains = tuple(Column(13, _RIGHT, figures=True, mark=",") for _ in page.domains)
    has_classes = bool(page.terms.ranking.classes)
    heads = [
        "Hạng",
        "Đơn vị",
        *(each.code for each in page.domains),
        "Tổng điểm",
        "Điểm xếp hạng",
        "Tỷ lệ (%)",
    ]
    yield Table(
        columns=(
            Column(9, _CENTRE),
            Column(30),
            *domains,
            *(Column(12, _RIGHT, figures=True, mark=",") for _ in range(3)),
            *((Column(9, _CENTRE),) if has_classes else ()),
        ),
        head=(_head(*heads, *(("Loại",) if has_classes else ())),),
        rows=tuple(_league_row(row, has_classes=has_classes) for row in group.rows),
    )


def _league_row(row: LeagueRow, *, has_classes: bool) -> Row:
    rank = _NONE if row.rank is None else f"{row.rank}{'=' if row.is_tied else ''}"
    name = f"{row.unit_name} (không nộp đúng hạn)" if row.has_missed else row.unit_name
    values = [
        rank,
        name,
        *(figure(each.points) for each in row.domains),
        figure(row.amount.points),
        _NONE if row.score is None else _comma(f"{row.score:f}"),
        _NONE if row.amount.share is None else _comma(f"{row.amount.share:f}"),
        *((row.class_name or _NONE,) if has_classes else ()),
    ]
    return Row(tuple(_cell(value) for value in values))


def _result(page: ScorecardPage) -> Iterator[str]:
    row = page.row
    yield f"Tổng điểm: {figure(row.amount.points)} trên {figure(row.amount.max)} điểm áp dụng."
    if row.rank is not None:
        tie = ", đồng hạng" if row.is_tied else ""
        group = f" nhóm {row.group}" if row.group else ""
        yield f"Điểm xếp hạng {figure(row.score)}: hạng {row.rank} trên {page.units} đơn vị{group}{tie}."
    if row.class_name:
        yield f"Xếp loại {row.class_name}."
    for each in row.blocked:
        why = "; ".join(words.vi for words in each.why)
        yield f"Không được xếp loại {each.class_name} vì: {why}."
    if row.has_missed:
        yield "Đơn vị không nộp bản tự chấm điểm đúng hạn nên không được tính điểm."


def _missing(page: ScorecardPage) -> Table:
    return Table(
        columns=(Column(14), Column(40), *_points_columns(3), Column(80)),
        head=(_head("Mã", "Tiêu chí", "Tối đa", "Đạt", "Mất", "Vì sao mất điểm, làm gì để có điểm"),),
        rows=tuple(
            Row((*_named(row), *_amounts(row), _cell(figure(row.lost)), _why(row))) for row in page.missing
        ),
    )


def _criteria(page: ScorecardPage) -> Table:
    stages = tuple(_cell(each.title.vi) for each in page.stages)
    return Table(
        columns=(Column(14), Column(60), *_points_columns(2 + len(stages))),
        head=(Row((*_head("Mã", "Tiêu chí", "Tối đa", "Điểm").cells, *stages)),),
        rows=tuple(
            Row((*_named(row), *_amounts(row), *(_cell(figure(each)) for each in row.stages)))
            for row in page.rows
        ),
    )


def _points_columns(count: int) -> tuple[Column, ...]:
    return tuple(Column(13, _RIGHT, figures=True, mark=",") for _ in range(count))


def _named(row: CardRow) -> tuple[Cell, Cell]:
    write = content.line if row.is_leaf else content.bold
    return content.cell(write(row.path)), content.cell(write(row.name))


def _amounts(row: CardRow) -> tuple[Cell, Cell]:
    return _cell(figure(row.amount.max)), _cell(figure(row.amount.points))


def _why(row: CardRow) -> Cell:
    return content.cell(*(content.line(words.vi) for words in row.why))


def _head(*titles: str) -> Row:
    return Row(tuple(content.cell(content.bold(title)) for title in titles))


def _cell(text: str) -> Cell:
    return content.cell(content.line(text))


def _prose(text: str) -> Block:
    return Paragraph(Line((content.Run(text),)))
