"""Correcting what a draft states, field by field, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from parindex.cycle.frameworks import actions, queries, specs, states
from parindex.faces.web.asking import Request
from parindex.faces.web.frameworks import fields
from parindex.faces.web.frameworks.forms import AboutForm, CriterionForm
from parindex.faces.web.remembering import RememberingForm, merged, tell_others

T = TypeVar("T", bound=RememberingForm)


def saved(request: Request, criterion: Any, form: CriterionForm) -> CriterionForm:
    """The form, every changed field of it kept; else with errors that say why not."""

    def keep(field: str, value: str, was: str) -> None:
        actions.correct(criterion, field=field, value=value, was=was, by=request.actor, at=request.at)

    def now() -> CriterionForm:
        stands = queries.criterion(criterion.pk, by=request.actor)
        return CriterionForm(initial=fields.initial(stands))

    return _saved(form, keep=keep, now=now)


def amended(request: Request, version: Any, form: AboutForm) -> AboutForm:
    """The form, every changed field of it kept; else with errors that say why not."""

    def keep(field: str, value: str, was: str) -> None:
        actions.amend(version, field=field, value=value, was=was, by=request.actor, at=request.at)

    def now() -> AboutForm:
        stands = queries.get(version.pk, by=request.actor)
        return AboutForm(initial=fields.localised(specs.said(stands)))

    return _saved(form, keep=keep, now=now)


def _saved(form: T, *, keep: Callable[[str, str, str], None], now: Callable[[], T]) -> T:
    try:
        with transaction.atomic():
            for field in filter(form.is_changed, form.fields):
                value, was = form.cleaned_data[field], form.was(field)
                keep(field, fields.kept(field, value), fields.kept(field, was))
    except actions.Overtaken:
        stands = now()
        return tell_others(type(form)(merged(form, now=stands)), sent=form)
    except actions.WrongValue as wrong:
        form.add_error(
            str(wrong) if str(wrong) in form.fields else None,
            _("Giá trị này chưa dùng được. Kiểm tra số (ví dụ 2,75), mã không trùng, tên không trống."),
        )
    except states.NotPossible:
        form.add_error(None, _("Bộ tiêu chí đã công bố nên không sửa được. Hãy lập bản mới."))
    return form
