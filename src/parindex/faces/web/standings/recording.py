"""Following an index of another body, and importing what it says: whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.measures import actions, checks, families, findings, queries, tables
from parindex.cycle.measures.actions import Paper, Read, WrongValue
from parindex.cycle.measures.queries import indexes
from parindex.cycle.units import queries as units
from parindex.cycle.units.facts import Kind
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding, Words
from parindex.faces.web.asking import Request
from parindex.faces.web.cycles import seasons
from parindex.faces.web.measures.forms import ImportForm
from parindex.faces.web.standings import pages
from parindex.faces.web.standings.forms import IndexForm
from parindex.faces.web.templatetags.words import words
from parindex.foundation.files.refusals import Unacceptable

HEADS = {
    "": ("giá trị", "điểm", "kết quả", "value"),
    "rank": ("xếp hạng", "hạng", "rank"),
    "target": ("chỉ tiêu", "mục tiêu", "target"),
}
KINDS = tuple(each.value for each in Kind if each is not Kind.DIVISION)


def keep(request: Request) -> HttpResponse:
    """Follow one more index."""
    owned = units.permitted(request.actor, Permission.MEASURE_RECORD, on=request.today)
    province = owned.filter(province=None).first()
    if province is None:
        raise Http404
    keepers = owned.filter(kind__in=(Kind.DEPARTMENT.value, Kind.DEPARTMENT_EQUIVALENT.value))
    named = {each.pk: each for each in keepers.order_by("position", "pk")}
    form = IndexForm(request.POST or None, units=[(pk, each.name) for pk, each in named.items()])
    if form.is_valid():
        kept = actions.keep_index(
            families.family(form.cleaned_data["family"]),
            owner=province,
            kept_by=named.get(form.cleaned_data["kept_by"] or 0),
            parts=form.lines(),
            by=request.actor,
            at=request.at,
        )
        messages.success(request, _("Đã theo dõi chỉ số này. Tiếp theo, nhập bảng kết quả đã công bố."))
        return redirect("standing", kept.pk)
    context = {"form": form, "steps": pages.steps()}
    return render(request, "web/standings/keep.html", context, status=422 if form.errors else 200)


def bring(request: Request, key: int) -> HttpResponse:
    """A table of an index: value, rank, target and sub-indexes, all columns or none."""
    index = indexes.get(key, by=request.actor)
    require(request.actor, Permission.MEASURE_RECORD, at=index.owner.place)
    item = indexes.item(index, by=request.actor)
    likely = seasons.suggested(request.today)
    initial = {"year": likely.year, "part": seasons.YEAR, "as_of": request.today}
    form = ImportForm(request.POST or None, request.FILES or None, initial=initial)
    faults: tuple[Finding, ...] = ()
    if form.is_valid():
        try:
            faults = _brought(request, index, form.cleaned_data)
            if not faults:
                asked = f"?year={form.cleaned_data['year']}&part={form.cleaned_data['part']}"
                return redirect(reverse("standing", args=[key]) + asked)
        except Unusable as unusable:
            form.add_error("file", words(Words(unusable.vi, unusable.en)))
        except Unacceptable as refused:
            form.add_error("file", words(refused.words))
        except WrongValue:
            form.add_error(None, _("Giá trị này chưa dùng được."))
    context = {
        "form": form,
        "faults": faults,
        "item": item,
        "parts": indexes.parts(index),
        "steps": pages.steps_in(item),
    }
    status = 422 if form.errors or faults else 200
    return render(request, "web/standings/import.html", context, status=status)


def _brought(request: Request, index: Any, data: dict[str, Any]) -> tuple[Finding, ...]:
    """Take every column of the table; what is wrong with it, when anything is."""
    content = data["file"].read()
    since, until = seasons.span(data["year"], data["part"])
    facets = indexes.facets(index)
    heads = {str(facets[facet].pk): said for facet, said in HEADS.items() if facet in facets}
    heads |= {str(each.key): (each.name,) for each in indexes.parts(index)}
    known = queries.known(index, kinds=KINDS, on=since, by=request.actor)
    columns = tables.by_column(content, heads)
    taken = {
        int(key): (head, checks.taken(table, known, is_pair=False)) for key, (head, table) in columns.items()
    }
    faults = tuple(
        replace(finding, column=head)
        for head, found in taken.values()
        for finding in found.findings
        if finding.code != findings.TABLE_IS_EMPTY
    )
    figures = {key: found.figures for key, (_head, found) in taken.items() if found.figures}
    if not columns:
        return (findings.without_units(), findings.without_figures(is_pair=False))
    if faults or not figures:
        return faults or (findings.empty(),)
    named = units.visible(request.actor).in_bulk({unit for each in figures.values() for unit, _ in each})
    new = actions.record_index(
        index,
        {key: [Read(named[unit], figure) for unit, figure in each] for key, each in figures.items()},
        paper=Paper(content, data["file"].name),
        since=since,
        until=until,
        as_of=data["as_of"],
        source=data["source"],
        by=request.actor,
        at=request.at,
    )
    told = ngettext("Đã ghi %(n)s số liệu mới.", "Đã ghi %(n)s số liệu mới.", new)
    messages.success(request, told % {"n": new})
    return ()
