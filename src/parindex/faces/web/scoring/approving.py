"""Laying a sheet before the leader; the leader's page; submission and handing back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parindex.cycle.assessments import states
from parindex.cycle.assessments.actions import approving
from parindex.cycle.assessments.actions.opening import NotReady, WrongValue
from parindex.cycle.assessments.gates import Locked
from parindex.cycle.assessments.queries import places, sheet
from parindex.cycle.assessments.queries.opened import Reading
from parindex.cycle.assessments.sheetpages import Row, SheetPage
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Severity
from parindex.faces.web.asking import Request
from parindex.faces.web.scoring import figures, inspector, pages
from parindex.faces.web.scoring.inspector import FindingLine
from parindex.faces.web.scoring.pages import LockLine
from parindex.faces.web.showing import Chip, Figure, Step
from parindex.faces.web.templatetags.words import moment, words

STOPPED = (NotReady, Locked, states.NotPossible)


@dataclass(frozen=True, slots=True)
class LackLine:
    """One leaf that lacks something, with the way to it."""

    path: str
    name: str
    url: str
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class SubmitPage:
    """What the leader reads before submitting."""

    title: str
    is_illustrative: bool
    unit: str
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    stopping: tuple[LackLine, ...]
    warning: tuple[LackLine, ...]
    lock: LockLine | None
    until: str
    is_laid: bool
    is_submitted: bool
    submitted: str
    back: str
    url: str
    hand_back_url: str
    print_url: str


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: Request, key: int) -> HttpResponse:
    """What submission means and what is missing; then submit."""
    assessment = places.get(key, by=request.actor)
    require(request.actor, Permission.ASSESSMENT_APPROVE, at=assessment.unit.place)
    if request.method == "POST":
        try:
            approving.submit(assessment, by=request.actor, at=request.at)
        except STOPPED as problem:
            _tell(request, problem)
            return redirect("sheet-submit", key)
        messages.success(
            request, _("Đã nộp bản tự chấm điểm. Phiếu được khóa; cơ quan thẩm định làm việc từ bước sau.")
        )
        return redirect("sheet", key)
    reading = Reading(assessment, by=request.actor)
    page = _page(sheet.page_of(reading), lock=pages.lock_line(reading.closing))
    return render(request, "web/scoring/submit.html", {"page": page})


@require_POST
def lay(request: Request, key: int) -> HttpResponse:
    """Lay the sheet before the leader."""
    assessment = places.get(key, by=request.actor)
    try:
        approving.lay_before(assessment, by=request.actor, at=request.at)
    except STOPPED as problem:
        _tell(request, problem)
        return redirect(pages.sheet_url(key, show=pages.TODO))
    messages.success(
        request, _("Đã trình lãnh đạo. Phiếu không sửa được cho đến khi lãnh đạo trả lại hoặc nộp.")
    )
    return redirect("sheet", key)


@require_POST
def hand_back(request: Request, key: int) -> HttpResponse:
    """Hand the sheet back to the officers."""
    assessment = places.get(key, by=request.actor)
    try:
        approving.hand_back(
            assessment, reason=request.POST.get("reason", ""), by=request.actor, at=request.at
        )
    except WrongValue:
        messages.warning(
            request, _("Hãy ghi lý do trả lại (không quá 2000 ký tự) để cán bộ biết cần sửa gì.")
        )
        return redirect("sheet-submit", key)
    except STOPPED as problem:
        _tell(request, problem)
        return redirect("sheet-submit", key)
    messages.success(request, _("Đã trả lại. Cán bộ của đơn vị sửa tiếp được ngay."))
    return redirect("sheet", key)


def _tell(request: Request, problem: Exception) -> None:
    if isinstance(problem, NotReady):
        paths = ", ".join(str(each.path) for each in problem.findings[:8])
        messages.warning(
            request,
            _("Chưa làm được: còn tiêu chí thiếu tài liệu kiểm chứng và chưa giải trình (%(paths)s).")
            % {"paths": paths},
        )
    elif isinstance(problem, Locked):
        messages.warning(request, f"{words(problem.lock.why)} {words(problem.lock.remedy)}")
    else:
        messages.info(request, _("Phiếu vừa đổi trạng thái. Trang này hiện trạng thái mới nhất."))


def _page(shown: SheetPage, *, lock: LockLine | None) -> SubmitPage:
    lacking = [row for row in shown.own if row.findings]
    stopping = [row for row in lacking if any(each.severity is Severity.ERROR for each in row.findings)]
    stage = next((each for each in shown.stages if each.turn == "now"), None)
    place = shown.display_decimals
    return SubmitPage(
        title=shown.cycle_name,
        is_illustrative=shown.is_illustrative,
        unit=shown.unit_name,
        steps=(Step(shown.unit_name, pages.sheet_url(shown.key)),),
        figures=(
            Figure(
                _("Tổng điểm tự chấm"),
                figures.rounded(shown.own_micro, place),
                unit="/ " + figures.points_of(shown.own_max_micro, 0),
                note=_("chưa gồm điểm khảo sát, điểm thưởng, điểm trừ"),
            ),
            Figure(_("Đã chấm"), f"{shown.answered}", unit=f"/ {len(shown.own)}", note=_("tiêu chí tự chấm")),
            Figure(
                _("Bắt buộc xử lý"),
                str(len(stopping)),
                chips=(Chip("! " + _("chưa nộp được"), "bad"),)
                if stopping
                else (Chip("✓ " + _("không có"), "ok"),),
            ),
        ),
        stopping=tuple(_lack(shown, row) for row in stopping),
        warning=tuple(_lack(shown, row) for row in lacking if row not in stopping),
        lock=lock if shown.state != states.SUBMITTED else None,
        until=moment(stage.closes_at) if stage else "",
        is_laid=shown.state == states.APPROVAL,
        is_submitted=shown.state == states.SUBMITTED,
        submitted=pages.submitted_words(shown),
        back=pages.sheet_url(shown.key),
        url=pages.urls(shown.key).submit,
        hand_back_url=pages.urls(shown.key).hand_back,
        print_url=pages.urls(shown.key).print,
    )


def _lack(shown: SheetPage, row: Row) -> LackLine:
    return LackLine(
        path=row.path,
        name=row.name,
        url=pages.leaf_url(shown.key, row.criterion),
        findings=inspector.finding_lines(row.findings),
    )
