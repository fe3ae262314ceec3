"""Recording what units read: on the grid, or from a table that is taken whole or not at all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.measures import actions, checks, queries, tables
from parindex.cycle.measures.actions import Paper, Read
from parindex.cycle.measures.checks import Taken
from parindex.cycle.units import queries as units
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding, Words
from parindex.faces.web import asking, showing
from parindex.faces.web.asking import Request
from parindex.faces.web.cycles import seasons
from parindex.faces.web.measures import pages, views
from parindex.faces.web.measures.forms import GridForm, ImportForm
from parindex.faces.web.templatetags.words import words
from parindex.foundation.files.refusals import Unacceptable


def record(request: Request, key: int) -> HttpResponse:
    """The figures of one sheet of units in a period, to be filled in."""
    found, item = _recorded(request, key)
    chosen = pages.period(request.GET, item, today=request.today)
    number = asking.number(request.GET, "sheet", most=10**6) or 1
    grid = queries.grid(
        found,
        since=chosen.since,
        until=chosen.until,
        kinds=views.asked_kinds(request, found),
        words=request.GET.get("q", "")[:200],
        first=(number - 1) * showing.SHEET,
        most=showing.SHEET,
        by=request.actor,
    )
    form = GridForm(
        request.POST or None, lines=grid.rows, is_pair=item.shape == "pair", initial={"as_of": request.today}
    )
    if form.is_valid():
        return _recorded_on_grid(request, found, form.cleaned_data, chosen=chosen)
    page = pages.page(item, grid, (), request.GET, chosen=chosen, may_record=True)
    context = {"page": page, "form": form, "steps": pages.steps_in(item)}
    return render(request, "web/measures/record.html", context, status=422 if form.errors else 200)


def bring(request: Request, key: int) -> HttpResponse:
    """A table of figures: taken when every row is right, else told row by row what is not."""
    found, item = _recorded(request, key)
    likely = seasons.suggested(request.today)
    initial = {"year": likely.year, "part": likely.part, "as_of": request.today}
    form = ImportForm(request.POST or None, request.FILES or None, initial=initial)
    faults: tuple[Finding, ...] = ()
    if form.is_valid():
        try:
            faults = _brought(request, found, form.cleaned_data)
            if not faults:
                data = form.cleaned_data
                asked = f"?year={data['year']}&part={data['part']}"
                return redirect(reverse("measure", args=[key]) + asked)
        except Unusable as wrong:
            form.add_error("file", words(Words(wrong.vi, wrong.en)))
        except Unacceptable as refused:
            form.add_error("file", words(refused.words))
    context = {"form": form, "faults": faults, "item": item, "steps": pages.steps_in(item)}
    return render(request, "web/measures/import.html", context, status=422 if form.errors or faults else 200)


def _recorded(request: Request, key: int) -> tuple[Any, Any]:
    found = queries.get(key, by=request.actor)
    require(request.actor, Permission.MEASURE_RECORD, at=found.owner.place)
    (item,) = queries.items([found], by=request.actor)
    return found, item


def _recorded_on_grid(
    request: Request, found: Any, data: dict[str, Any], *, chosen: pages.Period
) -> HttpResponse:
    new = actions.record(
        found,
        _reads(request, data["figures"]),
        since=chosen.since,
        until=chosen.until,
        as_of=data["as_of"],
        source=data["source"],
        by=request.actor,
        at=request.at,
    )
    _tell(request, new)
    return redirect(f"{reverse('measure', args=[found.pk])}?{request.GET.urlencode()}")


def _brought(request: Request, found: Any, data: dict[str, Any]) -> tuple[Finding, ...]:
    """Take the table; what is wrong with it, when anything is."""
    content = data["file"].read()
    since, until = seasons.span(data["year"], data["part"])
    kinds = queries.kinds_of(found)
    known = queries.known(found, kinds=kinds, on=since, by=request.actor)
    taken: Taken = checks.taken(tables.read(content), known, is_pair=found.shape == "pair")
    if taken.findings:
        return taken.findings
    new = actions.record_on_paper(
        found,
        _reads(request, taken.figures),
        paper=Paper(content, data["file"].name),
        since=since,
        until=until,
        as_of=data["as_of"],
        source=data["source"],
        by=request.actor,
        at=request.at,
    )
    _tell(request, new)
    return ()


def _reads(request: Request, figures: tuple[tuple[int, Any], ...]) -> list[Read]:
    found = units.visible(request.actor).in_bulk([unit for unit, _figure in figures])
    return [Read(found[unit], figure) for unit, figure in figures]


def _tell(request: Request, new: int) -> None:
    text = ngettext("Đã ghi %(n)s số liệu mới.", "Đã ghi %(n)s số liệu mới.", new) % {"n": new}
    rest = (
        _("Các kỳ đang mở lấy số liệu này tự động.")
        if new
        else _("Các số khác không đổi nên không ghi thêm.")
    )
    messages.success(request, f"{text} {rest}")
