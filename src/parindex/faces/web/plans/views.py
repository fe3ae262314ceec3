"""Plans: the list, the tasks of one, one task, the tasks of a unit, the export."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parindex.cycle.documents import queries as documents
from parindex.cycle.plans import queries
from parindex.cycle.plans.pages import PlanItem, TaskItem
from parindex.cycle.plans.queries import linking, replies
from parindex.cycle.units import queries as units
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking, exporting, showing
from parindex.faces.web.asking import Request
from parindex.faces.web.plans import deeds, exports, links, lists, pages
from parindex.faces.web.plans import units as of_units
from parindex.faces.web.showing import Step


@require_safe
def plans(request: Request) -> HttpResponse:
    """Every plan the person may read."""
    may_upload = request.actor.can_anywhere(Permission.DOCUMENT_UPLOAD)
    may_start = request.actor.can_anywhere(Permission.TASK_REPORT)
    data = queries.listed(by=request.actor, on=request.today)
    page = lists.plans(data, request.GET, may_upload=may_upload, may_start=may_start)
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
    page = pages.page(data, sheet=sheet, around=_around(request, data.plan), on=request.today)
    return render(request, "web/plans/plan.html", {"page": page})


def _around(request: Request, item: PlanItem) -> pages.Around:
    """The plan that this one carries out, and whether the person may draw up one that carries it out."""
    asks = bool(item.reply_groups) or item.document is not None
    if item.answers is None:
        found = queries.get(item.key, by=request.actor)
        own = replies.own(found, by=request.actor, on=request.today) if asks else ()
        return pages.Around(may_draw_up=bool(own))
    answered = queries.visible(request.actor).filter(pk=item.answers).first()
    return pages.Around(answered=deeds.step_of(answered) if answered else None)


@require_safe
def export(request: Request, key: int, kind: str) -> HttpResponse:
    """The tasks that are shown, as a file."""
    data = queries.page(key, chosen=pages.chosen(request.GET), by=request.actor, on=request.today)
    return exporting.answer(exports.plan(data), kind=kind)


@require_safe
def task(request: Request, key: int) -> HttpResponse:
    """One task with its source, its criteria and what was changed of it."""
    found = queries.task(key, by=request.actor)
    item = queries.task_item(found, on=request.today)
    may_correct = queries.may_work_on(found.plan, by=request.actor)
    about = pages.About(
        plan=deeds.step_of(found.plan),
        source=_source(request, found, item),
        carried=_carried(request, found),
        links=links.of(found, may_correct=may_correct),
        amendments=tuple(pages.amendment(each) for each in linking.amendments(found)),
        may_correct=may_correct,
    )
    return render(request, "web/plans/task.html", {"page": pages.one(item, about, on=request.today)})


def _source(request: Request, found: Any, item: TaskItem) -> Step | None:
    """The row of the document that prints the task, for whoever may open the document."""
    document = found.plan.document
    if document is None or not documents.visible(request.actor).filter(pk=document.pk).exists():
        return None
    place = f"{reverse('document', args=[document.pk])}?table={item.table}&printed={item.row or ''}"
    return Step(document.number or document.name, place)


def _carried(request: Request, found: Any) -> Step | None:
    """The task of the city that this one carries out, for whoever may read it."""
    if found.carries is None:
        return None
    plan = queries.visible(request.actor).filter(pk=found.carries.plan_id).first()
    return Step(deeds.step_of(plan).title, deeds.step_of_task(found.carries).url) if plan else None


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
