"""The first page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parindex.cycle.agenda.queries import desks, owing, rounds
from parindex.cycle.targets import queries as targets
from parindex.faces.web.asking import Request
from parindex.faces.web.home import pages


@require_safe
def home(request: Request) -> HttpResponse:
    """What is due and what is new for this person."""
    agenda = desks.agenda(by=request.actor, on=request.today, language=request.language)
    page = pages.home(
        agenda,
        targets.nearest(by=request.actor),
        rounds.due(by=request.actor, at=request.at),
        owing.owing(by=request.actor, on=request.today),
        by=request.actor,
        on=request.today,
        now=request.at,
    )
    return render(request, "web/home/home.html", {"page": page})
