"""Deeds of the panel: a file, a link or a reference added and shown; corrected; taken off."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parindex.cycle.assessments import gates
from parindex.cycle.assessments.actions import attaching
from parindex.cycle.assessments.pieces import Piece
from parindex.cycle.assessments.queries import attachments, places
from parindex.cycle.evidence import links
from parindex.cycle.evidence.actions import adding
from parindex.cycle.units import queries as units
from parindex.engine.access.checks import Refused
from parindex.engine.access.permissions import Permission
from parindex.faces.web.asking import Request
from parindex.faces.web.documents.uploads import TOO_LARGE
from parindex.faces.web.evidence import forms, library
from parindex.faces.web.evidence import panel as panels
from parindex.faces.web.evidence.panel import Said
from parindex.faces.web.templatetags.words import words
from parindex.foundation.files.refusals import Unacceptable

View = Callable[..., HttpResponse]
CHANGED = "evidence-changed"
"""What the panel tells the desk around it after a deed, so that it looks again at what is lacking."""
_PANEL, _PAGE = "web/evidence/panel.html", "web/evidence/leaf.html"


def while_open(view: View) -> View:
    """Answer with the panel and the reason where ``view`` finds the leaf closed."""

    @wraps(view)
    def guarded(request: Request, assessment: int, criterion: int, **kwargs: int) -> HttpResponse:
        try:
            return view(request, assessment, criterion, **kwargs)
        except gates.Locked as locked:
            why = f"{words(locked.lock.why)} {words(locked.lock.remedy)}"
            return answer(request, assessment, criterion, Said(wrong=why))

    return guarded


@require_safe
def panel(request: Request, assessment: int, criterion: int) -> HttpResponse:
    """The panel of a leaf: alone on a page, or to be put into one."""
    return answer(request, assessment, criterion, Said())


@require_POST
@while_open
def file(request: Request, assessment: int, criterion: int) -> HttpResponse:
    """Keep a file and show it for the leaf."""
    unit = _adding_unit(request, assessment, criterion)
    sent = request.FILES.get("file")
    if getattr(request, TOO_LARGE, False) or sent is None:
        return answer(request, assessment, criterion, Said(wrong=_not_sent(request)))
    try:
        item = adding.add_file(sent.read(), name=sent.name or "", unit=unit, by=request.actor, at=request.at)
    except Unacceptable as refused:
        wrong = f"{sent.name}: {words(refused.words)}"
        return answer(request, assessment, criterion, Said(wrong=wrong))
    return show(request, assessment, criterion, item, pages=request.POST.get("pages", ""))


@require_POST
@while_open
def link(request: Request, assessment: int, criterion: int) -> HttpResponse:
    """Keep a web address and show it for the leaf."""
    unit = _adding_unit(request, assessment, criterion)
    form = forms.LinkForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            item = adding.add_link(
                told["address"], title=told["title"], unit=unit, by=request.actor, at=request.at
            )
        except links.WrongLink as wrong:
            form.add_error("address", _wrong_link(str(wrong)))
        else:
            return show(request, assessment, criterion, item, pages=told["pages"])
    return answer(request, assessment, criterion, Said(link=form))


@require_POST
@while_open
def reference(request: Request, assessment: int, criterion: int) -> HttpResponse:
    """Note that a classified document exists and show that for the leaf."""
    unit = _adding_unit(request, assessment, criterion)
    form = forms.ReferenceForm(request.POST)
    if not form.is_valid():
        return answer(request, assessment, criterion, Said(reference=form))
    told = form.cleaned_data
    item = adding.add_reference(
        number=told["number"],
        issued_on=told["issued_on"],
        issuer=told["issuer"],
        unit=unit,
        by=request.actor,
        at=request.at,
    )
    return show(request, assessment, criterion, item, pages=told["pages"])


@while_open
def piece(request: Request, assessment: int, criterion: int, key: int) -> HttpResponse:
    """Correct what is said of a piece, and which part of it proves."""
    found = _piece(request, assessment, criterion, key)
    if found is None or not found.is_open:
        return answer(request, assessment, criterion, Said(wrong=_gone()))
    if request.method != "POST":
        return answer(request, assessment, criterion, Said(editing=found.attachment))
    form = forms.of_piece(found, request.POST)
    held = attachments.item(found.item, by=request.actor, at=request.at)
    if form.is_valid() and library.saved(request, held, form):
        return show(request, assessment, criterion, held, pages=form.cleaned_data["pages"])
    return answer(request, assessment, criterion, Said(editing=found.attachment, piece=form))


@require_POST
@while_open
def detach(request: Request, assessment: int, criterion: int, key: int) -> HttpResponse:
    """Take a piece off the leaf; it stays in the library and in the ledger's past."""
    held = attachments.attachment(key, by=request.actor, at=request.at)
    if (held.assessment_id, held.criterion_id) != (assessment, criterion):
        return answer(request, assessment, criterion, Said(wrong=_gone()))
    attaching.detach(held, by=request.actor, at=request.at)
    done = _("Đã gỡ “%(title)s”; tài liệu vẫn ở kho minh chứng của đơn vị.") % {"title": held.item}
    return answer(request, assessment, criterion, Said(done=done))


