"""The monthly list that anybody may read where a province wants it, and the switch for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from parindex.cycle.monitoring.actions import publishing
from parindex.cycle.monitoring.checks import WrongValue
from parindex.cycle.monitoring.queries import publishing as published
from parindex.cycle.monitoring.queries.publishing import PublicItem, PublicMonth
from parindex.cycle.units import queries as units
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking, showing
from parindex.faces.web.asking import Request
from parindex.faces.web.cycles.clock import DayField
from parindex.faces.web.showing import Chip, Choice, Sheet, Step
from parindex.faces.web.tasks import lists, ways
from parindex.faces.web.templatetags.words import day

SHEET = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One task of one unit."""

    unit: str
    number: str
    text: str
    plan: str
    due: str
    done: str
    chip: Chip


@dataclass(frozen=True, slots=True)
class Count:
    """One unit: what is late and what it did."""

    name: str
    late: int
    done: int
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The public page of a month."""

    title: str
    about: str
    said: str
    months: tuple[Choice, ...]
    units: tuple[Count, ...]
    lines: tuple[Line, ...]
    sheet: Sheet
    whole: str
    """The way back to all units; blank where all are shown."""


class OpenForm(forms.Form):
    """From when on, and by which document."""

    since = DayField(
        label=gettext_lazy("Công khai từ tháng có ngày"),
        help_text=gettext_lazy("Ví dụ 01/05/2026: danh sách có từ tháng 5/2026 đến nay."),
    )
    decision = forms.CharField(label=gettext_lazy("Căn cứ (số văn bản)"), max_length=400)


class CloseForm(forms.Form):
    """By which document."""

    decision = forms.CharField(label=gettext_lazy("Căn cứ (số văn bản)"), max_length=400)


@require_safe
def month(request: Request, province: str, month: str) -> HttpResponse:
    """What units did in a month and what is late; not there unless the province opened it."""
    first = ways.a_day(f"{month}-01")
    if first is None:
        raise Http404
    sheet, unit = asking.number(request.GET, "sheet") or 1, asking.number(request.GET, "unit")
    data = published.month(
        province, first, unit=unit, on=request.today, start=(sheet - 1) * SHEET, most=SHEET
    )
    page = _page(data, province=province, unit=unit, number=sheet)
    return render(request, "web/tasks/public.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: Request, key: int) -> HttpResponse:
    """Open the list of a province to anybody, or close it."""
    province = units.get(key, by=request.actor)
    if province.province_id is not None:
        raise Http404
    require(request.actor, Permission.PLAN_ISSUE, at=province.place)
    row = published.switch_of(province, by=request.actor)
    is_open = row is not None and row.is_open
    form: forms.Form = (CloseForm if is_open else OpenForm)(request.POST or None)
    if form.is_valid() and _switched(request, province, form, is_open=is_open):
        return redirect("tasks-public", key)
    since = f"{row.since:%Y-%m}" if row is not None and row.is_open else ""
    context = {
        "form": form,
        "is_open": is_open,
        "since": lists.month(since) if since else "",
        "decision": row.decision if row is not None and row.is_open else "",
        "url": _url(province.code, request.today) if since else "",
        "steps": (*ways.steps(), Step(_("Báo cáo lãnh đạo"), reverse("tasks-leaders"))),
        "name": province.name,
    }
    return render(request, "web/tasks/publishing.html", context, status=422 if form.errors else 200)


def way(request: Request) -> str:
    """The way to the switch, for whoever may turn it; blank otherwise."""
    found = next(iter(sorted(request.actor.provinces)), None)
    if found is None:
        return ""
    province = units.get(found, by=request.actor)
    may = request.actor.can(Permission.PLAN_ISSUE, at=province.place)
    return reverse("tasks-public", args=[found]) if may else ""


def _switched(request: Request, province: Any, form: forms.Form, *, is_open: bool) -> bool:
    deed: Callable[..., object] = publishing.close_list if is_open else publishing.open_list
    try:
        deed(province, **form.cleaned_data, by=request.actor, at=request.at)
    except WrongValue as wrong:
        field = str(wrong) if str(wrong) in form.fields else None
        said = _("Chọn một ngày trong vòng năm năm trở lại đây.") if field == "since" else None
        form.add_error(field, said or _("Người khác vừa thay đổi. Hãy tải lại trang rồi xem lại."))
        return False
    done = _("Đã thôi công khai.") if is_open else _("Đã công khai. Ai có địa chỉ cũng xem được.")
    messages.success(request, done)
    return True


def _url(code: str, first: date) -> str:
    return reverse("public-tasks", args=[code, f"{first:%Y-%m}"])


def _page(data: PublicMonth, *, province: str, unit: int | None, number: int) -> Page:
    late, done = sum(each.late for each in data.units), sum(each.done for each in data.units)
    here = _url(province, data.month)
    query = {} if unit is None else {"unit": str(unit)}
    return Page(
        title=_("Tình hình thực hiện nhiệm vụ, %(month)s") % {"month": _month(data.month).lower()},
        about=data.province_name,
        said=_("%(done)s hoàn thành trong tháng, %(late)s quá hạn")
        % {
            "done": ngettext("%(n)s nhiệm vụ", "%(n)s nhiệm vụ", done) % {"n": done},
            "late": ngettext("%(n)s nhiệm vụ", "%(n)s nhiệm vụ", late) % {"n": late},
        },
        months=tuple(
            Choice(f"{each:%Y-%m}", _month(each), is_here=each == data.month, url=_url(province, each))
            for each in data.months
        ),
        units=tuple(
            Count(each.name, each.late, each.done, f"{here}?unit={each.unit}", each.unit == unit)
            for each in data.units
        ),
        lines=tuple(_line(each) for each in data.items),
        sheet=showing.sheet(data.matched, number=number, query=query, size=SHEET),
        whole=here if unit is not None else "",
    )


def _month(first: date) -> str:
    return lists.month(f"{first:%Y-%m}")


def _line(each: PublicItem) -> Line:
    return Line(
        unit=each.unit_name,
        number=each.number,
        text=each.text,
        plan=each.plan_name,
        due=day(each.due_on) if each.due_on else "",
        done=day(each.done_on) if each.done_on else "",
        chip=_chip(each),
    )


def _chip(each: PublicItem) -> Chip:
    if each.done_on is None:
        return Chip(_("quá hạn"), "bad")
    if not each.is_verified:
        return Chip(_("báo cáo hoàn thành, chờ xác nhận"), "info")
    if each.due_on is not None and each.done_on > each.due_on:
        return Chip(_("hoàn thành sau hạn"), "warn")
    return Chip(_("hoàn thành"), "ok")
