"""Correcting what was read, in its place; keeping a finding as printed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parindex.cycle.documents import actions, queries, review, states
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking
from parindex.faces.web.asking import Request
from parindex.faces.web.documents import forms, paper, places, rows
from parindex.faces.web.documents import review as desks


def row(request: Request, key: int, table: str, row: int) -> HttpResponse:
    """Correct one row: its form in its place, or on a page of its own."""
    return _edit(request, key, table=table, position=row)


def total(request: Request, key: int, table: str) -> HttpResponse:
    """Correct the total of a table."""
    return _edit(request, key, table=table, position=review.TOTAL)


def table(request: Request, key: int, table: str) -> HttpResponse:
    """Correct what a table says of itself: its index, its years, its title."""
    return _edit(request, key, table=table, position=review.WHOLE_TABLE)


def head(request: Request, key: int) -> HttpResponse:
    """Correct what the document says of itself."""
    return _edit(request, key, table="", position=review.WHOLE_TABLE)


@require_POST
def keep(request: Request, key: int) -> HttpResponse:
    """Leave a finding as printed."""
    document = queries.get(key, by=request.actor)
    try:
        actions.keep(document, request.POST.get("finding", ""), reason="", by=request.actor, at=request.at)
    except (review.WrongValue, states.NotPossible):
        messages.info(request, _("Điểm này không còn: số liệu đã được sửa. Danh sách dưới đây là mới nhất."))
    back = request.POST.get("back", "")
    allowed = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return redirect(back if allowed else reverse("document", args=[key]))


def _edit(request: Request, key: int, *, table: str, position: int) -> HttpResponse:
    document = queries.get(key, by=request.actor)
    require(request.actor, Permission.DOCUMENT_CORRECT, at=document.owner.place)
    if request.POST.get("put") in {"out", "back"}:
        return _put(request, document, table=table, position=position)
    place = places.find(document, table=table, position=position)
    if request.GET.get("show"):
        return _shown(request, place)
    form = places.form(place, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        form = _saved(request, place, form)
        if not form.errors:
            return _after(request, places.find(document, table=table, position=position))
    row = places.in_table(place)
    part = "web/documents/row_form.html" if request.htmx and row else "web/documents/correct.html"
    context = {
        "form": form,
        "row": row,
        "page": places.alone(place),
        "removable": bool(table) and position >= 0,
    }
    return render(request, part, context, status=422 if form.errors else 200)


def _put(request: Request, document: Any, *, table: str, position: int) -> HttpResponse:
    """Take a row out that the document does not have, or put it back."""
    value = "1" if request.POST["put"] == "out" else ""
    change = review.Change(table=table, row=position, field=review.REMOVED, value=value)
    try:
        actions.correct(
            document, change, reason="", version=document.version, by=request.actor, at=request.at
        )
    except (review.WrongValue, actions.Overtaken, actions.Locked, states.NotPossible):
        messages.warning(request, _("Dòng này vừa thay đổi hoặc bảng đã tiếp nhận, nên chưa làm được."))
    back = f"{reverse('document', args=[document.pk])}?table={table}"
    return HttpResponse(headers={"HX-Redirect": back}) if request.htmx else redirect(back)


def _saved(request: Request, place: places.Place, form: forms.FieldsForm) -> forms.FieldsForm:
    """The form, every changed field of it kept; else with errors that say why not."""
    version = asking.number(request.POST, "version")
    try:
        places.save(place, form.changes(), version=version, by=request.actor, at=request.at)
    except review.WrongValue as wrong:
        form.add_error(str(wrong) if str(wrong) in form.fields else None, _wrong(str(wrong)))
    except actions.Overtaken:
        now = queries.get(place.document.pk, by=request.actor)
        form = places.renewed(places.find(now, table=form.table, position=form.row), form)
    except (actions.Locked, states.NotPossible):
        form.add_error(
            None,
            _("Bảng này đã tiếp nhận nên không sửa ở đây được nữa. Hãy sửa tại bộ tiêu chí hoặc kế hoạch."),
        )
    return form


def _wrong(field: str) -> str:
    if field in review.FIGURES:
        return _("Hãy nhập một số, ví dụ 2,75; để trống nếu văn bản không ghi.")
    if field == "issued_on":
        return _("Hãy nhập ngày có thật, ví dụ 30/5/2024.")
    if field == "code":
        return _("Hãy nhập mã như văn bản in, không có dấu gạch chéo.")
    return _("Giá trị này chưa dùng được. Hãy nhập lại như văn bản ghi.")


def _after(request: Request, place: places.Place) -> HttpResponse:
    """The row as it now reads, and the findings that are left."""
    if not (request.htmx and places.in_table(place)):
        messages.success(request, _("Đã sửa và kiểm tra lại."))
        return redirect(places.back(place))
    return _shown(request, place)


def _shown(request: Request, place: places.Place) -> HttpResponse:
    if places.in_table(place) is None:
        raise Http404
    position = "total" if place.position == review.TOTAL else str(place.position)
    empty = paper.Source()
    wanted = rows.Wanted(here=position)
    page = desks.desk(place.document, place.desk, table="", wanted=wanted, source=empty, actor=request.actor)
    context = {"page": page, "row": places.shown(place), "swap": True}
    return render(request, "web/documents/row_after.html", context)