def show(request: Request, assessment: int, criterion: int, item: Any, *, pages: str) -> HttpResponse:
    """Show ``item`` for the leaf and answer with the panel."""
    sheet = places.get(assessment, by=request.actor)
    try:
        attaching.attach(sheet, criterion, item, pages=pages, by=request.actor, at=request.at)
    except attaching.WrongValue as wrong:
        return answer(request, assessment, criterion, Said(wrong=_wrong(str(wrong))))
    return answer(request, assessment, criterion, Said(done=_("Đã đính kèm “%(title)s”.") % {"title": item}))


def answer(request: Request, assessment: int, criterion: int, said: Said) -> HttpResponse:
    """The panel after a deed: a part of the page for htmx, else the page of the panel."""
    has_errors = bool(said.wrong or said.link or said.reference or said.piece)
    if said.done and not request.htmx:
        messages.success(request, said.done)
        return redirect(panels.address(assessment, criterion))
    built = panels.build(assessment, criterion, by=request.actor, at=request.at, said=said)
    template = _PANEL if request.htmx else _PAGE
    shown = render(request, template, {"panel": built}, status=422 if has_errors else 200)
    if said.done:
        shown["HX-Trigger"] = CHANGED
    return shown


def _adding_unit(request: Request, assessment: int, criterion: int) -> Any:
    """The unit to which the person adds evidence. Raises Refused, gates.Locked."""
    shown = attachments.shown(assessment, criterion, by=request.actor, at=request.at)
    if not shown.is_own:
        raise Refused(Permission.ASSESSMENT_SCORE)
    if shown.lock is not None:
        raise gates.Locked(shown.lock)
    if shown.adds_at is None:
        raise Refused(Permission.EVIDENCE_ADD)
    return units.get(shown.adds_at, by=request.actor)


def _piece(request: Request, assessment: int, criterion: int, key: int) -> Piece | None:
    """The piece of attachment ``key`` as it is shown now: others may have said other pages since."""
    shown = attachments.shown(assessment, criterion, by=request.actor, at=request.at)
    held = attachments.attachment(key, by=request.actor, at=request.at)
    same = [each for each in shown.pieces if each.item == held.item_id]
    return next((each for each in same if each.attachment == key or each.is_open), None)


def _not_sent(request: Request) -> str:
    if getattr(request, TOO_LARGE, False):
        limit = f"{settings.UPLOAD_LIMIT // 1_000_000} MB"
        return _("Tệp lớn hơn %(limit)s nên chưa gửi được. Hãy giảm độ phân giải hoặc chia nhỏ tệp.") % {
            "limit": limit
        }
    return _("Chưa chọn tệp. Hãy kéo tệp vào ô hoặc chọn từ máy.")


def _gone() -> str:
    return _("Minh chứng này vừa được gỡ hoặc bước này đã khóa. Danh sách dưới đây là mới nhất.")


def _wrong(field: str) -> str:
    if field == "pages":
        return _("Chỗ ghi trang, mục dài quá 120 ký tự. Hãy ghi ngắn lại.")
    return _("Tài liệu này không dùng được cho đơn vị. Hãy chọn tài liệu khác trong kho của đơn vị.")


def _wrong_link(what: str) -> str:
    told = {
        "secret": _("Địa chỉ có mật khẩu hoặc mã truy cập. Hãy dùng địa chỉ công khai, ai cũng mở được."),
        "inside": _("Địa chỉ chỉ mở được trong mạng nội bộ. Hãy dùng địa chỉ công khai hoặc tải tệp lên."),
    }
    return told.get(what, _("Đây chưa phải địa chỉ trang web. Ví dụ: https://hanoi.gov.vn/van-ban/12"))
