"""The list of the indexes of other bodies; one of them unit by unit."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parindex.cycle.measures.queries import indexes
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking, exporting, showing
from parindex.faces.web.asking import Request
from parindex.faces.web.standings import pages


@require_safe
def standings(request: Request) -> HttpResponse:
    """Every index the person may see, with how the province stands."""
    may_record = request.actor.can_anywhere(Permission.MEASURE_RECORD)
    page = pages.listed(indexes.listed(by=request.actor), may_record=may_record)
    return render(request, "web/standings/list.html", {"page": page})


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """The list as a file."""
    return exporting.answer(pages.listed_export(indexes.listed(by=request.actor)), kind=kind)


@require_safe
def standing(request: Request, key: int) -> HttpResponse:
    """One index: value, rank, change and target of every unit in a period."""
    index = indexes.get(key, by=request.actor)
    item = indexes.item(index, by=request.actor)
    chosen = pages.period(request.GET, item, today=request.today)
    number = asking.number(request.GET, "sheet", most=10**6) or 1
    data = indexes.standings(
        index,
        since=chosen.since,
        until=chosen.until,
        words=request.GET.get("q", "")[:200],
        first=(number - 1) * showing.SHEET,
        most=showing.SHEET,
        by=request.actor,
    )
    may_record = request.actor.can(Permission.MEASURE_RECORD, at=index.owner.place)
    page = pages.page(item, data, indexes.parts(index), request.GET, chosen=chosen, may_record=may_record)
    return render(request, "web/standings/standing.html", {"page": page})


@require_safe
def table(request: Request, key: int, kind: str) -> HttpResponse:
    """The units of a period, as a file that can be filled in and imported."""
    index = indexes.get(key, by=request.actor)
    item = indexes.item(index, by=request.actor)
    chosen = pages.period(request.GET, item, today=request.today)
    words = request.GET.get("q", "")[:200]
    data = indexes.standings(index, since=chosen.since, until=chosen.until, words=words, by=request.actor)
    return exporting.answer(pages.standing_export(item, data, indexes.parts(index), chosen=chosen), kind=kind)
