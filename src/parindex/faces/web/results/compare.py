"""Units beside each other: domains as a heat map, one criterion, the stages one after the other."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import gettext as _

from parindex.cycle.results.pages import (
    Amount,
    ChangedCell,
    CriterionPage,
    CycleItem,
    DifferencePage,
    HeatPage,
)
from parindex.faces.web import drawing
from parindex.faces.web.drawing import Bar
from parindex.faces.web.results import ways
from parindex.faces.web.results import words as said
from parindex.faces.web.results.ways import Way
from parindex.faces.web.showing import Chip, Choice, Figure, Sheet, Step
from parindex.faces.web.templatetags.words import words

STEPS = (Decimal(50), Decimal(65), Decimal(80), Decimal(90), Decimal(95))
"""Where a cell of the heat map changes its shade, in per cent of the maximum."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of a cycle's results begins with."""

    title: str
    steps: tuple[Step, ...]
    tabs: tuple[Choice, ...]
    state: Chip
    is_illustrative: bool
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shade:
    """One cell of the heat map: the share in words, its shade from 0 (least) to 5, the points behind it."""

    share: str
    shade: str
    said: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One unit of the heat map."""

    rank: str
    note: str
    name: str
    url: str
    score: str
    cells: tuple[Shade, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class Heat:
    """The heat map."""

    frame: Frame
    columns: tuple[tuple[str, str, str], ...]
    """Code, name and address of each domain."""
    rows: tuple[HeatRow, ...]
    sheet: Sheet
    means: tuple[Shade, ...]
    legend: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OneRow:
    """One unit on one criterion."""

    place: str
    name: str
    url: str
    group: str
    earned: str
    bar: Bar | None
    said: str
    why: tuple[str, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class One:
    """One criterion across all units."""

    frame: Frame
    code: str
    name: str
    criteria: tuple[Choice, ...]
    figures: tuple[Figure, ...]
    rows: tuple[OneRow, ...]
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class StageLine:
    """One unit through the stages."""

    name: str
    group: str
    totals: tuple[tuple[str, str], ...]
    """The name of each stage and the total after it."""
    difference: str
    besides: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One leaf that a stage changed."""

    unit: str
    path: str
    name: str
    before: str
    after: str
    difference: str
    stage: str
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class Stages:
    """What each stage made of the one before."""

    frame: Frame
    stages: tuple[str, ...]
    rows: tuple[StageLine, ...]
    sheet: Sheet
    changed: tuple[ChangedLine, ...]
    changes: Sheet


def heat(data: HeatPage, asked: QueryDict, *, number: int | None) -> Heat:
    """The heat map of an issue."""
    league = data.league
    way = Way(league.cycle.key, number)
    sheet = way.sheet(len(league.rows), asked)
    places = league.terms.ranking.decimals
    return Heat(
        frame=_frame(league.cycle, way, "result-heat", files="result-heat-export"),
        columns=tuple(
            (each.code, each.name, way.to("result-criterion", path=each.path)) for each in league.domains
        ),
        rows=tuple(
            HeatRow(
                rank=said.place(row),
                note=said.rank(row),
                name=row.unit_name,
                url=way.to("result-card", row.unit),
                score=said.shown(row.score, places),
                cells=tuple(_shade(amount.share, amount) for amount in row.domains),
                is_own=row.is_own,
            )
            for row in league.rows[max(sheet.first - 1, 0) : sheet.last]
        ),
        sheet=sheet,
        means=tuple(_shade(mean, None) for mean in data.means),
        legend=_legend(),
    )


