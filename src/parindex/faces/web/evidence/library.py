"""The library of a unit's evidence, and the page of one piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parindex.cycle.assessments import gates
from parindex.cycle.assessments.actions import describing
from parindex.cycle.assessments.pieces import Use
from parindex.cycle.assessments.queries import attachments
from parindex.cycle.evidence import checks, queries
from parindex.cycle.evidence.actions import correcting
from parindex.engine.access.permissions import Permission
from parindex.faces.web import exporting
from parindex.faces.web.asking import Request
from parindex.faces.web.evidence import forms, lists, originals
from parindex.faces.web.showing import Step
from parindex.faces.web.templatetags.words import words


@dataclass(frozen=True, slots=True)
class Place:
    """One leaf for which a piece is shown."""

    title: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    """The page of one piece."""

    row: lists.Row
    steps: tuple[Step, ...]
    link: str
    host_is_official: bool
    sha256: str
    size: int | None
    name: str
    is_reference: bool
    places: tuple[Place, ...]
    preview: originals.Preview
    may_correct: bool


@require_safe
def library(request: Request) -> HttpResponse:
    """All evidence of the units whose sheets the person may read."""
    page = lists.library(request.GET, by=request.actor, on=request.today)
    return render(request, "web/evidence/library.html", {"page": page})


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """The list as it is limited, as a file."""
    return exporting.answer(lists.export(request.GET, by=request.actor), kind=kind)


def item(request: Request, key: int) -> HttpResponse:
    """One piece: what is said of it, where it is shown, how it begins; corrected by who may."""
    held = attachments.item(key, by=request.actor, at=request.at)
    may_correct = request.actor.can(Permission.EVIDENCE_ADD, at=held.unit.place)
    form = forms.of_item(held, request.POST or None)
    if request.method == "POST" and form.is_valid() and saved(request, held, form):
        return redirect("evidence-item", key)
    page = _page(request, held, may_correct=may_correct)
    status = 422 if form.errors else 200
    return render(request, "web/evidence/item.html", {"page": page, "form": form}, status=status)


def saved(request: Request, held: Any, form: forms.PieceForm) -> bool:
    """Whether what the form says of the piece was kept; else the form says why not."""
    seen = form.cleaned_data["version"]
    try:
        describing.describe(held, form.description(), seen=seen, by=request.actor, at=request.at)
    except gates.Locked as closed:
        form.add_error(None, f"{words(closed.lock.why)} {words(closed.lock.remedy)}")
        return False
    except correcting.Overtaken as other:
        form.overtaken(other.item)
        return False
    except correcting.WrongValue as wrong:
        field = str(wrong) if str(wrong) in form.fields else None
        form.add_error(field, _("Giá trị này chưa dùng được. Hãy nhập như văn bản in."))
        return False
    return True


def _page(request: Request, held: Any, *, may_correct: bool) -> ItemPage:
    uses = attachments.uses(held, by=request.actor, at=request.at)
    sharing = queries.sharing((held,), by=request.actor).get(held.file_id or 0, 1)
    counted = len({(each.assessment, each.criterion) for each in uses})
    may_list = request.actor.can_anywhere(Permission.ASSESSMENT_READ)
    return ItemPage(
        row=lists.row(held, uses=counted, sharing=sharing),
        steps=(Step(_("Minh chứng"), reverse("evidence")),) if may_list else (),
        link=held.link,
        host_is_official=not queries.facts(held).unofficial_host,
        sha256=held.file.sha256 if held.file else "",
        size=held.file.size if held.file else None,
        name=held.name,
        is_reference=held.form == checks.REFERENCE,
        places=tuple(_place(each) for each in uses),
        preview=originals.previewed(held, number=originals.number(request)),
        may_correct=may_correct,
    )


def _place(use: Use) -> Place:
    parts = (use.cycle, use.unit, use.pages)
    return Place(
        title=f"{use.path} {use.name}",
        about=" · ".join(part for part in parts if part),
        url=reverse("evidence-panel", args=[use.assessment, use.criterion]),
    )
