"""One entry: written, looked at, corrected, withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parindex.cycle.evidence import queries as evidence
from parindex.cycle.evidence.actions import adding
from parindex.cycle.registers import queries, specs
from parindex.cycle.registers.actions import entering
from parindex.cycle.registers.actions.entering import Overtaken, Said, Twice, Unfilled
from parindex.cycle.registers.states import State, WrongStep
from parindex.engine.access.checks import require, require_anywhere
from parindex.engine.access.permissions import Permission
from parindex.faces.web import asking
from parindex.faces.web.asking import Request
from parindex.faces.web.registers import pages
from parindex.faces.web.registers.forms import EntryForm, WithdrawForm
from parindex.faces.web.templatetags.words import words
from parindex.foundation.files.refusals import Unacceptable


def add(request: Request, key: int) -> HttpResponse:
    """A new entry of a unit for which the person may enter."""
    require_anywhere(request.actor, Permission.REGISTER_RECORD)
    found = queries.get(key, by=request.actor)
    units = {each.pk: each for each in queries.recorders(found, by=request.actor, on=request.today)}
    if not units:
        raise Http404
    form = EntryForm(
        request.POST or None,
        request.FILES or None,
        own=specs.shape(found).fields,
        units=[(pk, each.name) for pk, each in units.items()],
        may_add_files=request.actor.can_anywhere(Permission.EVIDENCE_ADD),
        initial={"occurred_on": request.today},
    )
    if form.is_valid():
        unit = units[form.cleaned_data.get("unit") or next(iter(units))]
        try:
            with transaction.atomic():
                said = _said(request, form, unit=unit, held=())
                state = _state(request)
                written = entering.enter(found, said, unit=unit, state=state, by=request.actor, at=request.at)
            messages.success(request, _told(state))
            return redirect("register-entry", written.pk)
        except (Unfilled, Twice, Unacceptable) as wrong:
            _tell(form, wrong)
    context = {"form": form, "steps": pages.steps_in(found.pk, found.name), "note": found.note, "key": key}
    return render(request, "web/registers/add.html", context, status=422 if form.errors else 200)


@require_safe
def entry(request: Request, key: int) -> HttpResponse:
    """One entry with its evidence and all its revisions."""
    found = queries.entry(key, by=request.actor)
    page = pages.entry(
        found,
        specs.shape(found.register).fields,
        queries.revisions(found),
        may_correct=request.actor.can(Permission.REGISTER_RECORD, at=found.unit.place),
    )
    context = {"page": page, "withdraw": WithdrawForm()}
    return render(request, "web/registers/entry.html", context)


def correct(request: Request, key: int) -> HttpResponse:
    """Write an entry anew; what it said before stays in its history."""
    found = _recorded(request, key)
    held = {each.pk: each for each in found.evidence.order_by("pk")}
    form = EntryForm(
        request.POST or None,
        request.FILES or None,
        own=specs.shape(found.register).fields,
        shown=[(pk, str(each)) for pk, each in held.items()],
        may_add_files=request.actor.can(Permission.EVIDENCE_ADD, at=found.unit.place),
        asks_reason=found.state == State.ENTERED.value,
        values=found.values,
        initial={"occurred_on": found.occurred_on},
    )
    if form.is_valid():
        kept = [held[pk] for pk in form.cleaned_data.get("kept", []) if pk in held]
        try:
            _corrected(request, found, form, kept=kept)
            return redirect("register-entry", key)
        except (Unfilled, Twice, Unacceptable, Overtaken, WrongStep) as wrong:
            _tell(form, wrong)
    context = {
        "form": form,
        "version": asking.number(request.POST, "version") or found.version,
        "is_draft": found.state == State.DRAFT.value,
        "steps": (*pages.steps_in(found.register_id, found.register.name),),
        "key": key,
    }
    return render(request, "web/registers/correct.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: Request, key: int) -> HttpResponse:
    """Take an entry out of the count; it stays to be read."""
    found = _recorded(request, key)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Chưa rút: hãy ghi lý do."))
        return redirect("register-entry", key)
    seen = asking.number(request.POST, "version") or 0
    try:
        entering.withdraw(
            found, reason=form.cleaned_data["reason"], seen=seen, by=request.actor, at=request.at
        )
        messages.success(request, _("Đã rút dòng này khỏi sổ; nội dung và lý do còn trong lịch sử."))
    except (Overtaken, WrongStep):
        messages.error(request, _overtaken())
    return redirect("register-entry", key)


def _recorded(request: Request, key: int) -> Any:
    found = queries.entry(key, by=request.actor)
    require(request.actor, Permission.REGISTER_RECORD, at=found.unit.place)
    return found


def _corrected(request: Request, found: Any, form: EntryForm, *, kept: list[Any]) -> None:
    state = _state(request)
    with transaction.atomic():
        entering.correct(
            found,
            _said(request, form, unit=found.unit, held=kept),
            state=state,
            reason=form.cleaned_data.get("reason", ""),
            seen=asking.number(request.POST, "version") or 0,
            by=request.actor,
            at=request.at,
        )
    messages.success(request, _told(state))


def _said(request: Request, form: EntryForm, *, unit: Any, held: Any) -> Said:
    """What was typed, with the file that came along kept as evidence of the unit."""
    shown = list(held)
    sent = form.cleaned_data.get("file")
    if sent:
        item = adding.add_file(sent.read(), name=sent.name, unit=unit, by=request.actor, at=request.at)
        shown.append(evidence.get(item.pk, by=request.actor))
    return Said(form.cleaned_data["occurred_on"], form.texts(), shown)


def _state(request: Request) -> State:
    return State.DRAFT if request.POST.get("state") == State.DRAFT.value else State.ENTERED


def _told(state: State) -> str:
    if state is State.DRAFT:
        return _("Đã lưu nháp. Bản nháp chưa được tính vào số liệu.")
    return _("Đã ghi vào sổ. Số liệu liên quan được tính lại ngay.")


def _overtaken() -> str:
    return _("Dòng này vừa được người khác sửa. Hãy xem lại nội dung mới rồi sửa tiếp.")


def _tell(form: EntryForm, wrong: Exception) -> None:
    if isinstance(wrong, Unfilled):
        for field, wanted in wrong.faults.items():
            form.tell(field, wanted)
    elif isinstance(wrong, Twice):
        form.add_error(None, _("Dòng này đã có trong sổ. Nếu là việc khác, hãy ghi rõ chỗ khác nhau."))
    elif isinstance(wrong, Unacceptable):
        form.add_error("file", words(wrong.words))
    else:
        form.add_error(None, _overtaken())