def criterion(data: CriterionPage, asked: QueryDict, *, number: int | None) -> One:
    """One criterion of an issue; ``data`` holds the rows of the sheet asked for."""
    way = Way(data.cycle.key, number)
    chosen, is_one = data.criterion, len({row.group for row in data.rows}) < 2
    return One(
        frame=_frame(data.cycle, way, "result-criterion", files="result-criterion-export", path=chosen.path),
        code=chosen.path,
        name=chosen.name,
        criteria=tuple(
            Choice(each.path, f"{'· ' * each.depth}{each.code} {each.name}", is_here=each.path == chosen.path)
            for each in data.criteria
        ),
        figures=(
            Figure(_("Bình quân"), said.shown(data.mean), unit=_("% điểm tối đa")),
            Figure(_("Đạt tối đa"), str(data.full), unit=_("đơn vị")),
            Figure(_("Đơn vị"), str(data.count)),
        ),
        sheet=way.sheet(data.count, asked, "path"),
        rows=tuple(
            OneRow(
                place="–" if row.place is None else str(row.place),
                name=row.unit_name,
                url=way.to("result-card", row.unit),
                group="" if is_one else row.group,
                earned=f"{said.exact(row.amount.points)} / {said.exact(row.amount.max)}",
                bar=drawing.bar(most=row.amount.max, result=row.amount.points, goal=None),
                said=_("đạt %(earned)s trên %(most)s")
                % {"earned": said.exact(row.amount.points), "most": said.exact(row.amount.max)},
                why=tuple(words(each) for each in row.why),
                is_own=row.is_own,
            )
            for row in data.rows
        ),
    )


def stages(data: DifferencePage, asked: QueryDict) -> Stages:
    """The stages of a cycle side by side; ``data`` holds the changed cells of the sheet asked for."""
    way = Way(data.cycle.key)
    sheet = way.sheet(len(data.rows), asked, "changes")
    names = tuple(words(each.title) for each in data.stages)
    is_one = len({row.group for row in data.rows}) < 2
    return Stages(
        frame=_frame(data.cycle, way, "result-stages", files="result-stages-export"),
        stages=names,
        rows=tuple(
            StageLine(
                name=row.unit_name,
                group="" if is_one else row.group,
                totals=tuple(zip(names, (said.exact(each) for each in row.totals), strict=True)),
                difference=_signed(row.difference),
                besides=said.exact(row.besides),
                is_own=row.is_own,
            )
            for row in data.rows[max(sheet.first - 1, 0) : sheet.last]
        ),
        sheet=sheet,
        changed=tuple(_changed(each) for each in data.changed),
        changes=way.sheet(data.count, asked, "sheet", name="changes"),
    )


def _frame(cycle: CycleItem, way: Way, here: str, *, files: str, **query: str) -> Frame:
    return Frame(
        title=cycle.name,
        steps=ways.steps(cycle, way),
        tabs=ways.tabs(cycle, way, here=here),
        state=said.state(cycle),
        is_illustrative=cycle.is_illustrative,
        files=tuple((kind, way.to(files, kind, **query)) for kind in ("xlsx", "csv")),
    )


def _shade(share: Decimal | None, amount: Amount | None) -> Shade:
    if share is None:
        return Shade("–", "none", _("không áp dụng"))
    level = sum(share >= step for step in STEPS)
    spelled = "" if amount is None else f"{said.exact(amount.points)} / {said.exact(amount.max)}"
    return Shade(said.shown(share, 1), str(level), spelled)


def _legend() -> tuple[tuple[str, str], ...]:
    texts = [_("dưới %(to)s %%") % {"to": STEPS[0]}]
    texts += [f"{low}–{high} %" for low, high in itertools.pairwise(STEPS)]
    texts.append(_("từ %(from)s %%") % {"from": STEPS[-1]})
    return tuple((str(level), text) for level, text in enumerate(texts))


def _signed(number: Decimal) -> str:
    return f"+{said.exact(number)}" if number > 0 else said.exact(number)


def _changed(cell: ChangedCell) -> ChangedLine:
    return ChangedLine(
        unit=cell.unit_name,
        path=cell.path,
        name=cell.criterion_name,
        before=said.exact(cell.before),
        after=said.exact(cell.after),
        difference=_signed(cell.difference),
        stage=words(cell.stage),
        note=cell.note,
        by=cell.by,
    )
