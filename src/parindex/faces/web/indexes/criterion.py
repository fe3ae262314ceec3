"""What the page of one criterion shows: where it stands, its years, its owner, its source."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.targets.pages import CriterionPage, IndexRow, YearFigures
from parindex.faces.web import drawing
from parindex.faces.web.drawing import Bar, Mark, Trend
from parindex.faces.web.indexes import figures, pages, ways
from parindex.faces.web.showing import Figure, Step
from parindex.faces.web.templatetags.words import figure, sign


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the criterion."""

    year: int
    max: str
    result: str
    target: str
    comparator: str


@dataclass(frozen=True, slots=True)
class Part:
    """A criterion below or beside this one."""

    code: str
    name: str
    max: str
    result: str
    target: str
    bar: Bar | None
    said: str
    url: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for it."""

    name: str
    scope: str
    is_inherited: bool
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is printed."""

    title: str
    where: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    code: str
    name: str
    unit: str
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    bar: Bar | None
    said: str
    why: tuple[str, ...]
    trend: Trend | None
    trend_said: str
    years: tuple[Year, ...]
    parts: tuple[Part, ...]
    owners: tuple[Owner, ...]
    source: Place | None
    set_url: str
    framework: str
    framework_url: str
    before: Part | None
    after: Part | None


def page(data: CriterionPage) -> Page:
    """The page of one criterion of one index of one unit."""
    way = ways.Index(data.unit, data.index, data.level)
    row, year = data.row, str(data.year)
    steps = [
        Step(_("Chỉ số"), reverse("indexes")),
        Step(f"{data.index} · {data.unit_name}", way.page(year=year)),
    ]
    steps += [
        Step(f"{each.code} {each.name}", way.criterion(each.path, year=year)) for each in data.ancestors
    ]
    trend = drawing.trend(_marks(data.years), most=row.max)
    return Page(
        code=row.code,
        name=row.name,
        unit=data.unit_name,
        steps=tuple(steps),
        figures=_figures(data),
        bar=drawing.bar(
            most=row.max,
            result=row.result.value if row.result else None,
            goal=row.target.value if row.target else None,
        ),
        said=pages.said(row),
        why=_why(data),
        trend=trend,
        trend_said=_("Kết quả và mục tiêu của %(code)s qua các năm") % {"code": row.code},
        years=tuple(_year(each) for each in data.years),
        parts=tuple(_part(each, way, year) for each in data.children),
        owners=tuple(
            Owner(each.unit_name or each.text, each.scope or "", each.is_inherited, _unit_url(each.unit))
            for each in row.owners
        ),
        source=_source(data),
        set_url=way.figure(f"criteria/{row.path}", year=year) if data.may_correct else "",
        framework=data.version.title or data.index,
        framework_url=reverse("framework", args=[data.version.key]) if data.may_read_version else "",
        before=_part(data.before, way, year) if data.before else None,
        after=_part(data.after, way, year) if data.after else None,
    )


def _unit_url(unit: int | None) -> str:
    return reverse("unit", args=[unit]) if unit else ""


def _marks(years: tuple[YearFigures, ...]) -> list[Mark]:
    marks = []
    for each in years:
        if each.result and each.result.value is not None:
            marks.append(Mark(each.year, each.result.value, is_goal=False))
        elif each.target and each.target.value is not None:
            marks.append(Mark(each.year, each.target.value, is_goal=True))
    return marks


def _year(each: YearFigures) -> Year:
    said = sign(each.target.comparator) if each.target else ""
    return Year(each.year, figures.even(each.max), figures.of(each.result), figures.of(each.target), said)


def _part(each: IndexRow, way: ways.Index, year: str) -> Part:
    result = each.result.value if each.result else None
    goal = each.target.value if each.target else None
    return Part(
        code=each.code,
        name=each.name,
        max=figures.even(each.max),
        result=figures.of(each.result),
        target=figures.of(each.target),
        bar=drawing.bar(most=each.max, result=result, goal=goal),
        said=pages.said(each),
        url=way.criterion(each.path, year=year),
    )


def _figures(data: CriterionPage) -> tuple[Figure, ...]:
    row = data.row
    result = _("Kết quả %(year)s") % {"year": data.result_year} if data.result_year else _("Kết quả")
    target = _("Mục tiêu %(year)s") % {"year": data.target_year} if data.target_year else _("Mục tiêu")
    return (
        Figure(result, figure(figures.of(row.result)), unit=f"/ {figure(figures.even(row.max))}"),
        Figure(target, figures.aim(row.target)),
        Figure(_("Thiếu"), figure(figures.even(row.shortfall)) if row.shortfall is not None else "–"),
    )


def _why(data: CriterionPage) -> tuple[str, ...]:
    """What the figures say, in sentences; the last one says what would bring more points."""
    row = data.row
    if row.result is None or row.result.value is None:
        return (_("Chưa có kết quả cho tiêu chí này."),)
    said = [
        _("Đạt %(result)s trên %(most)s điểm.")
        % {"result": figure(figures.of(row.result)), "most": figure(figures.even(row.max))}
    ]
    weak = sorted((each for each in data.children if each.shortfall), key=lambda each: -(each.shortfall or 0))
    if not row.shortfall:
        return (*said, _("Đã đạt điểm tối đa."))
    said.append(_("Còn thiếu %(gap)s điểm so với tối đa.") % {"gap": figure(figures.even(row.shortfall))})
    if weak:
        said.append(
            _("Mất nhiều nhất ở %(code)s %(name)s: %(gap)s điểm.")
            % {"code": weak[0].code, "name": weak[0].name, "gap": figure(figures.even(weak[0].shortfall))}
        )
    goal = row.target.value if row.target else None
    if goal is not None and goal > row.result.value:
        more = figure(figures.even(goal - row.result.value))
        said.append(_("Cần thêm %(more)s điểm để đạt mục tiêu.") % {"more": more})
    return tuple(said)


def _source(data: CriterionPage) -> Place | None:
    place = data.source
    if place is None:
        return None
    page = _("trang %(page)s") % {"page": place.page} if place.page else ""
    row = _("dòng %(row)s") % {"row": place.row} if place.row else ""
    url = f"{reverse('document', args=[place.document])}?table={place.table}&printed={place.row or ''}"
    return Place(place.document_name, ", ".join(part for part in (page, row) if part), url)
