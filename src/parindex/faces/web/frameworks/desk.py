"""The desk of one criterion: its fields, its rule, and sample answers; kept in small posts as one types."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parindex.cycle.frameworks import actions, queries, rule_form, specs, states, writing
from parindex.engine.access.checks import require
from parindex.engine.access.permissions import Permission
from parindex.faces.web.asking import Request
from parindex.faces.web.frameworks import correcting, editing, fields
from parindex.faces.web.frameworks.editing import Line, Said, Typed
from parindex.faces.web.frameworks.forms import CriterionForm

_OUTSIDE = frozenset({"csrfmiddlewaretoken", "was", "put", "over"})


def criterion(request: Request, key: int) -> HttpResponse:
    """One criterion on the desk; its fields are kept when they are sent."""
    found = _criterion(request, key)
    if request.method != "POST":
        if found.version.state not in states.OPEN:
            messages.warning(request, _("Bộ tiêu chí đã công bố nên không sửa được. Hãy lập bản mới."))
            return redirect("framework", found.version.pk)
        return _show(request, found)
    before = _lines(found)
    form = CriterionForm(request.POST, initial=fields.initial(found))
    if form.is_valid():
        form = correcting.saved(request, found, form)
    if form.errors:
        return _show(request, found, typed=Typed(fields=form), status=422, part="fields")
    if not request.htmx:
        return redirect("framework-criterion", key)
    typed = Typed(fields_said=_kept(request))
    return _show(request, _criterion(request, key), typed=typed, before=before, part="fields_after")


@require_POST
def rule(request: Request, key: int) -> HttpResponse:
    """Keep the rule that was sent; add or take away a row of it; ask for another kind."""
    found = _criterion(request, key)
    before = _lines(found)
    put = request.POST.get("put", "")
    sent = _shaped(_typed(request), put)
    said, was = _write(request, found, sent)
    is_kept = said.tone == "ok"
    if is_kept and not put and not request.htmx:
        return redirect("framework-criterion", key)
    typed = Typed(rule=sent, rule_was=was, rule_said=said)
    part = "rule_after" if not put else "rule_again"
    status = 200 if is_kept or put else 422
    return _show(request, _criterion(request, key), typed=typed, before=before, part=part, status=status)


@require_POST
def attempt(request: Request, key: int) -> HttpResponse:
    """The points of a sample answer, and why. Nothing is kept."""
    found = _criterion(request, key)
    return _show(request, found, typed=Typed(trial=_typed(request)), part="trial_result")


def _typed(request: Request) -> dict[str, str]:
    """The fields that were sent, without what the frame adds."""
    return {name: str(text) for name, text in request.POST.items() if name not in _OUTSIDE}


def _criterion(request: Request, key: int) -> Any:
    found = queries.criterion(key, by=request.actor)
    require(request.actor, Permission.FRAMEWORK_DRAFT, at=found.version.framework.owner.place)
    return found


def _lines(found: Any) -> tuple[Line, ...]:
    version = found.version
    return editing.lines(queries.criteria_of(version), queries.findings_of(version), here=found.pk)


def _shaped(sent: dict[str, str], put: str) -> dict[str, str]:
    """The fields after a row was added or taken away."""
    deed, _colon, where = put.partition(":")
    if deed == "add":
        return rule_form.with_row(sent, where)
    return rule_form.without_row(sent, where) if deed == "drop" else sent


def _write(request: Request, found: Any, sent: dict[str, str]) -> tuple[Said, str]:
    """What became of the rule, and the rule that the form now stands on."""
    was = request.POST.get("over") or request.POST.get("was", "")
    read = rule_form.read(sent, path=found.path)
    if not read.rule.is_readable:
        return Said(_("Chưa lưu: quy tắc còn thiếu."), "warn", read.findings), was
    try:
        actions.write_rule(found, read.rule, was=was, by=request.actor, at=request.at)
    except actions.Overtaken:
        theirs = writing.rule(specs.rule_of(queries.criterion(found.pk, by=request.actor)))
        return Said(
            _("Người khác vừa sửa quy tắc này, nên bản của bạn chưa được lưu."), "bad", theirs=theirs
        ), was
    except states.NotPossible:
        return Said(_("Bộ tiêu chí đã công bố nên không sửa được. Hãy lập bản mới."), "bad"), was
    return _kept(request), writing.rule(read.rule)


def _kept(request: Request) -> Said:
    return Said(_("Đã lưu lúc %(time)s") % {"time": f"{timezone.localtime(request.at):%H:%M:%S}"}, "ok")


def _show(
    request: Request,
    found: Any,
    *,
    typed: Typed = editing.NOTHING,
    before: tuple[Line, ...] = (),
    part: str = "desk",
    status: int = 200,
) -> HttpResponse:
    """The whole editor, or for a small post only the part that it changes."""
    page = editing.page(found, typed=typed)
    changed = [line for line in page.lines if before and line not in before]
    context = {"page": page, "desk": page.desk, "changed": changed}
    name = f"web/frameworks/desk/{part}.html" if request.htmx else "web/frameworks/editor.html"
    answer = render(request, name, context, status=status)
    if part == "fields":  # a refused form comes back whole, not as the line that says it was kept
        answer["HX-Retarget"], answer["HX-Reswap"] = "#fields", "outerHTML"
    return answer
