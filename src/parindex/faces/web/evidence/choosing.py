"""Choosing from the library of the unit what is to be shown for a leaf."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from parindex.cycle.assessments.pieces import Shown
from parindex.cycle.assessments.queries import attachments
from parindex.cycle.evidence import queries as evidence
from parindex.engine.access.checks import Refused
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking
from parindex.faces.web.asking import Request
from parindex.faces.web.evidence import attaching, lists, panel
from parindex.faces.web.evidence.panel import Said

MOST = 40


@dataclass(frozen=True, slots=True)
class Choosing:
    """The library as the chooser shows it."""

    title: str
    sought: str
    rows: tuple[lists.Row, ...]
    is_cut: bool
    here: str
    choose: str


@attaching.while_open
def choose(request: Request, assessment: int, criterion: int) -> HttpResponse:
    """The unit's library, searched without diacritics; or the piece that was chosen, shown for the leaf."""
    shown = attachments.shown(assessment, criterion, by=request.actor, at=request.at)
    if not shown.is_own:
        raise Refused(Permission.ASSESSMENT_SCORE)
    if request.method == "POST":
        return _chosen(request, shown)
    page = _choosing(request, shown)
    part = "web/evidence/choose_rows.html" if request.htmx else "web/evidence/choose.html"
    return render(request, part, {"page": page})


def _chosen(request: Request, shown: Shown) -> HttpResponse:
    key = asking.number(request.POST, "item")
    if key is None:
        told = Said(wrong=_("Chưa chọn tài liệu nào trong kho."))
        return attaching.answer(request, shown.assessment, shown.criterion, told)
    item = attachments.item(key, by=request.actor, at=request.at)
    pages = request.POST.get("pages", "")
    return attaching.show(request, shown.assessment, shown.criterion, item, pages=pages)


def _choosing(request: Request, shown: Shown) -> Choosing:
    sought = request.GET.get("q", "")[:200]
    held = {each.item for each in shown.pieces}
    rows = evidence.of_unit(shown.holder, by=request.actor).exclude(pk__in=held)
    found = list(evidence.matching(rows, sought)[: MOST + 1])
    counts = attachments.use_counts(each.pk for each in found)
    return Choosing(
        title=f"{shown.path} {shown.name}",
        sought=sought,
        rows=tuple(lists.row(each, uses=counts.get(each.pk, 0)) for each in found[:MOST]),
        is_cut=len(found) > MOST,
        here=panel.address(shown.assessment, shown.criterion),
        choose=request.path,
    )
