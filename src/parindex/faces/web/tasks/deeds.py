"""The deeds on one assignment, each with its form: done, refused with the reason, or overtaken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from parindex.cycle.evidence.actions import adding
from parindex.cycle.monitoring.actions import accounting, dividing, reporting, rescheduling, verifying
from parindex.cycle.monitoring.checks import (
    AccountEntry,
    NothingMissed,
    Overtaken,
    ProgressEntry,
    WrongValue,
)
from parindex.cycle.monitoring.queries import get, one
from parindex.cycle.monitoring.states import DueChange, WrongStep
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web.asking import Request
from parindex.faces.web.documents.uploads import TOO_LARGE
from parindex.faces.web.tasks import desk, forms
from parindex.faces.web.tasks.forms import DeedForm
from parindex.faces.web.templatetags.words import words
from parindex.foundation.files.refusals import Unacceptable

PROOFS = 30
Do = Callable[[Request, Any, dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed: whose it is, its form, what does it."""

    form: type[DeedForm]
    do: Do


def one_assignment(request: Request, key: int) -> HttpResponse:
    """One assignment with every form the person may send now."""
    return _page(request, key)


def by_unit(request: Request, key: int, deed: str) -> HttpResponse:
    """A deed of the unit that owes it: report, ask for another date, account, divide."""
    row = get(key, by=request.actor)
    require(request.actor, Permission.TASK_REPORT, at=row.unit.place)
    return _deed(request, row, deed, OF_UNIT)


def by_owner(request: Request, key: int, deed: str) -> HttpResponse:
    """A deed of whom it is owed to: verify, return, cancel, decide, set the date."""
    row = get(key, by=request.actor)
    require(request.actor, Permission.TASK_VERIFY, at=row.owner.place)
    return _deed(request, row, deed, OF_OWNER)


def _deed(request: Request, row: Any, name: str, known: Mapping[str, Deed]) -> HttpResponse:
    if name not in known:
        raise Http404
    if request.method != "POST":
        return _page(request, row.pk, opened=name)
    form = _form(name, known[name], request, row, sent=True)
    if getattr(request, TOO_LARGE, False):
        form.add_error(None, _("Tệp quá lớn nên chưa gửi được."))
    if not form.is_valid():
        return _page(request, row.pk, opened=name, sent=form, status=422)
    try:
        known[name].do(request, row, form.cleaned_data)
    except (WrongValue, WrongStep, NothingMissed, Unacceptable) as refused:
        form.add_error(_field(refused, form), _why(refused))
        return _page(request, row.pk, opened=name, sent=form, status=422)
    except Overtaken:
        return _page(request, row.pk, opened=name, sent=_again(form, row.pk, request), status=409)
    messages.success(request, _said()[name])
    return redirect("assignment", row.pk)


def _page(
    request: Request, key: int, *, opened: str = "", sent: DeedForm | None = None, status: int = 200
) -> HttpResponse:
    data = one.page(key, by=request.actor, on=request.today)
    page = desk.page(data, on=request.today)
    row = get(key, by=request.actor)
    drawn = []
    for known, address in ((OF_UNIT, "assignment-unit"), (OF_OWNER, "assignment-owner")):
        for name, deed in known.items():
            is_open = name == opened
            if not data.may.get(name) and not (is_open and sent):
                continue
            form = sent if is_open and sent is not None else _form(name, deed, request, row)
            drawn.append(desk.Offer(name, *desk.titles()[name], form=form, is_open=is_open, address=address))
    context = {"page": page, "offers": drawn}
    return render(request, "web/tasks/one.html", context, status=status)


def _form(name: str, deed: Deed, request: Request, row: Any, *, sent: bool = False) -> DeedForm:
    given: dict[str, Any] = {"initial": {"seen": row.version}, "auto_id": f"id_{name}_%s"}
    if name == "report":
        given["proofs"] = one.proofs_to_choose(row, by=request.actor, most=PROOFS)
        given["initial"] |= {"done": row.done, "total": row.total, "counted_in": row.counted_in}
    if name == "divide":
        given["initial"] |= {"division": row.division}
    return deed.form(request.POST, request.FILES, **given) if sent else deed.form(**given)


def _again(form: DeedForm, key: int, request: Request) -> DeedForm:
    """The form as it was sent, to be sent again over what stands now."""
    data = request.POST.copy()
    data["seen"] = str(get(key, by=request.actor).version)
    form.data = data
    text = _(
        "Người khác vừa cập nhật nhiệm vụ này. Nội dung bạn nhập vẫn ở đây: hãy xem lại rồi gửi lần nữa."
    )
    form.add_error(None, text)
    return form


