"""The list of cycles, one cycle with its units, and their files."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parindex.cycle.assessments.queries import cycles as queries
from parindex.cycle.assessments.queries import members
from parindex.faces.web import asking, exporting, showing
from parindex.faces.web.asking import Request
from parindex.faces.web.cycles import lists, pages


@require_safe
def cycles(request: Request) -> HttpResponse:
    """Every cycle the person may see."""
    data = queries.listed(by=request.actor, at=request.at)
    page = lists.cycles(data, request.GET, now=request.at)
    return render(request, "web/cycles/list.html", {"page": page})


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """The list as it is limited, as a file."""
    data = queries.listed(by=request.actor, at=request.at)
    return exporting.answer(lists.cycles_export(data, request.GET, now=request.at), kind=kind)


@require_safe
def cycle(request: Request, key: int) -> HttpResponse:
    """One cycle with one sheet of its units."""
    return shown(request, key)


@require_safe
def progress(request: Request, key: int) -> HttpResponse:
    """How far the queue is with a cycle; asked again and again while it works."""
    found = queries.get(key, by=request.actor)
    sees = queries.sees_states(found, by=request.actor)
    working = queries.working(found) if sees else None
    return render(request, "web/cycles/working.html", {"working": working, "key": key})


@require_safe
def units(request: Request, key: int, kind: str) -> HttpResponse:
    """The units as they are limited, as a file."""
    found = queries.get(key, by=request.actor)
    (item,) = queries.items([found], by=request.actor, at=request.at)
    listed = members.listed(found, by=request.actor, words=_sought(request), show=request.GET.get("show", ""))
    return exporting.answer(lists.units_export(item, listed), kind=kind)


def shown(request: Request, key: int) -> HttpResponse:
    """The page of a cycle."""
    data = queries.page(key, by=request.actor, at=request.at)
    number = asking.number(request.GET, "sheet", most=10**6) or 1
    found = queries.get(key, by=request.actor)
    listed = members.listed(
        found,
        by=request.actor,
        words=_sought(request),
        show=request.GET.get("show", ""),
        first=(number - 1) * showing.SHEET,
        most=showing.SHEET,
    )
    page = pages.page(data, listed, request.GET, by=request.actor, now=request.at)
    return render(request, "web/cycles/cycle.html", {"page": page})


def _sought(request: Request) -> str:
    return request.GET.get("q", "")[:200]
