"""Fanning a plan out: what will be assigned to whom, the order to do it, how far the worker is."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parindex.cycle.monitoring.actions import fanning, rescheduling
from parindex.cycle.monitoring.checks import WrongValue
from parindex.cycle.monitoring.pages import ALL, Chosen, FanOutPage
from parindex.cycle.monitoring.queries import assigning
from parindex.cycle.plans import queries as plans
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.schedules.deadlines import Frequency
from parindex.faces.web import asking, showing
from parindex.faces.web.asking import Request
from parindex.faces.web.cycles.clock import DayField
from parindex.faces.web.showing import Chip, Choice, Figure, Sheet, Step
from parindex.faces.web.tasks import ways
from parindex.faces.web.templatetags.words import day, words

SHEET = 100
_TONES = {"error": "bad", "warning": "warn", "info": "info"}


@dataclass(frozen=True, slots=True)
class Line:
    """One task and what it comes to."""

    number: str
    text: str
    deadline: str
    due: str
    leads: int
    partners: int
    there: int
    findings: tuple[tuple[str, str, str], ...]
    """Tone, what was found, what to do."""


@dataclass(frozen=True, slots=True)
class Running:
    """How far the worker is."""

    percent: int
    said: str
    url: str
    again: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page."""

    key: int
    title: str
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    chip: Chip | None
    lines: tuple[Line, ...]
    sheet: Sheet
    rhythms: tuple[Choice, ...]
    awaited: tuple[tuple[str, str, str], ...]
    """The event, how many tasks wait for it, the day it happened."""
    is_issued: bool
    running: Running | None
    may_record: bool
    list_url: str


class OccasionForm(forms.Form):
    """Something happened that deadlines wait for."""

    event = forms.CharField(max_length=2000, widget=forms.HiddenInput)
    happened_on = DayField(label=gettext_lazy("Xảy ra ngày"))
    due_on = DayField(label=gettext_lazy("Thời hạn (khi văn bản không ghi số ngày)"), required=False)
    note = forms.CharField(label=gettext_lazy("Căn cứ"), required=False, max_length=1000)


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: Request, key: int) -> HttpResponse:
    """Show what a plan comes to; have the worker fan it out."""
    plan = plans.get(key, by=request.actor)
    require(request.actor, Permission.PLAN_ISSUE, at=plan.unit.place)
    rhythm = _rhythm(request)
    if request.method == "POST":
        try:
            fanning.order(plan, rhythm=rhythm, by=request.actor, at=request.at)
        except fanning.NotIssued:
            messages.warning(request, _("Kế hoạch chưa ban hành nên chưa giao được nhiệm vụ."))
        else:
            messages.success(request, _("Đang giao nhiệm vụ cho các đơn vị. Bạn có thể làm việc khác."))
        return redirect("plan-assign", key)
    return _shown(request, key)


@require_safe
def progress(request: Request, key: int) -> HttpResponse:
    """How far the worker is; tells the browser to load the page anew at its end."""
    plan = plans.get(key, by=request.actor)
    require(request.actor, Permission.PLAN_ISSUE, at=plan.unit.place)
    run = assigning.under_way(plan)
    if run is None or run.state not in assigning.UNDER_WAY:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "web/tasks/progress.html", {"running": _running(key, run.done, run.total)})


@require_POST
def occasion(request: Request, key: int) -> HttpResponse:
    """Note the day of something that deadlines of the plan wait for."""
    plan = plans.get(key, by=request.actor)
    require(request.actor, Permission.TASK_VERIFY, at=plan.unit.place)
    form = OccasionForm(request.POST)
    if not form.is_valid():
        return _shown(request, key, form=form, status=422)
    try:
        armed = rescheduling.record_occasion(plan, by=request.actor, at=request.at, **form.cleaned_data)
    except WrongValue:
        form.add_error(None, _("Không có thời hạn nào của kế hoạch chờ sự kiện này."))
        return _shown(request, key, form=form, status=422)
    messages.success(request, _("Đã ghi nhận; %(n)s phần việc có thời hạn.") % {"n": armed.assignments})
    return redirect("plan-assign", key)


