"""Freezing, issuing again, opening again, publishing: each told what follows, then confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from parindex.cycle.assessments.actions.opening import NotReady
from parindex.cycle.assessments.states import NotPossible
from parindex.cycle.results.actions import freezing, releasing
from parindex.cycle.results.pages import CycleItem
from parindex.cycle.results.queries import forecasts, issues
from parindex.cycle.results.queries.forecasts import Forecast
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values import points
from parindex.engine.values.findings import Finding, Severity, has_errors
from parindex.faces.web.asking import Request
from parindex.faces.web.results import forms, ways
from parindex.faces.web.results import words as said
from parindex.faces.web.results.forms import Typed
from parindex.faces.web.results.views import found
from parindex.faces.web.results.ways import Way
from parindex.faces.web.showing import Chip, Choice, Step
from parindex.faces.web.templatetags.words import words

MOST_SHOWN = 20
MOST_ALIKE = 5
_TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "info"}
_ORDER = tuple(_TONES)


@dataclass(frozen=True, slots=True)
class Said:
    """One finding in words."""

    tone: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the table as it would be."""

    rank: str
    name: str
    group: str
    score: str
    klass: str


@dataclass(frozen=True, slots=True)
class Page:
    """The desk of a freeze."""

    title: str
    steps: tuple[Step, ...]
    tabs: tuple[Choice, ...]
    state: Chip
    is_illustrative: bool
    is_again: bool
    typed: Typed
    reason: str
    fault: str
    findings: tuple[Said, ...]
    lines: tuple[Line, ...]
    more: int
    may_freeze: bool
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confirming:
    """One deed to be confirmed: what follows from it, and what is asked."""

    title: str
    cycle: str
    is_illustrative: bool
    steps: tuple[Step, ...]
    consequences: tuple[str, ...]
    label: str
    value: str
    fault: str
    button: str
    back: str


@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: Request, key: int) -> HttpResponse:
    """Set the terms, see the table as it would be, and freeze it."""
    cycle = found(lambda: issues.cycle(key, by=request.actor))
    require(request.actor, Permission.RESULT_FREEZE, at=cycle.owner.place)
    names = issues.units_of(cycle)
    if request.method != "POST":
        typed = forms.fresh(issues.terms_before(cycle), names)
        return _freezing(request, key, typed, names)
    typed = forms.sent(request.POST, names)
    if typed.terms is None or "freeze" not in request.POST:
        return _freezing(request, key, typed, names, status=422 if typed.terms is None else 200)
    reason = request.POST.get("reason", "")[:1000]
    try:
        if issues.newest_item(cycle, by=request.actor).deeds & {"reissue"}:
            freezing.reissue(cycle, typed.terms, reason=reason, by=request.actor, at=request.at)
        else:
            freezing.freeze(cycle, typed.terms, by=request.actor, at=request.at)
    except freezing.ReasonMissing:
        return _freezing(request, key, typed, names, fault=_("Ghi lý do chốt lại."), status=422)
    except (NotReady, NotPossible):
        return _freezing(request, key, typed, names, status=409)
    messages.success(request, _("Đã chốt kết quả. Kết quả chưa hiện ra ngoài cho đến khi công bố."))
    return redirect("result", key)


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: Request, key: int) -> HttpResponse:
    """Open a frozen cycle again for corrections."""
    cycle = found(lambda: issues.cycle(key, by=request.actor))
    require(request.actor, Permission.RESULT_FREEZE, at=cycle.owner.place)
    fault, reason = "", request.POST.get("reason", "")[:1000]
    if request.method == "POST":
        try:
            freezing.resume(cycle, reason=reason, by=request.actor, at=request.at)
        except freezing.ReasonMissing:
            fault = _("Ghi lý do mở lại.")
        except NotPossible:
            fault = _("Kỳ này không mở lại được: kết quả chưa chốt hoặc đã công bố.")
        else:
            messages.success(request, _("Đã mở lại kỳ đánh giá để sửa; chốt lại khi xong."))
            return redirect("result", key)
    item = issues.newest_item(cycle, by=request.actor)
    consequences = (
        _("Thẩm định viên và đơn vị sửa được trong các bước còn mở theo lịch của kỳ."),
        _("Bảng đã chốt vẫn giữ nguyên để đối chiếu; kết quả mới là lần chốt sau, có lý do."),
    )
    page = _confirming(item, _("Mở lại kỳ để sửa"), consequences, _("Lý do"), reason, fault, _("Mở lại kỳ"))
    return render(request, "web/results/confirm.html", {"page": page}, status=422 if fault else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: Request, key: int) -> HttpResponse:
    """Publish the newest issue by a decision."""
    issue = found(lambda: issues.issue(key, by=request.actor))
    require(request.actor, Permission.RESULT_PUBLISH, at=issue.cycle.owner.place)
    fault, decision = "", request.POST.get("reason", "")[:160]
    if request.method == "POST":
        try:
            releasing.release(issue, decision=decision, by=request.actor, at=request.at)
        except NotPossible:
            fault = _("Chưa công bố được: kỳ đang mở để sửa, hoặc bản này đã công bố.")
        else:
            messages.success(
                request, _("Đã công bố kết quả: mọi đơn vị xem được bảng xếp hạng và điểm của nhau.")
            )
            return redirect("result", key)
    item = issues.item_of(issue.cycle, issue, by=request.actor)
    consequences = (
        _("Mọi người dùng trong tỉnh, thành phố xem được bảng xếp hạng và điểm của mọi đơn vị."),
        _("Không thu hồi được; sai sót sau khi công bố được sửa bằng một lần chốt mới, có lý do."),
    )
    label = _("Số, ngày quyết định công bố")
    page = _confirming(item, _("Công bố kết quả"), consequences, label, decision, fault, _("Công bố"))
    return render(request, "web/results/confirm.html", {"page": page}, status=422 if fault else 200)


