"""Indexes: the list, the dense tree, one criterion, the export."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parindex.cycle.targets import queries
from parindex.cycle.targets.pages import IndexPage, IndexSummary, UnitIndexes
from parindex.cycle.units import queries as units
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking, exporting
from parindex.faces.web.asking import Request
from parindex.faces.web.indexes import criterion as one
from parindex.faces.web.indexes import exports, lists, pages, setting, ways


@require_safe
def indexes(request: Request) -> HttpResponse:
    """Every index the person may read, newest figures first."""
    may_upload = request.actor.can_anywhere(Permission.DOCUMENT_UPLOAD)
    page = lists.page(_summaries(request), request.GET, may_upload=may_upload)
    return render(request, "web/indexes/list.html", {"page": page})


@require_safe
def indexes_export(request: Request, kind: str) -> HttpResponse:
    """The list of indexes as it is limited, as a file."""
    return exporting.answer(lists.export(_summaries(request), request.GET), kind=kind)


def _summaries(request: Request) -> tuple[IndexSummary, ...]:
    unit = asking.number(request.GET, "unit")
    rows = queries.newest(by=request.actor)
    return tuple(row for row in rows if unit is None or row.unit == unit)


@require_safe
def index(request: Request, unit: int, index: str, level: str) -> HttpResponse:
    """One index of one unit as a dense tree."""
    all_of_unit = queries.indexes_of(unit, by=request.actor)
    data = _data(request, all_of_unit, index, level)
    page = pages.page(data, all_of_unit.rows, chosen=_chosen(request))
    return render(request, "web/indexes/index.html", {"page": page})


@require_safe
def export(request: Request, unit: int, index: str, level: str, kind: str) -> HttpResponse:
    """The rows that are shown, as a file."""
    data = _data(request, queries.indexes_of(unit, by=request.actor), index, level)
    return exporting.answer(exports.index(data, chosen=_chosen(request)), kind=kind)


@require_safe
def criterion(request: Request, unit: int, index: str, level: str, place: str) -> HttpResponse:
    """One criterion of one index of one unit."""
    name = _name(queries.indexes_of(unit, by=request.actor), index, level)
    try:
        data = queries.criterion_page(
            unit=unit, index=name, path=place, by=request.actor, year=_year(request), level=level
        )
    except queries.NoSuchIndex as missing:
        raise Http404 from missing
    return render(request, "web/indexes/criterion.html", {"page": one.page(data)})


def figure(request: Request, unit: int, index: str, level: str, place: str) -> HttpResponse:
    """Set the result or the target of one criterion, or of the whole, with the reason."""
    found = queries.indexes_of(unit, by=request.actor)
    data = _data(request, found, index, level)
    spot = setting.find(data, place, by=request.actor, on=request.today)
    require(request.actor, Permission.TARGET_EDIT, at=units.get(unit, by=request.actor).place)
    form = setting.form(spot, data=request.POST or None)
    if form.is_valid():
        form = setting.saved(spot, form, by=request.actor, at=request.at)
        if not form.errors:
            messages.success(request, _("Đã ghi số liệu cùng lý do."))
            return redirect(setting.page(spot).back)
    context = {"form": form, "page": setting.page(spot)}
    return render(request, "web/indexes/figure.html", context, status=422 if form.errors else 200)


def data_of(request: Request, unit: int, index: str, level: str) -> IndexPage:
    """The index that an address names, as the person sees it."""
    return _data(request, queries.indexes_of(unit, by=request.actor), index, level)


def _data(request: Request, found: UnitIndexes, slug: str, level: str) -> IndexPage:
    name = _name(found, slug, level)
    try:
        return queries.index_page(
            unit=found.unit, index=name, by=request.actor, year=_year(request), level=level
        )
    except queries.NoSuchIndex as missing:
        raise Http404 from missing


def _name(found: UnitIndexes, slug: str, level: str) -> str:
    """The index that an address names; Http404 when the unit has none such."""
    for row in found.rows:
        if ways.slug(row.index) == slug and row.level == level:
            return row.index
    raise Http404


def _year(request: Request) -> int | None:
    return asking.number(request.GET, "year", most=9999)


def _chosen(request: Request) -> pages.Chosen:
    return pages.Chosen(
        words=request.GET.get("q", "")[:200],
        owner=request.GET.get("owner", "")[:300],
        only_below=request.GET.get("show") == "below",
    )
