"""Bringing frameworks in: from a file, from those that come with the product, from an earlier version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from parindex.cycle.documents.blocks import Unusable
from parindex.cycle.frameworks import actions, packs, queries, wording
from parindex.cycle.frameworks.packs import Pack
from parindex.cycle.units import queries as units
from parindex.engine.access.checks import require, require_anywhere
from parindex.engine.access.permissions import Permission
from parindex.engine.values.findings import Finding, Severity, Words
from parindex.faces.web.asking import Request
from parindex.faces.web.documents.uploads import TOO_LARGE
from parindex.faces.web.frameworks import pages
from parindex.faces.web.frameworks.forms import FILES, CopyForm, ImportForm
from parindex.faces.web.shell import views as shell
from parindex.faces.web.showing import Chip, Step
from parindex.faces.web.templatetags.words import words

_TONES = {"confirmed": "ok", "assumed": "warn", "illustrative": ""}


@dataclass(frozen=True, slots=True)
class Offer:
    """One framework that comes with the product."""

    id: str
    title: Words
    about: str
    note: str
    leaves: int
    sources: tuple[str, ...]
    rules: tuple[Chip, ...]
    is_chosen: bool


def bring(request: Request) -> HttpResponse:
    """Ask for a file or a pack; then draft it for the unit that issues it."""
    require_anywhere(request.actor, Permission.FRAMEWORK_DRAFT)
    owners = tuple(units.permitted(request.actor, Permission.FRAMEWORK_DRAFT, on=request.today))
    listed = packs.listed()
    form = ImportForm(request.POST or None, request.FILES or None, owners=owners, packs=listed)
    errors: tuple[Finding, ...] = ()
    if getattr(request, TOO_LARGE, False):
        return shell.too_large(request)
    if form.is_valid():
        try:
            return _brought(request, form, owners)
        except actions.NotReady as refusal:
            errors = tuple(each for each in refusal.findings if each.severity is Severity.ERROR)
            form.add_error("file", _("Tệp có lỗi nên chưa nhập. Hãy sửa các chỗ dưới đây rồi gửi lại."))
        except Unusable as wrong:
            form.add_error("file", words(Words(wrong.vi, wrong.en)))
    chosen = form["pack"].value() or ""
    context = {
        "form": form,
        "errors": errors,
        "offers": tuple(_offer(each, chosen) for each in listed),
        "steps": pages.steps(),
        "limit": settings.UPLOAD_LIMIT,
        "kinds": ",".join(FILES),
    }
    return render(request, "web/frameworks/import.html", context, status=422 if form.errors else 200)


def copy(request: Request, key: int) -> HttpResponse:
    """Ask for the year; then draft a new version after this one."""
    version = queries.get(key, by=request.actor)
    require(request.actor, Permission.FRAMEWORK_DRAFT, at=version.framework.owner.place)
    form = CopyForm(request.POST or None, initial={"year": version.year + 1})
    if form.is_valid():
        made = actions.copy(version, year=form.cleaned_data["year"], by=request.actor, at=request.at)
        messages.success(request, _("Đã lập dự thảo mới. Sửa ở đây rồi kiểm tra và công bố."))
        return redirect("framework", made.pk)
    named = pages.named(queries.item(version))
    steps = (*pages.steps(), Step(named, reverse("framework", args=[key])))
    context = {"form": form, "title": named, "steps": steps, "key": key}
    return render(request, "web/frameworks/copy.html", context, status=422 if form.errors else 200)


def _brought(request: Request, form: ImportForm, owners: tuple[Any, ...]) -> HttpResponse:
    owner = next(unit for unit in owners if unit.pk == form.cleaned_data["owner"])
    file = form.cleaned_data["file"]
    known: dict[str, Any] = {"owner": owner, "by": request.actor, "at": request.at}
    if not file:
        version = actions.import_file(packs.text(form.cleaned_data["pack"]), **known)
    elif file.name.lower().endswith(".xlsx"):
        version = actions.import_workbook(file.read(), **known)
    else:
        version = actions.import_file(_text(file.read()), **known)
    if version.drafted_at == request.at:
        messages.success(request, _("Đã nhập thành dự thảo. Sửa ở đây rồi kiểm tra và công bố."))
    else:
        messages.info(request, _("Nội dung này đã có ở đây, nên không lập thêm bản nữa."))
    return redirect("framework", version.pk)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(
            "Tệp không phải UTF-8. Hãy lưu lại tệp với bảng mã UTF-8.",
            "The file is not UTF-8. Save it again as UTF-8.",
        ) from None


def _offer(pack: Pack, chosen: str) -> Offer:
    about = f"{pack.index} {pack.year} · {pages.level_words(pack.level)}"
    said = tuple(f"{words(wording.SOURCES[source])}: {count}" for source, count in pack.leaves)
    rules = tuple(
        Chip(f"{words(wording.STATUSES[status])}: {count}", _TONES[status.value])
        for status, count in pack.rules
    )
    return Offer(
        id=pack.id,
        title=pack.title,
        about=about,
        note=pack.note,
        leaves=pack.size,
        sources=said,
        rules=rules,
        is_chosen=pack.id == chosen,
    )
