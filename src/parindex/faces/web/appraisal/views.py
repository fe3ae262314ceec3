"""The appraisal desk: what waits, one criterion, one unit, one cell, the board; each saved as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from parindex.cycle.assessments.queries import cells, progress, worklists
from parindex.faces.web import asking, exporting
from parindex.faces.web.appraisal import boards, desks, exports, inspector, queues, ways
from parindex.faces.web.appraisal.ways import CRITERION, UNIT, Way
from parindex.faces.web.asking import Request


@require_safe
def home(request: Request) -> HttpResponse:
    """What waits for the person, in the newest cycle or the one chosen."""
    cycles = worklists.cycles(by=request.actor, at=request.at)
    chosen = asking.number(request.GET, "cycle") or (cycles[0][0] if cycles else None)
    if chosen is None:
        return render(request, "web/appraisal/empty.html", {})
    data = worklists.queue(chosen, by=request.actor, at=request.at)
    page = queues.page(data, cycles, request.GET, actor=request.actor)
    return render(request, "web/appraisal/home.html", {"page": page})


@require_safe
def home_export(request: Request, cycle: int, kind: str) -> HttpResponse:
    """What waits, criterion by criterion or unit by unit, as a file."""
    data = worklists.queue(cycle, by=request.actor, at=request.at)
    return exporting.answer(exports.queue(data, request.GET.get("by", "")), kind=kind)


@require_safe
def criterion(request: Request, cycle: int, leaf: int) -> HttpResponse:
    """One criterion across all units, with the unit that is selected."""
    way = Way(CRITERION, cycle, leaf, request.GET)
    selected = asking.number(request.GET, "unit")
    page = desks.of_criterion(way, selected=selected, by=request.actor, at=request.at)
    return render(request, "web/appraisal/desk.html", {"page": page})


@require_safe
def criterion_export(request: Request, cycle: int, leaf: int, kind: str) -> HttpResponse:
    """The criterion across all units as the list is narrowed, as a file."""
    way = Way(CRITERION, cycle, leaf, request.GET)
    data = worklists.criterion(cycle, leaf, chosen=way.whole, by=request.actor, at=request.at)
    return exporting.answer(exports.criterion(data), kind=kind)


@require_safe
def unit(request: Request, key: int) -> HttpResponse:
    """All criteria of one unit, with the one that is selected."""
    held = worklists.sheet(key, by=request.actor, at=request.at)
    way = Way(UNIT, held.cycle_id, key, request.GET)
    selected = asking.number(request.GET, "leaf")
    page = desks.of_unit(way, selected=selected, by=request.actor, at=request.at)
    return render(request, "web/appraisal/desk.html", {"page": page})


@require_safe
def unit_export(request: Request, key: int, kind: str) -> HttpResponse:
    """The criteria of one unit as the list is narrowed, as a file."""
    held = worklists.sheet(key, by=request.actor, at=request.at)
    way = Way(UNIT, held.cycle_id, key, request.GET)
    data = worklists.unit(key, chosen=way.whole, by=request.actor, at=request.at)
    return exporting.answer(exports.unit(data), kind=kind)


@require_safe
def cell(request: Request, key: int, leaf: int) -> HttpResponse:
    """The inspector of one cell; whoever opens it by itself gets the list around it."""
    held, _rule = cells.held(key, leaf, by=request.actor, at=request.at)
    way = ways.of_cell(key, leaf, cycle=held.cycle_id, asked=request.GET)
    here = key if way.desk == CRITERION else leaf
    if not request.htmx:
        return redirect(way.selected(here))
    following = asking.number(request.GET, "next")
    shown = inspector.inspector(way, here, following=str(following or ""), by=request.actor, at=request.at)
    return render(request, "web/appraisal/inspector.html", {"cell": shown})


@require_safe
def board(request: Request, cycle: int) -> HttpResponse:
    """How far the appraisal of a cycle is."""
    page = boards.page(progress.progress(cycle, by=request.actor, at=request.at))
    return render(request, "web/appraisal/board.html", {"page": page})


@require_safe
def board_export(request: Request, cycle: int, kind: str) -> HttpResponse:
    """The board as a file."""
    data = progress.progress(cycle, by=request.actor, at=request.at)
    return exporting.answer(exports.board(data), kind=kind)