def _shown(
    request: Request, key: int, *, form: OccasionForm | None = None, status: int = 200
) -> HttpResponse:
    page = _page(request, key)
    forms_of = [
        (
            event,
            tasks,
            happened,
            form if form is not None and form.data.get("event") == event else _blank(event),
        )
        for event, tasks, happened in page.awaited
    ]
    context = {"page": page, "occasions": forms_of, "refused": form}
    return render(request, "web/tasks/assign.html", context, status=status)


def _blank(event: str) -> OccasionForm:
    return OccasionForm(initial={"event": event}, auto_id=False)


def _rhythm(request: Request) -> str:
    asked = (request.POST if request.method == "POST" else request.GET).get("rhythm", "")
    return asked if asked in set(Frequency) else ""


def _page(request: Request, key: int) -> Page:
    number, rhythm = asking.number(request.GET, "sheet", most=10**6) or 1, _rhythm(request)
    data = assigning.page(
        key, rhythm=rhythm, by=request.actor, on=request.today, first=(number - 1) * SHEET, most=SHEET
    )
    sheet = showing.sheet(data.count, number=number, query={"rhythm": rhythm}, size=SHEET)
    rhythms = (
        ("", _("không theo kỳ, báo cáo khi có kết quả")),
        ("monthly", _("hằng tháng")),
        ("quarterly", _("hằng quý")),
        ("yearly", _("hằng năm")),
    )
    return Page(
        key=key,
        title=_("Giao nhiệm vụ"),
        steps=(Step(_("Kế hoạch"), reverse("plans")), Step(data.name, reverse("plan", args=[key]))),
        figures=_figures(data),
        chip=_chip(data),
        lines=_lines(data),
        sheet=sheet,
        rhythms=showing.choices(rhythms, chosen=rhythm) if data.has_continuous else (),
        awaited=tuple(
            (each.event, str(each.tasks), day(each.happened_on) if each.happened_on else "")
            for each in data.awaited
        ),
        is_issued=data.is_issued,
        running=_running(key, data.done, data.total or data.count) if data.is_running else None,
        may_record=data.may_record,
        list_url=ways.to_list(Chosen(standing=ALL, plan=key)),
    )


def _running(key: int, done: int, total: int) -> Running:
    return Running(
        percent=100 * done // total if total else 0,
        said=_("%(done)s trong %(total)s nhiệm vụ") % {"done": done, "total": total},
        url=reverse("plan-assign-progress", args=[key]),
        again=reverse("plan-assign", args=[key]),
    )


def _figures(data: FanOutPage) -> tuple[Figure, ...]:
    found = sum(bool(each.findings) for each in data.tasks)
    return (
        Figure(_("Nhiệm vụ"), str(data.count), note=_("của kế hoạch này")),
        Figure(_("Đã giao"), str(data.there), note=_("lượt giao cho đơn vị chủ trì")),
        Figure(
            _("Cần xem lại"),
            str(found),
            note=_("nhiệm vụ có lưu ý, trong phần đang hiển thị"),
            tone="late" if found else "mute",
        ),
    )


def _chip(data: FanOutPage) -> Chip | None:
    if not data.is_issued:
        return Chip(_("chưa ban hành"), "warn")
    if data.failed:
        return Chip(_("lần giao gần nhất gặp lỗi"), "bad")
    return None


def _lines(data: FanOutPage) -> tuple[Line, ...]:
    return tuple(
        Line(
            number=each.number,
            text=each.text,
            deadline=each.deadline,
            due=_due(each.turns, day(each.due_on) if each.due_on else ""),
            leads=each.leads,
            partners=each.partners,
            there=each.there,
            findings=tuple(
                (_TONES[one.severity.value], words(one.message), words(one.remedy)) for one in each.findings
            ),
        )
        for each in data.tasks
    )


def _due(turns: int, first: str) -> str:
    if turns > 1:
        return _("%(n)s kỳ, kỳ đầu đến hạn %(day)s") % {"n": turns, "day": first or "–"}
    return first
