"""The directory of units through time, and one unit."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parindex.cycle.units import queries
from parindex.faces.web import exporting
from parindex.faces.web.asking import Request
from parindex.faces.web.units import one, pages


@require_safe
def units(request: Request) -> HttpResponse:
    """Every unit of the person's provinces, as it was on a day."""
    wanted = pages.asked(request.GET, today=request.today)
    page = pages.directory(wanted, by=request.actor, today=request.today)
    return render(request, "web/units/list.html", {"page": page})


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """The directory as it is limited, as a file."""
    wanted = pages.asked(request.GET, today=request.today)
    return exporting.answer(pages.export(wanted, by=request.actor), kind=kind)


@require_safe
def unit(request: Request, key: int) -> HttpResponse:
    """One unit: its names, what came before and after it, and what the person may see of its work."""
    found = queries.get(key, by=request.actor)
    return render(
        request, "web/units/unit.html", {"page": one.unit(found, by=request.actor, on=request.today)}
    )