def _freezing(
    request: Request,
    key: int,
    typed: Typed,
    names: tuple[tuple[int, str], ...],
    *,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    cycle = found(lambda: issues.cycle(key, by=request.actor))
    item = issues.newest_item(cycle, by=request.actor)
    forecast = None
    if typed.terms is not None:
        forecast = forecasts.forecast(cycle, typed.terms, by=request.actor, at=request.at)
    places = typed.terms.ranking.decimals if typed.terms else 2
    lines = _lines(forecast, dict(names), places)
    page = Page(
        title=item.name,
        steps=ways.steps(item, Way(key)),
        tabs=ways.tabs(item, Way(key, None), here="result-freeze"),
        state=said.state(item),
        is_illustrative=item.is_illustrative,
        is_again="reissue" in item.deeds,
        typed=typed,
        reason=request.POST.get("reason", "")[:1000],
        fault=fault,
        findings=_findings(forecast),
        lines=lines[:MOST_SHOWN],
        more=max(len(lines) - MOST_SHOWN, 0),
        may_freeze=forecast is not None and forecast.table is not None and not has_errors(forecast.findings),
        units=tuple(name for _key, name in names),
    )
    return render(request, "web/results/freeze.html", {"page": page}, status=status)


def _findings(forecast: Forecast | None) -> tuple[Said, ...]:
    """The findings, errors first; of many of one kind the first few and how many more there are."""
    found: dict[str, list[Finding]] = {}
    for each in sorted(forecast.findings if forecast else (), key=lambda one: _ORDER.index(one.severity)):
        found.setdefault(each.code, []).append(each)
    return tuple(said for alike in found.values() for said in _alike(alike))


def _alike(alike: list[Finding]) -> Iterator[Said]:
    """The first few findings of one kind, and how many more there are."""
    for each in alike[:MOST_ALIKE]:
        yield Said(_TONES[each.severity], words(each.message), words(each.remedy))
    more = len(alike) - MOST_ALIKE
    if more > 0:
        text = ngettext("và %(count)s chỗ nữa như vậy", "và %(count)s chỗ nữa như vậy", more)
        yield Said(_TONES[alike[0].severity], text % {"count": more}, "")


def _lines(forecast: Forecast | None, names: dict[int, str], places: int) -> tuple[Line, ...]:
    if forecast is None or forecast.table is None:
        return ()
    return tuple(
        Line(
            rank="–" if each.rank is None else str(each.rank),
            name=names.get(each.unit, ""),
            group=each.group,
            score="–"
            if each.score_micro is None
            else said.shown(points.from_micro(each.score_micro), places),
            klass=each.class_name,
        )
        for each in forecast.table.lines
    )


def _confirming(
    item: CycleItem,
    title: str,
    consequences: tuple[str, ...],
    label: str,
    value: str,
    fault: str,
    button: str,
) -> Confirming:
    way = Way(item.key)
    return Confirming(
        title,
        item.name,
        item.is_illustrative,
        ways.steps(item, way),
        consequences,
        label,
        value,
        fault,
        button,
        way.to("result"),
    )
