"""Correcting one criterion of a draft, field by field, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.frameworks import actions, queries, specs, states
from parindex.faces.web.asking import Request
from parindex.faces.web.frameworks import pages
from parindex.faces.web.frameworks.forms import CriterionForm
from parindex.faces.web.remembering import merged, tell_others
from parindex.faces.web.showing import Step
from parindex.faces.web.templatetags.words import is_english


@dataclass(frozen=True, slots=True)
class Page:
    """The page of the form."""

    title: str
    steps: tuple[Step, ...]
    back: str


def page(criterion: Any) -> Page:
    """The page around the form of ``criterion``."""
    url = url_of(criterion.version)
    version = Step(pages.named(queries.item(criterion.version)), url)
    return Page(
        f"{criterion.code} {criterion.name}",
        (*pages.steps(), version),
        f"{url}#{pages.anchor(criterion.path)}",
    )


def url_of(version: Any) -> str:
    """The page of the version."""
    return reverse("framework", args=[version.pk])


def initial(criterion: Any) -> dict[str, str]:
    """What stands in the fields now."""
    most = criterion.max_text if is_english() else criterion.max_text.replace(".", ",")
    return {"code": criterion.code, "name": criterion.name, "max": most, "owner": specs.owner_text(criterion)}


def saved(request: Request, criterion: Any, form: CriterionForm) -> CriterionForm:
    """The form, every changed field of it kept; else with errors that say why not."""
    try:
        with transaction.atomic():
            for field in filter(form.is_changed, form.fields):
                value, was = _kept(field, form.cleaned_data[field]), _kept(field, form.was(field))
                actions.correct(criterion, field=field, value=value, was=was, by=request.actor, at=request.at)
    except actions.Overtaken:
        now = CriterionForm(initial=initial(queries.criterion(criterion.pk, by=request.actor)))
        return tell_others(CriterionForm(merged(form, now=now)), sent=form)
    except actions.WrongValue as wrong:
        form.add_error(
            str(wrong) if str(wrong) in form.fields else None,
            _("Giá trị này chưa dùng được. Kiểm tra số (ví dụ 2,75), mã không trùng, tên không trống."),
        )
    except states.NotPossible:
        form.add_error(None, _("Bộ tiêu chí đã công bố nên không sửa được. Hãy lập bản mới."))
    return form


def _kept(field: str, value: str) -> str:
    """A value as the room keeps it."""
    return value.replace(",", ".") if field == "max" else value
