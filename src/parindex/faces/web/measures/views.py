"""The list of measures; one measure with its grid; the history of a figure; files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parindex.cycle.measures import actions, queries
from parindex.cycle.measures.actions import WrongValue
from parindex.cycle.units import queries as units
from parindex.cycle.units.facts import Kind
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking, exporting, showing
from parindex.faces.web.asking import Request
from parindex.faces.web.measures import pages
from parindex.faces.web.measures.forms import FeedForm, KeepForm, VersionForm
from parindex.foundation.files import queries as files


@require_safe
def measures(request: Request) -> HttpResponse:
    """Every measure the person may see."""
    number = asking.number(request.GET, "sheet", most=10**6) or 1
    data = queries.listed(
        by=request.actor, words=_sought(request), first=(number - 1) * showing.SHEET, most=showing.SHEET
    )
    return render(request, "web/measures/list.html", {"page": pages.measures(data, request.GET)})


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """The list as it is limited, as a file."""
    data = queries.listed(by=request.actor, words=_sought(request))
    return exporting.answer(pages.measures_export(data), kind=kind)


@require_safe
def measure(request: Request, key: int) -> HttpResponse:
    """One measure with the readings of a period."""
    found = queries.get(key, by=request.actor)
    (item,) = queries.items([found], by=request.actor)
    chosen = pages.period(request.GET, item, today=request.today)
    kinds = asked_kinds(request, found)
    number = asking.number(request.GET, "sheet", most=10**6) or 1
    grid = queries.grid(
        found,
        since=chosen.since,
        until=chosen.until,
        kinds=kinds,
        words=_sought(request),
        first=(number - 1) * showing.SHEET,
        most=showing.SHEET,
        by=request.actor,
    )
    page = pages.page(
        item,
        grid,
        queries.fed(found, by=request.actor),
        request.GET,
        chosen=chosen,
        may_record=request.actor.can(Permission.MEASURE_RECORD, at=found.owner.place),
    )
    return render(request, "web/measures/measure.html", {"page": page})


@require_safe
def table(request: Request, key: int, kind: str) -> HttpResponse:
    """The readings of a period, as a file that can be filled in and imported."""
    found = queries.get(key, by=request.actor)
    (item,) = queries.items([found], by=request.actor)
    chosen = pages.period(request.GET, item, today=request.today)
    grid = queries.grid(
        found,
        since=chosen.since,
        until=chosen.until,
        kinds=asked_kinds(request, found),
        words=_sought(request),
        by=request.actor,
    )
    return exporting.answer(pages.grid_export(item, grid, chosen=chosen), kind=kind)


@require_safe
def unit(request: Request, key: int, unit: int) -> HttpResponse:
    """Everything ever recorded of one unit."""
    found = queries.get(key, by=request.actor)
    named = units.get(unit, by=request.actor)
    require(request.actor, Permission.MEASURE_READ, at=named.place)
    (item,) = queries.items([found], by=request.actor)
    context = {
        "title": named.name,
        "steps": pages.steps_in(item),
        "rows": pages.told(queries.past(found, unit, by=request.actor)),
    }
    return render(request, "web/measures/unit.html", context)


@require_safe
def file(request: Request, key: int) -> HttpResponse:
    """The file that a figure was taken from."""
    reading = queries.reading(key, by=request.actor)
    if reading.file is None:
        raise Http404
    answer = HttpResponse(files.content(reading.file), content_type=reading.file.media_type)
    ending = ".xlsx" if "spreadsheet" in reading.file.media_type else ".csv"
    name = f"{reading.measure.code}-{key}{ending}"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def keep(request: Request) -> HttpResponse:
    """A new measure of the province."""
    form = KeepForm(request.POST or None)
    if form.is_valid():
        owner = units.permitted(request.actor, Permission.MEASURE_RECORD, on=request.today)
        province = owner.filter(province=None).first()
        if province is None:
            raise Http404
        try:
            kept = actions.keep(owner=province, by=request.actor, at=request.at, **form.cleaned_data)
            messages.success(
                request, _("Đã lập số liệu. Tiếp theo, chọn tiêu chí lấy số liệu này hoặc ghi số liệu.")
            )
            return redirect("measure", kept.pk)
        except WrongValue as wrong:
            form.add_error(str(wrong), _("Giá trị này chưa dùng được."))
    context = {"form": form, "steps": pages.steps()}
    return render(request, "web/measures/keep.html", context, status=422 if form.errors else 200)


def feed(request: Request, key: int) -> HttpResponse:
    """Choose a framework, then the leaf that takes its input from the measure."""
    found = _recorded(request, key)
    versions = {each.pk: each for each in queries.feedable(found, by=request.actor)}
    chosen = asking.number(request.POST if request.method == "POST" else request.GET, "version")
    slots = queries.slots(found, versions[chosen]) if chosen in versions else ()
    form = FeedForm(request.POST or None, slots=slots)
    if form.is_valid():
        criterion, _bar, slot = form.cleaned_data["slot"].partition("|")
        try:
            actions.feed(found, queries.leaf(int(criterion)), slot=slot, by=request.actor, at=request.at)
            messages.success(request, _("Tiêu chí đã chọn lấy số liệu này từ giờ."))
            return redirect("measure", key)
        except WrongValue:
            form.add_error("slot", _("Quy tắc của tiêu chí này không dùng được số liệu dạng này."))
    (item,) = queries.items([found], by=request.actor)
    named = [(pk, str(each)) for pk, each in versions.items()]
    context = {
        "form": form,
        "choose": VersionForm(initial={"version": chosen}, versions=named),
        "version": chosen if chosen in versions else None,
        "has_slots": bool(slots),
        "steps": pages.steps_in(item),
    }
    return render(request, "web/measures/feed.html", context, status=422 if form.errors else 200)


@require_POST
def unfeed(request: Request, key: int) -> HttpResponse:
    """Have a leaf take its input from the form again."""
    fed = queries.feed(key, by=request.actor)
    measure = fed.measure_id
    actions.unfeed(fed, by=request.actor, at=request.at)
    messages.success(request, _("Tiêu chí đó không lấy số liệu này nữa. Điểm đã ghi vẫn giữ nguyên."))
    return redirect(reverse("measure", args=[measure]))


def asked_kinds(request: Request, found: Any) -> tuple[str, ...]:
    """The kind of unit asked for, else those the measure is asked of."""
    kind = request.GET.get("kind", "")
    return (kind,) if kind in {each.value for each in Kind} else queries.kinds_of(found)


def _recorded(request: Request, key: int) -> Any:
    found = queries.get(key, by=request.actor)
    require(request.actor, Permission.MEASURE_RECORD, at=found.owner.place)
    return found


def _sought(request: Request) -> str:
    return request.GET.get("q", "")[:200]
