"""Results: the list, the league table, a unit's scorecard, units beside each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parindex.cycle.results.queries import cards as card_queries
from parindex.cycle.results.queries import criteria, differences, issues, leaguesheets
from parindex.cycle.results.queries.issues import NoSuchResult
from parindex.faces.web import asking
from parindex.faces.web.asking import Request
from parindex.faces.web.results import cards, compare, lists, ways
from parindex.faces.web.results import league as tables

T = TypeVar("T")


@require_safe
def results(request: Request) -> HttpResponse:
    """The cycles whose results the person may see."""
    page = lists.page(issues.cycles(by=request.actor), request.GET)
    return render(request, "web/results/list.html", {"page": page})


@require_safe
def league(request: Request, key: int) -> HttpResponse:
    """The league table of an issue."""
    number = issue_of(request)
    asked = tables.asked_of(request.GET)
    data = found(lambda: leaguesheets.frozen(key, asked, by=request.actor, number=number))
    page = tables.page(data, request.GET, number=number)
    return render(request, "web/results/league.html", {"page": page})


@require_safe
def standings(request: Request, key: int) -> HttpResponse:
    """What stands now, before it is frozen."""
    asked = tables.asked_of(request.GET)
    data = found(lambda: leaguesheets.standing(key, asked, by=request.actor))
    page = tables.page(data, request.GET, number=None, here="result-standings")
    return render(request, "web/results/league.html", {"page": page})


@require_safe
def card(request: Request, key: int, unit: int) -> HttpResponse:
    """The scorecard of one unit."""
    number = issue_of(request)
    data = found(lambda: card_queries.scorecard(key, unit, by=request.actor, number=number))
    return render(request, "web/results/card.html", {"page": cards.page(data, number=number)})


@require_safe
def heat(request: Request, key: int) -> HttpResponse:
    """Units × domains."""
    number = issue_of(request)
    data = found(lambda: criteria.heat(key, by=request.actor, number=number))
    return render(request, "web/results/heat.html", {"page": compare.heat(data, request.GET, number=number)})


@require_safe
def criterion(request: Request, key: int) -> HttpResponse:
    """One criterion across all units; the first domain when none is asked for."""
    number = issue_of(request)
    path = request.GET.get("path", "")[:200]
    start = ways.start(request.GET)
    data = found(
        lambda: criteria.criterion(key, path, by=request.actor, number=number, start=start, most=ways.SHEET)
    )
    if start and start >= data.count:
        raise Http404
    page = compare.criterion(data, request.GET, number=number)
    return render(request, "web/results/criterion.html", {"page": page})


@require_safe
def stages(request: Request, key: int) -> HttpResponse:
    """What each stage made of the one before."""
    start = ways.start(request.GET, "changes")
    data = found(lambda: differences.stage_differences(key, by=request.actor, start=start, most=ways.SHEET))
    if start and start >= data.count:
        raise Http404
    return render(request, "web/results/stages.html", {"page": compare.stages(data, request.GET)})


def issue_of(request: Request) -> int | None:
    """The number of the issue that the address asks for; None: the newest."""
    return asking.number(request.GET, "issue")


def found(ask: Callable[[], T]) -> T:
    """What ``ask`` gives; not found for those who may not see it."""
    try:
        return ask()
    except NoSuchResult as missing:
        raise Http404 from missing
