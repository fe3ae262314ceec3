"""Bringing a table of entries into a register: taken whole, or told row by row and column by column."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.registers import checks, queries, specs, tables
from parindex.cycle.registers.actions import importing
from parindex.cycle.registers.actions.defining import Unsound
from parindex.engine.access.checks import require_anywhere
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding, Words
from parindex.faces.web import exporting
from parindex.faces.web.asking import Request
from parindex.faces.web.registers import pages
from parindex.faces.web.registers.forms import TableForm
from parindex.faces.web.templatetags.words import words

MOST_FAULTS = 200


@require_safe
def blank(request: Request, key: int, kind: str) -> HttpResponse:
    """A table to fill in, with the units the person may enter for."""
    require_anywhere(request.actor, Permission.REGISTER_RECORD)
    found = queries.get(key, by=request.actor)
    (item,) = queries.items([found], by=request.actor)
    units = [(each.code, each.name) for each in queries.recorders(found, by=request.actor, on=request.today)]
    return exporting.answer(pages.blank_export(item, specs.shape(found).fields, units), kind=kind)


def bring(request: Request, key: int) -> HttpResponse:
    """A table of entries: every line is entered, or none is."""
    require_anywhere(request.actor, Permission.REGISTER_RECORD)
    found = queries.get(key, by=request.actor)
    form = TableForm(request.POST or None, request.FILES or None)
    faults: tuple[Finding, ...] = ()
    if form.is_valid():
        try:
            entered = _brought(request, found, form.cleaned_data["file"])
            told = ngettext("Đã ghi %(n)s dòng vào sổ.", "Đã ghi %(n)s dòng vào sổ.", entered)
            messages.success(request, told % {"n": entered})
            return redirect("register", key)
        except Unsound as wrong:
            faults = wrong.findings
        except Unusable as unusable:
            form.add_error("file", words(Words(unusable.vi, unusable.en)))
    (item,) = queries.items([found], by=request.actor)
    context = {
        "form": form,
        "faults": faults[:MOST_FAULTS],
        "count": len(faults),
        "item": item,
        "steps": pages.steps_in(found.pk, found.name),
    }
    status = 422 if form.errors or faults else 200
    return render(request, "web/registers/import.html", context, status=status)


def _brought(request: Request, found: Any, file: Any) -> int:
    """Enter every line of the table. Raises Unsound with all that is wrong with it, Unusable."""
    own = specs.shape(found).fields
    units = queries.recorders(found, by=request.actor, on=request.today)
    known = queries.known(found, by=request.actor, on=request.today)
    taken = checks.taken(tables.read(file.read(), own), own, known, today=request.today)
    if taken.findings:
        raise Unsound(taken.findings)
    named = units.filter(pk__in={each.unit for each in taken.lines})
    return importing.bring(
        found, taken.lines, units=list(named), file=file.name[:200], by=request.actor, at=request.at
    )