def _field(refused: Exception, form: DeedForm) -> str | None:
    """The field the refusal is about; None: the whole form."""
    if isinstance(refused, Unacceptable):
        return "file"
    return str(refused) if isinstance(refused, WrongValue) and str(refused) in form.fields else None


def _why(refused: Exception) -> str:
    if isinstance(refused, Unacceptable):
        return words(refused.words)
    if isinstance(refused, NothingMissed):
        return _("Nhiệm vụ này không quá hạn nên không cần giải trình.")
    if isinstance(refused, WrongStep):
        return _("Tình trạng của nhiệm vụ vừa thay đổi nên không làm việc này được nữa.")
    return {
        "done": _("Số đã làm không được lớn hơn tổng số; báo cáo hoàn thành thì hai số phải bằng nhau."),
        "total": _("Hãy ghi cả tổng số."),
        "done_on": _("Ngày hoàn thành không được sau hôm nay."),
        "text": _("Hãy ghi kết quả, số liệu hoặc chọn minh chứng."),
        "evidence": _("Minh chứng phải nằm trong kho của đơn vị."),
        "wanted": _("Ngày xin gia hạn phải sau thời hạn hiện nay và chưa qua."),
        "request": _("Đã có một đề nghị gia hạn đang chờ quyết định."),
    }.get(str(refused), _("Giá trị này chưa dùng được."))


def _said() -> dict[str, str]:
    return {
        "report": _("Đã gửi báo cáo."),
        "ask": _("Đã gửi đề nghị gia hạn. Hạn cũ còn hiệu lực cho đến khi có quyết định."),
        "account": _("Đã gửi giải trình."),
        "divide": _("Đã ghi bộ phận thực hiện."),
        "verify": _("Đã xác nhận hoàn thành."),
        "return": _("Đã trả lại; đơn vị phải báo cáo lại."),
        "decide": _("Đã ghi quyết định về thời hạn."),
        "set-due": _("Đã ấn định thời hạn mới."),
        "cancel": _("Đã dừng theo dõi nhiệm vụ này của đơn vị."),
    }


def _report(request: Request, row: Any, told: dict[str, Any]) -> None:
    evidence = [int(key) for key in told.get("evidence", ())]
    sent = told.get("file")
    if sent is not None:
        item = adding.add_file(
            sent.read(), name=sent.name or "", unit=row.unit, by=request.actor, at=request.at
        )
        evidence.append(item.pk)
    entry = ProgressEntry(
        text=told["text"],
        done=told["done"],
        total=told["total"],
        counted_in=told["counted_in"],
        done_on=told["done_on"],
        obstacle=told["obstacle"],
        proposal=told["proposal"],
        evidence=tuple(evidence),
    )
    reporting.report(row, entry, seen=told["seen"], by=request.actor, at=request.at)


def _ask(request: Request, row: Any, told: dict[str, Any]) -> None:
    rescheduling.ask(row, by=request.actor, at=request.at, **told)


def _account(request: Request, row: Any, told: dict[str, Any]) -> None:
    seen = told.pop("seen")
    accounting.account(row, AccountEntry(**told), seen=seen, by=request.actor, at=request.at)


def _divide(request: Request, row: Any, told: dict[str, Any]) -> None:
    dividing.divide(row, by=request.actor, at=request.at, **told)


def _verify(request: Request, row: Any, told: dict[str, Any]) -> None:
    verifying.verify(row, by=request.actor, at=request.at, **told)


def _return(request: Request, row: Any, told: dict[str, Any]) -> None:
    verifying.return_(row, by=request.actor, at=request.at, **told)


def _cancel(request: Request, row: Any, told: dict[str, Any]) -> None:
    verifying.cancel(row, by=request.actor, at=request.at, **told)


def _decide(request: Request, row: Any, told: dict[str, Any]) -> None:
    asked = one.asked(row)
    if asked is None:
        raise Overtaken
    verdict = DueChange(told["verdict"])
    rescheduling.decide(asked, verdict=verdict, decision=told["decision"], by=request.actor, at=request.at)


def _set_due(request: Request, row: Any, told: dict[str, Any]) -> None:
    rescheduling.set_due(row, by=request.actor, at=request.at, **told)


OF_UNIT: dict[str, Deed] = {
    "report": Deed(forms.ReportForm, _report),
    "ask": Deed(forms.AskForm, _ask),
    "account": Deed(forms.AccountForm, _account),
    "divide": Deed(forms.DivideForm, _divide),
}
OF_OWNER: dict[str, Deed] = {
    "verify": Deed(forms.VerifyForm, _verify),
    "return": Deed(forms.ReturnForm, _return),
    "decide": Deed(forms.DecideForm, _decide),
    "set-due": Deed(forms.SetDueForm, _set_due),
    "cancel": Deed(forms.CancelForm, _cancel),
}
