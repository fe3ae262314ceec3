"""Results as files: the workbook with live formulas, the annex for Word and PDF, lists for Excel."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parindex.cycle.results import contents, workbook
from parindex.cycle.results.pages import CycleItem, LeaguePage
from parindex.cycle.results.queries import cards as card_queries
from parindex.cycle.results.queries import criteria, differences, leagues, matrices
from parindex.faces.web import exporting
from parindex.faces.web.asking import Request
from parindex.faces.web.exporting import Column, Export, Value
from parindex.faces.web.results import league as tables
from parindex.faces.web.results.views import found, issue_of
from parindex.faces.web.templatetags.words import words
from parindex.foundation.writers import docx, pdf, xlsx
from parindex.foundation.writers import workbook as writer
from parindex.foundation.writers.content import Content

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": exporting.XLSX,
}


@require_safe
def league(request: Request, key: int, kind: str) -> HttpResponse:
    """The league table as a file."""
    number = issue_of(request)
    if kind == "xlsx":
        matrix = found(lambda: matrices.matrix(key, by=request.actor, number=number))
        return _answer(writer.write(workbook.tabs(matrix)), "xep-hang", kind)
    data = found(lambda: leagues.league(key, by=request.actor, number=number))
    if kind == "csv":
        return exporting.answer(_table(data, request), kind=kind)
    return _paper(contents.league(data), "xep-hang", kind)


@require_safe
def card(request: Request, key: int, unit: int, kind: str) -> HttpResponse:
    """The scorecard of one unit as a file."""
    number = issue_of(request)
    data = found(lambda: card_queries.scorecard(key, unit, by=request.actor, number=number))
    return _paper(contents.scorecard(data), "bang-diem", kind)


@require_safe
def heat(request: Request, key: int, kind: str) -> HttpResponse:
    """The heat map as a table of shares."""
    number = issue_of(request)
    data = found(lambda: criteria.heat(key, by=request.actor, number=number))
    league = data.league
    heads = [Column(_("Hạng"), 8), Column(_("Đơn vị"), 32), Column(_("Điểm"), 10)]
    heads += [Column(f"{each.code} (%)", 10) for each in league.domains]
    rows: list[list[Value]] = [
        [row.rank, row.unit_name, row.score, *(amount.share for amount in row.domains)] for row in league.rows
    ]
    return _list("don-vi-linh-vuc", league.cycle.name, heads, rows, kind, league.cycle)


@require_safe
def criterion(request: Request, key: int, kind: str) -> HttpResponse:
    """One criterion across all units as a list."""
    number, path = issue_of(request), request.GET.get("path", "")[:200]
    data = found(lambda: criteria.criterion(key, path, by=request.actor, number=number))
    heads = [Column(_("Vị trí"), 8), Column(_("Đơn vị"), 32), Column(_("Điểm"), 10)]
    heads += [Column(_("Tối đa"), 10), Column(_("Vì sao"), 80)]
    rows = [
        (row.place, row.unit_name, row.amount.points, row.amount.max, " ".join(map(words, row.why)))
        for row in data.rows
    ]
    title = f"{data.cycle.name} – {data.criterion.path} {data.criterion.name}"
    return _list("tieu-chi", title, heads, rows, kind, data.cycle)


@require_safe
def stages(request: Request, key: int, kind: str) -> HttpResponse:
    """Totals after every stage as a list."""
    data = found(lambda: differences.stage_differences(key, by=request.actor))
    heads = [Column(_("Đơn vị"), 32), *(Column(words(each.title), 16) for each in data.stages)]
    heads += [Column(_("Thẩm định so với tự chấm"), 16), Column(_("Điểm ngoài phần tự chấm"), 16)]
    rows: list[list[Value]] = [[row.unit_name, *row.totals, row.difference, row.besides] for row in data.rows]
    return _list("qua-cac-buoc", data.cycle.name, heads, rows, kind, data.cycle)


def _table(data: LeaguePage, request: Request) -> Export:
    heads = (
        Column(_("Hạng")),
        Column(_("Đơn vị")),
        Column(_("Nhóm")),
        Column(_("Điểm")),
        Column(_("Xếp loại")),
    )
    rows = [
        (row.rank, row.unit_name, row.group, row.score, row.class_name)
        for row in tables.narrowed(data, request.GET)
    ]
    export = Export("xep-hang", data.cycle.name, heads, rows)
    return exporting.marked(export) if data.cycle.is_illustrative else export


def _list(
    name: str,
    title: str,
    heads: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    kind: str,
    cycle: CycleItem,
) -> HttpResponse:
    export = Export(name, title, tuple(heads), rows)
    return exporting.answer(exporting.marked(export) if cycle.is_illustrative else export, kind=kind)


def _paper(content: Content, name: str, kind: str) -> HttpResponse:
    writers = {"docx": docx.write, "pdf": pdf.write, "xlsx": xlsx.write}
    if kind not in writers:
        raise Http404
    return _answer(writers[kind](content), name, kind)


def _answer(data: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=TYPES[kind])
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}") or "attachment"
    return answer
