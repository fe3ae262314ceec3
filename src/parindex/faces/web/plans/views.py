"""Plans: the list, the tasks of one, one task, the tasks of a unit, the export."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parindex.cycle.plans import queries
from parindex.cycle.units import queries as units
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking, exporting, showing
from parindex.faces.web.asking import Request
from parindex.faces.web.plans import exports, lists, pages
from parindex.faces.web.plans import units as of_units
from parindex.faces.web.showing import Step


@require_safe
def plans(request: Request) -> HttpResponse:
    """Every plan the person may read."""
    may_upload = request.actor.can_anywhere(Permission.DOCUMENT_UPLOAD)
    page = lists.plans(queries.listed(by=request.actor, on=request.today), request.GET, may_upload=may_upload)
    return render(request, "web/plans/list.html", {"page": page})


@require_safe
def plans_export(request: Request, kind: str) -> HttpResponse:
    """The list of plans as it is limited, as a file."""
    data = queries.listed(by=request.actor, on=request.today)
    return exporting.answer(lists.plans_export(data, request.GET), kind=kind)


@require_safe
def plan(request: Request, key: int) -> HttpResponse:
    """One plan, its tasks searched and narrowed."""
    chosen = pages.chosen(request.GET)
    count = queries.matching_in(key, chosen, by=request.actor, on=request.today)
    number = asking.number(request.GET, "sheet") or 1
    sheet = showing.sheet(count, number=number, query=pages.query(chosen), size=pages.SHEET)
    first = max(sheet.first - 1, 0)
    data = queries.page(key, chosen=chosen, by=request.actor, on=request.today, first=first, most=pages.SHEET)
    page = pages.page(data, sheet=sheet, on=request.today)
    return render(request, "web/plans/plan.html", {"page": page})


@require_safe
def export(request: Request, key: int, kind: str) -> HttpResponse:
    """The tasks that are shown, as a file."""
    data = queries.page(key, chosen=pages.chosen(request.GET), by=request.actor, on=request.today)
    return exporting.answer(exports.plan(data), kind=kind)


@require_safe
def task(request: Request, key: int) -> HttpResponse:
    """One task with its source."""
    found = queries.task(key, by=request.actor)
    item, plan = queries.task_item(found, on=request.today), found.plan
    step = Step(plan.number or plan.title, reverse("plan", args=[plan.pk]))
    place = f"{reverse('document', args=[plan.document_id])}?table={item.table}&printed={item.row or ''}"
    source = Step(plan.document.number or plan.document.name, place)
    may_correct = request.actor.can(Permission.PLAN_EDIT, at=plan.unit.place)
    page = pages.one(item, step, source=source, may_correct=may_correct, on=request.today)
    return render(request, "web/plans/task.html", {"page": page})


@require_safe
def unit_tasks(request: Request, key: int) -> HttpResponse:
    """What one unit leads and joins in."""
    unit = units.get(key, by=request.actor)
    require(request.actor, Permission.PLAN_READ, at=unit.place)
    words = request.GET.get("q", "")[:200]
    count = queries.count_of(unit, by=request.actor, words=words)
    number = asking.number(request.GET, "sheet") or 1
    sheet = showing.sheet(count, number=number, query={"q": words}, size=pages.SHEET)
    first, most = max(sheet.first - 1, 0), pages.SHEET
    shown = queries.tasks_of(unit, by=request.actor, on=request.today, words=words, first=first, most=most)
    page = of_units.unit(shown, sheet=sheet, sought=words, on=request.today)
    return render(request, "web/plans/unit.html", {"page": page})


@require_safe
def unit_export(request: Request, key: int, kind: str) -> HttpResponse:
    """The tasks of one unit as they are limited, as a file."""
    unit = units.get(key, by=request.actor)
    require(request.actor, Permission.PLAN_READ, at=unit.place)
    words = request.GET.get("q", "")[:200]
    data = queries.tasks_of(unit, by=request.actor, on=request.today, words=words)
    return exporting.answer(exports.unit(data), kind=kind)
