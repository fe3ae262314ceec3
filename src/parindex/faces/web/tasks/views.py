"""Following tasks: the list, the board, the calendar, by unit and criterion, the leaders' page, one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parindex.cycle.monitoring.queries import board as boards
from parindex.cycle.monitoring.queries import calendars, groups, leaders, lists
from parindex.faces.web import asking, exporting
from parindex.faces.web.asking import Request
from parindex.faces.web.tasks import calendars as months
from parindex.faces.web.tasks import deeds, leading, publishing, ways
from parindex.faces.web.tasks import lists as pages

EXPORTED = 10_000


@require_safe
def tasks(request: Request) -> HttpResponse:
    """The list of assignments."""
    data = lists.listed(
        ways.chosen(request.GET),
        by=request.actor,
        on=request.today,
        first=pages.first(request.GET),
        most=pages.SHEET,
    )
    page = pages.page(data, request.GET, on=request.today)
    return render(request, "web/tasks/list.html", {"page": page})


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """The list as it is limited, as a file."""
    data = lists.listed(ways.chosen(request.GET), by=request.actor, on=request.today, most=EXPORTED)
    return exporting.answer(pages.export(data), kind=kind)


@require_safe
def board(request: Request) -> HttpResponse:
    """The same assignments in columns by standing."""
    chosen, day = ways.chosen(request.GET), request.today
    columns = boards.board(chosen, by=request.actor, on=day, most=pages.CARDS)
    around = lists.around(chosen, by=request.actor)
    page = pages.board(columns, around, on=day)
    return render(request, "web/tasks/board.html", {"page": page})


@require_safe
def calendar(request: Request) -> HttpResponse:
    """The days of a month on which something is due."""
    begin = ways.a_month(request.GET.get("month", ""), on=request.today)
    data = calendars.month(begin, by=request.actor, on=request.today, most=months.SHOWN)
    page = months.month(data, begin, on=request.today)
    return render(request, "web/tasks/calendar.html", {"page": page})


@require_safe
def timeline(request: Request) -> HttpResponse:
    """The quarters of a year, plan by plan."""
    year = asking.number(request.GET, "year", most=9999) or request.today.year
    data = calendars.year(min(max(year, 1990), 2100), by=request.actor, on=request.today)
    return render(request, "web/tasks/timeline.html", {"page": months.year(data, on=request.today)})


@require_safe
def by_unit(request: Request) -> HttpResponse:
    """How much every unit owes, and how much of it is late."""
    data = groups.by_unit(by=request.actor, on=request.today, named=request.GET.get("q", "")[:200])
    return render(request, "web/tasks/groups.html", {"page": leading.units(data, request.GET)})


@require_safe
def by_unit_export(request: Request, kind: str) -> HttpResponse:
    """The same as a file."""
    data = groups.by_unit(by=request.actor, on=request.today, named=request.GET.get("q", "")[:200])
    return exporting.answer(leading.units_export(data), kind=kind)


@require_safe
def by_criterion(request: Request) -> HttpResponse:
    """How the tasks stand that are to gain points of each criterion."""
    data = groups.by_criterion(by=request.actor, on=request.today)
    page = leading.criteria(data, request.GET, unlinked=groups.unlinked(by=request.actor))
    return render(request, "web/tasks/groups.html", {"page": page})


@require_safe
def leaders_page(request: Request) -> HttpResponse:
    """What is late, who owes what, how it has gone: one page to be printed."""
    data = leaders.page(by=request.actor, on=request.today)
    context = {"page": leading.page(data, on=request.today), "publishing": publishing.way(request)}
    return render(request, "web/tasks/leaders.html", context)


@require_safe
def assignment(request: Request, key: int) -> HttpResponse:
    """One assignment: what it asks, what was reported and decided."""
    return deeds.one_assignment(request, key)
