"""Saying what registers there are: ready-made ones, own ones, and what they count."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parindex.cycle.registers import queries, ready, specs
from parindex.cycle.registers.actions import defining
from parindex.cycle.registers.actions.defining import Definition, Overtaken, Unsound, WrongValue
from parindex.cycle.registers.counts import Count, Rhythm, Way
from parindex.cycle.registers.ready import Figure, UnknownBook
from parindex.cycle.units import queries as units
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking
from parindex.faces.web.asking import Request
from parindex.faces.web.registers import pages, shaping
from parindex.faces.web.registers.shaping import CountForm, ShapeForm
from parindex.faces.web.templatetags.words import words


def define(request: Request) -> HttpResponse:
    """A register of the province's own, or a ready-made one to take over."""
    owner = _province(request)
    form = ShapeForm(request.POST or None)
    if form.is_valid():
        try:
            made = defining.define(
                _definition(form),
                owner=owner,
                code=form.cleaned_data["code"],
                by=request.actor,
                at=request.at,
            )
            messages.success(request, _("Đã lập sổ. Tiếp theo, chọn số liệu mà sổ này tính ra."))
            return redirect("register-counts", made.pk)
        except (Unsound, WrongValue) as wrong:
            _tell(form, wrong)
    context = {"form": form, "books": ready.listed(), "steps": pages.steps()}
    return render(request, "web/registers/define.html", context, status=422 if form.errors else 200)


@require_POST
def take(request: Request, code: str) -> HttpResponse:
    """Take over a ready-made register with the measures it makes."""
    owner = _province(request)
    try:
        book = ready.book(code)
    except UnknownBook:
        raise Http404 from None
    made = defining.take_over(book, owner=owner, by=request.actor, at=request.at)
    messages.success(request, _("Đã lập sổ theo mẫu, kèm các số liệu tính từ sổ. Các đơn vị ghi được ngay."))
    return redirect("register", made.pk)


def revise(request: Request, key: int) -> HttpResponse:
    """Revise a register: fields are added and renamed, those in use stay."""
    found = _defined(request, key)
    shape = specs.shape(found)
    initial = {
        "name": found.name,
        "note": found.note,
        "rhythm": found.rhythm,
        "handled_as": found.handled_as,
        **shaping.told_conditions("handled", shape.handled, shape.fields),
    }
    form = ShapeForm(request.POST or None, own=shape.fields, initial=initial)
    if form.is_valid():
        try:
            seen = asking.number(request.POST, "version") or 0
            defining.revise(found, _definition(form), seen=seen, by=request.actor, at=request.at)
            messages.success(request, _("Đã sửa sổ."))
            return redirect("register", key)
        except (Unsound, WrongValue, Overtaken) as wrong:
            _tell(form, wrong)
    context = {
        "form": form,
        "conditions": shaping.condition_rows(form, "handled"),
        "version": asking.number(request.POST, "version") or found.version,
        "steps": pages.steps_in(found.pk, found.name),
        "key": key,
    }
    return render(request, "web/registers/revise.html", context, status=422 if form.errors else 200)


def count(request: Request, key: int) -> HttpResponse:
    """One more measure that a register makes."""
    found = _defined(request, key)
    own = specs.shape(found).fields
    initial = {"rhythm": found.rhythm}
    form = CountForm(request.POST or None, own=own, initial=initial)
    if form.is_valid():
        try:
            defining.count_anew(found, _figure(form, own), by=request.actor, at=request.at)
            messages.success(request, _("Đã lập số liệu; các đơn vị đã ghi sổ có số ngay sau đây."))
            return redirect("register-counts", key)
        except (Unsound, WrongValue) as wrong:
            _tell(form, wrong)
    context = {
        "form": form,
        "where": shaping.condition_rows(form, "where"),
        "part": shaping.condition_rows(form, "part"),
        "steps": pages.steps_in(found.pk, found.name),
        "key": key,
    }
    return render(request, "web/registers/count.html", context, status=422 if form.errors else 200)


@require_POST
def stop(request: Request, key: int) -> HttpResponse:
    """No longer make a measure of a register."""
    found = queries.counting(key, by=request.actor)
    register = found.register_id
    defining.stop_counting(found, by=request.actor, at=request.at)
    messages.success(request, _("Sổ không tính số liệu đó nữa. Số đã ghi vẫn giữ nguyên."))
    return redirect("register-counts", register)


def _province(request: Request) -> Any:
    rows = units.permitted(request.actor, Permission.REGISTER_DEFINE, on=request.today)
    province = rows.filter(province=None).first()
    if province is None:
        raise Http404
    return province


def _defined(request: Request, key: int) -> Any:
    found = queries.get(key, by=request.actor)
    require(request.actor, Permission.REGISTER_DEFINE, at=found.owner.place)
    return found


def _definition(form: ShapeForm) -> Definition:
    data, own = form.cleaned_data, form.wanted()
    return Definition(
        name=data["name"],
        note=data["note"],
        fields=own,
        handled=shaping.conditions(data, "handled", own),
        handled_as=data.get("handled_as", ""),
        rhythm=Rhythm(data["rhythm"]),
    )


def _figure(form: CountForm, own: Any) -> Figure:
    data = form.cleaned_data
    way = Way(data["way"])
    return Figure(
        code=data["code"],
        name=data["name"],
        counted_in=data["counted_in"],
        count=Count(
            way=way,
            rhythm=Rhythm(data["rhythm"]),
            where=shaping.conditions(data, "where", own),
            part=shaping.conditions(data, "part", own) if way is Way.RATIO else (),
            field=data["field"] if way is Way.SUM else "",
        ),
    )


def _tell(form: Any, wrong: Exception) -> None:
    if isinstance(wrong, Unsound):
        for each in wrong.findings:
            form.add_error(None, f"{words(each.message)} {words(each.remedy)}")
    elif isinstance(wrong, Overtaken):
        form.add_error(None, _("Sổ vừa được người khác sửa. Hãy tải lại trang rồi sửa tiếp."))
    else:
        told = {
            "part": _("Hãy chọn ít nhất một điều kiện của phần đạt."),
            "field": _("Hãy chọn cột số để cộng."),
            "measure": _("Mã số liệu này đã dùng cho số liệu khác. Hãy đặt mã khác."),
            "handled_as": _("Hãy ghi tên gọi khi đã xử lý, ví dụ Đã khắc phục."),
        }
        named = str(wrong) if str(wrong) in form.fields else None
        form.add_error(named, told.get(str(wrong), _("Giá trị này chưa dùng được.")))
