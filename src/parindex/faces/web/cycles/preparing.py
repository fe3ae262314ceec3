"""Preparing a cycle: what it is about, who takes part, its calendar, and opening it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from parindex.cycle.assessments import kinds, states
from parindex.cycle.assessments.actions import opening, scheduling
from parindex.cycle.assessments.actions.opening import NotReady, WrongValue
from parindex.cycle.assessments.actions.scheduling import Span
from parindex.cycle.assessments.queries import cycles as queries
from parindex.cycle.assessments.queries import members
from parindex.cycle.frameworks import queries as frameworks
from parindex.cycle.units.facts import Kind
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web.asking import Request
from parindex.faces.web.cycles import pages, seasons
from parindex.faces.web.cycles import words as said
from parindex.faces.web.cycles.forms import CalendarForm, EnrolForm, PrepareForm, SettleForm
from parindex.faces.web.templatetags.words import words
from parindex.faces.web.units.pages import kind_words

MOST_FOUND = 60


def prepare(request: Request) -> HttpResponse:
    """Say what a new cycle is about; then choose its units."""
    versions = {each.pk: each for each in queries.versions(request.actor)}
    form = PrepareForm(
        request.POST or None, versions=frameworks.items(versions.values()), initial=_suggested(request)
    )
    if form.is_valid():
        try:
            cycle = _prepare(request, form.cleaned_data, versions[form.cleaned_data["version"]])
            messages.success(request, _("Đã lập kỳ đánh giá. Tiếp theo, hãy chọn các đơn vị tham gia."))
            return redirect("cycle-enrol", cycle.pk)
        except WrongValue as wrong:
            form.add_error(str(wrong) if str(wrong) in form.fields else None, said.wrong(str(wrong)))
    context = {
        "form": form,
        "kinds": tuple(_stages_of(each, form) for each in kinds.KINDS.values()),
        "steps": pages.steps(),
        "has_versions": bool(versions),
    }
    return render(request, "web/cycles/prepare.html", context, status=422 if form.errors else 200)


def enrol(request: Request, key: int) -> HttpResponse:
    """Choose whole kinds of units, or single ones found by name, into a peer group."""
    cycle = _managed(request, key)
    sought = request.POST.get("q", request.GET.get("q", ""))[:200]
    free = members.candidates(cycle, words=sought, by=request.actor, on=request.today, most=MOST_FOUND)
    form = EnrolForm(
        request.POST or None,
        kinds=[(kind, f"{kind_words(Kind(kind))} ({count})") for kind, count in free.kinds],
        units=free.units,
    )
    if form.is_valid():
        try:
            return _enrolled(request, cycle, form.cleaned_data)
        except WrongValue as wrong:
            form.add_error("group" if str(wrong) == "group" else None, said.wrong(str(wrong)))
        except states.NotPossible:
            return _overtaken(request, key)
    (item,) = queries.items([cycle], by=request.actor, at=request.at)
    context = {
        "form": form,
        "head": pages.head(item, now=request.at, is_within=True),
        "sought": sought,
        "more": max(free.count - MOST_FOUND, 0),
        "groups": queries.groups(cycle, sees_states=True),
        "units": item.units,
        "is_preparing": cycle.state == states.PREPARING,
    }
    return render(request, "web/cycles/enrol.html", context, status=422 if form.errors else 200)


def calendar(request: Request, key: int) -> HttpResponse:
    """Set the windows of the stages; why, once the cycle is open."""
    cycle = _managed(request, key)
    (item,) = queries.items([cycle], by=request.actor, at=request.at)
    initial = {f"opens-{each.stage}": each.opens_at for each in item.stages} | {
        f"closes-{each.stage}": each.closes_at for each in item.stages
    }
    form = CalendarForm(
        request.POST or None,
        stages=[each.stage for each in item.stages],
        is_open=cycle.state == states.OPEN,
        initial=initial,
    )
    if form.is_valid():
        try:
            return _arranged(request, cycle, form)
        except WrongValue as wrong:
            form.add_error("reason" if str(wrong) == "reason" else None, said.wrong(str(wrong)))
        except NotReady as refused:
            form.add_error(None, words(refused.findings[0].message))
        except states.NotPossible:
            return _overtaken(request, key)
    titles = [words(each.title) for each in item.stages]
    context = {
        "form": form,
        "rows": tuple(zip(titles, form.rows(), strict=True)),
        "head": pages.head(item, now=request.at, is_within=True),
    }
    return render(request, "web/cycles/calendar.html", context, status=422 if form.errors else 200)


def open_cycle(request: Request, key: int) -> HttpResponse:
    """Ask, naming what follows; then let the units begin."""
    cycle = _managed(request, key)
    if request.method == "POST":
        try:
            opening.open_cycle(cycle, by=request.actor, at=request.at)
            messages.success(request, _("Đã mở kỳ. Các đơn vị tự chấm điểm được từ ngày bắt đầu."))
        except NotReady as refused:
            found = refused.findings[0]
            messages.error(request, f"{words(found.message)} {words(found.remedy)}")
        except states.NotPossible:
            messages.warning(request, said.overtaken())
        return redirect("cycle", key)
    data = queries.page(key, by=request.actor, at=request.at)
    context = {
        "head": pages.head(data.item, now=request.at, is_within=True),
        "data": data,
        "missed": said.missed(data.missed_counts),
        "unappraised": queries.unappraised(cycle, at=request.at),
        "is_provincial": cycle.kind == kinds.PROVINCIAL.key,
    }
    return render(request, "web/cycles/open.html", context)


@require_POST
def settle(request: Request, key: int) -> HttpResponse:
    """Say what units that submit nothing count for."""
    cycle = _managed(request, key)
    form = SettleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn một trong hai cách tính."))
        return redirect("cycle", key)
    try:
        opening.count_missed(cycle, counts=form.cleaned_data["counts"], by=request.actor, at=request.at)
        messages.success(request, _("Đã đặt: %(text)s") % {"text": said.missed(form.cleaned_data["counts"])})
    except states.NotPossible:
        messages.warning(request, said.overtaken())
    return redirect("cycle", key)


def _prepare(request: Request, data: dict[str, Any], version: Any) -> Any:
    since, until = seasons.span(data["year"], data["part"])
    return opening.prepare(
        owner=version.framework.owner,
        version=version,
        kind=data["kind"],
        name=data["name"] or seasons.name_of(data["kind"], since=since, until=until),
        since=since,
        until=until,
        starts_at=data["starts_at"],
        by=request.actor,
        at=request.at,
    )


def _suggested(request: Request) -> dict[str, Any]:
    found = seasons.suggested(request.today)
    starts = timezone.make_aware(datetime.combine(found.starts_on, time()))
    return {"kind": kinds.INTERNAL.key, "year": found.year, "part": found.part, "starts_at": starts}


def _stages_of(kind: kinds.Kind, form: PrepareForm) -> tuple[str, str, bool, tuple[tuple[str, int], ...]]:
    """One kind as it is offered: its key, title, whether it is chosen, its stages with their days."""
    stages = tuple((words(each.title), each.days) for each in kind.stages)
    return kind.key, words(kind.title), form["kind"].value() == kind.key, stages


def _managed(request: Request, key: int) -> Any:
    cycle = queries.get(key, by=request.actor)
    require(request.actor, Permission.CYCLE_MANAGE, at=cycle.owner.place)
    return cycle


def _enrolled(request: Request, cycle: Any, data: dict[str, Any]) -> HttpResponse:
    chosen = members.chosen(cycle, kinds=data["kind"], keys=data["unit"], by=request.actor, on=request.today)
    new = opening.enrol(cycle, chosen, group=data["group"], by=request.actor, at=request.at)
    text = ngettext(
        "Đã thêm %(n)s đơn vị vào nhóm “%(group)s”.", "Đã thêm %(n)s đơn vị vào nhóm “%(group)s”.", new
    )
    messages.success(request, text % {"n": new, "group": data["group"]})
    return redirect(reverse("cycle-enrol", args=[cycle.pk]))


def _arranged(request: Request, cycle: Any, form: CalendarForm) -> HttpResponse:
    data = form.cleaned_data
    spans = [Span(key, data[f"opens-{key}"], data[f"closes-{key}"]) for key in form.stages]
    changed = scheduling.arrange(cycle, spans, reason=data.get("reason", ""), by=request.actor, at=request.at)
    text = ngettext("Đã đặt lại lịch của %(n)s bước.", "Đã đặt lại lịch của %(n)s bước.", changed)
    messages.success(request, text % {"n": changed})
    return redirect("cycle", cycle.pk)


def _overtaken(request: Request, key: int) -> HttpResponse:
    messages.warning(request, said.overtaken())
    return redirect("cycle", key)
