"""Coverage of an index: lost points without a task, tasks without a criterion, forecasts, targets of gaps."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from parindex.cycle.plans.queries import coverage
from parindex.cycle.plans.queries.coverage import Coverage, Row
from parindex.cycle.targets import actions, queries
from parindex.cycle.targets.actions import Aim
from parindex.cycle.targets.pages import IndexPage
from parindex.cycle.units import queries as units
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding
from parindex.faces.web import exporting
from parindex.faces.web.asking import Request
from parindex.faces.web.exporting import Column, Export
from parindex.faces.web.indexes import owning, views, ways
from parindex.faces.web.plans import pages as plans
from parindex.faces.web.selecting import LongSelect
from parindex.faces.web.showing import Figure, Saved, Step
from parindex.faces.web.templatetags.words import figure as printed

MOST = 50
SHARES = ((100, "100 %"), (75, "75 %"), (50, "50 %"), (25, "25 %"))


class AimForm(forms.Form):
    """How much of the lost points is to be won back, who answers for it, and why."""

    share = forms.TypedChoiceField(label=gettext_lazy("Lấy lại"), coerce=int, choices=SHARES)
    owner = forms.TypedChoiceField(
        label=gettext_lazy("Đơn vị chịu trách nhiệm"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=LongSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do, căn cứ"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )

    def __init__(self, *args: Any, owners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("(đơn vị chủ trì tiêu chí)")), *owners]


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion that lost points, or that something is planned for."""

    path: str
    code: str
    name: str
    url: str
    max: Decimal | None
    result: Decimal | None
    shortfall: Decimal | None
    target: str
    owner: str
    tasks: int
    is_open: bool
    may_aim: bool
    by_targets: Decimal | None
    by_tasks: Decimal | None
    why: str
    """How the figure by the tasks comes about."""


@dataclass(frozen=True, slots=True)
class Page:
    """The coverage of one index of one unit."""

    title: str
    about: str
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    loose: int
    tasks: tuple[plans.Task, ...]
    saved: Saved
    may_aim: bool
    aim_url: str


@require_safe
def covering(request: Request, unit: int, index: str, level: str) -> HttpResponse:
    """What of the lost points tasks are to win back, and what the plans come to."""
    data = views.data_of(request, unit, index, level)
    return _answer(request, data, AimForm(owners=owning.choices(data, by=request.actor, on=request.today)))


@require_safe
def covering_export(request: Request, unit: int, index: str, level: str, kind: str) -> HttpResponse:
    """The criteria with what covers them, as a file."""
    data = views.data_of(request, unit, index, level)
    found = coverage.of(data, by=request.actor, on=request.today, most=0)
    columns = (
        Column(_("Mã"), 12),
        Column(_("Tiêu chí"), 60),
        Column(_("Tối đa")),
        Column(_("Kết quả")),
        Column(_("Thiếu")),
        Column(_("Mục tiêu")),
        Column(_("Chịu trách nhiệm"), 28),
        Column(_("Nhiệm vụ"), 10),
        Column(_("Dự báo theo mục tiêu")),
        Column(_("Dự báo theo nhiệm vụ")),
        Column(_("Cách tính"), 50),
    )
    rows = [
        (
            each.path,
            each.name,
            each.max,
            each.result,
            each.shortfall,
            each.target,
            each.owner,
            each.tasks,
            each.by_targets,
            each.by_tasks,
            each.why,
        )
        for each in _lines(found)
    ]
    export = Export("diem-thieu-nhiem-vu", f"{data.index} · {data.unit_name}", columns, rows)
    return exporting.answer(export, kind=kind)


def aim(request: Request, unit: int, index: str, level: str) -> HttpResponse:
    """Make targets of the gaps of the chosen criteria."""
    data = views.data_of(request, unit, index, level)
    require(request.actor, Permission.TARGET_EDIT, at=units.get(unit, by=request.actor).place)
    if request.method != "POST":
        return redirect(_way(data, "index-coverage"))
    form = AimForm(request.POST, owners=owning.choices(data, by=request.actor, on=request.today))
    if not form.is_valid():
        return _answer(request, data, form)
    said, paths = form.cleaned_data, request.POST.getlist("path")[:2000]
    bearer, version = queries.bearers(unit=data.unit, version=data.version.key, by=request.actor)
    owner = units.get(said["owner"], by=request.actor) if said["owner"] else None
    wanted = Aim(data.result_year or data.year, data.target_year or data.year + 1, said["share"], owner)
    try:
        made = actions.aim(
            bearer, version, paths, wanted, reason=said["reason"], by=request.actor, at=request.at
        )
    except actions.WrongValue as wrong:
        form.add_error(str(wrong) if str(wrong) in form.fields else None, _wrong())
        return _answer(request, data, form)
    messages.success(
        request, ngettext("Đã đặt %(n)s mục tiêu.", "Đã đặt %(n)s mục tiêu.", made) % {"n": made}
    )
    return redirect(_way(data, "index-coverage"))


