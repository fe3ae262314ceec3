"""The list of registers; one register with its entries; what it counts and where that goes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parindex.cycle.registers import queries, specs
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking, exporting, showing
from parindex.faces.web.asking import Request
from parindex.faces.web.registers import pages


@require_safe
def registers(request: Request) -> HttpResponse:
    """Every register the person may see."""
    number = asking.number(request.GET, "sheet", most=10**6) or 1
    data = queries.listed(
        by=request.actor, words=_sought(request), first=(number - 1) * showing.SHEET, most=showing.SHEET
    )
    may_define = request.actor.can_anywhere(Permission.REGISTER_DEFINE)
    page = pages.registers(data, request.GET, may_define=may_define)
    return render(request, "web/registers/list.html", {"page": page})


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """The list as it is limited, as a file."""
    data = queries.listed(by=request.actor, words=_sought(request))
    return exporting.answer(pages.registers_export(data), kind=kind)


@require_safe
def register(request: Request, key: int) -> HttpResponse:
    """One register with one sheet of the entries asked for."""
    found = queries.get(key, by=request.actor)
    (item,) = queries.items([found], by=request.actor)
    number = asking.number(request.GET, "sheet", most=10**6) or 1
    data = queries.found(
        found,
        pages.asked_of(request.GET),
        by=request.actor,
        first=(number - 1) * showing.SHEET,
        most=showing.SHEET,
    )
    page = pages.page(
        item,
        specs.shape(found).fields,
        data,
        queries.kept_by(found, by=request.actor),
        request.GET,
        may_record=request.actor.can_anywhere(Permission.REGISTER_RECORD),
        may_define=request.actor.can(Permission.REGISTER_DEFINE, at=found.owner.place),
    )
    return render(request, "web/registers/register.html", {"page": page})


@require_safe
def table(request: Request, key: int, kind: str) -> HttpResponse:
    """The entries asked for, as a file."""
    found = queries.get(key, by=request.actor)
    (item,) = queries.items([found], by=request.actor)
    data = queries.found(found, pages.asked_of(request.GET), by=request.actor)
    return exporting.answer(pages.entries_export(item, specs.shape(found).fields, data.rows), kind=kind)


@require_safe
def counts(request: Request, key: int) -> HttpResponse:
    """The measures that a register makes, and the criteria that take their input from them."""
    found = queries.get(key, by=request.actor)
    may_define = request.actor.can(Permission.REGISTER_DEFINE, at=found.owner.place)
    rows = pages.counted(
        queries.countings(found, by=request.actor), specs.shape(found).fields, may_define=may_define
    )
    steps = pages.steps_in(found.pk, found.name)
    context = {"rows": rows, "steps": steps, "key": found.pk, "may_define": may_define}
    return render(request, "web/registers/counts.html", context)


def _sought(request: Request) -> str:
    return request.GET.get("q", "")[:200]
