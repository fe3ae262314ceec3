"""The crosswalk: what goes on from an earlier year, proposed by name and confirmed by a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from parindex.cycle.frameworks import actions, queries
from parindex.cycle.frameworks.pages import CriterionItem, LinkItem
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web.asking import Request
from parindex.faces.web.frameworks import pages
from parindex.faces.web.showing import Step


class LinkForm(forms.Form):
    """The criterion of an earlier year that one goes on from."""

    previous = forms.TypedChoiceField(label=gettext_lazy("Tiếp nối tiêu chí"), coerce=int)

    def __init__(self, *args: Any, earlier: tuple[CriterionItem, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        previous = self.fields["previous"]
        assert isinstance(previous, forms.ChoiceField)
        previous.choices = [("", "–"), *((each.key, f"{each.code} {each.name}"[:160]) for each in earlier)]


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion, the one it goes on from, and the ways to confirm or choose."""

    key: int
    code: str
    name: str
    previous: str
    previous_key: int | None
    year: int | None
    likeness: int
    is_confirmed: bool
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """The crosswalk of one version."""

    title: str
    steps: tuple[Step, ...]
    rows: tuple[Row, ...]
    confirmed: int
    has_earlier: bool


@require_safe
def links(request: Request, key: int) -> HttpResponse:
    """What of a version goes on from an earlier year."""
    version = queries.get(key, by=request.actor)
    require(request.actor, Permission.FRAMEWORK_DRAFT, at=version.framework.owner.place)
    known = {each.key: each for each in queries.links_of(version)}
    rows = tuple(_row(each, known.get(each.key)) for each in queries.criteria_of(version))
    page = Page(
        title=pages.named(queries.item(version)),
        steps=_steps(version),
        rows=rows,
        confirmed=sum(each.is_confirmed for each in rows),
        has_earlier=bool(queries.earlier_of(version)),
    )
    return render(request, "web/frameworks/links.html", {"page": page})


def link(request: Request, key: int) -> HttpResponse:
    """Confirm what one criterion goes on from, as proposed or as chosen."""
    criterion = queries.criterion(key, by=request.actor)
    version = criterion.version
    require(request.actor, Permission.FRAMEWORK_DRAFT, at=version.framework.owner.place)
    form = LinkForm(request.POST or None, earlier=queries.earlier_of(version), initial=_initial(criterion))
    if form.is_valid():
        previous = queries.criterion(form.cleaned_data["previous"], by=request.actor)
        actions.link(criterion, previous=previous, by=request.actor, at=request.at)
        messages.success(request, _("Đã nối %(code)s với năm trước.") % {"code": criterion.code})
        return redirect(f"{reverse('framework-links', args=[version.pk])}#l-{key}")
    steps = (*_steps(version), Step(_("Nối với năm trước"), reverse("framework-links", args=[version.pk])))
    context = {"form": form, "title": f"{criterion.code} {criterion.name}", "steps": steps}
    return render(request, "web/frameworks/link.html", context, status=422 if form.errors else 200)


def _steps(version: Any) -> tuple[Step, ...]:
    named = pages.named(queries.item(version))
    return (*pages.steps(), Step(named, reverse("framework", args=[version.pk])))


def _initial(criterion: Any) -> dict[str, int]:
    known = {each.key: each.previous for each in queries.links_of(criterion.version)}
    return {"previous": known[criterion.pk]} if criterion.pk in known else {}


def _row(each: CriterionItem, known: LinkItem | None) -> Row:
    previous = f"{known.previous_path.rpartition('/')[2]} {known.previous_name}" if known else ""
    return Row(
        key=each.key,
        code=each.code,
        name=each.name,
        previous=previous,
        previous_key=known.previous if known else None,
        year=known.previous_year if known else None,
        likeness=known.likeness if known else 0,
        is_confirmed=known.is_confirmed if known else False,
        url=reverse("framework-link", args=[each.key]),
    )