def _wrong() -> str:
    return _("Hãy chọn ít nhất một tiêu chí còn mất điểm và chưa có mục tiêu.")


def _answer(request: Request, data: IndexPage, form: AimForm) -> HttpResponse:
    found = coverage.of(data, by=request.actor, on=request.today, most=MOST)
    lines = _lines(found)
    page = Page(
        title=_("Điểm mất, nhiệm vụ và dự báo"),
        about=f"{data.index} · {data.unit_name}",
        steps=_steps(data),
        figures=_figures(found),
        notes=_notes(found),
        lines=tuple(lines),
        findings=found.findings,
        loose=found.loose,
        tasks=tuple(plans.task(each, on=request.today) for each in found.first_loose),
        saved=Saved(
            *(f"{_way(data, 'index-coverage-export', kind)}?year={data.year}" for kind in ("xlsx", "csv"))
        ),
        may_aim=data.may_correct and any(line.may_aim for line in lines),
        aim_url=f"{_way(data, 'index-aim')}?year={data.year}",
    )
    context = {"page": page, "form": form, "chosen": frozenset(request.POST.getlist("path"))}
    return render(request, "web/indexes/coverage.html", context, status=422 if form.errors else 200)


def _way(data: IndexPage, name: str, *more: str) -> str:
    return reverse(name, args=[data.unit, ways.slug(data.index), data.level, *more])


def _steps(data: IndexPage) -> tuple[Step, ...]:
    way = ways.Index(data.unit, data.index, data.level)
    return (
        Step(_("Chỉ số"), reverse("indexes")),
        Step(f"{data.index} · {data.unit_name}", way.page(year=str(data.year))),
    )


def _figures(found: Coverage) -> tuple[Figure, ...]:
    total = found.total
    base = total.index.result.value if total.index.result else None
    most = printed(total.index.max)
    return (
        Figure(_("Kết quả %(year)s") % {"year": found.data.year}, printed(base), note=_of(most)),
        Figure(_("Điểm mất"), printed(found.lost), note=_("ở các tiêu chí chưa đạt tối đa")),
        Figure(
            _("Điểm mất chưa có nhiệm vụ"),
            printed(found.uncovered),
            tone="late" if found.uncovered else "mute",
            note=_("cần giao nhiệm vụ hoặc gắn tiêu chí") if found.uncovered else _("không có"),
        ),
        Figure(
            _("Dự báo %(year)s theo mục tiêu") % {"year": found.target_year},
            printed(total.by_targets) or "–",
            note=_("tiêu chí chưa đặt mục tiêu giữ như kết quả năm trước"),
        ),
        Figure(
            _("Dự báo %(year)s theo nhiệm vụ") % {"year": found.target_year},
            printed(total.by_tasks) or "–",
            note=_("kết quả năm trước cộng điểm dự kiến tăng, không quá tối đa"),
        ),
        Figure(
            _("Nhiệm vụ chưa gắn tiêu chí"),
            str(found.loose),
            note=_("trong %(n)s nhiệm vụ của năm") % {"n": found.tasks},
            tone="late" if found.loose else "mute",
        ),
    )


def _of(most: str) -> str:
    return _("trên %(max)s") % {"max": most} if most else ""


def _notes(found: Coverage) -> tuple[str, ...]:
    if found.adds or not found.rows:
        return ()
    return (
        _("Điểm tối đa của các lĩnh vực không cộng thành điểm tối đa chung: không dự báo tổng từ tiêu chí."),
    )


def _lines(found: Coverage) -> list[Line]:
    return [_line(found, row) for row in found.rows if row.index.is_leaf or row.gain or row.index.target]


def _line(found: Coverage, row: Row) -> Line:
    one, way = row.index, ways.Index(found.data.unit, found.data.index, found.data.level)
    target = one.target
    return Line(
        path=one.path,
        code=one.code,
        name=one.name,
        url=way.criterion(one.path, year=str(found.data.year)),
        max=one.max,
        result=one.result.value if one.result else None,
        shortfall=one.shortfall,
        target=f"{'' if target.comparator == '=' else target.comparator} {printed(target.value)}".strip()
        if target
        else "",
        owner=(target.owner if target else "")
        or ", ".join(each.unit_name or each.text for each in one.owners),
        tasks=row.tasks,
        is_open=row.is_open,
        may_aim=one.is_leaf and one.is_below_max and target is None,
        by_targets=row.by_targets,
        by_tasks=row.by_tasks,
        why=_why(row),
    )


def _why(row: Row) -> str:
    """Result, gains and what the maximum cuts off, in one line."""
    if row.by_tasks is None:
        return _("chưa có kết quả để dự báo")
    base = row.index.result.value if row.index.result else None
    said = {"base": printed(base) if base is not None else "0", "gain": printed(row.gain)}
    text = _("%(base)s + %(gain)s dự kiến tăng") % said if row.gain else ""
    if row.capped:
        cut = _("%(capped)s vượt tối đa, không tính") % {"capped": printed(row.capped)}
        return "; ".join(part for part in (text, cut) if part)
    return text
